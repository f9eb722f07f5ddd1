package io.signalroom.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection to Redis that heals itself. While it is away every call fails at once, so that nobody waits
 * for something that may vanish anyway. A Redis that hangs is away as well: after five answers in a row that did not come
 * in time the connection is given up, and the greeting of the next one is the question whether Redis answers again. That
 * is the whole circuit breaker. Belongs to one verticle.
 */
public final class RedisLink {
    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
    private static final long ANSWER_MILLIS = 100;
    private static final int PATIENCE = 5;
    private static final long CONNECT_SECONDS = 2;
    private static final long FIRST_RETRY_MILLIS = 500;
    private static final long LAST_RETRY_MILLIS = 10_000;

    private final Vertx vertx;
    private final Context context;
    private final RedisOptions options;
    private Link link;
    private int unanswered;
    private long retryMillis = FIRST_RETRY_MILLIS;
    private boolean closed;

    /** A client of its own for each connection: closing it ends also a connection that is still being made. */
    private record Link(Redis client, RedisConnection connection) {}

    /** A link that is still to be opened; call this on the event loop of the verticle that uses it. */
    public RedisLink(Vertx vertx, String url) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.options = new RedisOptions().setConnectionString(url).setMaxWaitingHandlers(4_096);
    }

    /** Connects; the future ends after the first try, whether it worked or not. */
    public Future<Void> open() {
        Redis client = Redis.createClient(vertx, options);
        return client.connect().timeout(CONNECT_SECONDS, TimeUnit.SECONDS).transform(result -> {
            if (result.succeeded() && !closed) {
                connected(new Link(client, result.result()));
                return Future.succeededFuture();
            }
            lost(result.succeeded() ? "closed" : result.cause().toString());
            return end(client);
        });
    }

    /** Whether commands are sent just now. */
    public boolean up() {
        return link != null;
    }

    /** Sends one command; fails at once while the connection is away, and after 100 ms without an answer. */
    public Future<Response> send(Request request) {
        Link used = link;
        if (used == null) {
            return Future.failedFuture("Redis is away");
        }
        return used.connection()
                .send(request)
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .onSuccess(response -> unanswered = 0)
                .onFailure(failure -> missed(used, failure));
    }

    /** Ends it for good. */
    public Future<Void> close() {
        closed = true;
        Link open = link;
        link = null;
        return open == null ? Future.succeededFuture() : end(open.client());
    }

    private void missed(Link used, Throwable failure) {
        if (!(failure instanceof TimeoutException)) {
            unanswered = 0; // an error is an answer too
        } else if (++unanswered >= PATIENCE) {
            dropped(used, "no answer within " + ANSWER_MILLIS + " ms");
        }
    }

    private void connected(Link open) {
        retryMillis = FIRST_RETRY_MILLIS;
        unanswered = 0;
        link = open;
        open.connection().exceptionHandler(failure -> context.runOnContext(x -> dropped(open, failure.toString())));
        open.connection().endHandler(end -> context.runOnContext(x -> dropped(open, "closed")));
    }

    private void dropped(Link which, String why) {
        if (link == which) {
            link = null;
            end(which.client()).onComplete(x -> lost(why));
        }
    }

    private void lost(String why) {
        if (closed) {
            return;
        }
        log.warn("Redis is away, trying again in {} ms: {}", retryMillis, why);
        vertx.setTimer(retryMillis, x -> {
            if (!closed) {
                open();
            }
        });
        retryMillis = Math.min(LAST_RETRY_MILLIS, retryMillis * 2);
    }

    private static Future<Void> end(Redis client) {
        return client.close().timeout(CONNECT_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
    }
}
