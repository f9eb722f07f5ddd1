package io.signalroom.market.candle;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The prices of one interval, in the quote asset, exactly as the source gave them.
 *
 * @param opensAt when the interval begins
 * @param closesAt when it ends, exclusive
 * @param open price at the beginning
 * @param high highest price, at least every other
 * @param low lowest price, above 0 and at most every other
 * @param close price at the end
 * @param volume amount traded in the base asset, 0 or more
 */
public record Candle(
        Instant opensAt,
        Instant closesAt,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume) {
    /** Refuses what is no candle. */
    public Candle {
        boolean ordered = low.signum() > 0
                && low.compareTo(open.min(close)) <= 0
                && high.compareTo(open.max(close)) >= 0
                && volume.signum() >= 0;
        if (!ordered || !opensAt.isBefore(closesAt)) {
            throw new IllegalArgumentException(
                    "no candle: " + opensAt + " " + open + " " + high + " " + low + " " + close);
        }
    }
}
