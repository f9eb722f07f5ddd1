package io.signalroom.market.candle;

import java.time.Instant;
import java.util.List;

/**
 * A stretch of a market's past that a feed has answered for.
 *
 * @param market its row
 * @param from begin of the stretch, inclusive
 * @param to its end, exclusive; not before {@code from}
 * @param candles those that begin in it, in any order; the feed's own gaps stay gaps
 */
public record Piece(int market, Instant from, Instant to, List<Candle> candles) {
    /** Refuses candles that begin elsewhere: they would lie outside of what is said to be covered. */
    public Piece {
        candles = List.copyOf(candles);
        for (Candle candle : candles) {
            if (candle.opensAt().isBefore(from) || !candle.opensAt().isBefore(to)) {
                throw new IllegalArgumentException(
                        "a candle of " + candle.opensAt() + " is not of the stretch " + from + " to " + to);
            }
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("no stretch: " + from + " to " + to);
        }
    }

    /** One closed candle and its own interval. */
    public static Piece of(int market, Candle candle) {
        return new Piece(market, candle.opensAt(), candle.closesAt(), List.of(candle));
    }
}
