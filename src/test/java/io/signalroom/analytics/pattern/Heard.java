package io.signalroom.analytics.pattern;

import io.signalroom.signal.SignalId;
import java.time.Instant;

/** Calls for tests of detectors. */
final class Heard {
    static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static int number;

    private Heard() {}

    static HeardCall call(long channel, String symbol, int direction, int secondsBeforeNoon) {
        Instant at = NOON.minusSeconds(secondsBeforeNoon);
        return new HeardCall(SignalId.of(at, channel, number++, 0).value(), at, channel, symbol, direction);
    }
}
