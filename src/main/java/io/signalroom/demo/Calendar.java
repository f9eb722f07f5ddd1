package io.signalroom.demo;

import java.time.Instant;

/**
 * When people post in a year: more by day (UTC) than by night, less on weekends, some days busier than others, and a
 * little more every month. Maps shares of all posts to moments.
 */
final class Calendar {
    static final int HOURS = 365 * 24;

    private final long start;
    /** Share of the year's posts before each hour. */
    private final double[] before = new double[HOURS + 1];

    private int hour;

    Calendar(Instant end, long seed) {
        start = end.getEpochSecond() - HOURS * 3_600L;
        for (int i = 0; i < HOURS; i++) {
            before[i + 1] = before[i] + weight(start / 3_600 + i, seed) * (1 + 0.5 * i / HOURS);
        }
        for (int i = 0; i <= HOURS; i++) {
            before[i] /= before[HOURS];
        }
        before[HOURS] = 1;
    }

    private static double weight(long hour, long seed) {
        long day = Math.floorDiv(hour, 24L);
        double daylight = 1 - 0.7 * Math.cos((Math.floorMod(hour, 24L) - 3) / 24.0 * 2 * Math.PI);
        boolean weekend = Math.floorMod(day + 3, 7L) >= 5; // day 0 was a Thursday
        double mood = 0.6 + 0.8 * new Dice(Dice.mix(seed, day)).unit();
        return daylight * (weekend ? 0.65 : 1) * mood;
    }

    /** The second by which this share of the posts is written. Shares must not fall from call to call. */
    long second(double share) {
        while (hour < HOURS - 1 && before[hour + 1] <= share) {
            hour++;
        }
        double within = (share - before[hour]) / (before[hour + 1] - before[hour]);
        return start + (long) ((hour + within) * 3_600);
    }
}
