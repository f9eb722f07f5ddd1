package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.badinputs.RawHttp.Answer;
import io.signalroom.testing.ServerProcess;
import io.signalroom.testing.Servers;
import io.signalroom.testing.Swift;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cases of {@code cases.jsonl} that try to get in (A026, A030 to A039) or to get more than others (R118). What they call a
 * user and his password is here a key's id and its secret. In their order: each try counts for those behind it.
 */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadKeysTest {
    private static final String WRONG = "0".repeat(64);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int TOKENS_PER_MINUTE = 20;
    private static final int PER_MINUTE = 400;

    private ServerProcess server;
    private RawHttp http;
    private String key;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        server = ServerProcess.serve(
                data,
                Map.of(
                        "SECRET_KEY",
                        Tokens.SECRET,
                        "READ_OPEN",
                        "false",
                        "RATE_PER_MINUTE",
                        String.valueOf(PER_MINUTE)));
        http = new RawHttp(URI.create(server.url()).getPort());
        key = made().getString("apiKey");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer send(String method, String path, List<String> headers, String body) throws IOException {
        List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1", "Host: 127.0.0.1"));
        lines.addAll(headers);
        if (!body.isEmpty()) {
            lines.add("Content-Type: application/json");
            lines.add("Content-Length: " + body.length());
        }
        return http.send(false, (String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String subject, String scope) {
        return "Authorization: Bearer " + Tokens.of(subject, scope, 600);
    }

    private JsonObject made() throws IOException {
        String body = new JsonObject().put("name", "desk").put("scope", "read").encode();
        Answer answer = send("POST", "/api/v1/auth/keys", List.of(token("tester", "admin")), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new JsonObject(answer.body());
    }

    private Answer exchange(String apiKey) {
        try {
            return send(
                    "POST",
                    "/api/v1/auth/token",
                    List.of(),
                    new JsonObject().put("apiKey", apiKey).encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is told of a refusal, without what names the request. */
    private static JsonObject told(Answer answer) {
        JsonObject problem = new JsonObject(answer.body());
        problem.remove("requestId");
        return problem;
    }

    @Test
    @Order(1)
    void A030_A031_A036_a_wrong_secret_an_unknown_id_and_a_guess_are_told_the_same() {
        Answer wrong = exchange(key.substring(0, 21) + WRONG);
        Answer unknown = exchange("sgr_" + "0".repeat(16) + "_" + WRONG);
        Answer guess = exchange("admin");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(told(unknown)).isEqualTo(told(wrong));
        assertThat(told(guess)).isEqualTo(told(wrong));
    }

    @Test
    @Order(2)
    void A026_the_token_of_a_key_that_was_revoked_is_refused() throws IOException {
        String id = made().getString("id");
        List<String> bearer = List.of(token("key:" + id, "read"));
        assertThat(send("GET", "/api/v1/signals", bearer, "").status()).isEqualTo(200);
        assertThat(send("DELETE", "/api/v1/auth/keys/" + id, List.of(token("tester", "admin")), "")
                        .status())
                .isEqualTo(204);
        Answer refused = send("GET", "/api/v1/signals", bearer, "");
        for (int i = 0; i < 100 && refused.status() == 200; i++) { // the bus tells the node's own door
            refused = send("GET", "/api/v1/signals", bearer, "");
        }
        assertThat(refused.status()).isEqualTo(401);
        assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("unauthorized");
    }

    @Test
    @Order(3)
    void A032_the_sixth_wrong_secret_in_a_minute_is_one_too_many() {
        List<Integer> statuses = IntStream.range(0, 5)
                .mapToObj(i -> exchange(key.substring(0, 21) + WRONG).status())
                .toList();
        assertThat(statuses).containsExactly(401, 401, 401, 401, 429); // one was tried above
        assertThat(exchange(key).status()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void A033_from_one_address_no_more_than_twenty_ids_are_tried() {
        int before = 3 + 5 + 1;
        List<Integer> statuses = IntStream.range(0, 100)
                .mapToObj(i -> exchange("sgr_%016x_%s".formatted(i, WRONG)).status())
                .toList();
        assertThat(statuses.subList(0, TOKENS_PER_MINUTE - before)).containsOnly(401);
        assertThat(statuses.subList(TOKENS_PER_MINUTE, 100)).contains(429);
        assertThat(statuses.stream().filter(status -> status == 401)).hasSizeLessThan(TOKENS_PER_MINUTE);
        assertThat(IntStream.range(0, 5).map(i -> exchange(key).status()))
                .as("the right key too, but for what has come back meanwhile")
                .contains(429);
    }

    @Test
    @Order(5)
    void A039_a_hundred_at_once_hold_up_nobody() throws IOException {
        List<CompletableFuture<Answer>> all = IntStream.range(0, 100)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> exchange("sgr_%016x_%s".formatted(i, WRONG))))
                .toList();
        List<String> bearer = List.of(token("tester", "read"));
        for (int i = 0; i < 20; i++) {
            Swift.within(
                    SOON,
                    () -> assertThat(send("GET", "/api/v1/signals", bearer, "").status())
                            .isEqualTo(200));
        }
        assertThat(all.stream().map(f -> f.join().status()).distinct()).isSubsetOf(401, 429, 503);
    }

    @Test
    @Order(6)
    void R118_whatever_an_address_says_it_is_it_gets_no_more() throws IOException {
        int refused = 0;
        for (int i = 0; i < PER_MINUTE + 100; i++) {
            List<String> said = List.of("X-Forwarded-For: 203.0.113." + i % 256);
            refused += send("GET", "/api/v1/signals", said, "").status() == 429 ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }
}
