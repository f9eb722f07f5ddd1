package io.signalroom.parse.layout;

import io.signalroom.signal.Side;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a post is to say, before it has any words.
 *
 * @param coin what to trade
 * @param side direction; written with its own word only if {@code sideWritten}
 * @param sideWritten false leaves the direction to the prices
 * @param entryKind what the entry prices mean
 * @param entries ascending; empty for an entry at the market
 * @param targets from the nearest on; empty if given as percentages
 * @param targetPercents gains in percent, ascending; empty if prices are given
 * @param stop stop price; null if there is none or only a percentage
 * @param stopPercent distance of the stop in percent; 0 if not the way it is given
 * @param leverage largest multiplier; 0 for none
 * @param leverageFrom smaller end of a range of multipliers; 0 for none
 * @param exchange brand in capitals; null if not told
 * @param timeframe such as {@code 4h}; null if not told
 * @param bitcoin true if prices are fractions of a bitcoin
 * @param decimals digits after the point of a full price
 */
record Plan(
        Coin coin,
        Side side,
        boolean sideWritten,
        EntryKind entryKind,
        List<BigDecimal> entries,
        List<BigDecimal> targets,
        List<Integer> targetPercents,
        BigDecimal stop,
        int stopPercent,
        int leverage,
        int leverageFrom,
        String exchange,
        String timeframe,
        boolean bitcoin,
        int decimals) {

    /** What the entry prices mean. */
    enum EntryKind {
        /** Rungs of a ladder, each a price. */
        LADDER,
        /** The two ends of a zone. */
        ZONE,
        /** One price, below or near which to enter. */
        NEAR,
        /** At the market, without a price. */
        MARKET
    }

    /**
     * What to trade.
     *
     * @param symbol ticker in capitals
     * @param quote what its price is counted in; null if the post leaves it out
     * @param name an everyday name, such as Bitcoin; null to use the ticker
     * @param bare true if the ticker is known enough to stand without a tag
     */
    record Coin(String symbol, String quote, String name, boolean bare) {}

    /** True if the position gains from a rising price. */
    boolean rising() {
        return side.bullish();
    }

    /** The entry price a percentage counts from. */
    BigDecimal anchor() {
        return entries.isEmpty() ? targets.get(0) : entries.get(0);
    }

    /** The same with its side and without what a sentence leaves out. */
    Plan forProse() {
        return new Plan(
                coin, side, true, entryKind, entries, targets, List.of(), stop, 0, 0, 0, null, null, bitcoin, decimals);
    }

    /** The same without percentages, exchange and chart, and with its side: what a program's post holds. */
    Plan forPrograms() {
        Coin pair = new Coin(coin.symbol(), bitcoin ? "BTC" : "USDT", null, false);
        boolean market = entryKind == EntryKind.MARKET;
        return new Plan(
                pair,
                side,
                true,
                market ? entryKind : EntryKind.LADDER,
                entries,
                targets,
                List.of(),
                stop,
                0,
                leverage,
                0,
                null,
                null,
                bitcoin,
                decimals);
    }
}
