package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The operations of the tag Analytics: asks the cache, or the analytics while nobody serves a cache. */
final class AnalyticsApi {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String CACHING = "max-age=15, stale-while-revalidate=60";
    private static final String DEFAULT_FROM = "-24h";
    private static final int MOST_STEPS = 2_500;

    private final Bus bus;

    AnalyticsApi(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> getHistorical(Call call) {
        return ask(new CachedQuery("getHistorical", parameters(call, Instant.now())));
    }

    /** Equal questions have equal parameters: one spelling of times, origins in order, what is not asked left out. */
    private static JsonObject parameters(Call call, Instant now) {
        String bucket = call.text("bucket").orElseThrow();
        TimeBound from = TimeBound.of("from", call.text("from").orElse(DEFAULT_FROM), now);
        JsonObject parameters = new JsonObject().put("bucket", bucket).put("from", from.canonical());
        Instant end = call.text("to")
                .map(text -> TimeBound.of("to", text, now))
                .map(to -> {
                    parameters.put("to", to.canonical());
                    return to.at();
                })
                .orElse(now);
        checkSpan(from.at(), end, bucket.equals("hour") ? Duration.ofHours(1) : Duration.ofDays(1));
        if (!call.list("origin").isEmpty()) {
            parameters.put(
                    "origin",
                    new JsonArray(
                            call.list("origin").stream().distinct().sorted().toList()));
        }
        return parameters;
    }

    private static void checkSpan(Instant from, Instant to, Duration step) {
        if (!from.isBefore(to)) {
            throw new FaultyRequestException("/query/from", "from must be earlier than to.");
        }
        if (Duration.between(from, to).dividedBy(step) > MOST_STEPS) {
            throw new FaultyRequestException(
                    "/query/from", "That is more than " + MOST_STEPS + " steps. Take bucket=day or a shorter time.");
        }
    }

    private Future<Answer> ask(CachedQuery query) {
        return bus.<CachedQuery, CachedAnswer>request(Addresses.CACHE_GET, query, PATIENCE)
                .recover(failure -> failure instanceof DomainException d && d.failure() == Failure.UNAVAILABLE
                        ? bus.request(Addresses.ANALYTICS_GET, query, PATIENCE)
                        : Future.failedFuture(failure))
                .map(AnalyticsApi::answer);
    }

    private static Answer answer(CachedAnswer cached) {
        long age =
                Math.max(0, Duration.between(cached.computedAt(), Instant.now()).toSeconds());
        return new Answer(
                200,
                cached.body(),
                Map.of("Cache-Control", CACHING, "X-Cache", cached.hit() ? "HIT" : "MISS", "Age", String.valueOf(age)));
    }
}
