package io.signalroom.live;

import java.time.Clock;

/**
 * How much one node sends to its pages: a token bucket of 300 changes a second, and at most two skips a second. What a
 * person watches is far below; an import is far above.
 */
final class FrameBudget {
    private static final int PER_SECOND = 300;
    private static final long SKIP_MILLIS = 500;
    private final Clock clock;
    private double tokens = PER_SECOND;
    private long filledAt;
    private long skippedAt;

    FrameBudget(Clock clock) {
        this.clock = clock;
        this.filledAt = clock.millis();
    }

    /** Takes {@code count} at once, or none. */
    boolean take(int count) {
        long now = clock.millis();
        tokens = Math.min(PER_SECOND, tokens + Math.max(0, now - filledAt) * PER_SECOND / 1000.0);
        filledAt = now;
        if (tokens < count) {
            return false;
        }
        tokens -= count;
        return true;
    }

    /** True if a skip may be sent now; the position stays where it is otherwise, and the next sweep tries again. */
    boolean takeSkip() {
        long now = clock.millis();
        if (now - skippedAt < SKIP_MILLIS) {
            return false;
        }
        skippedAt = now;
        return true;
    }
}
