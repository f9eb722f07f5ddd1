package io.signalroom.analytics.rank;

import io.signalroom.analytics.rank.TrackRecord.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What is reported of a channel, a token or a period: a pure function of its calls, whatever their order. All calls count, also
 * those that were deleted, never filled, or are open; see {@link Group} for what may be put together.
 *
 * @param counts how many calls there are and where they stand
 * @param withStop calls whose plan has a stop, of all; null without calls
 * @param inR figures of resolved calls with a stop, in R multiples; null without any
 * @param inPercent figures of resolved calls without a stop, in percent; null without any
 * @param timeToOutcome median time from the post to the end of resolved calls; null without any
 * @param runUp how far the price had run before the posts
 * @param excess what calls gave beyond random entry; null if of none both are known
 * @param claims claims of the channel that hold, of those that prices could be held against; null without any
 */
public record Scorecard(
        Counts counts,
        Share withStop,
        Figures inR,
        Figures inPercent,
        Duration timeToOutcome,
        RunUp runUp,
        Excess excess,
        Share claims) {
    /** A fixed order; of calls that ended together the worse comes first, so that no drawdown is hidden. */
    private static final Comparator<Ended> IN_ORDER = Comparator.comparing(Ended::at)
            .thenComparing(ended -> ended.result().day())
            .thenComparing(ended -> ended.result().r());

    /**
     * Mean run-up before the posts, in percent in the calls' direction.
     *
     * @param hour of the hour before; null if of no call known
     * @param day of the day before; null if of no call known
     */
    public record RunUp(Double hour, Double day) {}

    /**
     * What calls gave beyond random entry.
     *
     * @param r mean, in R multiples
     * @param calls of how many calls both are known, 1 or more
     */
    public record Excess(double r, int calls) {}

    private record Ended(Instant at, Result result) {}

    /** The scorecard of these calls. */
    public static Scorecard of(Collection<MeasuredCall> calls) {
        List<MeasuredCall> resolved =
                calls.stream().filter(MeasuredCall::resolved).toList();
        int stops = (int) calls.stream().filter(c -> c.course().hasStop()).count();
        int claimed = calls.stream().mapToInt(c -> c.claims().measured()).sum();
        int held = calls.stream().mapToInt(c -> c.claims().hold()).sum();
        return new Scorecard(
                Counts.of(calls),
                Share.of(stops, calls.size()),
                Figures.of(record(resolved, true, c -> c.result().r())),
                Figures.of(record(resolved, false, c -> c.result().percent())),
                timeToOutcome(resolved),
                new RunUp(
                        mean(calls, c -> c.result().runUpHour()),
                        mean(calls, c -> c.result().runUpDay())),
                excess(resolved),
                Share.of(held, claimed));
    }

    private static TrackRecord record(
            List<MeasuredCall> resolved, boolean withStop, Function<MeasuredCall, Double> value) {
        return new TrackRecord(resolved.stream()
                .filter(call -> call.course().hasStop() == withStop && value.apply(call) != null)
                .map(call -> new Ended(
                        call.course().settledAt(), new Result(call.source().day(), value.apply(call))))
                .sorted(IN_ORDER)
                .map(Ended::result)
                .toList());
    }

    private static Duration timeToOutcome(List<MeasuredCall> resolved) {
        double[] millis = resolved.stream()
                .mapToDouble(
                        c -> Duration.between(c.source().postedAt(), c.course().settledAt())
                                .toMillis())
                .toArray();
        return millis.length == 0 ? null : Duration.ofMillis(Math.round(TrackRecord.median(millis)));
    }

    private static Excess excess(List<MeasuredCall> resolved) {
        List<MeasuredCall> known = resolved.stream()
                .filter(c -> c.result().r() != null && c.result().benchmarkR() != null)
                .toList();
        Double mean = mean(known, c -> c.result().r() - c.result().benchmarkR());
        return mean == null ? null : new Excess(mean, known.size());
    }

    /** Of those that are known; added in order of size, so that the order of the calls does not show in the last digit. */
    private static Double mean(Collection<MeasuredCall> calls, Function<MeasuredCall, Double> value) {
        OptionalDouble mean = calls.stream()
                .map(value)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }
}
