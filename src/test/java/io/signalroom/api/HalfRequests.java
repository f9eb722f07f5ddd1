package io.signalroom.api;

import io.signalroom.security.Scope;
import io.signalroom.testing.Room;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Requests whose bodies never end. */
final class HalfRequests {
    /** What a server takes on at once. */
    private static final int MOST = 256;

    private static final Duration SOON = Duration.ofSeconds(8);

    private final ApiServer server;
    private final NetClient client;

    HalfRequests(ApiServer server) {
        this.server = server;
        this.client = server.vertx.createNetClient();
    }

    /** Begins one; the status of what is answered in the end. */
    Future<Integer> begin(HttpMethod method, String path) {
        Promise<Integer> status = Promise.promise();
        Future<NetSocket> socket = open(method, path);
        socket.onSuccess(open -> {
            Buffer received = Buffer.buffer();
            open.handler(received::appendBuffer);
            open.closeHandler(x -> status.tryComplete(Integer.parseInt(received.getString(9, 12))));
        });
        socket.onFailure(status::tryFail);
        return status.future();
    }

    /** Begins one. */
    Future<NetSocket> open(HttpMethod method, String path) {
        return client.connect(server.port, "127.0.0.1")
                .compose(socket -> socket.write(method + " " + ApiServer.API + path
                                + " HTTP/1.1\r\nHost: x\r\n" + ApiServer.TELEGRAM_HEADER + ": "
                                + ApiServer.TELEGRAM_SECRET
                                + "\r\nContent-Type: application/json\r\nIf-Match: *\r\nAuthorization: Bearer "
                                + server.token(Scope.ADMIN) + "\r\nContent-Length: 100\r\n\r\n{")
                        .map(socket));
    }

    /** Asks again and again while the server has as many of them as it takes, until the answer is this. */
    void whileFull(IntSupplier ask, int expected) {
        List<Future<NetSocket>> all = IntStream.range(0, MOST)
                .mapToObj(i -> open(HttpMethod.POST, "/channels"))
                .toList();
        Wait.on(Future.all(all));
        Room.eventually(server.vertx, SOON, () -> ask.getAsInt() == expected);
        all.forEach(socket -> socket.result().close());
    }
}
