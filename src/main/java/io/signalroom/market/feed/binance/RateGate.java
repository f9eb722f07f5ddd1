package io.signalroom.market.feed.binance;

import io.signalroom.market.feed.FeedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets calls pass while Binance wants them. It allows an address 6,000 of weight a minute and bans who goes on after that;
 * other programs may use the same address, so we stop at {@value #SHARE} of what it says was used, until the next minute.
 * Its word counts, and what we sent since.
 */
final class RateGate {
    /** Weight of one call for klines. */
    static final int WEIGHT = 2;
    /** What may be used of a minute's weight: 80 % of 6,000. */
    static final int SHARE = 4_800;

    private static final long MINUTE = 60;
    private final InstantSource clock;
    private long minute;
    private int used;
    private Instant shutAt = Instant.EPOCH;
    private Duration shutFor = Duration.ZERO;
    private String why = "";
    private long refused;

    RateGate(InstantSource clock) {
        this.clock = clock;
    }

    /** Empty if a call may be made, which counts as made; or why not and for how long. */
    Optional<FeedException> enter() {
        Optional<FeedException> no = shut().or(this::usedUp);
        if (no.isPresent()) {
            refused++;
        } else {
            used += WEIGHT;
        }
        return no;
    }

    /** What Binance says was used in this minute by this address. */
    void heard(long weight) {
        turn(clock.instant());
        used = (int) Math.max(used, Math.min(weight, Integer.MAX_VALUE / 2));
    }

    /** No call for a time; a longer one that is already set stands. */
    void shut(Duration wait, String reason) {
        Instant now = clock.instant();
        if (remaining(now).compareTo(wait) < 0) {
            shutAt = now;
            shutFor = wait;
            why = reason;
        }
    }

    /** Present if it was shut, with the reason and what remains of the wait. */
    Optional<FeedException> shut() {
        Duration left = remaining(clock.instant());
        return left.isZero() ? Optional.empty() : Optional.of(new FeedException(why, left));
    }

    /** Weight used in this minute, as far as known. */
    int used() {
        turn(clock.instant());
        return used;
    }

    /** How many calls were not let pass. */
    long refused() {
        return refused;
    }

    private Optional<FeedException> usedUp() {
        Instant now = clock.instant();
        turn(now);
        if (used + WEIGHT <= SHARE) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, Instant.ofEpochSecond((minute + 1) * MINUTE));
        return Optional.of(new FeedException(
                "Binance's limit for this address is nearly used up (" + used
                        + " of 6000 this minute). It will be asked again in the next minute;"
                        + " see what else asks Binance from here if this lasts.",
                left));
    }

    private void turn(Instant now) {
        long current = Math.floorDiv(now.getEpochSecond(), MINUTE);
        if (current != minute) {
            minute = current;
            used = 0;
        }
    }

    private Duration remaining(Instant now) {
        if (now.isBefore(shutAt)) {
            // the clock was set back: without this, a wait of seconds could become one of hours
            shutAt = now;
        }
        Duration left = Duration.between(now, shutAt.plus(shutFor));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
