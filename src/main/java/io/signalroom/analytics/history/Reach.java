package io.signalroom.analytics.history;

import io.signalroom.analytics.rollup.CellSql;
import io.signalroom.analytics.rollup.Filter;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Which tokens and how many channels a stretch of at most 31 days holds, and how soon posts were seen. Whole days of the feed
 * from the rollups, what is left at the ends and all of some channels or tokens from the signals' indexes.
 */
final class Reach {
    /** Who called what in the parts that are counted signal by signal. */
    private static final String PAIRS = """
            SELECT s.symbol, s.channel_id, count(*)::int AS signals, count(*) FILTER (WHERE s.direction = 1)::int AS bullish,
                   count(*) FILTER (WHERE s.direction = -1)::int AS bearish
            FROM signal s WHERE s.posted_at >= %s AND s.posted_at < %s AND\s""" + CellSql.FEED + " AND %s AND" + Filter.where("s") + " GROUP BY 1, 2";

    private static final String DAYS = " r.scope = '%s' AND r.day >= $6 AND r.day < $7 AND";
    private static final String OF_SUMS =
            " FROM rollup_day_sum r WHERE ($3::text[] IS NULL OR r.origin = ANY ($3)) AND" + DAYS + " true";
    private static final String OF_CELLS = " FROM rollup_day r WHERE" + DAYS + Filter.where("r");
    private static final String SUM_SIDES = "r.bullish, r.bearish";
    private static final String CELL_SIDES = "CASE r.direction WHEN 1 THEN r.signals ELSE 0 END,"
            + " CASE r.direction WHEN -1 THEN r.signals ELSE 0 END";

    private static final String FOUND = """
            WITH pairs AS MATERIALIZED (%1$s UNION ALL %2$s),
            keys AS (
                SELECT key, sum(signals)::int AS signals, sum(bullish)::int AS bullish, sum(bearish)::int AS bearish FROM (
                    SELECT symbol AS key, signals, bullish, bearish FROM pairs WHERE symbol IS NOT NULL
                    UNION ALL SELECT r.key, r.signals, %3$s %4$s) k
                GROUP BY key),
            top AS (SELECT *, count(*) OVER ()::int AS tokens FROM keys ORDER BY signals DESC, key LIMIT 10)
            SELECT top.key AS symbol, top.signals, top.bullish, top.bearish, (SELECT count(*)::int FROM (
                       SELECT p.channel_id FROM pairs p WHERE p.symbol = top.key
                       UNION SELECT unnest(r.channels) %4$s AND r.key = top.key) u) AS channels,
                   top.tokens, c.all_channels
            FROM (SELECT count(*)::int AS all_channels FROM (
                      SELECT channel_id FROM pairs UNION SELECT r.key::bigint %5$s) u) c
            LEFT JOIN top ON true ORDER BY top.signals DESC, top.key""";

    /** The newest tell how soon posts are seen now, and no stretch is too long for them. */
    private static final String LATENCY = """
            SELECT count(*)::int AS "latencyOf",
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_seen_at - posted_at))
                       AS "medianLatencySeconds"
            FROM (SELECT s.first_seen_at, s.posted_at
                  FROM signal s WHERE s.posted_at >= $1 AND s.posted_at < $2 AND\s""" + CellSql.FEED + " AND %s AND"
            + Filter.where("s") + " AND s.origin = 'witnessed' ORDER BY s.posted_at DESC LIMIT 500) newest";

    private static final JsonObject NO_LATENCY =
            new JsonObject().put("latencyOf", 0).putNull("medianLatencySeconds");

    private final SqlClient sql;

    Reach(SqlClient sql) {
        this.sql = sql;
    }

    /**
     * What a stretch holds.
     *
     * @param list the ten tokens with most signals
     * @param tokens how many there are
     * @param channels how many there are
     */
    record Found(JsonArray list, int tokens, int channels) {
        static Found of(RowSet<Row> rows) {
            JsonArray list = new JsonArray();
            int tokens = 0;
            int channels = 0;
            for (Row row : rows) {
                channels = row.getInteger("all_channels");
                if (row.getString("symbol") != null) {
                    JsonObject token = row.toJson();
                    token.remove("all_channels");
                    tokens = (Integer) token.remove("tokens");
                    list.add(token);
                }
            }
            return new Found(list, tokens, channels);
        }
    }

    /** Tokens and channels. */
    Future<Found> found(HistoricalQuery query) {
        boolean all =
                query.filter().kinds().isEmpty() && query.filter().directions().isEmpty();
        String which = query.filter().named("s", 8);
        String source = all ? OF_SUMS : OF_CELLS;
        String statement = FOUND.formatted(
                PAIRS.formatted("$1", "least($6::timestamptz, $2::timestamptz)", which),
                PAIRS.formatted("$7", "$2", which),
                all ? SUM_SIDES : CELL_SIDES,
                source.formatted("token"),
                source.formatted("channel"));
        return sql.preparedQuery(statement)
                .execute(query.filter().names(days(query)))
                .map(Found::of);
    }

    /** Median of the time from post to first sight, and of how many witnessed signals it is. */
    Future<JsonObject> latency(HistoricalQuery query) {
        Filter filter = query.filter();
        if (!filter.origins().isEmpty() && !filter.origins().contains("witnessed")) {
            return Future.succeededFuture(NO_LATENCY.copy());
        }
        return sql.preparedQuery(LATENCY.formatted(filter.named("s", 6)))
                .execute(filter.names(range(query)))
                .map(rows -> rows.iterator().next().toJson());
    }

    /** Adds the first whole day and the end of the last; there is none of some channels or tokens. Today is whole if the stretch goes on. */
    private static Tuple days(HistoricalQuery query) {
        Instant first = query.ofSome() ? query.to() : HistoricalQuery.midnight(query.from());
        Instant last = query.whole(ChronoUnit.DAYS);
        return range(query)
                .addOffsetDateTime(first.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime((query.ofSome() || last.isBefore(first) ? first : last).atOffset(ZoneOffset.UTC));
    }

    private static Tuple range(HistoricalQuery query) {
        return query.filter()
                .values(Tuple.of(
                        query.from().atOffset(ZoneOffset.UTC), query.to().atOffset(ZoneOffset.UTC)));
    }
}
