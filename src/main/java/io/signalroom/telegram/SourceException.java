package io.signalroom.telegram;

import java.time.Duration;

/** A source could not deliver. Its message is shown to people, so it names the cure and holds no secret. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** When to ask again. */
    public enum Retry {
        /** Soon, then less and less often. */
        BACKOFF,
        /** As {@link #BACKOFF}, up to a minute apart: the other side has too much to do. */
        SLOWLY,
        /** After {@link SourceException#delay()}, not earlier. */
        AFTER,
        /** Not before a person has changed something and restarted. */
        NEVER
    }

    private final SourceState state;
    private final Retry retry;
    private final Duration delay;

    private SourceException(SourceState state, Retry retry, Duration delay, String words) {
        super(words, null, false, false);
        this.state = state;
        this.retry = retry;
        this.delay = delay;
    }

    /** A fault that is likely to pass. */
    public static SourceException fault(String words) {
        return new SourceException(SourceState.RETRYING, Retry.BACKOFF, Duration.ZERO, words);
    }

    /** The other side asks for fewer calls and does not say how long to wait. */
    public static SourceException overloaded(String words) {
        return new SourceException(SourceState.RETRYING, Retry.SLOWLY, Duration.ZERO, words);
    }

    /** A fault with a known time to wait. */
    public static SourceException after(SourceState state, Duration delay, String words) {
        return new SourceException(state, Retry.AFTER, delay, words);
    }

    /** A fault that only a person can mend. */
    public static SourceException blocked(String words) {
        return new SourceException(SourceState.BLOCKED, Retry.NEVER, Duration.ZERO, words);
    }

    public Retry retry() {
        return retry;
    }

    /** Zero unless {@link Retry#AFTER}. */
    public Duration delay() {
        return delay;
    }

    public Standing standing() {
        return new Standing(state, getMessage());
    }
}
