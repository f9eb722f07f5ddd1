package io.signalroom.signal;

import java.util.Locale;

/** Whether a signal is in the feed. */
public enum SignalState {
    /** In the feed, in lists, figures and on the live line. */
    PUBLISHED,
    /** Waits for an operator, because the machine was not sure enough of it. */
    REVIEW,
    /** An operator says that it is no signal. */
    REJECTED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name in JSON and SQL, for example {@code review}. */
    public String wire() {
        return wire;
    }

    /**
     * The state with this wire name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SignalState ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
