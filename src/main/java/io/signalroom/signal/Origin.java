package io.signalroom.signal;

import java.util.Locale;

/** How a post came to be known. Figures for one origin are never mixed silently with those of another. */
public enum Origin {
    /** Read while it happened, so its first text is known. */
    WITNESSED,
    /** Loaded later from an export: edits and deletions before that are unknown. */
    IMPORTED,
    /** Written by the demo writer. */
    DEMO,
    /** Entered by a person through the API. */
    MANUAL;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name in JSON and SQL. */
    public String wire() {
        return wire;
    }

    /**
     * The origin with this wire name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Origin ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
