package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/** How much one page may take of the live line, and how long. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveLineTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** A look at tokens every four seconds, and a good deal: the machine may be busy. */
    private static final Duration NEXT_LOOK = Duration.ofSeconds(14);

    private static final Duration FLOOD = Duration.ofSeconds(30);
    private static final Duration CUT_OFF = Duration.ofSeconds(20);
    private static final int MORE_THAN_KERNELS_KEEP = 300_000;

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient sockets = vertx.createWebSocketClient();
    private Program program;
    private RawWebSocket mute;
    private long before;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        program = Program.start(data, Map.of());
        open().register(Addresses.LIVE_STATUS, token("read")).close();
        before = program.memory();
        mute = RawWebSocket.open(program.port(), LiveClient.PATH);
        mute.send("no JSON", MORE_THAN_KERNELS_KEEP);
        assertThat(program.meter("signalroom_live_sockets")).isEqualTo(1);
        program.assertWell();
    }

    @AfterAll
    void stop() {
        program.close();
        Room.await(vertx.close());
    }

    @Test
    void an_open_line_outlives_neither_its_token_nor_its_key() {
        String admin = token("admin");
        JsonObject wish = new JsonObject().put("name", "a bot").put("scope", "read");
        JsonObject key = program.send("POST", "/api/v1/auth/keys", admin, wish);
        JsonObject apiKey = new JsonObject().put("apiKey", key.getString("apiKey"));
        String ofKey = program.send("POST", "/api/v1/auth/token", admin, apiKey).getString("accessToken");
        LiveClient revoked = open().register(Addresses.LIVE_STATUS, ofKey);
        LiveClient ended = open().register(Addresses.LIVE_STATUS, Program.token("read", 7));
        LiveClient good = open().register(Addresses.LIVE_STATUS, token("read"));
        for (LiveClient client : List.of(revoked, ended, good)) {
            assertThat(client.next(SOON).getString("type")).isEqualTo("rec");
        }
        program.send("DELETE", "/api/v1/auth/keys/" + key.getString("id"), admin, null);

        assertThat(revoked.closeStatus(NEXT_LOOK)).isEqualTo(4401);
        assertThat(ended.closeStatus(NEXT_LOOK)).isEqualTo(4401);
        assertThat(good.isClosed()).isFalse();
        good.close();
    }

    @Test
    void one_reader_has_twenty_sockets_and_no_more() {
        String token = Program.token("read", 601);
        List<LiveClient> clients = IntStream.range(0, 20)
                .mapToObj(i -> open().register(Addresses.LIVE_STATUS, token))
                .toList();
        clients.forEach(
                client -> assertThat(client.next(SOON).getString("type")).isEqualTo("rec"));
        LiveClient oneTooMany = open().register(Addresses.LIVE_STATUS, token);
        LiveClient another = open().register(Addresses.LIVE_STATUS, token("read"));

        assertThat(oneTooMany.closeStatus(SOON)).isEqualTo(4429);
        assertThat(another.next(SOON).getString("type")).isEqualTo("rec");
        clients.forEach(LiveClient::close);
        another.close();
    }

    @Test
    void more_than_fifty_frames_in_ten_seconds_are_a_flood() {
        LiveClient client = open();
        for (int i = 0; i < 51; i++) {
            client.send("{\"type\":\"ping\"}");
        }
        assertThat(client.closeStatus(SOON)).isEqualTo(4429);
    }

    /** Of which the library answers each before anybody is asked, read or not. */
    @Test
    void pings_without_end_cut_the_socket_off() throws IOException {
        try (RawWebSocket flood = RawWebSocket.open(program.port(), LiveClient.PATH)) {
            flood.flood(RawWebSocket.frame(0x89, true, new byte[8]), 10_000, FLOOD);
        }
        program.assertWell();
    }

    @Test
    void a_frame_of_more_than_64_kib_ends_the_socket() {
        LiveClient client = open();
        client.send("{\"type\":\"ping\",\"pad\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(client.closeStatus(SOON)).isEqualTo(1009);
        program.assertWell();
    }

    /** Case B020. What is answered to its frames is what it does not read; it began before all other tests here. */
    @Test
    @Order(Integer.MAX_VALUE)
    void a_page_that_never_reads_is_cut_off_and_leaves_nothing_on_the_heap() throws IOException {
        Room.eventually(vertx, CUT_OFF, () -> program.meter("signalroom_live_sockets") == 0);
        mute.close();
        assertThat(program.memory() - before).isLessThan(2 << 20);
    }

    private LiveClient open() {
        return LiveClient.open(sockets, program.port());
    }

    private static String token(String scope) {
        return Program.token(scope, 600);
    }
}
