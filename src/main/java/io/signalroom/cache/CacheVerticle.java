package io.signalroom.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.AnswersOvertaken;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.RollupsAdvanced;
import io.signalroom.bus.message.StatusPart;
import io.signalroom.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps answers of the analytics: near in this node, and in Redis for the other nodes. {@link Freshness} says for how
 * long. Redis may be absent, slow or wrong: then the answer is computed.
 */
public final class CacheVerticle extends VerticleBase {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);
    private static final long REPORT_MILLIS = 5_000;

    private final Bus bus;
    private final Optional<String> redisUrl;
    private final CacheMeters meters;
    private final Clock clock;
    private Optional<RedisLink> redis = Optional.empty();
    private Answers answers;

    /**
     * A cache.
     *
     * @param redisUrl empty = near cache only
     */
    public CacheVerticle(Bus bus, Optional<String> redisUrl, MeterRegistry meters, Clock clock) {
        this.bus = bus;
        this.redisUrl = redisUrl;
        this.meters = new CacheMeters(meters);
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        redis = redisUrl.map(url -> new RedisLink(vertx, url));
        Optional<FarAnswers> far = redis.map(link -> new FarAnswers(vertx, link, meters));
        answers = new Answers(vertx, this::compute, far, meters, clock);
        vertx.setPeriodic(0, REPORT_MILLIS, x -> report());
        return Future.all(
                redis.map(RedisLink::open).orElse(Future.succeededFuture()),
                bus.listen(Addresses.ROLLUPS_ADVANCED, this::advanced),
                bus.serve(Addresses.CACHE_GET, answers::get));
    }

    @Override
    public Future<?> stop() {
        return redis.map(RedisLink::close).orElse(Future.succeededFuture());
    }

    private Future<CachedAnswer> compute(CachedQuery query) {
        return bus.request(Addresses.ANALYTICS_GET, query, ANSWER_WITHIN);
    }

    private void advanced(RollupsAdvanced hint) {
        if (answers.hear(hint)) {
            bus.publishLocal(Addresses.ANSWERS_OVERTAKEN, new AnswersOvertaken(hint.epoch(), hint.revision()));
        }
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
}
