package io.signalroom.net;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after each failure in a row: 1, 2, 4 and then every 6 seconds, so that a source is back within ten after an
 * outage of minutes; after {@value #PATIENCE} failures once a minute. Asked to go slowly, it doubles up to a minute at
 * once. Up to a quarter is added by chance, never taken away: there is at most one call a second, and at least one a
 * minute.
 */
public final class Backoff {
    private static final int PATIENCE = 64;
    private static final long LONGEST = 48_000;
    private static final long SOON = 6_000;
    private final RandomGenerator chance;
    private int failures;

    /** @param chance adds the up to a quarter */
    public Backoff(RandomGenerator chance) {
        this.chance = chance;
    }

    /** The wait after one more failure. */
    public Duration next(boolean slowly) {
        long cap = slowly || failures >= PATIENCE ? LONGEST : SOON;
        long wait = Math.min(cap, 1_000L << Math.min(failures, 10));
        failures++;
        return Duration.ofMillis(wait + chance.nextLong(wait / 4 + 1));
    }

    /** After a success. */
    public void reset() {
        failures = 0;
    }
}
