package io.signalroom.signal;

import java.util.Locale;

/** What a channel post is. Everything but {@link #NOISE} becomes a stored signal. */
public enum PostKind {
    /** Asks the reader to open a position. */
    TRADE_SIGNAL,
    /** News about a signal given earlier: target hit, stop hit, closed, cancelled. */
    SIGNAL_UPDATE,
    /** First mention of an on-chain token as something to buy now. */
    TOKEN_LAUNCH,
    /** An exchange lists, delists, or is said to be going to list a coin. */
    LISTING,
    /** Part of an organised pump, or an automatic mover alert. */
    PUMP_ALERT,
    /** Everything else. */
    NOISE;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name in JSON and SQL, for example {@code trade_signal}. */
    public String wire() {
        return wire;
    }

    /**
     * The kind with this wire name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PostKind ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
