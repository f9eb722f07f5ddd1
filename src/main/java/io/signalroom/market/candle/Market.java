package io.signalroom.market.candle;

import io.signalroom.signal.SignalFields;
import java.util.Optional;
import java.util.Set;

/**
 * What is traded for what.
 *
 * @param base asset in capitals, such as {@code SOL}
 * @param quote asset in capitals that prices are in, such as {@code USDT}
 */
public record Market(String base, String quote) {
    /** What a call is priced in that does not say. */
    public static final String DOLLAR = "USDT";

    private static final Set<String> DOLLARS = Set.of("USD", "USDC", "BUSD", "FDUSD", "TUSD", "DAI", "USDT", "PERP");

    /**
     * The market a call is measured in: dollars of every kind are USDT, and so is a price without a currency.
     *
     * @return empty if the call names no coin
     */
    public static Optional<Market> of(SignalFields call) {
        return call.symbol() == null ? Optional.empty() : Optional.of(of(call.symbol(), call.quote()));
    }

    /** The market of a coin; {@code quote} may be null. */
    public static Market of(String base, String quote) {
        return new Market(base, quote == null || DOLLARS.contains(quote) ? DOLLAR : quote);
    }

    @Override
    public String toString() {
        return base + "/" + quote;
    }
}
