package io.signalroom.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.StatusPart;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps answers of the analytics: near in this node, and in Redis for the other nodes. A key holds how far the rollups
 * have counted, so a new signal makes new keys and old answers simply age out; nothing is ever deleted by name. Equal
 * questions that come together are asked once. Redis may be absent, slow or wrong: then the answer is computed.
 */
public final class CacheVerticle extends VerticleBase {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);
    private static final long REPORT_MILLIS = 5_000;
    private static final long NEAR_BYTES = 32L * 1024 * 1024;
    private static final String SCHEMA = "signalroom:1:";

    private final Bus bus;
    private final Optional<String> redisUrl;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Future<CachedAnswer>> inFlight = new HashMap<>();
    private final Cache<String, CachedAnswer> near = Caffeine.newBuilder()
            .maximumWeight(NEAR_BYTES)
            .weigher((String key, CachedAnswer answer) ->
                    key.length() + answer.body().length())
            .build();
    private Optional<RedisLink> redis = Optional.empty();
    /** Epoch and number of the newest counted event; empty until the analytics have spoken. */
    private String generation = "";

    /**
     * A cache.
     *
     * @param redisUrl empty = near cache only
     */
    public CacheVerticle(Bus bus, Optional<String> redisUrl, MeterRegistry meters, Clock clock) {
        this.bus = bus;
        this.redisUrl = redisUrl;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        redis = redisUrl.map(url -> new RedisLink(vertx, url));
        vertx.setPeriodic(0, REPORT_MILLIS, x -> report());
        Future<?> opened = redis.map(RedisLink::open).orElse(Future.succeededFuture());
        return Future.all(
                opened,
                bus.listen(Addresses.ROLLUPS_ADVANCED, hint -> generation = hint.epoch() + "." + hint.seq()),
                bus.serve(Addresses.CACHE_GET, this::get));
    }

    @Override
    public Future<?> stop() {
        return redis.map(RedisLink::close).orElse(Future.succeededFuture());
    }

    private Future<CachedAnswer> get(CachedQuery query) {
        String key = SCHEMA + generation + ":" + query.operation() + ":" + sorted(query.parameters());
        CachedAnswer known = near.getIfPresent(key);
        if (known != null && fresh(known)) {
            meters.counter("signalroom.cache", "result", "near").increment();
            return Future.succeededFuture(known.asHit());
        }
        Future<CachedAnswer> running = inFlight.get(key);
        if (running != null) {
            meters.counter("signalroom.cache", "result", "joined").increment();
            return running;
        }
        Future<CachedAnswer> asked = far(key).recover(miss -> compute(key, query));
        inFlight.put(key, asked);
        return asked.onComplete(x -> inFlight.remove(key));
    }

    private Future<CachedAnswer> far(String key) {
        if (redis.isEmpty() || generation.isEmpty()) {
            return Future.failedFuture("no Redis");
        }
        return redis.get().send(Request.cmd(Command.GET).arg(key)).map(response -> {
            CachedAnswer answer = decode(response);
            if (!fresh(answer)) {
                throw new IllegalStateException("stale");
            }
            meters.counter("signalroom.cache", "result", "far").increment();
            near.put(key, answer);
            return answer.asHit();
        });
    }

    /** Fails on nothing, garbage, or another program's value; the caller computes then. */
    private static CachedAnswer decode(Response response) {
        return CachedAnswer.fromJson(new JsonObject(response.toBuffer()));
    }

    private Future<CachedAnswer> compute(String key, CachedQuery query) {
        meters.counter("signalroom.cache", "result", "miss").increment();
        return bus.<CachedQuery, CachedAnswer>request(Addresses.ANALYTICS_GET, query, ANSWER_WITHIN)
                .map(answer -> {
                    near.put(key, answer);
                    keepFar(key, answer);
                    return answer;
                });
    }

    private void keepFar(String key, CachedAnswer answer) {
        redis.filter(link -> !generation.isEmpty())
                .ifPresent(link -> link.send(Request.cmd(Command.SET)
                                .arg(key)
                                .arg(answer.toJson().toBuffer())
                                .arg("PX")
                                .arg(answer.lifetime().toMillis()))
                        .onFailure(x ->
                                meters.counter("signalroom.cache.write.failed").increment()));
    }

    private boolean fresh(CachedAnswer answer) {
        return answer.computedAt().plus(answer.lifetime()).isAfter(clock.instant());
    }

    private void report() {
        String state = redis.isEmpty() ? "off" : redis.get().up() ? "on" : "down";
        String detail = switch (state) {
            case "on" -> "Answers are shared through Redis.";
            case "down" -> "Redis does not answer; each node keeps its own answers. Check REDIS_URL.";
            default -> "There is no Redis; this node keeps its own answers.";
        };
        bus.publish(
                Addresses.STATUS_REPORTED,
                new StatusPart("cache", new JsonObject().put("state", state).put("detail", detail)));
    }

    private static String sorted(JsonObject parameters) {
        StringBuilder text = new StringBuilder();
        parameters.stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e ->
                        text.append(e.getKey()).append('=').append(e.getValue()).append('&'));
        return text.toString();
    }
}
