package io.signalroom.analytics;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers {@code getHistorical} from the rollups. Tokens, channels and latencies are not rolled up: they are read from
 * the signals, of the last 31 days at most, because a long stretch would outlast the limit of a statement.
 */
final class HistoricalStore {
    private static final String SERIES = """
            SELECT date_trunc($3::text, hour, 'UTC') AS at, origin, kind, direction, sum(signals)::bigint AS signals
            FROM rollup_hour
            WHERE hour >= date_trunc($3::text, $1::timestamptz, 'UTC') AND hour < $2
              AND ($4::text IS NULL OR origin = $4)
            GROUP BY 1, 2, 3, 4 HAVING sum(signals) <> 0 ORDER BY 1""";

    private static final String COUNT = """
            SELECT coalesce(sum(signals), 0)::bigint FROM rollup_hour
            WHERE hour >= date_trunc('hour', $1::timestamptz, 'UTC') AND hour < $2
              AND ($3::text IS NULL OR origin = $3)""";

    private static final String TOKENS = """
            SELECT symbol, count(*) AS signals, count(*) FILTER (WHERE direction = 1) AS bullish,
                   count(*) FILTER (WHERE direction = -1) AS bearish, count(DISTINCT channel_id) AS channels
            FROM signal
            WHERE posted_at >= $1 AND posted_at < $2 AND withdrawn_at IS NULL AND state = 'published'
              AND symbol IS NOT NULL
              AND ($3::text IS NULL OR origin = $3)
            GROUP BY symbol ORDER BY 2 DESC, symbol LIMIT 10""";

    private static final String REACH = """
            SELECT count(DISTINCT channel_id) AS channels, count(DISTINCT symbol) AS tokens,
                   count(*) FILTER (WHERE origin = 'witnessed') AS "latencyOf",
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_seen_at - posted_at))
                       FILTER (WHERE origin = 'witnessed') AS "medianLatencySeconds"
            FROM signal
            WHERE posted_at >= $1 AND posted_at < $2 AND withdrawn_at IS NULL AND state = 'published'
              AND ($3::text IS NULL OR origin = $3)""";

    private final Pool pool;

    HistoricalStore(Pool pool) {
        this.pool = pool;
    }

    Future<JsonObject> answer(HistoricalQuery query) {
        Future<RowSet<Row>> series = pool.preparedQuery(SERIES)
                .execute(range(query).addValue(query.bucket()).addValue(query.origin()));
        Future<RowSet<Row>> previous =
                pool.preparedQuery(COUNT).execute(range(query.previous()).addValue(query.origin()));
        HistoricalQuery recent = query.recent();
        Future<RowSet<Row>> tokens =
                pool.preparedQuery(TOKENS).execute(range(recent).addValue(query.origin()));
        Future<RowSet<Row>> reach =
                pool.preparedQuery(REACH).execute(range(recent).addValue(query.origin()));
        return Future.all(series, previous, tokens, reach).map(x -> {
            Row numbers = reach.result().iterator().next();
            JsonObject answer = new JsonObject()
                    .put("from", query.from().toString())
                    .put("to", query.to().toString())
                    .put("bucket", query.bucket())
                    .put("series", buckets(series.result()))
                    .put(
                            "summary",
                            summary(series.result(), numbers)
                                    .put(
                                            "previous",
                                            previous.result().iterator().next().getLong(0)))
                    .put("tokens", rows(tokens.result()));
            return recent.from().equals(query.from())
                    ? answer
                    : answer.put("tokensFrom", recent.from().toString());
        });
    }

    private static Tuple range(HistoricalQuery query) {
        return Tuple.of(query.from().atOffset(ZoneOffset.UTC), query.to().atOffset(ZoneOffset.UTC));
    }

    private static JsonObject summary(RowSet<Row> series, Row numbers) {
        JsonObject byOrigin = new JsonObject();
        JsonObject byKind = new JsonObject();
        long signals = 0;
        for (Row row : series) {
            signals += row.getLong("signals");
            add(byOrigin, row.getString("origin"), row.getLong("signals"));
            add(byKind, row.getString("kind"), row.getLong("signals"));
        }
        return new JsonObject()
                .put("signals", signals)
                .put("byOrigin", byOrigin)
                .put("byKind", byKind)
                .mergeIn(numbers.toJson());
    }

    private static JsonArray buckets(RowSet<Row> rows) {
        Map<Instant, JsonObject> buckets = new LinkedHashMap<>();
        for (Row row : rows) {
            Instant at = row.getOffsetDateTime("at").toInstant();
            JsonObject bucket = buckets.computeIfAbsent(at, HistoricalStore::emptyBucket);
            long signals = row.getLong("signals");
            int direction = row.getShort("direction");
            add(bucket, direction > 0 ? "bullish" : direction < 0 ? "bearish" : "neutral", signals);
            add(bucket.getJsonObject("byKind"), row.getString("kind"), signals);
        }
        JsonArray list = new JsonArray();
        buckets.values().forEach(list::add);
        return list;
    }

    private static JsonObject emptyBucket(Instant at) {
        return new JsonObject()
                .put("at", at.toString())
                .put("bullish", 0L)
                .put("bearish", 0L)
                .put("neutral", 0L)
                .put("byKind", new JsonObject());
    }

    private static void add(JsonObject counts, String name, long signals) {
        counts.put(name, counts.getLong(name, 0L) + signals);
    }

    private static JsonArray rows(RowSet<Row> rows) {
        JsonArray list = new JsonArray();
        rows.forEach(row -> list.add(row.toJson()));
        return list;
    }
}
