package io.signalroom.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery that failed is tried again: after 5 and 30 seconds, 2 and 10 minutes, 1, 6 and 24 hours, then no more. Up to a
 * fifth is added by chance, so that what failed together does not come back together.
 */
final class Retries {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    /** Of what a receiver may ask to be left alone. */
    private static final Duration LONGEST_HOLD = Duration.ofHours(1);

    private final RandomGenerator chance;

    Retries(RandomGenerator chance) {
        this.chance = chance;
    }

    /**
     * The wait after a failed try.
     *
     * @param failed how many tries have failed by now, at least 1
     * @return empty if it is given up
     */
    Optional<Duration> after(int failed) {
        if (failed > WAITS.size()) {
            return Optional.empty();
        }
        Duration wait = WAITS.get(failed - 1);
        return Optional.of(wait.plusMillis(chance.nextLong(wait.toMillis() / 5 + 1)));
    }

    /** How long nothing is sent to a receiver that asked for so many seconds of rest. */
    static Duration hold(long retryAfterSeconds) {
        return Duration.ofSeconds(Math.min(Math.max(0, retryAfterSeconds), LONGEST_HOLD.toSeconds()));
    }
}
