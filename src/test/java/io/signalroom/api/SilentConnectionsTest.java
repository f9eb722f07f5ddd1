package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Room;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Those who connect and ask nothing. */
class SilentConnectionsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong millis = new AtomicLong();
    private final SilentConnections silent = new SilentConnections(Duration.ofSeconds(10), millis::get);

    @AfterEach
    void stop() {
        Wait.on(vertx.close());
    }

    private NetSocket connect(HttpServer server, Promise<Void> closed) {
        NetSocket socket = Wait.on(vertx.createNetClient().connect(server.actualPort(), "127.0.0.1"));
        socket.closeHandler(x -> closed.complete());
        return socket;
    }

    private HttpServer serve(Handler<HttpServerRequest> handler) {
        return Wait.on(vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(silent::opened)
                .requestHandler(handler)
                .listen(0, "127.0.0.1"));
    }

    @Test
    void a_connection_that_asks_nothing_is_closed_and_one_that_asked_is_not() {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = serve(silent.before(request -> {
            asked.incrementAndGet();
            request.response().end();
        }));
        Promise<Void> mute = Promise.promise();
        Promise<Void> dripping = Promise.promise();
        Promise<Void> honest = Promise.promise();
        connect(server, mute);
        Wait.on(connect(server, dripping).write("GET / HTTP/1.1\r\nHost: x\r\nX-A: "));
        NetSocket asking = connect(server, honest);
        Wait.on(asking.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        Room.eventually(vertx, SOON, () -> asked.get() == 1);
        vertx.runOnContext(x -> silent.watch(vertx));
        millis.set(10_001);
        Wait.on(mute.future());
        Wait.on(dripping.future());
        assertThat(honest.future().isComplete()).isFalse();
        Wait.on(asking.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        Room.eventually(vertx, SOON, () -> asked.get() == 2);
    }
}
