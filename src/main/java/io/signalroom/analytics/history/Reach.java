package io.signalroom.analytics.history;

import io.signalroom.analytics.rollup.CellSql;
import io.signalroom.analytics.rollup.Filter;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Which tokens and how many channels a stretch of at most 31 days holds, and how soon posts were seen. Of the whole feed from
 * the days that are rolled up, to the hour; of some channels or tokens signal by signal.
 */
final class Reach {
    /** Whole days from the sums, and of the days at the ends, or where only some kinds count, the hours that fall in. */
    private static final String DAYS = """
            SELECT r.key, r.signals, r.bullish, r.bearish FROM rollup_day_sum r
            WHERE r.scope = '%1$s' AND r.day >= $6 AND r.day < $7 AND ($3::text[] IS NULL OR r.origin = ANY ($3))
            UNION ALL
            SELECT r.key, h.n, CASE r.direction WHEN 1 THEN h.n ELSE 0 END, CASE r.direction WHEN -1 THEN h.n ELSE 0 END
            FROM rollup_day r
            CROSS JOIN LATERAL (SELECT CASE WHEN r.day >= $1 AND r.day + interval '1 day' <= $2 THEN r.signals ELSE (
                SELECT coalesce(sum(h), 0)::int FROM unnest(r.hours[
                    1 + greatest(0, floor(extract(epoch FROM $1 - r.day) / 3600)::int):
                    least(24, ceil(extract(epoch FROM $2 - r.day) / 3600)::int)]) h) END AS n) h
            WHERE r.scope = '%1$s' AND r.day >= date_trunc('day', $1::timestamptz, 'UTC') AND r.day < $2 AND h.n > 0
              AND NOT (r.day >= $6::timestamptz AND r.day < $7::timestamptz) AND\s""" + Filter.where("r");

    private static final String KEYS = "SELECT key, sum(signals)::int AS signals, sum(bullish)::int AS bullish,"
            + " sum(bearish)::int AS bearish FROM (" + DAYS + ") d GROUP BY key";

    private static final String TOKENS = "WITH top AS (SELECT key AS symbol, signals, bullish, bearish,"
            + " count(*) OVER ()::int AS tokens FROM (" + KEYS.formatted("token") + ") k"
            + " ORDER BY 2 DESC, 1 LIMIT 10)"
            + " SELECT top.symbol, top.signals, top.bullish, top.bearish, CASE"
            + " WHEN $2 - $1 <= interval '2 days' THEN (SELECT count(DISTINCT s.channel_id)::int FROM signal s"
            + " WHERE s.symbol = top.symbol AND s.posted_at >= date_trunc('hour', $1::timestamptz, 'UTC')"
            + " AND s.posted_at < $2 AND " + CellSql.FEED + " AND" + Filter.where("s") + ")"
            + " ELSE (SELECT count(DISTINCT c)::int"
            + " FROM rollup_day r, unnest(r.channels) c WHERE r.scope = 'token' AND r.key = top.symbol"
            + " AND r.day >= date_trunc('day', $1::timestamptz, 'UTC') AND r.day < $2 AND" + Filter.where("r")
            + ") END AS channels, top.tokens FROM top ORDER BY 2 DESC, 1";

    private static final String CHANNELS =
            "SELECT count(*)::int AS channels FROM (" + KEYS.formatted("channel") + ") k";

    private static final String SOME = " FROM signal s WHERE s.posted_at >= $1 AND s.posted_at < $2 AND " + CellSql.FEED
            + " AND ($6::bigint[] IS NULL OR s.channel_id = ANY ($6)) AND ($7::text[] IS NULL OR s.symbol = ANY ($7)) AND"
            + Filter.where("s");

    private static final String SOME_TOKENS =
            """
            SELECT s.symbol, count(*)::int AS signals, count(*) FILTER (WHERE s.direction = 1)::int AS bullish,
                   count(*) FILTER (WHERE s.direction = -1)::int AS bearish, count(DISTINCT s.channel_id)::int AS channels,
                   count(*) OVER ()::int AS tokens""" + SOME + " AND s.symbol IS NOT NULL GROUP BY s.symbol ORDER BY 2 DESC, s.symbol LIMIT 10";

    private static final String SOME_CHANNELS = "SELECT count(DISTINCT s.channel_id)::int AS channels" + SOME;

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

    /** {@code tokens}: the ten with most signals; {@code count}: how many there are. */
    Future<JsonObject> tokens(HistoricalQuery query) {
        return (query.ofSome()
                        ? sql.preparedQuery(SOME_TOKENS).execute(some(query))
                        : sql.preparedQuery(TOKENS).execute(whole(query)))
                .map(rows -> {
                    JsonArray list = new JsonArray();
                    int tokens = 0;
                    for (Row row : rows) {
                        JsonObject token = row.toJson();
                        tokens = (Integer) token.remove("tokens");
                        list.add(token);
                    }
                    return new JsonObject().put("tokens", list).put("count", tokens);
                });
    }

    /** How many channels. */
    Future<Integer> channels(HistoricalQuery query) {
        return (query.ofSome()
                        ? sql.preparedQuery(SOME_CHANNELS).execute(some(query))
                        : sql.preparedQuery(CHANNELS).execute(whole(query)))
                .map(rows -> rows.iterator().next().getInteger("channels"));
    }

    /** Median of the time from post to first sight, and of how many witnessed signals it is. */
    Future<JsonObject> latency(HistoricalQuery query) {
        return sql.preparedQuery(LATENCY)
                .execute(some(query))
                .map(rows -> rows.iterator().next().toJson());
    }

    /** The days that are whole, none where only some kinds or directions count. */
    private static Tuple whole(HistoricalQuery query) {
        Instant first = query.from().minusNanos(1).truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Instant last = query.to().truncatedTo(ChronoUnit.DAYS);
        boolean all =
                query.filter().kinds().isEmpty() && query.filter().directions().isEmpty();
        return range(query)
                .addOffsetDateTime(first.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime((all ? last : first).atOffset(ZoneOffset.UTC));
    }

    private static Tuple range(HistoricalQuery query) {
        return query.filter()
                .values(Tuple.of(
                        query.from().atOffset(ZoneOffset.UTC), query.to().atOffset(ZoneOffset.UTC)));
    }

    private static Tuple some(HistoricalQuery query) {
        Filter filter = query.filter();
        return range(query)
                .addValue(filter.channels().isEmpty() ? null : filter.channels().toArray(Long[]::new))
                .addValue(filter.tokens().isEmpty() ? null : filter.tokens().toArray(String[]::new));
    }
}
