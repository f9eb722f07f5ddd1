package io.signalroom.market.outcome;

import io.signalroom.config.AppConfig;
import io.signalroom.signal.SignalFields;
import java.time.Duration;

/**
 * What is assumed of everybody who follows a call, stated with every outcome.
 *
 * @param latency from the arrival of the post to the first order; not negative
 * @param expiry after which a position is closed at the market, and an order that was not filled is withdrawn; from the
 *     first order on
 * @param scalpExpiry the same for calls on charts of 15 minutes and less
 * @param fee share of the traded value that each fill and each exit costs, {@code 0.001} for 0.1 %
 * @param slippage share by which orders at the market and stops fill worse than the price that triggers them
 */
public record Assumptions(Duration latency, Duration expiry, Duration scalpExpiry, double fee, double slippage) {
    /** Half a minute to react, a week to play out and a day for scalps, 0.1 % fees, 0.05 % slippage. */
    public static final Assumptions DEFAULT =
            new Assumptions(Duration.ofSeconds(30), Duration.ofDays(7), Duration.ofDays(1), 0.001, 0.0005);

    private static final int SCALP_MINUTES = 15;

    /** Refuses what nobody can assume. */
    public Assumptions {
        boolean times = !latency.isNegative()
                && expiry.compareTo(Duration.ZERO) > 0
                && scalpExpiry.compareTo(Duration.ZERO) > 0;
        if (!times || fee < 0 || fee >= 1 || slippage < 0 || slippage >= 1) {
            throw new IllegalArgumentException(
                    "no assumptions: " + latency + ", " + expiry + ", " + scalpExpiry + ", " + fee + ", " + slippage);
        }
    }

    /** What the settings assume. */
    static Assumptions of(AppConfig.Outcomes settings) {
        return new Assumptions(
                settings.latency(),
                settings.expiry(),
                settings.scalpExpiry(),
                settings.feePercent() / 100,
                settings.slippagePercent() / 100);
    }

    /**
     * What one round trip costs at least, as a share of the value traded: two fees, and the slippage of one side. A stop
     * nearer than that to what was paid gives no R.
     */
    double roundTrip() {
        return 2 * fee + slippage;
    }

    /** How long this call has to play out. */
    public Duration expiryOf(SignalFields call) {
        return scalp(call.timeframe()) ? scalpExpiry : expiry;
    }

    /** Whether a chart interval such as {@code 5m} is a scalp's; null is not. */
    private static boolean scalp(String timeframe) {
        if (timeframe == null || !timeframe.endsWith("m")) {
            return false;
        }
        try {
            return Integer.parseInt(timeframe.substring(0, timeframe.length() - 1)) <= SCALP_MINUTES;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
