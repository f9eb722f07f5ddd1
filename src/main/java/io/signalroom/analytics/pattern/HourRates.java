package io.signalroom.analytics.pattern;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * How often a token is usually called, by hour of the week in UTC. An hour's own count is drawn to the rate of the whole week as
 * if that had been seen for four weeks more, and one call is added to all: a token that was never called has a small rate, not
 * none. (The mean of a gamma prior updated by Poisson counts.)
 */
final class HourRates {
    /** Hours of a week; number 0 begins on Monday at 00:00. */
    static final int HOURS = 168;

    private static final double PRIOR_WEEKS = 4;
    /** The first hour of 1970 is hour 72 of its week, a Thursday. */
    private static final long FIRST = 72;

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final double[] rates = new double[HOURS];
    private final long calls;

    /**
     * Rates from counts.
     *
     * @param counts calls in each hour of the week
     * @param weeks how many weeks they were counted for, more than 0
     */
    HourRates(long[] counts, double weeks) {
        calls = Arrays.stream(counts).sum();
        double overall = (calls + 1) / (weeks * HOURS);
        Arrays.setAll(rates, hour -> (counts[hour] + PRIOR_WEEKS * overall) / (weeks + PRIOR_WEEKS));
    }

    /** The hour of the week, 0 to 167. */
    static int hourOfWeek(Instant at) {
        return (int) Math.floorMod(Math.floorDiv(at.toEpochMilli(), HOUR_MS) + FIRST, (long) HOURS);
    }

    /** How many calls a stretch of time usually has. */
    double expected(Instant from, Instant to) {
        double sum = 0;
        long end = to.toEpochMilli();
        for (long at = from.toEpochMilli(); at < end; ) {
            long next = Math.min(end, (Math.floorDiv(at, HOUR_MS) + 1) * HOUR_MS);
            sum += rates[hourOfWeek(Instant.ofEpochMilli(at))] * (next - at) / HOUR_MS;
            at = next;
        }
        return sum;
    }

    /** How many calls the rates rest on. */
    long calls() {
        return calls;
    }
}
