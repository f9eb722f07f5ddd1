package io.signalroom.analytics.pattern;

import java.util.Locale;

/** What a pattern is. */
enum PatternKind {
    /** A token is called far more often than its own past says. */
    BURST,
    /** Several channels call one token to one side within minutes. */
    CONSENSUS,
    /** Channels repeat each other's texts. */
    COPY_NETWORK,
    /** A pump, and how far it has come. */
    PUMP_STAGE,
    /** Callers of a token, or of all, have changed sides. */
    SENTIMENT_TURN,
    /** A channel or a token is called in certain hours of the week. */
    HOUR_HABIT,
    /** Calls come after the price has run. */
    EXIT_RUN_UP;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name in JSON and SQL. */
    String wire() {
        return wire;
    }
}
