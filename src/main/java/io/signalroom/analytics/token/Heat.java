package io.signalroom.analytics.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * How much a token is called now: of the last 24 hours, the newest weigh most.
 *
 * <p>score = ln(1 + attention) · ln(1 + channels) · ln(1 + (attention + 1) / (usual + 1)): how much it is called, by how
 * many, and how unusual that is, each with diminishing returns. Attention is the sum of signals, each worth half as much
 * every {@value #HALF_LIFE_HOURS} hours; usual is what attention would be if the token's 28 days before were evenly spread.
 */
final class Heat {
    static final int HALF_LIFE_HOURS = 6;

    private static final int HOURS = 24;
    /** What a signal an hour gives in attention over 24 hours. */
    private static final double EVEN = even();

    private final String symbol;
    private final Set<Long> callers = new HashSet<>();
    private double attention;
    private double usual;
    private int signals;
    private int bullish;
    private int bearish;

    Heat(String symbol) {
        this.symbol = symbol;
    }

    private static double even() {
        double sum = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            sum += weight(hour);
        }
        return sum;
    }

    /** Of a signal of the hour that began so many hours before this one. */
    static double weight(long hoursAgo) {
        return Math.pow(0.5, (double) hoursAgo / HALF_LIFE_HOURS);
    }

    /**
     * Adds a day's signals of one direction, as far as they fall into the last 24 hours.
     *
     * @param hours signals of each hour of the day
     * @param from begin of the first hour that counts
     */
    void add(Instant day, Integer[] hours, int direction, Collection<Long> channels, Instant from, Instant now) {
        int counted = 0;
        for (int hour = 0; hour < hours.length; hour++) {
            Instant at = day.plus(Duration.ofHours(hour));
            if (hours[hour] > 0 && !at.isBefore(from) && !at.isAfter(now)) {
                counted += hours[hour];
                attention += hours[hour] * weight(Duration.between(at, now).toHours());
            }
        }
        signals += counted;
        bullish += direction > 0 ? counted : 0;
        bearish += direction < 0 ? counted : 0;
        if (counted > 0) {
            callers.addAll(channels);
        }
    }

    /** @param aDay signals of a usual day */
    Heat usually(double aDay) {
        usual = aDay / HOURS * EVEN;
        return this;
    }

    double score() {
        return Math.log1p(attention) * Math.log1p(callers.size()) * Math.log1p((attention + 1) / (usual + 1));
    }

    String symbol() {
        return symbol;
    }

    double attention() {
        return attention;
    }

    double usual() {
        return usual;
    }

    int signals() {
        return signals;
    }

    int bullish() {
        return bullish;
    }

    int bearish() {
        return bearish;
    }

    int channels() {
        return callers.size();
    }
}
