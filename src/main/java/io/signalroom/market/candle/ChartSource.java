package io.signalroom.market.candle;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Draws candles of any length for a chart, of prices that are computed and not stored. */
@FunctionalInterface
public interface ChartSource {
    /**
     * The candles that begin in a stretch, oldest first. Nothing at or after {@code to} goes into them: the last one may
     * be a part of its interval.
     *
     * @param seconds length of a candle, a whole number of minutes; candles begin at multiples of it since 1970
     * @param from begin of the stretch, inclusive, a multiple of that length
     * @param to its end, exclusive, on a full minute, at most now; at most 1,000 candles after {@code from}
     * @return empty if it knows no such market
     */
    Future<List<Candle>> chart(Market market, int seconds, Instant from, Instant to);
}
