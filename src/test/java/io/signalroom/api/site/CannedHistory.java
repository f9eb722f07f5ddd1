package io.signalroom.api.site;

import io.signalroom.analytics.rank.Shares;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** {@code /analytics/historical} for any period: each hour since 1970 has its invented calls. */
final class CannedHistory {

    private static final Map<String, Duration> STEPS =
            Map.of("hour", Duration.ofHours(1), "day", Duration.ofDays(1), "week", Duration.ofDays(7));
    private static final Map<String, Integer> SHARE = Map.of("witnessed", 10, "demo", 30, "imported", 5);
    private static final Instant MONDAY = Instant.parse("1970-01-05T00:00:00Z");

    private long signals;
    private long edited;
    private long deleted;
    private long targets;
    private long stopped;
    private long expired;
    private long open;
    private long unfilled;

    private CannedHistory() {}

    /** The answer as the contract says; of no origin it is empty. */
    static JsonObject of(Instant from, Instant to, String bucket, List<String> origins) {
        Instant begin = floor(from, bucket);
        Duration step = STEPS.get(bucket);
        JsonArray series = new JsonArray();
        for (Instant at = begin; at.isBefore(to); at = at.plus(step)) {
            CannedHistory sum = between(at, earlier(at.plus(step), to), origins);
            if (sum.signals > 0) {
                series.add(sum.json().put("at", at.toString()));
            }
        }
        Duration length = Duration.between(begin, to);
        JsonObject byOrigin = new JsonObject();
        origins.forEach(origin -> byOrigin.put(origin, between(begin, to, List.of(origin)).signals));
        return new JsonObject()
                .put("from", begin.toString())
                .put("to", to.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("bucket", bucket)
                .put("series", series)
                .put(
                        "summary",
                        between(begin, to, origins)
                                .json()
                                .put("byOrigin", byOrigin)
                                .put(
                                        "previous",
                                        between(begin.minus(length), begin, origins)
                                                .json()));
    }

    private static Instant floor(Instant time, String bucket) {
        return switch (bucket) {
            case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
            case "day" -> time.truncatedTo(ChronoUnit.DAYS);
            default ->
                MONDAY.plus(Duration.ofDays(
                        7 * Math.floorDiv(Duration.between(MONDAY, time).toDays(), 7)));
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static CannedHistory between(Instant from, Instant to, List<String> origins) {
        CannedHistory sum = new CannedHistory();
        // nothing is older than a year
        Instant first = from.isBefore(to.minus(Duration.ofDays(365))) ? to.minus(Duration.ofDays(365)) : from;
        for (Instant hour = first.truncatedTo(ChronoUnit.HOURS); hour.isBefore(to); hour = hour.plusSeconds(3_600)) {
            for (String origin : origins) {
                sum.add(hour, origin);
            }
        }
        return sum;
    }

    private void add(Instant hour, String origin) {
        long number = hour.getEpochSecond() / 3_600;
        int clock = hour.atOffset(ZoneOffset.UTC).getHour();
        long busy = Math.round(SHARE.get(origin) * Math.pow(Math.sin(Math.PI * (clock + 1) / 25), 2));
        long n = busy == 0 ? 0 : busy - Math.floorMod(number * 7, Math.max(1, busy / 2));
        signals += n;
        edited += Math.floorMod(number, 9) == 0 ? 1 : 0;
        deleted += Math.floorMod(number, 11) == 0 && n > 0 ? 1 : 0;
        long calls = n * 2 / 3;
        long age = Duration.between(hour, Instant.now()).toHours();
        long still = age < 30 ? calls / 2 : age < 60 ? calls / 5 : 0;
        open += still;
        unfilled += (calls - still) / 5;
        long over = calls - still - (calls - still) / 5;
        long won = (over * Math.floorMod(number * 31, 10) + 5) / 10;
        targets += won;
        expired += (over - won) / 4;
        stopped += over - won - (over - won) / 4;
    }

    private JsonObject json() {
        JsonObject outcomes = new JsonObject();
        outcomes.put("all_targets", targets).put("stopped", stopped).put("expired", expired);
        outcomes.put("open", open).put("unfilled", unfilled);
        long over = targets + stopped + expired;
        return new JsonObject()
                .put("signals", signals)
                .put("edited", edited)
                .put("deleted", deleted)
                .put("outcomes", outcomes)
                .put("winRate", Shares.json(targets + expired / 3, over))
                .put("averageR", over == 0 ? null : Shares.rounded((2.1 * targets - stopped) / over))
                .put("averageROf", over);
    }
}
