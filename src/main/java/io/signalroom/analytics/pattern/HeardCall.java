package io.signalroom.analytics.pattern;

import java.time.Instant;
import java.util.UUID;

/**
 * A call as detectors see it.
 *
 * @param direction 1 bullish, -1 bearish, 0 neither
 */
record HeardCall(UUID id, Instant at, long channel, String symbol, int direction) {}
