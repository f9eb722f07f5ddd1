package io.signalroom.analytics.token;

import static io.signalroom.analytics.rank.Shares.rounded;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
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
    private static final int CANDIDATES = 60;
    private static final int USUAL_DAYS = 28;

    private static final String RECENT = """
            SELECT r.key, r.day, r.direction, r.signals, r.hours, r.channels FROM rollup_day r
            WHERE r.scope = 'token' AND r.day >= $1 AND ($2::text IS NULL OR r.origin = $2)
              AND r.kind IN ('trade_signal', 'token_launch', 'listing', 'pump_alert')""";

    private static final String USUAL = """
            SELECT r.key, sum(r.signals)::int AS signals FROM rollup_day r
            WHERE r.scope = 'token' AND r.key = ANY ($1::text[]) AND r.day >= $2 AND r.day < $3
              AND ($4::text IS NULL OR r.origin = $4)
              AND r.kind IN ('trade_signal', 'token_launch', 'listing', 'pump_alert')
            GROUP BY 1""";

    private Trending() {}

    /**
     * The answer as the contract's schema {@code Trending} says.
     *
     * @param parameters {@code origin} or left out for all, {@code limit} 1 to {@value #CANDIDATES}
     */
    public static Future<JsonObject> answer(SqlClient sql, JsonObject parameters, Instant now) {
        String origin = parameters.getString("origin");
        Instant from = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(23));
        OffsetDateTime day = from.truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC);
        return sql.preparedQuery(RECENT).execute(Tuple.of(day, origin)).compose(rows -> {
            List<Heat> hottest = heats(rows, from, now).stream()
                    .sorted(Comparator.comparing(Heat::attention).reversed().thenComparing(Heat::symbol))
                    .limit(CANDIDATES)
                    .toList();
            String[] symbols = hottest.stream().map(Heat::symbol).toArray(String[]::new);
            return sql.preparedQuery(USUAL)
                    .execute(Tuple.tuple()
                            .addArrayOfString(symbols)
                            .addOffsetDateTime(day.minusDays(USUAL_DAYS))
                            .addOffsetDateTime(day)
                            .addString(origin))
                    .map(usual -> answer(hottest, usual, from, parameters.getInteger("limit", 10)));
        });
    }

    private static List<Heat> heats(RowSet<Row> rows, Instant from, Instant now) {
        Map<String, Heat> heats = new HashMap<>();
        for (Row row : rows) {
            heats.computeIfAbsent(row.getString("key"), Heat::new)
                    .add(
                            row.getOffsetDateTime("day").toInstant(),
                            row.getArrayOfIntegers("hours"),
                            row.getShort("direction"),
                            List.of(row.getArrayOfLongs("channels")),
                            from,
                            now);
        }
        return heats.values().stream().filter(heat -> heat.signals() > 0).toList();
    }

    private static JsonObject answer(List<Heat> heats, RowSet<Row> usual, Instant from, int limit) {
        Map<String, Integer> before = new HashMap<>();
        usual.forEach(row -> before.put(row.getString("key"), row.getInteger("signals")));
        JsonArray data = new JsonArray();
        heats.stream()
                .map(heat -> heat.usually((double) before.getOrDefault(heat.symbol(), 0) / USUAL_DAYS))
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
