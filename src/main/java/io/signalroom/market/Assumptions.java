package io.signalroom.market;

import java.time.Duration;

/**
 * What is assumed of everybody who follows a call, stated with every outcome.
 *
 * @param latency from the arrival of the post to the first order; not negative
 * @param expiry after which a position is closed at the market, and an order that was not filled is withdrawn; from the
 *     first order on
 * @param fee share of the traded value that each fill and each exit costs, {@code 0.001} for 0.1 %
 * @param slippage share by which orders at the market and stops fill worse than the price that triggers them
 */
public record Assumptions(Duration latency, Duration expiry, double fee, double slippage) {
    /** Half a minute to react, a week to play out, 0.1 % fees, 0.05 % slippage. */
    public static final Assumptions DEFAULT =
            new Assumptions(Duration.ofSeconds(30), Duration.ofDays(7), 0.001, 0.0005);

    public Assumptions {
        if (latency.isNegative()
                || expiry.compareTo(Duration.ZERO) <= 0
                || fee < 0
                || fee >= 1
                || slippage < 0
                || slippage >= 1) {
            throw new IllegalArgumentException(
                    "no assumptions: " + latency + ", " + expiry + ", " + fee + ", " + slippage);
        }
    }
}
