package io.signalroom.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Address;
import io.signalroom.bus.Addresses;
import io.signalroom.security.ClientAddress;
import io.signalroom.testing.Room;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket.Listener;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the live line does not let through: foreign pages, addresses within, and anything that a browser would send. */
class SockJsBoundsTest {
    private static final String OURS = "https://app.example";
    private static final long ANSWER_SECONDS = 5;

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient sockets = vertx.createWebSocketClient();
    private final WebClient web = WebClient.create(vertx);
    private final int port = serve();

    @AfterEach
    void end() {
        Room.await(vertx.close());
    }

    private int serve() {
        LiveDoor door = new LiveDoor(
                List.of(OURS),
                Gatekeeper.OPEN,
                new SocketQuota(new ClientAddress(List.of())),
                new LiveMeters(new SimpleMeterRegistry()));
        return BridgeServer.serve(vertx, door);
    }

    /** Held: a client that nobody holds is closed by the garbage collector. */
    private WebSocket connect() {
        return Room.await(sockets.connect(port, "127.0.0.1", "/eventbus/websocket"));
    }

    /** The status of a handshake, with a client that sends the origin it is told. */
    private int handshake(String origin) throws InterruptedException {
        try {
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Origin", origin)
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/eventbus/websocket"), new Listener() {})
                    .get(30, TimeUnit.SECONDS)
                    .abort();
            return 101;
        } catch (ExecutionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Every address of the catalogue that is not for browsers. */
    static Stream<String> within() {
        return Arrays.stream(Addresses.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Address.class)
                .map(field -> {
                    try {
                        return ((Address<?>) field.get(null)).name();
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private String answerTo(JsonObject frame) {
        WebSocket socket = connect();
        Promise<JsonObject> answer = Promise.promise();
        socket.textMessageHandler(text -> answer.tryComplete(new JsonObject(text)));
        socket.binaryMessageHandler(bytes -> answer.tryComplete(bytes.toJsonObject()));
        socket.closeHandler(x -> answer.tryComplete(new JsonObject().put("body", "closed")));
        socket.writeTextMessage(frame.encode());
        return Room.await(answer.future().timeout(ANSWER_SECONDS, TimeUnit.SECONDS))
                .getString("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://app.example.evil", "http://app.example"})
    void a_page_of_another_origin_may_not_connect(String origin) throws InterruptedException {
        assertThat(Room.await(web.get(port, "127.0.0.1", "/eventbus/info")
                                .putHeader("Origin", origin)
                                .send())
                        .statusCode())
                .isEqualTo(403);
        assertThat(handshake(origin)).isEqualTo(403);
    }

    @Test
    void a_listed_page_and_one_of_this_server_may() throws InterruptedException {
        assertThat(handshake(OURS)).isEqualTo(101);
        assertThat(handshake("http://127.0.0.1:" + port)).isEqualTo(101);
    }

    @ParameterizedTest
    @MethodSource("within")
    void nobody_outside_listens_to_what_is_said_within(String address) {
        assertThat(answerTo(new JsonObject().put("type", "register").put("address", address)))
                .isEqualTo("access_denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live.signals.v1.", "live.", "live.signals.v2", "live.*", ".*", "__vertx.clustering"})
    void what_only_looks_like_a_live_address_is_none(String address) {
        assertThat(answerTo(new JsonObject().put("type", "register").put("address", address)))
                .isEqualTo("access_denied");
    }

    @Test
    void nothing_that_a_browser_sends_reaches_the_bus() {
        List<String> heard = new CopyOnWriteArrayList<>();
        List<String> all = new ArrayList<>(within().toList());
        all.addAll(List.of(Addresses.LIVE_SIGNALS, Addresses.LIVE_STATUS));
        for (String address : all) {
            vertx.eventBus().consumer(address, message -> heard.add(address));
            for (String type : List.of("send", "publish")) {
                JsonObject frame = new JsonObject()
                        .put("type", type)
                        .put("address", address)
                        .put("body", new JsonObject().put("planted", true));
                assertThat(answerTo(frame)).as("%s to %s", type, address).isEqualTo("access_denied");
            }
        }
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventsource", "htmlfile?c=x", "jsonp?c=x", "jsonp_send", "xhr"})
    void the_old_ways_in_are_closed(String transport) {
        HttpMethod method =
                transport.startsWith("xhr") || transport.endsWith("send") ? HttpMethod.POST : HttpMethod.GET;
        assertThat(Room.await(WebClient.create(vertx)
                                .request(method, port, "127.0.0.1", "/eventbus/000/abcdefgh/" + transport)
                                .send())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iframe.html", "iframe-1.6.1.html", "iframe"})
    void no_page_names_a_foreign_host(String page) {
        var answer = Room.await(web.get(port, "127.0.0.1", "/eventbus/" + page).send());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.bodyAsString()).doesNotContain("<script");
    }

    @Test
    void a_page_that_floods_is_closed() {
        WebSocket socket = connect();
        Promise<Short> closed = Promise.promise();
        socket.closeHandler(x -> closed.tryComplete(socket.closeStatusCode()));
        for (int i = 0; i < 60; i++) {
            socket.writeTextMessage("{\"type\":\"ping\"}");
        }
        assertThat(Room.await(closed.future())).isEqualTo((short) 4429);
    }
}
