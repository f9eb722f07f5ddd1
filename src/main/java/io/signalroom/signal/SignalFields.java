package io.signalroom.signal;

import java.math.BigDecimal;
import java.util.List;

/**
 * Every value a post can state, named as in the labelled corpus. A single value that the post does not state is null, a
 * list is empty. Prices are in the quote currency; a price given in satoshi has been converted to BTC.
 *
 * <p>Built with {@link #builder()}; the constructor is long because the record mirrors one table row.
 *
 * @param symbol base asset in capitals ({@code BTC}), as written for non-Latin tickers
 * @param quote quote asset in capitals, only when written
 * @param side direction word of a trade signal
 * @param entries entry prices, ascending
 * @param entryMarket true if the post says to enter at the market price
 * @param targets take-profit prices in the order written
 * @param targetsPercent targets given as percentages only
 * @param stopLoss stop price
 * @param stopLossPercent stop given as a percentage only, positive
 * @param leverage multiplier, the largest stated
 * @param exchange brand in capitals
 * @param timeframe chart interval such as {@code 4h}
 * @param event what an update, listing or pump alert reports
 * @param targetIndex highest target reached, from 1
 * @param profitPercent first stated percentage, negative for a loss
 * @param stopMoved true if an update also moves the stop
 * @param newStop the new stop: a price or {@code ENTRY}
 * @param partialClose percentage of the position closed
 * @param chain block chain of a token launch
 * @param contractAddress token contract, exact case
 * @param marketCap in US dollars
 * @param liquidity in US dollars
 * @param changePercent price move a mover alert reports
 * @param symbols all coins of a listing, when several
 */
public record SignalFields(
        String symbol,
        String quote,
        Side side,
        List<BigDecimal> entries,
        boolean entryMarket,
        List<BigDecimal> targets,
        List<BigDecimal> targetsPercent,
        BigDecimal stopLoss,
        BigDecimal stopLossPercent,
        BigDecimal leverage,
        String exchange,
        String timeframe,
        SignalEvent event,
        Integer targetIndex,
        BigDecimal profitPercent,
        boolean stopMoved,
        String newStop,
        BigDecimal partialClose,
        Chain chain,
        String contractAddress,
        BigDecimal marketCap,
        BigDecimal liquidity,
        BigDecimal changePercent,
        List<String> symbols) {
    public SignalFields {
        entries = List.copyOf(entries);
        targets = List.copyOf(targets);
        targetsPercent = List.copyOf(targetsPercent);
        symbols = List.copyOf(symbols);
    }

    /** An empty builder: no value stated. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects values; every setter returns the builder. Not safe for use by several threads. */
    public static final class Builder {
        private String symbol;
        private String quote;
        private Side side;
        private List<BigDecimal> entries = List.of();
        private boolean entryMarket;
        private List<BigDecimal> targets = List.of();
        private List<BigDecimal> targetsPercent = List.of();
        private BigDecimal stopLoss;
        private BigDecimal stopLossPercent;
        private BigDecimal leverage;
        private String exchange;
        private String timeframe;
        private SignalEvent event;
        private Integer targetIndex;
        private BigDecimal profitPercent;
        private boolean stopMoved;
        private String newStop;
        private BigDecimal partialClose;
        private Chain chain;
        private String contractAddress;
        private BigDecimal marketCap;
        private BigDecimal liquidity;
        private BigDecimal changePercent;
        private List<String> symbols = List.of();

        private Builder() {}

        public Builder symbol(String value) {
            symbol = value;
            return this;
        }

        public Builder quote(String value) {
            quote = value;
            return this;
        }

        public Builder side(Side value) {
            side = value;
            return this;
        }

        public Builder entries(List<BigDecimal> value) {
            entries = value;
            return this;
        }

        public Builder entryMarket(boolean value) {
            entryMarket = value;
            return this;
        }

        public Builder targets(List<BigDecimal> value) {
            targets = value;
            return this;
        }

        public Builder targetsPercent(List<BigDecimal> value) {
            targetsPercent = value;
            return this;
        }

        public Builder stopLoss(BigDecimal value) {
            stopLoss = value;
            return this;
        }

        public Builder stopLossPercent(BigDecimal value) {
            stopLossPercent = value;
            return this;
        }

        public Builder leverage(BigDecimal value) {
            leverage = value;
            return this;
        }

        public Builder exchange(String value) {
            exchange = value;
            return this;
        }

        public Builder timeframe(String value) {
            timeframe = value;
            return this;
        }

        public Builder event(SignalEvent value) {
            event = value;
            return this;
        }

        public Builder targetIndex(Integer value) {
            targetIndex = value;
            return this;
        }

        public Builder profitPercent(BigDecimal value) {
            profitPercent = value;
            return this;
        }

        public Builder stopMoved(boolean value) {
            stopMoved = value;
            return this;
        }

        public Builder newStop(String value) {
            newStop = value;
            return this;
        }

        public Builder partialClose(BigDecimal value) {
            partialClose = value;
            return this;
        }

        public Builder chain(Chain value) {
            chain = value;
            return this;
        }

        public Builder contractAddress(String value) {
            contractAddress = value;
            return this;
        }

        public Builder marketCap(BigDecimal value) {
            marketCap = value;
            return this;
        }

        public Builder liquidity(BigDecimal value) {
            liquidity = value;
            return this;
        }

        public Builder changePercent(BigDecimal value) {
            changePercent = value;
            return this;
        }

        public Builder symbols(List<String> value) {
            symbols = value;
            return this;
        }

        /** The record with the values collected so far. */
        public SignalFields build() {
            return new SignalFields(
                    symbol,
                    quote,
                    side,
                    entries,
                    entryMarket,
                    targets,
                    targetsPercent,
                    stopLoss,
                    stopLossPercent,
                    leverage,
                    exchange,
                    timeframe,
                    event,
                    targetIndex,
                    profitPercent,
                    stopMoved,
                    newStop,
                    partialClose,
                    chain,
                    contractAddress,
                    marketCap,
                    liquidity,
                    changePercent,
                    symbols);
        }
    }
}
