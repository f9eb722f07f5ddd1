package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.badinputs.RawHttp.Answer;
import io.signalroom.testing.Servers;
import io.signalroom.testing.Swift;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad requests, byte by byte, to the whole program, closed to readers: each is answered as it should be within a second, and the
 * server lives on. What {@link #OTHERWISE} names is answered in another way than the case asks, for the reason given there.
 */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputsTest {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Z_]+}");

    /** What the cases call a problem, and what this API calls it. */
    private static final Map<String, String> CODES = Map.of(
            "validation", "invalid_request",
            "malformed-request", "invalid_request",
            "unauthorized", "unauthorized",
            "unsupported-media-type", "unsupported_media_type",
            "payload-too-large", "too_large",
            "not-found", "not_found",
            "unprocessable", "unprocessable",
            "method-not-allowed", "method_not_allowed",
            "rate-limited", "too_many_requests");

    private static final Map<String, Otherwise> OTHERWISE = Map.of(
            "R066", new Otherwise("a signal that is entered by hand has no channel but Manual", 400),
            "R101", new Otherwise("ids are opaque: what is none is not there", 404),
            "R104", new Otherwise("a signal belongs to nobody: who may read, reads all", 200));

    /** Cases that {@link BadKeysTest} and {@link SlowInputsTest} drive, because they need a server of their own. */
    private static final Set<String> ELSEWHERE = Set.of(
            "R118", "A026", "A030", "A031", "A032", "A033", "A036", "A039", "H021", "H026", "H027", "H028", "H029",
            "H030");

    /** Another answer than the case asks for, and why. */
    private record Otherwise(String why, Integer... statuses) {}

    private Program program;
    private Also also;
    private RawHttp http;
    private String own;
    private String deleted;
    private String cursor;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        program = Program.start(data, Map.of("RATE_PER_MINUTE", "100000"));
        also = new Also(this::answer, program::output, data);
        http = new RawHttp(program.port());
        own = created();
        deleted = created();
        cursor = new JsonObject(send("GET", "/api/v1/signals?limit=1").body())
                .getJsonObject("page")
                .getString("next");
        assertThat(send("DELETE", "/api/v1/signals/" + deleted).status()).isEqualTo(204);
    }

    @AfterAll
    void stop() throws IOException {
        also.close();
        program.close();
    }

    private String created() throws IOException {
        JsonObject valid = new JsonObject("""
                {"request":{"method":"POST","path":"/api/v1/signals","auth":"user","body_from":"VALID_SIGNAL","set":{},
                 "headers":{"Content-Type":"application/json"}},"expect":{"status":[201]}}""");
        Answer answer = answer(new Case("", "rest", "", valid.getJsonObject("request"), valid.getJsonObject("expect")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new JsonObject(answer.body()).getString("id");
    }

    private Answer send(String method, String path) throws IOException {
        JsonObject request = new JsonObject()
                .put("method", method)
                .put("path", path)
                .put("auth", "user")
                .put("headers", new JsonObject().put("If-Match", "*"));
        return answer(new Case("", "rest", "", request, new JsonObject()));
    }

    private Answer answer(Case bad) throws IOException {
        return http.send(false, new RequestOf(this::filled, BadInputsTest::authorization).bytes(also.aimed(bad)));
    }

    @TestFactory
    Stream<DynamicTest> a_bad_request_is_answered_as_it_should_be() {
        return Case.all().stream()
                .filter(bad -> bad.surface().equals("rest") && !ELSEWHERE.contains(bad.id()))
                .map(bad -> DynamicTest.dynamicTest(bad.id() + " " + bad.title(), () -> check(bad)));
    }

    @TestFactory
    Stream<DynamicTest> bytes_that_are_no_request_are_answered_or_cut_off() {
        return Case.all().stream()
                .filter(bad -> bad.surface().equals("http-raw") && !ELSEWHERE.contains(bad.id()))
                .map(bad -> DynamicTest.dynamicTest(bad.id() + " " + bad.title(), () -> checkRaw(bad)));
    }

    private void checkRaw(Case bad) throws IOException {
        String lines = bad.request().getJsonArray("raw").stream()
                .map(String.class::cast)
                .collect(Collectors.joining("\r\n"));
        String text = RequestOf.repeated(filled(lines))
                .replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\x16", "\u0016")
                .replace("\\x03", "\u0003")
                .replace("\\x01", "\u0001")
                .replace("\\x02", "\u0002")
                .replace("\\x00", "\u0000");
        boolean closes = "close".equals(bad.expect().getString("connection"));
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Answer answer = http.send(closes, bytes);
        Otherwise otherwise = OTHERWISE.get(bad.id());
        assertThat(answer.status())
                .as(answer.body())
                .isIn(otherwise == null ? bad.statuses() : List.of(otherwise.statuses()));
        Swift.within(SOON, Duration.ofMillis(answer.millis()), () -> http.send(false, bytes));
        also.check(bad, answer);
        assertThat(answer.body().split("HTTP/1.1 ", -1)).as("one answer").hasSizeLessThanOrEqualTo(1);
        assertThat(send("GET", "/api/v1/signals/" + own).status()).isEqualTo(200);
        program.assertWell();
    }

    private void check(Case bad) throws IOException {
        Optional<Integer> growth = Optional.ofNullable(bad.expect().getInteger("heap_growth_max_mb"));
        long before = growth.isPresent() ? program.memory() : 0;
        Answer answer = answer(bad);
        growth.ifPresent(most -> assertThat(program.memory() - before).isLessThan((long) most << 20));
        also.check(bad, answer);
        check(bad, answer);
    }

    private void check(Case bad, Answer answer) throws IOException {
        Otherwise otherwise = OTHERWISE.get(bad.id());
        List<Integer> right = otherwise == null ? bad.statuses() : List.of(otherwise.statuses());
        assertThat(answer.status()).as(answer.body()).isIn(right);
        Duration bound = Duration.ofMillis(bad.expect().getLong("max_ms", SOON.toMillis()));
        Swift.within(bound, Duration.ofMillis(answer.millis()), () -> answer(bad));
        String code = CODES.get(bad.expect().getString("problem", ""));
        if (answer.status() >= 400 && !bad.request().getString("method").equals("HEAD")) {
            assertThat(answer.header("Content-Type")).contains("application/problem+json");
            JsonObject problem = new JsonObject(answer.body());
            assertThat(problem.getInteger("status")).isEqualTo(answer.status());
            if (code != null && otherwise == null) {
                assertThat(problem.getString("code")).isEqualTo(code);
            }
        }
        for (Map.Entry<String, Object> header : bad.expect().getJsonObject("headers", new JsonObject())) {
            String wanted = String.valueOf(header.getValue());
            String found = answer.header(header.getKey()).orElse("");
            if (wanted.endsWith("*")) {
                assertThat(found).as(header.getKey()).startsWith(wanted.substring(0, wanted.length() - 1));
            } else {
                assertThat(found.split(", ")).as(header.getKey()).contains(wanted.split(", "));
            }
        }
        assertThat(send("GET", "/api/v1/signals/" + own).status()).isEqualTo(200);
        program.assertWell();
    }

    private static String header(String name, String value) {
        return name + ": " + value;
    }

    private String filled(String text) {
        String all = text.replace("${TOKEN_USER}", token())
                .replace("${ID_OWN}", own == null ? "" : own)
                .replace("${ID_DELETED}", deleted == null ? "" : deleted)
                .replace("${UNKNOWN_ID}", "987654321")
                .replace("${ID_OF_OTHER}", own == null ? "" : own)
                .replace("${CURSOR_OF_OTHER}", cursor == null ? "" : cursor)
                .replace("${ALLOWED_ORIGIN}", Program.ORIGIN);
        if (PLACEHOLDER.matcher(all).find()) {
            throw new AssertionError("nothing is known for " + all);
        }
        return all;
    }

    private static List<String> authorization(String who) {
        List<String> lines = new ArrayList<>();
        if (who.equals("user")) {
            lines.add(header("Authorization", "Bearer " + token()));
        } else if (who.startsWith("raw:jwt:")) {
            lines.add(header("Authorization", "Bearer " + Tokens.wrong(who.substring("raw:jwt:".length()))));
        } else if (who.startsWith("raw:") && !who.startsWith("raw:query:")) {
            for (String value : who.substring("raw:".length()).split(" \\| ")) {
                lines.add(header("Authorization", value.replace("${TOKEN_USER}", token())));
            }
        }
        return lines;
    }

    private static String token() {
        return Tokens.of("tester", "write", 600);
    }
}
