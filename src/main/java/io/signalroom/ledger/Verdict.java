package io.signalroom.ledger;

import java.util.Locale;

/** What an operator says of a signal. */
public enum Verdict {
    /** It is read rightly. */
    CONFIRM,
    /** It is a signal, and this is the right reading. */
    CORRECT,
    /** It is no signal. */
    REJECT;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name in JSON and SQL, for example {@code confirm}. */
    public String wire() {
        return wire;
    }

    /**
     * The verdict with this wire name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Verdict ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
