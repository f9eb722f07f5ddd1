package io.signalroom.analytics.history;

import io.signalroom.analytics.Filter;
import io.signalroom.analytics.rollup.CellSql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;

/**
 * Which tokens and how many channels a stretch of at most 31 days holds, and how soon posts were seen. Of the whole feed from
 * the days that are rolled up, to the hour; of some channels or tokens signal by signal.
 */
final class Reach {
    /** The signals of a rolled-up day that fall into the stretch. */
    private static final String DAYS = """
            SELECT r.key, r.direction, r.channels, CASE WHEN r.day >= $1 AND r.day + interval '1 day' <= $2 THEN r.signals
                ELSE (SELECT coalesce(sum(h), 0)::int FROM unnest(r.hours[
                    1 + greatest(0, floor(extract(epoch FROM $1 - r.day) / 3600)::int):
                    least(24, ceil(extract(epoch FROM $2 - r.day) / 3600)::int)]) h) END AS signals
            FROM rollup_day r
            WHERE r.scope = '%s' AND r.day >= date_trunc('day', $1::timestamptz, 'UTC') AND r.day < $2 AND""";

    private static final String BY_TOKEN = """
            SELECT key AS symbol, sum(signals)::int AS signals,
                   coalesce(sum(signals) FILTER (WHERE direction = 1), 0)::int AS bullish,
                   coalesce(sum(signals) FILTER (WHERE direction = -1), 0)::int AS bearish""";

    private static final String TOKENS = "WITH d AS (" + DAYS.formatted("token") + Filter.where("r") + "), top AS ("
            + BY_TOKEN + " FROM d WHERE signals > 0 GROUP BY key ORDER BY 2 DESC, key LIMIT 10)"
            + " SELECT top.*, (SELECT count(DISTINCT c)::int FROM d, unnest(d.channels) c WHERE d.key = top.symbol"
            + " AND d.signals > 0) AS channels FROM top ORDER BY 2 DESC, symbol";

    private static final String COUNTS = "SELECT (SELECT count(DISTINCT key)::int FROM (" + DAYS.formatted("channel")
            + Filter.where("r") + ") d WHERE signals > 0) AS channels, (SELECT count(DISTINCT key)::int FROM ("
            + DAYS.formatted("token") + Filter.where("r") + ") d WHERE signals > 0) AS tokens";

    private static final String SOME = " FROM signal s WHERE s.posted_at >= $1 AND s.posted_at < $2 AND " + CellSql.FEED
            + " AND ($6::bigint[] IS NULL OR s.channel_id = ANY ($6)) AND ($7::text[] IS NULL OR s.symbol = ANY ($7)) AND"
            + Filter.where("s");

    private static final String SOME_TOKENS =
            """
            SELECT s.symbol, count(*)::int AS signals, count(*) FILTER (WHERE s.direction = 1)::int AS bullish,
                   count(*) FILTER (WHERE s.direction = -1)::int AS bearish, count(DISTINCT s.channel_id)::int AS channels""" + SOME + " AND s.symbol IS NOT NULL GROUP BY s.symbol ORDER BY 2 DESC, s.symbol LIMIT 10";

    private static final String SOME_COUNTS =
            "SELECT count(DISTINCT s.channel_id)::int AS channels, count(DISTINCT s.symbol)::int AS tokens" + SOME;

    /** The newest tell how soon posts are seen now, and no stretch is too long for them. */
    private static final String LATENCY =
            """
            SELECT count(*)::int AS "latencyOf",
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_seen_at - posted_at))
                       AS "medianLatencySeconds"
            FROM (SELECT s.first_seen_at, s.posted_at""" + SOME + " AND s.origin = 'witnessed' ORDER BY s.posted_at DESC LIMIT 2000) newest";

    private final SqlClient sql;

    Reach(SqlClient sql) {
        this.sql = sql;
    }

    /** The ten tokens with most signals. */
    Future<JsonArray> tokens(HistoricalQuery query) {
        return (query.ofSome()
                        ? sql.preparedQuery(SOME_TOKENS).execute(some(query))
                        : sql.preparedQuery(TOKENS).execute(whole(query)))
                .map(rows -> {
                    JsonArray list = new JsonArray();
                    rows.forEach(row -> list.add(row.toJson()));
                    return list;
                });
    }

    /** How many channels and tokens. */
    Future<JsonObject> counts(HistoricalQuery query) {
        return (query.ofSome()
                        ? sql.preparedQuery(SOME_COUNTS).execute(some(query))
                        : sql.preparedQuery(COUNTS).execute(whole(query)))
                .map(rows -> rows.iterator().next().toJson());
    }

    /** Median of the time from post to first sight, and of how many witnessed signals it is. */
    Future<JsonObject> latency(HistoricalQuery query) {
        return sql.preparedQuery(LATENCY)
                .execute(some(query))
                .map(rows -> rows.iterator().next().toJson());
    }

    private static Tuple whole(HistoricalQuery query) {
        return query.filter()
                .values(Tuple.of(
                        query.from().atOffset(ZoneOffset.UTC), query.to().atOffset(ZoneOffset.UTC)));
    }

    private static Tuple some(HistoricalQuery query) {
        Filter filter = query.filter();
        return whole(query)
                .addValue(filter.channels().isEmpty() ? null : filter.channels().toArray(Long[]::new))
                .addValue(filter.tokens().isEmpty() ? null : filter.tokens().toArray(String[]::new));
    }
}
