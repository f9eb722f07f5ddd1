package io.signalroom.market.feed;

import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.Market;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A source of candles outside the program. Asked for stretches of the past, and told which markets to follow; what it
 * hears of those it hands to the listener it was made with. What the listener misses is asked for again: a feed may lose,
 * but must not invent. All on one context.
 */
public interface PriceFeed {
    /** Short name, as stored with the candles and shown with every outcome: {@code binance} or {@code file}. */
    String name();

    /**
     * The closed candles that begin in a stretch, oldest first, or as many of them as one question yields.
     *
     * @param from begin of the stretch, on a full minute, inclusive
     * @param to its end, exclusive, not after now
     * @return fails with a {@link FeedException} if the source cannot be asked now, or not for this market
     */
    Future<History> history(Market market, Instant from, Instant to);

    /** Follows these markets from now on and no others; a feed without a live line does nothing. */
    void follow(Set<Market> markets);

    /** Ends everything that runs. */
    Future<Void> close();

    /**
     * What a source knows of a stretch.
     *
     * @param listed false if it does not have the market at all, which is an answer and no error
     * @param candles oldest first; the source's own gaps stay gaps
     * @param upTo end of what is answered, exclusive, at most the asked stretch's end. Of a listed market it is the
     *     stretch's beginning if the source knows nothing yet from there on: only what lies before can be asked for now
     */
    record History(boolean listed, List<Candle> candles, Instant upTo) {
        public History {
            candles = List.copyOf(candles);
        }

        /** The answer of a source that has the market, but not yet its prices from there on. */
        public static History unknown(Instant from) {
            return new History(true, List.of(), from);
        }

        /** The answer of a source that lacks the market: whatever the stretch, it has nothing. */
        public static History lacking(Instant from) {
            return new History(false, List.of(), from);
        }
    }

    /** Takes what a feed hears: one closed candle. Must return at once. */
    interface Listener {
        void closed(Market market, Candle candle);
    }
}
