package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.Pattern.Finding;
import io.signalroom.analytics.pattern.Pattern.Signals;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.signalroom.analytics.pattern.Pattern.Subject;
import io.signalroom.analytics.rank.WilsonInterval;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds tokens, and the whole, whose callers have changed sides: the share of bullish among directed calls of the last 24 hours
 * against that of the seven days before, by the z test of two proportions, corrected for how many were looked at (Holm). Score:
 * ten for each power of ten of the corrected probability.
 */
final class SentimentTurns {
    private static final int FEWEST_NOW = 10;
    private static final int FEWEST_BEFORE = 30;
    private static final double SURE = -2;

    private SentimentTurns() {}

    /**
     * Counts of one token.
     *
     * @param symbol null for all together
     * @param bullish of the last 24 hours
     * @param directed bullish and bearish of the last 24 hours
     * @param bullishBefore of the seven days before
     * @param directedBefore the same
     */
    record Sides(String symbol, int bullish, int directed, int bullishBefore, int directedBefore) {
        private boolean enough() {
            return directed >= FEWEST_NOW && directedBefore >= FEWEST_BEFORE;
        }

        private double now() {
            return (double) bullish / directed;
        }

        private double before() {
            return (double) bullishBefore / directedBefore;
        }

        private double z() {
            return Tails.twoProportions(bullish, directed, bullishBefore, directedBefore);
        }
    }

    /**
     * The turns.
     *
     * @param all each token once, and all together
     * @param calls of the last 24 hours, newest first
     * @param at end of the 24 hours
     */
    static List<Pattern> find(List<Sides> all, List<HeardCall> calls, Instant at) {
        List<Sides> looked = all.stream().filter(Sides::enough).toList();
        double[] logs =
                looked.stream().mapToDouble(sides -> Tails.normal(sides.z())).toArray();
        double[] corrected = Tails.holm(logs, logs.length);
        List<Pattern> found = new ArrayList<>();
        for (int i = 0; i < corrected.length; i++) {
            if (corrected[i] <= SURE) {
                found.add(pattern(looked.get(i), calls, at, corrected[i]));
            }
        }
        return found;
    }

    private static Pattern pattern(Sides sides, List<HeardCall> calls, Instant at, double corrected) {
        List<HeardCall> own = calls.stream()
                .filter(call -> call.direction() != 0)
                .filter(call -> sides.symbol == null || Objects.equals(sides.symbol, call.symbol()))
                .toList();
        String title = "%s: %s of the directed calls of a day are bullish, %s were in the week before."
                .formatted(
                        sides.symbol == null ? "All tokens" : sides.symbol,
                        Words.percent(sides.now()),
                        Words.percent(sides.before()));
        return new Pattern(
                PatternKind.SENTIMENT_TURN,
                new Subject(
                        sides.symbol == null ? "" : sides.symbol,
                        sides.symbol,
                        own.stream().map(HeardCall::channel).distinct().toList()),
                Pattern.ofProbability(corrected),
                stretch(own, at),
                new Finding(title, evidence(sides, corrected)),
                new Signals(own.stream().map(HeardCall::id).toList(), sides.directed));
    }

    private static JsonObject evidence(Sides sides, double corrected) {
        return new JsonObject()
                .put("bullish", sides.bullish)
                .put("directed", sides.directed)
                .put("share", Pattern.rounded(sides.now(), 4))
                .put("interval", interval(sides.bullish, sides.directed))
                .put("bullishBefore", sides.bullishBefore)
                .put("directedBefore", sides.directedBefore)
                .put("shareBefore", Pattern.rounded(sides.before(), 4))
                .put("intervalBefore", interval(sides.bullishBefore, sides.directedBefore))
                .put("z", Pattern.rounded(sides.z(), 3))
                .put("log10PCorrected", Pattern.rounded(corrected, 2));
    }

    private static Stretch stretch(List<HeardCall> own, Instant at) {
        return own.isEmpty()
                ? new Stretch(at.minusSeconds(86_400), at)
                : new Stretch(own.get(own.size() - 1).at(), own.get(0).at());
    }

    /** Where the true share lies with 95 % confidence. */
    static JsonObject interval(int hits, int of) {
        WilsonInterval interval = WilsonInterval.of(hits, of);
        return new JsonObject()
                .put("lower", Pattern.rounded(interval.lower(), 4))
                .put("upper", Pattern.rounded(interval.upper(), 4));
    }
}
