package io.signalroom.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The operations of the tag Analytics: asks the cache, or the analytics while nobody serves a cache. */
final class AnalyticsApi {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String CACHING = "max-age=15, stale-while-revalidate=60";
    private static final String HOUR = "hour";
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(31);
    private static final Duration LONGEST = Duration.ofDays(3_653);

    private final Bus bus;
    // the cache hands out one buffer many times; weak keys are compared by identity
    private final Cache<Buffer, String> tags = Caffeine.newBuilder().weakKeys().build();

    AnalyticsApi(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> getHistorical(Call call) {
        return ask(new CachedQuery("getHistorical", parameters(call, Instant.now())));
    }

    Future<Answer> getPatterns(Call call) {
        JsonObject parameters = new JsonObject().put("limit", call.whole("limit"));
        put(parameters, call, "kind", word -> word);
        put(parameters, call, "origin", word -> word);
        put(parameters, call, "symbol", word -> word.toUpperCase(Locale.ROOT));
        put(parameters, call, "channel", AnalyticsApi::channel);
        call.number("minScore").ifPresent(score -> parameters.put("minScore", score));
        return ask(new CachedQuery("getPatterns", parameters));
    }

    private static String channel(String word) {
        return (word.startsWith("@") ? word.substring(1) : word).toLowerCase(Locale.ROOT);
    }

    /** Each word once, in order; a list that is not asked for is left out. */
    private static void put(JsonObject parameters, Call call, String name, UnaryOperator<String> spelling) {
        List<String> words =
                call.list(name).stream().map(spelling).distinct().sorted().toList();
        if (!words.isEmpty()) {
            parameters.put(name, new JsonArray(words));
        }
    }

    /** Equal questions have equal parameters: one spelling of times, and what is not asked left out. */
    private static JsonObject parameters(Call call, Instant now) {
        TimeBound from = TimeBound.of("from", call.text("from").orElseThrow(), now);
        JsonObject parameters = new JsonObject().put("from", from.canonical());
        Instant end = call.text("to")
                .map(text -> TimeBound.of("to", text, now))
                .map(to -> {
                    parameters.put("to", to.canonical());
                    return to.at();
                })
                .orElse(now);
        if (!from.at().isBefore(end)) {
            throw new FaultyRequestException("/query/from", "from must be earlier than to.");
        }
        call.text("origin").ifPresent(origin -> parameters.put("origin", origin));
        return parameters.put("bucket", bucket(call, Duration.between(from.at(), end)));
    }

    private static String bucket(Call call, Duration span) {
        boolean byHour = span.compareTo(LONGEST_BY_HOUR) <= 0;
        String bucket = call.text("bucket").orElse(byHour ? HOUR : "day");
        if (bucket.equals(HOUR) && !byHour) {
            throw new FaultyRequestException("/query/bucket", "More than 31 days are counted by day only.");
        }
        if (span.compareTo(LONGEST) > 0) {
            throw new FaultyRequestException("/query/from", "At most ten years are counted at once.");
        }
        return bucket;
    }

    private Future<Answer> ask(CachedQuery query) {
        return bus.<CachedQuery, CachedAnswer>request(Addresses.CACHE_GET, query, PATIENCE)
                .recover(failure -> failure instanceof DomainException d && d.failure() == Failure.UNAVAILABLE
                        ? bus.request(Addresses.ANALYTICS_GET, query, PATIENCE)
                        : Future.failedFuture(failure))
                .map(this::answer);
    }

    private Answer answer(CachedAnswer cached) {
        long age =
                Math.max(0, Duration.between(cached.computedAt(), Instant.now()).toSeconds());
        Map<String, String> headers =
                Map.of("Cache-Control", CACHING, "X-Cache", cached.hit() ? "HIT" : "MISS", "Age", String.valueOf(age));
        return new Answer(200, cached.body(), headers).tagged(tags.get(cached.body(), Answer::tag));
    }
}
