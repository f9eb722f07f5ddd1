package io.signalroom.market.outcome;

import io.signalroom.market.candle.CandleSeries;
import java.time.Duration;

/**
 * How far the price ran in the call's direction before the post: whoever buys after a long run may be the exit of those who
 * bought before. Merkley, Pacelli, Piorkowski and Williams (Crypto-Influencers) find that prices rise for a day after such
 * posts and lie below where they were by day 10; so what came before a call is shown beside what came after. Prices are the last ones known at a moment, at most an hour old.
 *
 * @param hour percent in the hour before the arrival, or null
 * @param day percent in the day before the arrival, or null
 */
record RunUp(Double hour, Double day) {
    static final RunUp UNKNOWN = new RunUp(null, null);

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    static RunUp of(CandleSeries candles, long arrival, int direction) {
        double now = known(candles, arrival);
        return new RunUp(
                percent(known(candles, arrival - HOUR), now, direction),
                percent(known(candles, arrival - DAY), now, direction));
    }

    private static Double percent(double then, double now, int direction) {
        return Double.isNaN(then) || Double.isNaN(now) ? null : 100 * direction * (now / then - 1);
    }

    /** The last price known at a moment: that of the newest candle that had ended, not a number if it is too old. */
    static double known(CandleSeries candles, long at) {
        int ended = candles.closing(at + 1) - 1;
        return ended < 0 || candles.closes(ended) < at - HOUR ? Double.NaN : candles.last(ended);
    }
}
