package io.signalroom.analytics.token;

import io.signalroom.analytics.history.Summary;
import io.signalroom.analytics.rollup.CellSql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers {@code getTokenStats}: how often a token was called, by how many channels, in which direction, at which hours of
 * the week, how it turned out, best and worst, and what it trades at.
 */
public final class TokenStats {
    private static final int WEEKS = 12;

    private static final String TOTALS = "SELECT r.origin, " + CellSql.WIDE_SUMMED
            + " FROM rollup_day_sum r WHERE r.scope = 'token' AND r.key = $1 AND ($2::text IS NULL OR r.origin = $2)"
            + " GROUP BY 1";

    private static final String CHANNELS = """
            SELECT count(DISTINCT c)::int FROM rollup_day_sum r, unnest(r.channels) c
            WHERE r.scope = 'token' AND r.key = $1 AND ($2::text IS NULL OR r.origin = $2)""";

    private static final String HOURS = "SELECT extract(isodow FROM r.day AT TIME ZONE 'UTC')::int AS weekday, "
            + IntStream.rangeClosed(1, 24)
                    .mapToObj(hour -> "sum(r.hours[" + hour + "])::int AS h" + hour)
                    .collect(Collectors.joining(", "))
            + " FROM rollup_day_sum r WHERE r.scope = 'token' AND r.key = $1 AND ($2::text IS NULL OR r.origin = $2)"
            + " AND r.day >= $3 AND r.day < $4 GROUP BY 1";

    private static final String OF_DAY =
            " FROM signal s WHERE s.symbol = $1 AND ($2::text IS NULL OR s.origin = $2) AND " + CellSql.FEED
                    + " AND s.posted_at >= days.%1$s AND s.posted_at < days.%1$s + interval '1 day') AS %1$s";

    /** Within the first and the last day that hold a signal. */
    private static final String SEEN = "SELECT (SELECT min(s.posted_at)" + OF_DAY.formatted("first")
            + ", (SELECT max(s.posted_at)" + OF_DAY.formatted("last")
            + " FROM (SELECT min(r.day) AS first, max(r.day) AS last FROM rollup_day_sum r"
            + " WHERE r.scope = 'token' AND r.key = $1 AND ($2::text IS NULL OR r.origin = $2)) days";

    private static final String CARDS = """
            SELECT origin, period, card FROM scorecard
            WHERE scope = 'token' AND key = $1 AND ($2::text IS NULL OR origin = $2)
            ORDER BY origin, array_position(ARRAY['30d', '90d', 'all'], period)""";

    private final TokenPrice price;

    /**
     * Statistics of tokens.
     *
     * @param price what they trade at
     */
    public TokenStats(TokenPrice price) {
        this.price = price;
    }

    /**
     * The answer as the contract's schema {@code TokenStats} says; of a token that nobody has called, all counts are 0.
     *
     * @param parameters {@code symbol} in capitals, {@code origin} or left out for all
     */
    public Future<JsonObject> answer(SqlClient sql, JsonObject parameters, Instant now) {
        String symbol = parameters.getString("symbol");
        String origin = parameters.getString("origin");
        Instant tomorrow = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Instant begin = tomorrow.minus(Duration.ofDays(7L * WEEKS));
        Tuple asked = Tuple.of(symbol, origin);
        Tuple weeks = Tuple.of(symbol, origin, begin.atOffset(ZoneOffset.UTC), tomorrow.atOffset(ZoneOffset.UTC));
        Future<RowSet<Row>> totals = sql.preparedQuery(TOTALS).execute(asked);
        Future<RowSet<Row>> channels = sql.preparedQuery(CHANNELS).execute(asked);
        Future<RowSet<Row>> hours = sql.preparedQuery(HOURS).execute(weeks);
        Future<RowSet<Row>> seen = sql.preparedQuery(SEEN).execute(asked);
        Future<RowSet<Row>> cards = sql.preparedQuery(CARDS).execute(asked);
        Future<JsonObject> priced = totals.compose(rows -> price.of(symbol, demoOnly(rows), now));
        return Future.all(List.of(totals, channels, hours, seen, cards, priced)).map(x -> {
            Row ends = seen.result().iterator().next();
            return Summary.of(totals.result())
                    .put("symbol", symbol)
                    .put("channels", channels.result().iterator().next().getInteger(0))
                    .put("firstPostAt", text(ends, "first"))
                    .put("lastPostAt", text(ends, "last"))
                    .put("hourOfWeek", week(hours.result()))
                    .put("hourOfWeekFrom", begin.toString())
                    .put("price", priced.result())
                    .put("scorecards", scorecards(cards.result()));
        });
    }

    /** Invented prices are only shown for what only the demo calls. */
    private static boolean demoOnly(RowSet<Row> totals) {
        boolean demo = false;
        for (Row row : totals) {
            if (!row.getString("origin").equals("demo")) {
                return false;
            }
            demo = true;
        }
        return demo;
    }

    /** Seven days from Monday on, of 24 hours each, in UTC. */
    private static JsonArray week(RowSet<Row> rows) {
        int[][] week = new int[7][24];
        for (Row row : rows) {
            for (int hour = 0; hour < 24; hour++) {
                week[row.getInteger("weekday") - 1][hour] = row.getInteger(hour + 1);
            }
        }
        JsonArray days = new JsonArray();
        for (int[] day : week) {
            days.add(new JsonArray(IntStream.of(day).boxed().toList()));
        }
        return days;
    }

    private static JsonArray scorecards(RowSet<Row> rows) {
        JsonArray cards = new JsonArray();
        rows.forEach(row -> cards.add(new JsonObject()
                .put("origin", row.getString("origin"))
                .put("period", row.getString("period"))
                .put("card", row.getJsonObject("card"))));
        return cards;
    }

    private static String text(Row row, String column) {
        return row.getOffsetDateTime(column) == null
                ? null
                : row.getOffsetDateTime(column).toInstant().toString();
    }
}
