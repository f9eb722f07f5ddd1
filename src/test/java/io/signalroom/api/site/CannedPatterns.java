package io.signalroom.api.site;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A pattern of each kind, with evidence as the contract says. */
final class CannedPatterns {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final JsonObject INTERVAL =
            new JsonObject().put("lower", 0.5).put("upper", 0.69);

    private CannedPatterns() {}

    /** All of them, of an origin. */
    static List<JsonObject> all(String origin) {
        return List.of(
                        pattern("burst", "SOL", 87, "SOL is called 31 times in an hour.", burst()),
                        pattern("consensus", "ARB", 100, "5 channels called ARB up within 10 min.", consensus()),
                        pattern("copy_network", null, 50.2, "Harbor Mirror repeats Harbor Light Signals.", copies()),
                        pattern("pump_stage", "DOGS", 30, "Big Bell tells the result of its pump: DOGS.", pump()),
                        pattern("sentiment_turn", "BTC", 64, "Callers of BTC turned bearish.", turn()),
                        pattern("hour_habit", null, 41, "Alpha Desk calls on Mondays.", habit()),
                        pattern("exit_run_up", null, 58, "Whale Wire calls after the run.", afterRuns()),
                        pattern("exit_run_up", "PEPE", 26, "PEPE was called after +13 %.", oneCall()),
                        pattern("moon_phase", null, 5, "Calls follow the moon.", new JsonObject().put("calls", 28)))
                .stream()
                .map(it -> it.put("origin", origin))
                .toList();
    }

    private static JsonObject pattern(String kind, String symbol, double score, String title, JsonObject evidence) {
        JsonArray channels = new JsonArray();
        if (!kind.equals("burst") && !kind.equals("sentiment_turn")) {
            channels.add(channel("1987654321", "Harbor Light Signals")).add(channel("1987654322", "إشارات الصقر"));
        }
        return new JsonObject()
                .put("id", "pat_%s%s".formatted(kind, symbol))
                .put("kind", kind)
                .put("symbol", symbol)
                .put("channels", channels)
                .put("score", score)
                .put("from", NOW.minus(Duration.ofHours(5)).toString())
                .put("to", NOW.minus(Duration.ofMinutes(20)).toString())
                .put("title", title)
                .put("evidence", evidence)
                .put("signals", new JsonArray())
                .put("signalCount", 31);
    }

    private static JsonObject channel(String id, String title) {
        return new JsonObject().put("id", id).put("title", title);
    }

    private static JsonObject burst() {
        return new JsonObject()
                .put("windowHours", 1)
                .put("calls", 31)
                .put("expected", 2.4)
                .put("channels", 12)
                .put("voices", 9)
                .put("pastCalls", 1613)
                .put("log10P", -10.7)
                .put("log10PCorrected", -8.7)
                .put("tokens", 84);
    }

    private static JsonObject consensus() {
        return new JsonObject()
                .put("side", "bullish")
                .put("voices", 5)
                .put("channels", 6)
                .put("calls", 6)
                .put("seconds", 571)
                .put("expected", 0.0003)
                .put("log10P", -19.85);
    }

    private static JsonObject copies() {
        JsonObject pair = new JsonObject()
                .put("first", "1987654321")
                .put("follower", "1987654322")
                .put("copies", 60)
                .put("sameSecond", 2)
                .put("medianLagSeconds", 21);
        return new JsonObject()
                .put("first", "1987654321")
                .put("copies", 60)
                .put("channels", 2)
                .put("pairs", new JsonArray().add(pair).add(pair.copy().put("copies", 4)))
                .put(
                        "followers",
                        new JsonArray()
                                .add(share(60, 100).put("channel", "1987654322").put("copies", 60)));
    }

    private static JsonObject share(int some, int calls) {
        return new JsonObject()
                .put("calls", calls)
                .put("share", (double) some / calls)
                .put("interval", INTERVAL);
    }

    private static JsonObject pump() {
        return new JsonObject()
                .put("stage", "RESULT")
                .put(
                        "stages",
                        new JsonArray()
                                .add(stage("ANNOUNCED", 30))
                                .add(stage("REVEAL", 5))
                                .add(stage("RESULT", 4)))
                .put("alerts", 3)
                .put("minutes", 1_560);
    }

    private static JsonObject stage(String stage, int hoursAgo) {
        return new JsonObject()
                .put("stage", stage)
                .put("at", NOW.minus(Duration.ofHours(hoursAgo)).toString());
    }

    private static JsonObject turn() {
        return new JsonObject()
                .put("bullish", 6)
                .put("directed", 20)
                .put("share", 0.3)
                .put("interval", INTERVAL)
                .put("bullishBefore", 120)
                .put("directedBefore", 160)
                .put("shareBefore", 0.75)
                .put("intervalBefore", INTERVAL)
                .put("log10PCorrected", -6.4);
    }

    private static JsonObject habit() {
        return share(30, 61)
                .put("inside", 30)
                .put("evenShare", 0.018)
                .put(
                        "hours",
                        new JsonArray()
                                .add(new JsonObject().put("hour", "Mon 17:00").put("calls", 18)));
    }

    private static JsonObject afterRuns() {
        return share(29, 50)
                .put("afterRun", 29)
                .put("runUps24h", new JsonObject().put("mean", 12.5).put("median", 11.1));
    }

    private static JsonObject oneCall() {
        return new JsonObject().put("side", "bullish").put("runUp1h", 4.25).put("runUp24h", 13);
    }
}
