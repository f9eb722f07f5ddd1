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
     * The closed candles that begin in each stretch, up to where something is not known yet. A market appears at most once.
     *
     * @return one series a market that says up to when it is whole; {@link CandleSeries#EMPTY} where the stretch begins with
     *     something unknown
     */
    Future<Map<Market, CandleSeries>> read(List<Stretch> stretches);
}
