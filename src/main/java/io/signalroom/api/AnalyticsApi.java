package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** The operations of the tag Analytics: asks the cache, or the analytics while nobody serves a cache. */
final class AnalyticsApi {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String HOUR = "hour";
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(31);
    private static final Duration LONGEST = Duration.ofDays(3_653);

    private final Bus bus;
    private final Shelf shelf;

    /** @param shelf keeps the answers of the cache */
    AnalyticsApi(Bus bus, Shelf shelf) {
        this.bus = bus;
        this.shelf = shelf;
    }

    Future<CachedReply> getHistorical(Call call) {
        return ask(new CachedQuery("getHistorical", parameters(call, Instant.now())));
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

    private Future<CachedReply> ask(CachedQuery query) {
        return bus.<CachedQuery, ReadyAnswer>requestLocal(Addresses.CACHE_GET, query, PATIENCE)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> uncached(query)))
                .map(answer -> new CachedReply(answer, shelf));
    }

    private Future<ReadyAnswer> uncached(CachedQuery query) {
        return bus.<CachedQuery, CachedAnswer>request(Addresses.ANALYTICS_GET, query, PATIENCE)
                .map(ReadyAnswer::of);
    }
}
