package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.badinputs.RawHttp.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What cases want beside a status, in their own words ({@code also}): looked at here, or by the test that is named. */
final class Also implements AutoCloseable {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final long BIG = 500_000;
    private static final Set<String> OF_OTHERS = Set.of("postgres", "redis", "bin", "logs");
    /** Is called by a server that takes a text for a command. */
    private static final String LDAP = "R056";

    private static final String BODIES = "the status says it: what is refused is not stored, and nothing here is owned";
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("R033", "SignalTextTest, SignalsPageTest"),
            Map.entry("R044", BODIES),
            Map.entry("R048", BODIES),
            Map.entry("R051", "NewSignal's own tests"),
            Map.entry("R053", "SignalTextTest, DashboardPageTest"),
            Map.entry("R054", "SignalTextTest, SignalsPageTest"),
            Map.entry("R058", "CsvFormTest, ExportTest"),
            Map.entry("R089", BODIES),
            Map.entry("R099", "what proxies decode is a path that this server does not have"),
            Map.entry("R104", BODIES),
            Map.entry(
                    "A020", "nothing listens at port 1, and a token's header is read for its algorithm only: JwtTest"),
            Map.entry("H005", "BadInputsTest: one answer, and the row is there"),
            Map.entry("H023", "BadInputsTest: a client that gets a refusal has no tunnel"));

    private final Map<String, Look> looks = Map.ofEntries(
            Map.entry("R022", this::assertNoFile),
            Map.entry("R040", (bad, answer) -> assertThat(stored(answer)).contains("\"0.123456789012345678\"")),
            Map.entry("R052", (bad, answer) -> assertVerbatim(bad, answer)),
            Map.entry(
                    "R055",
                    (bad, answer) -> assertThat(log().lines()).noneMatch(line -> line.startsWith("2026-01-01"))),
            Map.entry(LDAP, (bad, answer) -> assertNobodyCalled()),
            Map.entry("R057", (bad, answer) -> assertVerbatim(bad, answer)),
            Map.entry("R070", this::assertTheSame),
            Map.entry("R116", this::assertNoBody),
            Map.entry("R117", (bad, answer) -> assertThat(get(bad).status()).isEqualTo(200)),
            Map.entry(
                    "R119",
                    (bad, answer) ->
                            assertThat(answer.body() + answer.headers()).doesNotContain("evil")),
            Map.entry(
                    "C001",
                    (bad, answer) -> assertThat(answer.header(ALLOW_ORIGIN)).isEmpty()),
            Map.entry(
                    "C002",
                    (bad, answer) -> assertThat(answer.header(ALLOW_ORIGIN)).isEmpty()),
            Map.entry(
                    "C004",
                    (bad, answer) -> assertThat(answer.header(ALLOW_ORIGIN)).isEmpty()),
            Map.entry(
                    "C005",
                    (bad, answer) -> assertThat(answer.header(ALLOW_ORIGIN)).isEmpty()),
            Map.entry("C006", (bad, answer) -> assertAllowed(answer)));

    private final Asker asker;
    private final Supplier<String> output;
    private final Path data;
    private final ServerSocket ldap;

    /** One look at what came of a case. */
    @FunctionalInterface
    private interface Look {
        void at(Case bad, Answer answer) throws IOException;
    }

    /** Asks the server what a case asks, once more. */
    @FunctionalInterface
    interface Asker {
        Answer ask(Case bad) throws IOException;
    }

    /**
     * Looks at one server.
     *
     * @param output all that it has printed
     * @param data its folder
     */
    Also(Asker asker, Supplier<String> output, Path data) {
        this.asker = asker;
        this.output = output;
        this.data = data;
        try {
            ldap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same case, aimed at the port where we listen for who is called. */
    Case aimed(Case bad) {
        String request = bad.request().encode().replace(":1389/", ":" + ldap.getLocalPort() + "/");
        return bad.id().equals(LDAP)
                ? new Case(LDAP, bad.surface(), bad.title(), new JsonObject(request), bad.expect())
                : bad;
    }

    /** Fails if a case wants something that nobody looks at. */
    void check(Case bad, Answer answer) throws IOException {
        if (looks.containsKey(bad.id())) {
            looks.get(bad.id()).at(bad, answer);
        } else if (bad.expect().containsKey("also")
                && !bad.expect().getString("also").startsWith("exactly one answer")) {
            assertThat(ELSEWHERE).as(bad.expect().getString("also")).containsKey(bad.id());
        }
    }

    private String log() {
        return output.get();
    }

    private static Case get(String path) {
        JsonObject request =
                new JsonObject().put("method", "GET").put("path", path).put("auth", "user");
        return new Case("", "rest", "", request, new JsonObject());
    }

    private Answer get(Case bad) throws IOException {
        return asker.ask(get(bad.request().getString("path")));
    }

    /** As it is read afterwards. */
    private String stored(Answer created) throws IOException {
        return asker.ask(get("/api/v1/signals/" + new JsonObject(created.body()).getString("id")))
                .body();
    }

    private void assertVerbatim(Case bad, Answer answer) throws IOException {
        String text = bad.request().getJsonObject("set").getString("@text");
        assertThat(new JsonObject(stored(answer)).encode())
                .contains(new JsonObject().put("", text).encode().replaceAll("^\\{\"\":\"|\"}$", ""));
    }

    private void assertTheSame(Case bad, Answer answer) throws IOException {
        Answer again = asker.ask(bad);
        assertThat(again.status()).isEqualTo(answer.status());
        assertThat(again.body()).isEqualTo(answer.body());
    }

    /** A length need not be told of what is not sent (RFC 9110, 9.3.2). */
    private void assertNoBody(Case bad, Answer answer) throws IOException {
        Answer read = get(bad);
        assertThat(answer.body()).isEmpty();
        for (String header : List.of("Content-Type", "ETag", "Cache-Control", "Vary")) {
            assertThat(answer.header(header)).as(header).isEqualTo(read.header(header));
        }
    }

    /** Nor where the library would put it. */
    private void assertNoFile(Case bad, Answer answer) throws IOException {
        assertThat(bigFiles()).isEmpty();
        assertThat(Path.of("file-uploads")).doesNotExist();
    }

    private static void assertAllowed(Answer answer) {
        assertThat(answer.header(ALLOW_ORIGIN)).contains(Program.ORIGIN);
        assertThat(answer.header("Vary").orElse("")).containsIgnoringCase("Origin");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    private void assertNobodyCalled() throws IOException {
        ldap.setSoTimeout(200);
        assertThatThrownBy(ldap::accept).isInstanceOf(SocketTimeoutException.class);
    }

    /** Of which a file that was sent would be one. */
    private List<Path> bigFiles() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file ->
                            !OF_OTHERS.contains(data.relativize(file).getName(0).toString()))
                    .filter(file -> file.toFile().isFile() && file.toFile().length() > BIG)
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        ldap.close();
    }
}
