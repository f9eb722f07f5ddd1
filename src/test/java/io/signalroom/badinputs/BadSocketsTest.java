package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.signalroom.testing.Swift;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every case of the surface {@code websocket}, against the whole program, closed to readers. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadSocketsTest {
    private static final String PATH = "/api/v1/live/ws";
    /** A client that never reads has a test of its own, {@link SlowReaderTest}. */
    private static final String NEVER_READS = "W027";

    private static final Duration SOON = Duration.ofSeconds(30);
    /** Whoever sends no token is let go after five. */
    private static final Duration FOR_THE_TOKEN = Duration.ofSeconds(4);

    private static final Duration PROMPTLY = Duration.ofMillis(500);
    private static final Duration WITHIN_FIVE_SECONDS = Duration.ofSeconds(6);
    private static final Duration WITHIN_TEN_SECONDS = Duration.ofSeconds(11);
    private static final Duration FLOOD = Duration.ofSeconds(12);
    private static final int MORE_THAN_KEPT = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient sockets = vertx.createWebSocketClient();
    private final Map<String, Check> checks = Map.ofEntries(
            Map.entry("W001", bad -> assertThat(handshake("", false)).isIn(bad.statuses())),
            Map.entry(
                    "W002",
                    bad -> assertThat(handshake("Origin: https://evil.example\r\n", true))
                            .isIn(bad.statuses())),
            Map.entry(
                    "W003",
                    bad -> assertThat(handshake("Origin: null\r\n", true)).isIn(bad.statuses())),
            Map.entry("W004", this::no_token),
            Map.entry("W005", this::token_in_the_address),
            Map.entry("W007", bad -> closes(bad, open().send(auth(Program.token("read", -60))), FOR_THE_TOKEN)),
            Map.entry("W008", bad -> closes(bad, authenticated(Program.token("read", 5)), WITHIN_TEN_SECONDS)),
            Map.entry(
                    "W009",
                    bad -> says(authenticated().send("hello"), bad.expect().getString("or_error_frame"))),
            Map.entry("W011", bad -> closes(bad, authenticated().send("x".repeat(70_000)), SOON)),
            Map.entry("W012", this::fragments),
            Map.entry("W014", bad -> closes(bad, authenticated().sendBytes(Buffer.buffer(new byte[3])), SOON)),
            Map.entry("W015", bad -> raw(bad, RawWebSocket.frame(0x81, true, new byte[] {(byte) 0xff, (byte) 0xfe}))),
            Map.entry("W016", bad -> raw(bad, RawWebSocket.frame(0x81, false, new byte[] {'{', '}'}))),
            Map.entry("W017", bad -> raw(bad, RawWebSocket.frame(0x83, true, new byte[0]))),
            Map.entry("W019", bad -> raw(bad, RawWebSocket.frame(0x88, true, new byte[] {0x03, (byte) 0xed}))),
            Map.entry("W020", this::ping_flood),
            Map.entry("W021", this::a_thousand_subscriptions),
            Map.entry("W023", bad -> says(subscribed(-1), "bad-position")),
            Map.entry("W024", this::a_position_in_the_future),
            Map.entry("W026", this::a_position_before_what_is_kept),
            Map.entry("W028", this::one_socket_too_many));
    private final String database = Servers.freshDatabase();
    private Program program;

    /** Drives one case. */
    @FunctionalInterface
    private interface Check {
        void run(Case bad) throws IOException, SQLException;
    }

    @BeforeAll
    void start(@TempDir Path data) {
        program = Program.start(data, Map.of("DATABASE_URL", database));
    }

    @AfterAll
    void stop() {
        program.close();
        Room.await(vertx.close());
    }

    @TestFactory
    Stream<DynamicTest> a_bad_socket_is_refused() {
        return Case.all().stream()
                .filter(bad -> bad.surface().equals("websocket") && !bad.id().equals(NEVER_READS))
                .map(bad -> DynamicTest.dynamicTest(bad.id() + " " + bad.title(), () -> {
                    checks.get(bad.id()).run(bad);
                    program.assertWell();
                }));
    }

    private int handshake(String header, boolean upgrade) throws IOException {
        return RawWebSocket.handshake(program.port(), PATH, header, upgrade);
    }

    /** It would cost memory for each socket, and a small frame could become a large one. */
    @ParameterizedTest
    @ValueSource(strings = {PATH, LiveClient.PATH})
    void no_frame_is_compressed(String path) throws IOException {
        String offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
        assertThat(RawWebSocket.answer(program.port(), path, offer).toLowerCase(Locale.ROOT))
                .startsWith("http/1.1 101")
                .doesNotContain("sec-websocket-extensions");
    }

    private void no_token(Case bad) {
        LiveClient nobody = open();
        nobody.send("{\"type\":\"subscribe\"}");
        program.enterSignal();
        assertThat(nobody.next(SOON).getString("code")).isEqualTo("unauthorized");
        closes(bad, nobody, WITHIN_FIVE_SECONDS);
        assertThat(nobody.heardNothingMore()).isTrue();
    }

    private void token_in_the_address(Case bad) throws IOException {
        String token = Program.token("read", 600);
        assertThat(RawWebSocket.handshake(program.port(), PATH + "?token=" + token, "", true))
                .isIn(bad.statuses());
        assertThat(program.output()).doesNotContain(token);
    }

    private void fragments(Case bad) throws IOException {
        long before = program.memory();
        LiveClient client = authenticated();
        client.sendFragments("x".repeat(50_000), 6);
        closes(bad, client, SOON);
        assertThat(program.memory() - before).isLessThan(bad.expect().getInteger("heap_growth_max_mb") << 20);
    }

    private void raw(Case bad, byte[] frame) throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(program.port(), PATH)) {
            socket.send(auth(Program.token("read", 600)), 1);
            socket.write(frame);
            assertThat(socket.closeStatus())
                    .isIn(bad.expect().getJsonArray("close").getList());
        }
    }

    private void ping_flood(Case bad) throws IOException {
        LiveClient other = authenticated();
        double before = refused();
        try (RawWebSocket flood = RawWebSocket.open(program.port(), PATH)) {
            flood.send(auth(Program.token("read", 600)), 1);
            flood.flood(RawWebSocket.frame(0x89, true, new byte[8]), 10_000, FLOOD);
        }
        Swift.within(PROMPTLY, () -> says(other.send("{\"type\":\"ping\"}"), "pong"));
        assertThat(refused()).isGreaterThan(before);
        other.close();
    }

    private double refused() {
        return program.meter("signalroom_live_sockets_closed_total", "reason", "refused");
    }

    private void a_thousand_subscriptions(Case bad) {
        LiveClient client = authenticated();
        for (int i = 0; i < 1_000; i++) {
            client.send("{\"type\":\"subscribe\",\"id\":\"s" + i + "\"}");
        }
        int kept = 0;
        JsonObject answer = client.next(SOON);
        while (!answer.getString("type").equals("error")) {
            // between the answers it may tell its position, as to everybody
            kept += answer.getString("type").equals("subscribed") ? 1 : 0;
            answer = client.next(SOON);
        }
        assertThat(answer.getString("code")).isEqualTo(bad.expect().getString("error_frame"));
        assertThat(kept).isEqualTo(128);
        assertThat(client.closeStatus(SOON)).isEqualTo(4429);
    }

    private void a_position_in_the_future(Case bad) {
        JsonObject answer = subscribed(top().getLong("seq") + 1_000).next(SOON);
        assertThat(answer.getString("code")).isEqualTo(bad.expect().getString("error_frame"));
        assertThat(answer.getBoolean("recovered")).isFalse();
    }

    /** So many events as nobody could have told since. */
    private void a_position_before_what_is_kept(Case bad) throws SQLException {
        try (Connection connection = DriverManager.getConnection(Servers.jdbc(database));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event_head SET seq = seq + " + MORE_THAN_KEPT);
        }
        // the live line comes to it within a second
        Room.eventually(vertx, SOON, () -> {
            LiveClient client = subscribed(1);
            JsonObject answer = client.next(SOON);
            client.close();
            return answer.getBoolean("recovered").equals(bad.expect().getBoolean("recovered"));
        });
    }

    private void one_socket_too_many(Case bad) {
        String token = Program.token("read", 602);
        List<LiveClient> twenty =
                IntStream.range(0, 20).mapToObj(i -> authenticated(token)).toList();
        closes(bad, open().send(auth(token)), SOON);
        twenty.forEach(client -> assertThat(client.isClosed()).isFalse());
        twenty.forEach(LiveClient::close);
    }

    private static void closes(Case bad, LiveClient client, Duration limit) {
        assertThat(client.closeStatus(limit))
                .isIn(bad.expect().getJsonArray("close").getList());
    }

    private static void says(LiveClient client, String word) {
        JsonObject answer = client.next(SOON);
        assertThat(answer.getString("code", answer.getString("type"))).isEqualTo(word);
    }

    private JsonObject top() {
        return program.send("GET", "/api/v1/signals", Program.token("read", 600), null)
                .getJsonObject("asOf");
    }

    private LiveClient subscribed(long since) {
        JsonObject position = top().put("seq", since);
        return authenticated()
                .send(new JsonObject()
                        .put("type", "subscribe")
                        .put("kinds", new JsonArray().add("trade_signal"))
                        .put("since", position)
                        .encode());
    }

    private LiveClient authenticated() {
        return authenticated(Program.token("read", 600));
    }

    private LiveClient authenticated(String token) {
        LiveClient client = open().send(auth(token));
        says(client, "authenticated");
        return client;
    }

    private LiveClient open() {
        return LiveClient.open(sockets, program.port(), PATH);
    }

    private static String auth(String token) {
        return new JsonObject().put("type", "auth").put("token", token).encode();
    }
}
