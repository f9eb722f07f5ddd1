package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Address;
import io.signalroom.bus.Addresses;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad frames to the live line of the whole program, closed to readers. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadFramesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** The bridge's words for a frame that registers and may not, where a case asks for others. */
    private static final Map<String, String> OTHERWISE = Map.of("B017", "rejected");

    /** A page that never reads has a test of its own, {@link SlowReaderTest}. */
    private static final String NEVER_READS = "B020";

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient sockets = vertx.createWebSocketClient();
    private Program program;

    @BeforeAll
    void start(@TempDir Path data) {
        program = Program.start(data, Map.of());
    }

    @AfterAll
    void stop() {
        program.close();
        Room.await(vertx.close());
    }

    @TestFactory
    Stream<DynamicTest> a_bad_frame_is_refused() {
        return Case.all().stream()
                .filter(bad -> bad.surface().equals("sockjs") && !bad.id().equals(NEVER_READS))
                .map(bad -> DynamicTest.dynamicTest(bad.id() + " " + bad.title(), () -> check(bad)));
    }

    private void check(Case bad) throws IOException {
        Object sent = bad.request().getValue("send");
        JsonObject frame = sent instanceof JsonObject json ? json : new JsonObject();
        if (frame.containsKey("handshake_origin")) {
            checkHandshake(bad, frame.getString("handshake_origin"));
        } else if (frame.containsKey("http")) {
            checkHttp(bad, frame);
        } else {
            checkFrame(bad, sent instanceof JsonObject ? named(frame).encode() : (String) sent);
        }
        program.assertWell();
    }

    private void checkFrame(Case bad, String frame) {
        LiveClient client = open();
        JsonObject answer = client.send(frame).next(SOON);
        JsonObject wanted = bad.expect().getJsonObject("frame");
        assertThat(answer.getString("type")).isEqualTo(wanted.getString("type"));
        List<Object> words = OTHERWISE.containsKey(bad.id())
                ? List.of(OTHERWISE.get(bad.id()))
                : wanted.getValue("body") instanceof JsonArray several ? several.getList() : words(wanted);
        assertThat(words).contains(words.isEmpty() ? new Object[0] : new Object[] {answer.getString("body")});
        client.close();
    }

    private static List<Object> words(JsonObject wanted) {
        return wanted.containsKey("body") ? List.of(wanted.getString("body")) : List.of();
    }

    private void checkHandshake(Case bad, String origin) throws IOException {
        String request = "GET " + LiveClient.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Origin: " + origin + "\r\n\r\n";
        RawHttp.Answer answer = new RawHttp(program.port()).send(false, request.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.status()).as(answer.body()).isIn(bad.statuses());
    }

    private void checkHttp(Case bad, JsonObject sent) throws IOException {
        String path = sent.getString("http").replace("${OTHER_SESSION}", "someoneelse");
        String origin = sent.containsKey("origin") ? "\r\nOrigin: " + sent.getString("origin") : "";
        String request = path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0" + origin + "\r\n\r\n";
        RawHttp.Answer answer = new RawHttp(program.port()).send(false, request.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.status()).as(answer.body()).isIn(bad.statuses());
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    /** The cases name roles: our addresses in their place. */
    private static JsonObject named(JsonObject frame) {
        String address = String.valueOf(frame.getValue("address"));
        JsonObject named = frame.copy();
        switch (address) {
            case "internal.admin" -> named.put("address", Addresses.KEYS_CHANGED.name());
            case "signals.live" -> named.put("address", Addresses.LIVE_SIGNALS);
            case "{201*a}" -> named.put("address", RequestOf.repeated(address));
            default -> {}
        }
        if (named.getString("type").equals("register") && !named.containsKey("headers")) {
            named.put("headers", new JsonObject().put("authorization", "Bearer " + token("read")));
        }
        return named;
    }

    @Test
    void outsiders_may_listen_to_two_addresses_and_send_to_none() throws IllegalAccessException {
        LiveClient reader = open();
        for (String address : addresses()) {
            LiveClient client = open();
            for (String type : List.of("send", "publish")) {
                JsonObject frame = new JsonObject().put("type", type).put("address", address);
                JsonObject answer = client.send(
                                frame.put("body", new JsonObject().put("v", 1)).encode())
                        .next(SOON);
                assertThat(answer.getString("body")).as(type + " " + address).isEqualTo("access_denied");
            }
            if (address.startsWith("live.")) {
                reader.register(address, Program.token("read", 600));
            } else {
                client.register(address, Program.token("admin", 600));
                assertThat(client.next(SOON).getString("body")).as(address).isEqualTo("access_denied");
            }
            client.close();
        }
        program.enterSignal();
        List<String> heard = new ArrayList<>();
        while (heard.stream().distinct().count() < 2) {
            JsonObject frame = reader.next(SOON);
            assertThat(frame.getString("type")).isEqualTo("rec");
            heard.add(frame.getString("address"));
        }
        assertThat(heard).contains(Addresses.LIVE_SIGNALS, Addresses.LIVE_STATUS);
        reader.close();
    }

    /** Every address there is, so that a new one is tried as well. */
    private static List<String> addresses() throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Field field : Addresses.class.getFields()) {
            names.add(field.get(null) instanceof Address<?> address ? address.name() : (String) field.get(null));
        }
        assertThat(names).hasSizeGreaterThan(10);
        return names;
    }

    @Test
    void what_an_outsider_publishes_reaches_nobody() {
        LiveClient reader = open().register(Addresses.LIVE_SIGNALS, token("read"));
        LiveClient intruder = open();
        String fake = "{\"type\":\"publish\",\"address\":\"" + Addresses.LIVE_SIGNALS + "\",\"body\":{\"fake\":1}}";
        assertThat(intruder.send(fake).next(SOON).getString("type")).isEqualTo("err");
        program.enterSignal();

        JsonObject first = reader.next(SOON).getJsonObject("body");
        assertThat(first.getString("type")).isEqualTo("signal.created");
        reader.close();
        intruder.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "5",
                "\"x\"",
                "{}",
                "{\"type\":5}",
                "{\"type\":null}",
                "{\"type\":{}}",
                "{\"type\":\"register\",\"address\":{}}",
                "{\"type\":\"register\",\"address\":[1]}",
                "{\"type\":\"register\",\"address\":\"live.status.v1\",\"headers\":5}",
                "{\"type\":\"register\",\"address\":\"live.status.v1\",\"headers\":{\"authorization\":[1]}}",
                "{\"type\":\"unregister\",\"address\":\"live.status.v1\"}",
                "{\"type\":\"send\",\"address\":\"a\",\"replyAddress\":{\"b\":1}}",
                "{\"type\":\"ping\",\"type\":\"zap\nERROR forged\"}"
            })
    void an_odd_frame_costs_no_more_than_its_socket(String frame) {
        LiveClient text = open().send(frame);
        LiveClient bytes = open().sendBytes(Buffer.buffer(frame));
        for (LiveClient client : List.of(text, bytes)) {
            client.send("{\"type\":\"send\"}");
            String last = "";
            while (!last.equals("missing_address") && !client.isClosed()) {
                last = String.valueOf(client.next(SOON).getValue("body"));
            }
        }
        program.assertWell();
        assertThat(program.output()).doesNotContain("forged", "Exception");
    }

    private LiveClient open() {
        return LiveClient.open(sockets, program.port());
    }

    private static String token(String scope) {
        return Program.token(scope, 600);
    }
}
