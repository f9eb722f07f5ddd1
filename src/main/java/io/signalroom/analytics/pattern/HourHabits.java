package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.Pattern.Finding;
import io.signalroom.analytics.pattern.Pattern.Signals;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.signalroom.analytics.pattern.Pattern.Subject;
import io.signalroom.analytics.rank.WilsonInterval;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds channels and tokens whose calls come in certain hours of the week. An hour stands out if it holds at least three times as
 * many calls as if they were spread evenly, more than chance gives (binomial, corrected for the 168 hours by Holm, 1 in 100). It is
 * a habit if these hours together surely hold a third of all calls. Score: the lower end of the 95 % interval of their share. The
 * hours are chosen by the same calls, so the share is somewhat flattered.
 */
final class HourHabits {
    /** Longest look back. */
    static final Duration BACK = Duration.ofDays(26 * 7);

    private static final Duration SHORTEST = Duration.ofDays(8 * 7);
    /** Calls that it takes. */
    static final int FEWEST = 50;

    private static final int TIMES = 3;
    private static final double SURE = -2;
    private static final double MUCH = 1.0 / 3;

    private HourHabits() {}

    /**
     * When something was called.
     *
     * @param channel null of a token
     * @param symbol null of a channel
     * @param counts calls in each hour of the week
     * @param stretch from the first to the last of them
     */
    record Week(Long channel, String symbol, int[] counts, Stretch stretch) {
        int calls() {
            return Arrays.stream(counts).sum();
        }
    }

    /**
     * A habit.
     *
     * @param hours of the week, the fullest first
     */
    record Habit(Week week, List<Integer> hours) {
        Habit {
            hours = List.copyOf(hours);
        }

        private int inside() {
            return hours.stream().mapToInt(hour -> week.counts[hour]).sum();
        }

        /** The habit as a pattern, its signals still to be listed. */
        Pattern pattern(Map<Long, String> names) {
            int calls = week.calls();
            int inside = inside();
            String who = week.channel == null ? week.symbol : Words.name(names, week.channel);
            String when = hours.stream().limit(3).map(Words::hour).collect(Collectors.joining(", "));
            String span = hours.size() == 1 ? "one hour of the week," : hours.size() + " hours of the week, most";
            String title = "%s: %s of the calls come in %s on %s UTC."
                    .formatted(who, Words.percent((double) inside / calls), span, when);
            JsonArray detail = new JsonArray();
            hours.forEach(hour ->
                    detail.add(new JsonObject().put("hour", Words.hour(hour)).put("calls", week.counts[hour])));
            JsonObject evidence = new JsonObject()
                    .put("calls", calls)
                    .put("inside", inside)
                    .put("share", Pattern.rounded((double) inside / calls, 4))
                    .put("interval", SentimentTurns.interval(inside, calls))
                    .put("evenShare", Pattern.rounded((double) hours.size() / HourRates.HOURS, 4))
                    .put("hours", detail);
            return new Pattern(
                    PatternKind.HOUR_HABIT,
                    new Subject(
                            week.channel == null ? "token " + week.symbol : "channel " + week.channel,
                            week.symbol,
                            week.channel == null ? List.of() : List.of(week.channel)),
                    Pattern.ofShare(WilsonInterval.of(inside, calls).lower()),
                    week.stretch,
                    new Finding(title, evidence),
                    Signals.none(inside));
        }
    }

    /** Its habit, if it has one; at least 50 calls over at least eight weeks are needed. */
    static Optional<Habit> find(Week week) {
        int calls = week.calls();
        Duration length = Duration.between(week.stretch.from(), week.stretch.to());
        if (calls < FEWEST || length.compareTo(SHORTEST) < 0) {
            return Optional.empty();
        }
        double[] corrected = Tails.holm(
                Arrays.stream(week.counts)
                        .mapToDouble(count -> Tails.binomial(count, calls, 1.0 / HourRates.HOURS))
                        .toArray(),
                HourRates.HOURS);
        List<Integer> hours = IntStream.range(0, HourRates.HOURS)
                .filter(hour -> corrected[hour] <= SURE && week.counts[hour] * HourRates.HOURS >= TIMES * calls)
                .boxed()
                .sorted((a, b) -> Integer.compare(week.counts[b], week.counts[a]))
                .toList();
        Habit habit = new Habit(week, hours);
        return hours.isEmpty() || WilsonInterval.of(habit.inside(), calls).lower() < MUCH
                ? Optional.empty()
                : Optional.of(habit);
    }
}
