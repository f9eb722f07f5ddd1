package io.signalroom.live;

import io.signalroom.testing.Room;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between clients and a server; may stop to hand anything on while it still takes all and closes nothing. */
final class SwallowingProxy {
    private final NetServer server;
    private final NetClient client;
    private final AtomicLong toClients = new AtomicLong();
    private volatile boolean swallows;

    SwallowingProxy(Vertx vertx, int port) {
        client = vertx.createNetClient();
        server = vertx.createNetServer();
        server.connectHandler(near -> {
            near.pause();
            client.connect(port, "127.0.0.1").onSuccess(far -> join(near, far)).onFailure(x -> near.close());
        });
        Room.await(server.listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    private void join(NetSocket near, NetSocket far) {
        near.handler(bytes -> pass(bytes, far));
        far.handler(bytes -> {
            toClients.addAndGet(bytes.length());
            pass(bytes, near);
        });
        near.closeHandler(x -> end(far));
        far.closeHandler(x -> end(near));
        near.resume();
    }

    private void pass(Buffer bytes, NetSocket to) {
        if (!swallows) {
            to.write(bytes);
        }
    }

    private void end(NetSocket other) {
        if (!swallows) {
            other.close();
        }
    }

    /** From now on nothing comes through, and neither side is told. */
    void swallow() {
        swallows = true;
    }

    /** Bytes that servers have sent. */
    long toClients() {
        return toClients.get();
    }
}
