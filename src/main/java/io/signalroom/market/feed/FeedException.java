package io.signalroom.market.feed;

import java.time.Duration;

/** A source of candles cannot be asked now. The message says why and what to do, for the operator. */
public final class FeedException extends RuntimeException {
    private final transient Duration patience;
    private final boolean ofOneMarket;

    /**
     * A failure of the whole source that passes.
     *
     * @param message for the operator, without secrets
     * @param patience how long to leave the source alone, not negative
     */
    public FeedException(String message, Duration patience) {
        this(message, patience, false);
    }

    private FeedException(String message, Duration patience, boolean ofOneMarket) {
        super(message, null, false, false);
        this.patience = patience;
        this.ofOneMarket = ofOneMarket;
    }

    /**
     * A failure that says nothing about other markets: they may be asked for at once.
     *
     * @param message for the operator, without secrets
     * @param patience how long not to ask for the market, not negative
     */
    public static FeedException ofOneMarket(String message, Duration patience) {
        return new FeedException(message, patience, true);
    }

    /** How long to leave the source alone, or only the market that was asked for. */
    public Duration patience() {
        return patience;
    }

    /** Whether other markets may be asked for. */
    public boolean isOfOneMarket() {
        return ofOneMarket;
    }
}
