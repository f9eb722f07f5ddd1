package io.signalroom.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands where a test puts it. */
public final class SetClock extends Clock {
    private volatile Instant now;

    /** A clock that stands at {@code now}. */
    public SetClock(Instant now) {
        this.now = now;
    }

    /** Moves it, forward or back. */
    public void set(Instant to) {
        now = to;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
