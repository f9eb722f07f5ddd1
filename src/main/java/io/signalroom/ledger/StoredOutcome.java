package io.signalroom.ledger;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * How a call turned out by prices, or stands. The ledger only reads outcomes; who measures them writes them.
 *
 * @param r result in multiples of the risk taken, costs included, exact; null while there is none
 * @param percent result in percent of the money put in, costs included, exact; null while there is none
 * @param json the contract's schema {@code Outcome}; not to be changed
 */
public record StoredOutcome(Double r, Double percent, JsonObject json) {
    /**
     * One value, so that the planner may look outcomes up after it has sorted and cut a list; the signal's alias is
     * {@code s}.
     */
    static final String OF_SIGNAL = """
            CASE WHEN s.kind IN ('trade_signal', 'token_launch') THEN (
                SELECT to_json(q) FROM (
                    SELECT o.state, o.missed_by, o.arrival, o.ends_at, o.filled_at, o.settled_at, o.targets, o.has_stop,
                           cardinality(o.hits) AS hits, o.fills, o.exits, o.horizons, o.r, o.percent, o.liquidation,
                           o.run_up_1h, o.run_up_24h, o.benchmark_r, m.feed, m.base, m.quote, m.listed,
                           a.latency_seconds, a.expiry_seconds, a.scalp_expiry_seconds, a.fee, a.slippage
                    FROM outcome o JOIN market m ON m.id = o.market_id
                    JOIN outcome_assumptions a ON a.id = o.assumptions_id
                    WHERE o.posted_at = s.posted_at AND o.signal_id = s.id) q) END AS outcome""";

    private static final int DECIMALS = 4;
    private static final double SECONDS_AN_HOUR = 3600;
    private static final BigDecimal LARGEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    /** What {@link #OF_SIGNAL} gives; null stays null. */
    static StoredOutcome of(JsonObject row) {
        if (row == null) {
            return null;
        }
        JsonObject json = new JsonObject();
        state(row, json);
        result(row, json);
        times(row, json);
        put(json, "benchmarkR", rounded(row.getValue("benchmark_r")));
        json.put("assumptions", assumptions(row));
        return new StoredOutcome(number(row.getValue("r")), number(row.getValue("percent")), json);
    }

    private static void state(JsonObject row, JsonObject json) {
        String state = row.getString("state");
        json.put("state", state);
        if (state.equals("no_data")) {
            json.put("reason", row.getBoolean("listed") ? "no_prices" : "pair_missing");
        }
        put(json, "missedBy", row.getString("missed_by"));
        json.put("targetsHit", row.getInteger("hits"))
                .put("targets", row.getInteger("targets"))
                .put("market", row.getString("base") + "/" + row.getString("quote"))
                .put("feed", row.getString("feed"));
    }

    private static void result(JsonObject row, JsonObject json) {
        put(json, "r", rounded(row.getValue("r")));
        put(json, "percent", rounded(row.getValue("percent")));
        json.put("fills", trades(row.getJsonArray("fills"))).put("exits", trades(row.getJsonArray("exits")));
        put(json, "horizons", all(row.getJsonObject("horizons")));
        JsonObject runUp = new JsonObject().put("1h", row.getValue("run_up_1h")).put("24h", row.getValue("run_up_24h"));
        put(json, "runUp", all(runUp));
        put(json, "liquidation", row.getBoolean("liquidation") ? true : null);
        put(json, "noStop", row.getBoolean("has_stop") ? null : true);
    }

    private static void times(JsonObject row, JsonObject json) {
        Instant arrival = time(row, "arrival");
        Instant settled = time(row, "settled_at");
        put(json, "arrival", arrival);
        put(json, "endsAt", time(row, "ends_at"));
        put(json, "filledAt", time(row, "filled_at"));
        put(json, "settledAt", settled);
        put(
                json,
                "secondsToOutcome",
                settled == null ? null : Duration.between(arrival, settled).toSeconds());
    }

    /** Both expiries: what a call's own rests on is its timeframe, which is the measurer's to judge. */
    private static JsonObject assumptions(JsonObject row) {
        return new JsonObject()
                .put("latencySeconds", row.getInteger("latency_seconds"))
                .put("expiryHours", rounded(row.getInteger("expiry_seconds") / SECONDS_AN_HOUR))
                .put("scalpExpiryHours", rounded(row.getInteger("scalp_expiry_seconds") / SECONDS_AN_HOUR))
                .put("feePercent", rounded(100 * row.getDouble("fee")))
                .put("slippagePercent", rounded(100 * row.getDouble("slippage")));
    }

    /** Fills or exits as they were stored; a null list is empty. */
    private static JsonArray trades(JsonArray stored) {
        JsonArray trades = new JsonArray();
        if (stored != null) {
            stored.forEach(each -> {
                JsonObject trade = ((JsonObject) each).copy();
                trades.add(trade.put("part", plain(new BigDecimal(trade.getString("part")))));
            });
        }
        return trades;
    }

    /** Every number of it rounded; null if there is none. */
    private static JsonObject all(JsonObject numbers) {
        if (numbers == null) {
            return null;
        }
        JsonObject json = new JsonObject();
        numbers.forEach(entry -> put(json, entry.getKey(), rounded(entry.getValue())));
        return json.isEmpty() ? null : json;
    }

    private static Instant time(JsonObject row, String column) {
        String text = row.getString(column);
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    /** Null for what is no number; infinities and NaN, which JSON lacks, come as text. */
    private static Double number(Object value) {
        return value instanceof Number number ? (Double) number.doubleValue() : null;
    }

    private static Number rounded(Object value) {
        Double exact = number(value);
        return exact == null ? null : plain(BigDecimal.valueOf(exact).setScale(DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** Whole numbers as such, so that JSON says 168 and not 168.0. */
    private static Number plain(BigDecimal value) {
        boolean whole = value.stripTrailingZeros().scale() <= 0 && value.abs().compareTo(LARGEST_LONG) <= 0;
        return whole ? (Number) value.longValue() : (Number) value.doubleValue();
    }

    private static void put(JsonObject json, String name, Object value) {
        if (value != null) {
            json.put(name, value instanceof Instant time ? time.toString() : value);
        }
    }
}
