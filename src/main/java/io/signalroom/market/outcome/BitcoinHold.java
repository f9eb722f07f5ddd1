package io.signalroom.market.outcome;

import io.signalroom.market.candle.CandleSeries;
import java.util.OptionalDouble;

/**
 * The plainest thing to do instead of following a call: to hold bitcoin as long as the call was held. Long whatever the call's
 * side, before costs, so that it is the same for every call of the same hours. Pure.
 */
public final class BitcoinHold {
    private BitcoinHold() {}

    /**
     * The change of the price from a call's first fill to its last exit, in percent.
     *
     * @param bitcoin candles of BTC/USDT that reach from before the fill to the exit or further
     * @param outcome of the call
     * @return empty if nothing was filled, something is still held, or the candles don't reach
     */
    public static OptionalDouble percent(CandleSeries bitcoin, Outcome outcome) {
        boolean held = outcome.state().settled() && !outcome.fills().isEmpty();
        return held
                ? percent(
                        bitcoin,
                        outcome.fills().get(0).at(),
                        outcome.exits().get(outcome.exits().size() - 1).at())
                : OptionalDouble.empty();
    }

    private static OptionalDouble percent(CandleSeries bitcoin, long from, long to) {
        double bought = bitcoin.priceAt(from);
        boolean reaches = !Double.isNaN(bought) && bitcoin.closes(bitcoin.size() - 1) >= to;
        return reaches ? OptionalDouble.of(100 * (bitcoin.priceAt(to) / bought - 1)) : OptionalDouble.empty();
    }
}
