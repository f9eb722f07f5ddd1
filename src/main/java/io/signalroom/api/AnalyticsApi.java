package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.ledger.ChannelNames;
import io.signalroom.ledger.SignalQuery;
import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The operations of the tag Analytics: asks the cache, or the analytics while nobody serves a cache. */
final class AnalyticsApi {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String HOUR = "hour";
    /** The id of no channel: names that are not known find nothing. */
    private static final long NOBODY = 0;

    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(31);
    private static final Duration LONGEST = Duration.ofDays(3_653);
    private static final Duration LONGEST_OF_BOTH = Duration.ofDays(100);

    private final Pool pool;
    private final Bus bus;
    private final Shelf shelf;

    /**
     * The operations.
     *
     * @param pool knows the channels' names
     * @param shelf keeps the answers of the cache
     */
    AnalyticsApi(Pool pool, Bus bus, Shelf shelf) {
        this.pool = pool;
        this.bus = bus;
        this.shelf = shelf;
    }

    Future<CachedReply> getHistorical(Call call) {
        return filtered(call, stretch(call, Instant.now()))
                .compose(parameters -> ask(new CachedQuery("getHistorical", parameters)));
    }

    Future<CachedReply> getPatterns(Call call) {
        JsonObject parameters = new JsonObject().put("limit", call.whole("limit"));
        call.number("minScore").ifPresent(score -> parameters.put("minScore", score));
        return filtered(call, parameters).compose(all -> ask(new CachedQuery("getPatterns", all)));
    }

    Future<CachedReply> getTokenStats(Call call) {
        return ask(new CachedQuery(
                "getTokenStats",
                given(call, "origin")
                        .put("symbol", call.text("symbol").orElseThrow().toUpperCase(Locale.ROOT))));
    }

    Future<CachedReply> getLeaderboard(Call call) {
        return ask(new CachedQuery(
                "getLeaderboard",
                given(call, "period", "unit", "origin")
                        .put("minResults", call.whole("minResults"))
                        .put("limit", call.whole("limit"))));
    }

    Future<CachedReply> getTrending(Call call) {
        return ask(new CachedQuery("getTrending", given(call, "origin").put("limit", call.whole("limit"))));
    }

    private static JsonObject given(Call call, String... names) {
        JsonObject parameters = new JsonObject();
        for (String name : names) {
            call.text(name).ifPresent(value -> parameters.put(name, value));
        }
        return parameters;
    }

    /** Lists in one order, each value once; channels by their ids. */
    private Future<JsonObject> filtered(Call call, JsonObject parameters) {
        SignalQuery filters = SignalFilters.named(call);
        put(parameters, "origin", filters.origins());
        put(parameters, "kind", filters.kinds());
        put(parameters, "direction", filters.directions());
        put(parameters, "token", filters.tokens());
        return filters.channels().isEmpty()
                ? Future.succeededFuture(parameters)
                : ChannelNames.ids(pool, filters.channels()).map(ids -> {
                    put(parameters, "channel", ids.isEmpty() ? List.of(NOBODY) : ids);
                    return parameters;
                });
    }

    private static void put(JsonObject parameters, String name, List<?> values) {
        if (!values.isEmpty()) {
            parameters.put(
                    name, new JsonArray(values.stream().distinct().sorted().toList()));
        }
    }

    /** Equal questions have equal parameters: one spelling of times, and what is not asked left out. */
    private static JsonObject stretch(Call call, Instant now) {
        TimeBound from = TimeBound.of("from", call.text("from").orElseThrow(), now);
        JsonObject parameters = new JsonObject().put("from", from.canonical());
        Instant end = TimeBound.of("to", call, now)
                .map(to -> {
                    parameters.put("to", to.canonical());
                    return to.at();
                })
                .orElse(now);
        TimeBound.checkOrder(from.at(), end);
        Duration span = Duration.between(from.at(), end);
        boolean both = !call.list("channel").isEmpty() && !call.list("token").isEmpty();
        if (both && span.compareTo(LONGEST_OF_BOTH) > 0) {
            throw new FaultyRequestException(
                    "/query/from", "Channels and tokens together are counted over 100 days at most.");
        }
        return parameters.put("bucket", bucket(call, span));
    }

    private static String bucket(Call call, Duration span) {
        boolean byHour = span.compareTo(LONGEST_BY_HOUR) <= 0;
        String bucket = call.text("bucket").orElse(byHour ? HOUR : "day");
        if (bucket.equals(HOUR) && !byHour) {
            throw new FaultyRequestException("/query/bucket", "More than 31 days are counted by day or week only.");
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
