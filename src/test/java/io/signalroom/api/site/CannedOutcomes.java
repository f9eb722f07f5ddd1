package io.signalroom.api.site;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Outcomes of invented calls, as agreed. */
final class CannedOutcomes {
    private CannedOutcomes() {}

    /** One of each state in turn, the fourth without a stop; every eleventh call has none yet. */
    static JsonObject of(int number, JsonObject trade) {
        String entry = trade.getJsonArray("entries").getString(0);
        return switch (number % 11) {
            case 0 -> outcome(trade, "waiting", 0);
            case 1 -> result(outcome(trade, "all_targets", 4), entry, 2.4371, 9.1);
            case 2 -> result(outcome(trade, "stopped", 1), entry, -1.0, -5.2);
            case 3, 8 -> filled(outcome(trade, "open", 2), entry);
            case 4 -> result(outcome(trade, "expired", 0), entry, null, 3.41).put("noStop", true);
            case 5 -> outcome(trade, "unfilled", 0).put("missedBy", "target_first");
            case 6 -> outcome(trade, "no_data", 0).put("reason", "pair_missing");
            case 7 -> filled(outcome(trade, "open", 0), entry);
            case 9 -> result(outcome(trade, "expired", 0), entry, 0.0, 0.0);
            default -> null;
        };
    }

    /** The outcome of a call that its stop closed. */
    static JsonObject stopped(JsonObject trade) {
        return result(
                outcome(trade, "stopped", 0), trade.getJsonArray("entries").getString(0), -1.0826, -5.4);
    }

    /** The outcome of a call in the minutes before its first price. */
    static JsonObject early(JsonObject trade) {
        return outcome(trade, "no_data", 0).put("reason", "no_prices");
    }

    private static JsonObject outcome(JsonObject trade, String state, int hit) {
        return new JsonObject()
                .put("state", state)
                .put("targetsHit", hit)
                .put("targets", 4)
                .put("market", trade.getString("symbol") + "/USDT")
                .put("feed", trade.getString("origin").equals("demo") ? "mock" : "binance")
                .put("fills", new JsonArray())
                .put("exits", new JsonArray())
                .put("arrival", trade.getString("firstSeenAt"))
                .put("endsAt", trade.getString("firstSeenAt"))
                .put(
                        "assumptions",
                        new JsonObject()
                                .put("latencySeconds", 30)
                                .put("expiryHours", 168)
                                .put("scalpExpiryHours", 24)
                                .put("feePercent", 0.1)
                                .put("slippagePercent", 0.05));
    }

    private static JsonObject filled(JsonObject outcome, String price) {
        return outcome.put("fills", new JsonArray().add(trade(outcome, price)));
    }

    private static JsonObject result(JsonObject outcome, String price, Double r, double percent) {
        JsonObject over = filled(outcome, price)
                .put("exits", new JsonArray().add(trade(outcome, price).put("by", by(outcome))))
                .put("settledAt", outcome.getString("arrival"))
                .put("secondsToOutcome", 61_798)
                .put("runUp", new JsonObject().put("1h", 0.41).put("24h", 3.2))
                .put("benchmarkR", 0.0312)
                .put("percent", percent);
        return r == null ? over : over.put("r", r);
    }

    private static String by(JsonObject outcome) {
        return switch (outcome.getString("state")) {
            case "all_targets" -> "target";
            case "stopped" -> "stop";
            default -> "expiry";
        };
    }

    private static JsonObject trade(JsonObject outcome, String price) {
        return new JsonObject()
                .put("at", outcome.getString("arrival"))
                .put("price", price)
                .put("part", 1);
    }
}
