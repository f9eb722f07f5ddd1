package io.signalroom.market.outcome;

import io.signalroom.market.candle.CandleReader;
import io.signalroom.signal.Origin;

/**
 * Whose prices a call is measured by.
 *
 * @param feed name of the feed
 * @param candles reads its candles
 */
record PriceSource(String feed, CandleReader candles) {
    /**
     * One source for the demo, whose prices are invented with it, and one for all else.
     *
     * @param demo the mock's prices
     * @param others the configured feed's
     */
    record Both(PriceSource demo, PriceSource others) {
        PriceSource of(Origin origin) {
            return origin == Origin.DEMO ? demo : others;
        }
    }
}
