package io.signalroom.analytics.rank;

import java.time.Duration;
import java.time.Instant;

/** How far back a scorecard looks; calls count by the time of their post. */
enum Period {
    MONTH("30d", Duration.ofDays(30)),
    QUARTER("90d", Duration.ofDays(90)),
    ALL("all", null);

    private final String wire;
    private final Duration length;

    Period(String wire, Duration length) {
        this.wire = wire;
        this.length = length;
    }

    String wire() {
        return wire;
    }

    boolean holds(Instant postedAt, Instant now) {
        return length == null || !postedAt.isBefore(now.minus(length));
    }
}
