package io.signalroom.market.candle;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads the candles of one feed, for those who follow prices. */
public interface CandleReader {
    /**
     * A part of a market's past.
     *
     * @param from its begin, inclusive
     * @param to its end, exclusive
     */
    record Stretch(Market market, Instant from, Instant to) {}

    /**
     * The closed candles that begin in each stretch. A market appears at most once.
     *
     * @return one series a market, {@link CandleSeries#EMPTY} where nothing is known
     */
    Future<Map<Market, CandleSeries>> read(List<Stretch> stretches);
}
