package io.signalroom.market.feed.binance;

import io.signalroom.market.candle.Market;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of markets at Binance: base and quote in one word. Where the one ends and the other begins cannot be told from it,
 * so two markets that were split differently share a symbol, and its prices.
 */
final class KlineSymbol {
    private static final int LONGEST = 20;
    private static final String STREAM = "@kline_1m";

    private KlineSymbol() {}

    /** {@code SOLUSDT}; empty if Binance cannot have a market of that name. */
    static Optional<String> of(Market market) {
        String symbol = market.base() + market.quote();
        boolean possible = isAsset(market.base()) && isAsset(market.quote()) && symbol.length() <= LONGEST;
        return possible ? Optional.of(symbol) : Optional.empty();
    }

    /** {@code solusdt@kline_1m}. */
    static String stream(String symbol) {
        return symbol.toLowerCase(Locale.ROOT) + STREAM;
    }

    private static boolean isAsset(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }
}
