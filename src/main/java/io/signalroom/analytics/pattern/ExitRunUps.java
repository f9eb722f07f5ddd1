package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.Pattern.Finding;
import io.signalroom.analytics.pattern.Pattern.Signals;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.signalroom.analytics.pattern.Pattern.Subject;
import io.signalroom.analytics.rank.WilsonInterval;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds calls that come after the price has run: who follows them buys from those who bought before. A channel shows it if the
 * share of its calls that come after more than +10 % within a day is surely over a tenth, score: the lower end of that share's
 * 95 % interval; a single call if the price ran +10 % in the hour or +25 % in the day before it, score: twice the hour's or the
 * day's percent, at most 100. Run-ups are in the call's direction: before a short the price fell.
 */
final class ExitRunUps {
    /** Calls that a channel needs. */
    static final int FEWEST = 20;

    /** Percent in a day that count as a run. */
    static final double RUN = 10;

    /** Percent in an hour that make a single call stand out. */
    static final double HOUR = 10;

    /** Percent in a day that make a single call stand out. */
    static final double DAY = 25;

    private static final double MUCH = 0.1;

    private ExitRunUps() {}

    /**
     * What came before a channel's calls.
     *
     * @param calls how many have a known price a day before
     * @param run how many of them came after more than {@link #RUN} percent in a day
     */
    record Before(long channel, int calls, int run, Typical hour, Typical day, Stretch stretch) {}

    /** Percent; null if no price is known. */
    record Typical(Double mean, Double median) {
        private JsonObject json() {
            return new JsonObject().put("mean", rounded(mean)).put("median", rounded(median));
        }
    }

    /** A single call. @param hour percent in the hour before, or null @param day percent in the day before, or null */
    record Late(HeardCall call, Double hour, Double day) {
        private double most() {
            return Math.max(hour == null ? 0 : hour, day == null ? 0 : day);
        }
    }

    private static Double rounded(Double value) {
        return value == null ? null : (Double) Pattern.rounded(value, 2);
    }

    /** The channel as a pattern, its signals still to be listed; empty if it shows none. */
    static Optional<Pattern> channel(Before before, Map<Long, String> names) {
        double lower = before.calls < FEWEST
                ? 0
                : WilsonInterval.of(before.run, before.calls).lower();
        if (lower <= MUCH) {
            return Optional.empty();
        }
        String title = "%s calls what has run: %d of %d calls came after more than +10 %% within a day."
                .formatted(Words.name(names, before.channel), before.run, before.calls);
        JsonObject evidence = new JsonObject()
                .put("calls", before.calls)
                .put("afterRun", before.run)
                .put("share", Pattern.rounded((double) before.run / before.calls, 4))
                .put("interval", SentimentTurns.interval(before.run, before.calls))
                .put("runUps1h", before.hour.json())
                .put("runUps24h", before.day.json());
        return Optional.of(new Pattern(
                PatternKind.EXIT_RUN_UP,
                new Subject("channel " + before.channel, null, List.of(before.channel)),
                Pattern.ofShare(lower),
                before.stretch,
                new Finding(title, evidence),
                Signals.none(before.run)));
    }

    /** A call as a pattern; empty if it does not stand out. */
    static Optional<Pattern> call(Late late, Map<Long, String> names) {
        boolean stands = late.hour != null && late.hour >= HOUR || late.day != null && late.day >= DAY;
        if (!stands) {
            return Optional.empty();
        }
        HeardCall call = late.call;
        List<String> runs = new ArrayList<>();
        if (late.hour != null) {
            runs.add("%+.1f %% in an hour".formatted(late.hour));
        }
        if (late.day != null) {
            runs.add("%+.1f %% in a day".formatted(late.day));
        }
        boolean down = call.direction() < 0;
        String title = "%s called %s %s after it had run %s."
                .formatted(
                        Words.name(names, call.channel()),
                        call.symbol(),
                        down ? "down" : "up",
                        String.join(", ", runs));
        return Optional.of(new Pattern(
                PatternKind.EXIT_RUN_UP,
                new Subject("call " + call.id(), call.symbol(), List.of(call.channel())),
                Pattern.rounded(Math.min(100, 2 * late.most()), 1),
                new Stretch(call.at(), call.at()),
                new Finding(
                        title,
                        new JsonObject()
                                .put("side", down ? "bearish" : "bullish")
                                .put("runUp1h", rounded(late.hour))
                                .put("runUp24h", rounded(late.day))),
                Signals.of(List.of(call))));
    }

    /** The largest run first. */
    static Comparator<Late> largest() {
        return Comparator.comparingDouble(Late::most).reversed();
    }
}
