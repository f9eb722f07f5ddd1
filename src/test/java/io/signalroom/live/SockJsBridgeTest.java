package io.signalroom.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.security.ClientAddress;
import io.signalroom.testing.Room;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may listen, over a real socket. What answers a registration is either an error or the first message. */
class SockJsBridgeTest {
    private final Vertx vertx = Vertx.vertx();

    /** Answers later, as a real check may. */
    private final Gatekeeper closed = bearer -> vertx.timer(5).compose(x -> switch (bearer) {
        case "reader" -> Future.succeededFuture("somebody");
        default -> Future.failedFuture(new DomainException(Failure.UNAUTHORIZED, "no"));
    });

    @AfterEach
    void end() {
        Room.await(vertx.close());
    }

    private int serve(Gatekeeper gatekeeper) {
        LiveMeters meters = new LiveMeters(new SimpleMeterRegistry());
        return BridgeServer.serve(
                vertx, new LiveDoor(List.of(), gatekeeper, new SocketQuota(new ClientAddress(List.of())), meters));
    }

    /** Registers and publishes until something comes back. */
    private JsonObject firstAnswer(Gatekeeper gatekeeper, JsonObject headers) {
        String address = Addresses.LIVE_STATUS;
        WebSocket socket = Room.await(
                vertx.createWebSocketClient().connect(serve(gatekeeper), "127.0.0.1", "/eventbus/websocket"));
        Promise<JsonObject> answer = Promise.promise();
        socket.textMessageHandler(text -> answer.tryComplete(new JsonObject(text)));
        socket.binaryMessageHandler(bytes -> answer.tryComplete(bytes.toJsonObject()));
        JsonObject frame = new JsonObject().put("type", "register").put("address", address);
        socket.writeTextMessage(frame.put("headers", headers).encode());
        long timer = vertx.setPeriodic(20, x -> vertx.eventBus().publish(address, new JsonObject().put("n", 1)));
        JsonObject first = Room.await(answer.future());
        vertx.cancelTimer(timer);
        return first;
    }

    @Test
    void where_reading_is_open_anybody_may_listen() {
        assertThat(firstAnswer(Gatekeeper.OPEN, null).getString("type")).isEqualTo("rec");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer nonsense", "Bearer stranger", "Bearer ", "reader", "Basic reader", ""})
    void where_reading_is_closed_a_frame_without_a_good_token_is_refused(String authorization) {
        JsonObject answer = firstAnswer(closed, new JsonObject().put("authorization", authorization));
        assertThat(answer.getString("type")).isEqualTo("err");
        assertThat(answer.getString("body")).isEqualTo("rejected");
    }

    @Test
    void where_reading_is_closed_a_frame_without_headers_is_refused() {
        assertThat(firstAnswer(closed, null).getString("type")).isEqualTo("err");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization", "Authorization"})
    void where_reading_is_closed_the_token_of_a_reader_opens(String header) {
        JsonObject answer = firstAnswer(closed, new JsonObject().put(header, "Bearer reader"));
        assertThat(answer.getString("type")).isEqualTo("rec");
    }

    @Test
    void nothing_may_be_sent_and_no_address_is_open_by_a_pattern() {
        assertThat(BridgeLine.OPEN).containsExactlyInAnyOrder(Addresses.LIVE_SIGNALS, Addresses.LIVE_STATUS);
        for (String address : BridgeLine.OPEN) {
            BridgeLine line = new BridgeLine(0);
            assertThat(line.register(address + "x")).contains(BridgeFault.ACCESS_DENIED);
            assertThat(line.register(address.replace("live.", "live_"))).contains(BridgeFault.ACCESS_DENIED);
        }
    }

    @Test
    void the_line_asks_for_no_cookie() {
        var info = Room.await(WebClient.create(vertx)
                .get(serve(Gatekeeper.OPEN), "127.0.0.1", "/eventbus/info")
                .send());
        assertThat(info.bodyAsJsonObject().getBoolean("cookie_needed")).isFalse();
        assertThat(info.cookies()).isEmpty();
    }
}
