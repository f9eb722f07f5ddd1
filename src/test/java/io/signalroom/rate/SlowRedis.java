package io.signalroom.rate;

import io.signalroom.testing.Room;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;

/** Stands before a Redis; may take its time to hand on what that answers, in order. */
final class SlowRedis {
    private final Vertx vertx;
    private final String redisUrl;
    private final NetServer server;
    private volatile long delayMillis;

    SlowRedis(Vertx vertx, String redisUrl) {
        this.vertx = vertx;
        this.redisUrl = redisUrl;
        URI redis = URI.create(redisUrl);
        NetClient client = vertx.createNetClient();
        server = vertx.createNetServer();
        server.connectHandler(near -> {
            near.pause();
            client.connect(redis.getPort(), redis.getHost())
                    .onSuccess(far -> join(near, far))
                    .onFailure(x -> near.close());
        });
        Room.await(server.listen(0, "127.0.0.1"));
    }

    String url() {
        return redisUrl.replace(":" + URI.create(redisUrl).getPort(), ":" + server.actualPort());
    }

    /** How long each answer takes from now on. */
    void delay(long millis) {
        delayMillis = millis;
    }

    private void join(NetSocket near, NetSocket far) {
        near.handler(far::write);
        far.handler(new Later(near)::add);
        near.closeHandler(x -> far.close());
        far.closeHandler(x -> near.close());
        near.resume();
    }

    private final class Later {
        private final NetSocket to;
        private Future<?> last = Future.succeededFuture();

        Later(NetSocket to) {
            this.to = to;
        }

        void add(Buffer bytes) {
            Future<?> due = delayMillis == 0 ? Future.succeededFuture() : vertx.timer(delayMillis);
            last = Future.join(last, due).onComplete(x -> to.write(bytes));
        }
    }
}
