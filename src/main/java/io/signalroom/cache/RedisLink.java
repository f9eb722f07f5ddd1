package io.signalroom.cache;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection to Redis that heals itself. While it is away every call fails at once, so that nobody waits
 * for something that may vanish anyway. Belongs to one verticle.
 */
final class RedisLink {
    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
    private static final long ANSWER_MILLIS = 100;
    private static final long FIRST_RETRY_MILLIS = 500;
    private static final long LAST_RETRY_MILLIS = 30_000;

    private final Vertx vertx;
    private final Context context;
    private final Redis redis;
    private RedisConnection connection;
    private long retryMillis = FIRST_RETRY_MILLIS;
    private boolean closed;

    RedisLink(Vertx vertx, String url) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        RedisOptions options = new RedisOptions().setConnectionString(url).setMaxWaitingHandlers(4_096);
        this.redis = Redis.createClient(vertx, options);
    }

    /** Connects; the future ends after the first try, whether it worked or not. */
    Future<Void> open() {
        return redis.connect().timeout(2, TimeUnit.SECONDS).transform(result -> {
            if (result.succeeded()) {
                connected(result.result());
            } else {
                lost(result.cause());
            }
            return Future.succeededFuture();
        });
    }

    boolean up() {
        return connection != null;
    }

    /** Sends one command; fails at once while the connection is away, and after 100 ms without an answer. */
    Future<Response> send(Request request) {
        if (connection == null) {
            return Future.failedFuture("Redis is away");
        }
        return connection.send(request).timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    Future<Void> close() {
        closed = true;
        RedisConnection open = connection;
        connection = null;
        return open == null ? Future.succeededFuture() : open.close().otherwiseEmpty();
    }

    private void connected(RedisConnection open) {
        retryMillis = FIRST_RETRY_MILLIS;
        connection = open;
        open.exceptionHandler(failure -> context.runOnContext(x -> dropped(open, failure)));
        open.endHandler(end -> context.runOnContext(x -> dropped(open, null)));
    }

    private void dropped(RedisConnection which, Throwable failure) {
        if (connection == which) {
            connection = null;
            which.close();
            lost(failure);
        }
    }

    private void lost(Throwable failure) {
        if (closed) {
            return;
        }
        log.warn(
                "Redis is away, trying again in {} ms: {}",
                retryMillis,
                failure == null ? "closed" : failure.getMessage());
        vertx.setTimer(retryMillis, x -> {
            if (!closed) {
                open();
            }
        });
        retryMillis = Math.min(LAST_RETRY_MILLIS, retryMillis * 2);
    }
}
