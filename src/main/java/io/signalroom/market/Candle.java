package io.signalroom.market;

import java.time.Instant;

/**
 * The prices of one interval, in the quote currency.
 *
 * @param open when the interval begins
 * @param close when it ends, exclusive
 * @param first price at the beginning, above 0
 * @param high highest price, at least every other
 * @param low lowest price, at most every other and above 0
 * @param last price at the end
 */
public record Candle(Instant open, Instant close, double first, double high, double low, double last) {
    public Candle {
        boolean ordered = low > 0 && low <= Math.min(first, last) && high >= Math.max(first, last);
        if (!ordered || !open.isBefore(close)) {
            throw new IllegalArgumentException("no candle: " + first + ", " + high + ", " + low + ", " + last);
        }
    }
}
