package io.signalroom.market.feed;

import java.time.Duration;

/** A source of candles cannot be asked now. The message says why and what to do, for the operator. */
public final class FeedException extends RuntimeException {
    private final transient Duration patience;

    /**
     * A failure that passes.
     *
     * @param message for the operator, without secrets
     * @param patience how long to leave the source alone, not negative
     */
    public FeedException(String message, Duration patience) {
        super(message, null, false, false);
        this.patience = patience;
    }

    /** How long to leave the source alone. */
    public Duration patience() {
        return patience;
    }
}
