package io.signalroom.analytics.token;

import static io.signalroom.analytics.rank.Shares.rounded;

import io.signalroom.analytics.rollup.CellSql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers {@code getTrending}: tokens by {@link Heat#score}, which anybody can work out again from the figures beside it.
 */
public final class Trending {
    private static final int USUAL_DAYS = 28;

    /** Calls, not news of them, of the last 24 hours, weighed by how many hours before the next full one. */
    private static final String RECENT = """
            SELECT c.symbol, sum(c.signals)::int AS signals, sum(c.bullish)::int AS bullish, sum(c.bearish)::int AS bearish,
                   count(*)::int AS channels, sum(c.weight)::bigint AS weight
            FROM (SELECT s.symbol, s.channel_id, count(*)::int AS signals,
                         count(*) FILTER (WHERE s.direction = 1)::int AS bullish,
                         count(*) FILTER (WHERE s.direction = -1)::int AS bearish,
                         sum(($5::bigint[])[ceil(date_part('epoch', $3 - s.posted_at) / 3600)::int])::bigint AS weight
                  FROM signal s WHERE s.posted_at >= $1 AND s.posted_at <= $2 AND ($4::text IS NULL OR s.origin = $4)
                    AND s.kind <> 'signal_update' AND s.symbol IS NOT NULL AND\s""" + CellSql.FEED + """
                   GROUP BY 1, 2) c
            GROUP BY 1""";

    private static final String USUAL = """
            SELECT r.key, sum(r.signals - r.signal_update)::int AS signals FROM rollup_day_sum r
            WHERE r.scope = 'token' AND r.key = ANY ($1::text[]) AND r.day >= $2 AND r.day < $3
              AND ($4::text IS NULL OR r.origin = $4)
            GROUP BY 1""";

    private Trending() {}

    /**
     * The answer as the contract's schema {@code Trending} says.
     *
     * @param parameters {@code origin} or left out for all, {@code limit} 1 or more
     */
    public static Future<JsonObject> answer(SqlClient sql, JsonObject parameters, Instant now) {
        String origin = parameters.getString("origin");
        OffsetDateTime hour = now.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC);
        OffsetDateTime from = hour.minusHours(Heat.HOURS - 1);
        OffsetDateTime day = from.truncatedTo(ChronoUnit.DAYS);
        Tuple recent = Tuple.of(from, now.atOffset(ZoneOffset.UTC), hour.plusHours(1), origin)
                .addArrayOfLong(Heat.weights());
        return sql.preparedQuery(RECENT).execute(recent).compose(rows -> {
            List<Row> called = rows.stream().toList();
            String[] symbols =
                    called.stream().map(row -> row.getString("symbol")).toArray(String[]::new);
            return sql.preparedQuery(USUAL)
                    .execute(Tuple.tuple()
                            .addArrayOfString(symbols)
                            .addOffsetDateTime(day.minusDays(USUAL_DAYS))
                            .addOffsetDateTime(day)
                            .addString(origin))
                    .map(usual -> answer(called, usual, from.toInstant(), parameters.getInteger("limit", 10)));
        });
    }

    private static JsonObject answer(List<Row> called, RowSet<Row> usual, Instant from, int limit) {
        Map<String, Integer> before = new HashMap<>();
        usual.forEach(row -> before.put(row.getString("key"), row.getInteger("signals")));
        JsonArray data = new JsonArray();
        called.stream()
                .map(row -> Heat.of(row, (double) before.getOrDefault(row.getString("symbol"), 0) / USUAL_DAYS))
                .sorted(Comparator.comparing(Heat::score).reversed().thenComparing(Heat::symbol))
                .limit(limit)
                .forEach(heat -> data.add(line(heat)));
        return new JsonObject().put("from", from.toString()).put("data", data);
    }

    private static JsonObject line(Heat heat) {
        return new JsonObject()
                .put("symbol", heat.symbol())
                .put("score", rounded(heat.score()))
                .put("attention", rounded(heat.attention()))
                .put("usual", rounded(heat.usual()))
                .put("signals", heat.signals())
                .put("bullish", heat.bullish())
                .put("bearish", heat.bearish())
                .put("channels", heat.channels());
    }
}
