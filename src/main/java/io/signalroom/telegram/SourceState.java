package io.signalroom.telegram;

import java.util.Locale;

/** How a source is doing. */
public enum SourceState {
    /** All is well. */
    READING,
    /** It waits for something of ours. */
    PAUSED,
    /** It failed and will be tried again soon. */
    RETRYING,
    /** Somebody else reads with the same credentials. */
    CONFLICT,
    /** It cannot go on until a person changes something. */
    BLOCKED;

    /** Whether nothing stands between it and the other side. */
    boolean well() {
        return this == READING || this == PAUSED;
    }

    /** The name in the status. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
