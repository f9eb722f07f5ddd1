package io.signalroom.rate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.rate.RateLimiter.Spent;
import io.signalroom.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Lets the nodes of a cluster count a client together. Four times a second each node adds what its clients spent to counters
 * in Redis, one a client and ten seconds, and takes from its own buckets by how much the counter grew through others. A client
 * that spreads a burst over the nodes gets one bucket from each in the first quarter of a second, and one in all from then on;
 * a node to which he comes later looks ten to twenty seconds back. While Redis is away each node counts alone.
 */
public final class RateVerticle extends VerticleBase {
    private static final long TELL_MILLIS = 250;
    private static final int MOST_A_TURN = 250;
    private static final long SLICE_MILLIS = 10_000;
    private static final String KEPT_MILLIS = "30000";
    private static final String KEY = "signalroom:rate:";

    private final List<RateLimiter> limiters;
    private final String redisUrl;
    private final LongSupplier millis;
    private final Counter failed;
    private RedisLink link;
    private Future<?> running = Future.succeededFuture();
    private long slice;
    /** The counters as this node saw them last, by key, of this slice and of the one before. */
    private Map<String, Long> seen = new HashMap<>();

    private Map<String, Long> before = new HashMap<>();
    /** The counters of this slice that are there, with their ends. */
    private final Set<String> begun = new HashSet<>();

    /**
     * Shares these limiters.
     *
     * @param redisUrl where all nodes meet
     * @param meters counts what could not be told
     */
    public RateVerticle(List<RateLimiter> limiters, String redisUrl, MeterRegistry meters) {
        this(limiters, redisUrl, meters, System::currentTimeMillis);
    }

    RateVerticle(List<RateLimiter> limiters, String redisUrl, MeterRegistry meters, LongSupplier millis) {
        this.limiters = List.copyOf(limiters);
        this.redisUrl = redisUrl;
        this.millis = millis;
        this.failed = meters.counter("signalroom.rate.untold");
    }

    @Override
    public Future<?> start() {
        link = new RedisLink(vertx, redisUrl);
        slice = millis.getAsLong() / SLICE_MILLIS;
        vertx.setPeriodic(TELL_MILLIS, x -> tell());
        return link.open();
    }

    @Override
    public Future<?> stop() {
        return link.close();
    }

    private void tell() {
        if (!running.isComplete()) {
            return;
        }
        turn();
        List<Future<Void>> all = new ArrayList<>();
        limiters.forEach(limiter -> limiter.toTell(MOST_A_TURN).forEach(spent -> all.add(tell(limiter, spent))));
        running = Future.join(all);
    }

    private void turn() {
        long now = millis.getAsLong() / SLICE_MILLIS;
        if (now != slice) {
            before = now == slice + 1 ? seen : new HashMap<>();
            seen = new HashMap<>();
            begun.clear();
            slice = now;
        }
    }

    private Future<Void> tell(RateLimiter limiter, Spent spent) {
        String client = KEY + limiter.name() + ":" + spent.client() + ":";
        String key = client + slice;
        boolean known = begun.contains(key);
        // once a slice: what the others told of the one before since this node looked last
        Future<Long> late = known
                ? Future.succeededFuture(0L)
                : growth(client + (slice - 1)).otherwise(0L);
        // made with its end, so that none is left behind whatever is cut off
        Request begin =
                Request.cmd(Command.SET).arg(key).arg("0").arg("NX").arg("PX").arg(KEPT_MILLIS);
        Future<Response> made = known ? Future.succeededFuture() : link.send(begin);
        Future<Response> total = link.send(Request.cmd(Command.INCRBY).arg(key).arg(spent.tokens()));
        return Future.join(made, late, total).transform(x -> {
            if (total.failed()) {
                untold(key, spent.tokens(), total.cause());
                return Future.succeededFuture();
            }
            long now = total.result().toLong();
            long others = Math.max(0, now - seen.getOrDefault(key, 0L) - spent.tokens());
            seen.put(key, now);
            begun.add(key);
            limiter.spentElsewhere(spent.client(), others + late.result());
            return Future.succeededFuture();
        });
    }

    /** A Redis that is slow counts it all the same: then it is no growth through others. */
    private void untold(String key, long tokens, Throwable why) {
        failed.increment(tokens);
        if (why instanceof TimeoutException) {
            seen.merge(key, tokens, Long::sum);
        }
    }

    private Future<Long> growth(String key) {
        long last = before.getOrDefault(key, 0L);
        return link.send(Request.cmd(Command.GET).arg(key))
                .map(found -> found == null ? 0 : Math.max(0, found.toLong() - last));
    }
}
