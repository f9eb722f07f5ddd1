package io.signalroom.market.outcome;

import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * What a call orders, fixed by its first-seen version: later edits change nothing. Limit entries are a ladder of equal
 * parts, targets share what was bought in equal parts. Immutable.
 */
public final class TradePlan {
    private final int direction;
    private final double leverage;
    private final double[] entries;
    private final double[] targets;
    private final boolean targetsInPercent;
    private final double stop;
    private final boolean stopInPercent;

    private TradePlan(
            int direction,
            double leverage,
            double[] entries,
            double[] targets,
            boolean targetsInPercent,
            double stop,
            boolean stopInPercent) {
        this.direction = direction;
        this.leverage = leverage;
        this.entries = entries;
        this.targets = targets;
        this.targetsInPercent = targetsInPercent;
        this.stop = stop;
        this.stopInPercent = stopInPercent;
    }

    /**
     * The plan of a call.
     *
     * @param call fields of a trade signal; without entries it is entered at the market
     * @throws IllegalArgumentException if the call has no side
     */
    public static TradePlan of(SignalFields call) {
        if (call.side() == null) {
            throw new IllegalArgumentException("a call without a side orders nothing");
        }
        int direction = call.side().bullish() ? 1 : -1;
        boolean targetsInPercent = call.targets().isEmpty();
        double[] targets = sorted(targetsInPercent ? call.targetsPercent() : call.targets());
        if (direction < 0 && !targetsInPercent) {
            reverse(targets);
        }
        boolean stopInPercent = call.stopLoss() == null;
        BigDecimal stop = stopInPercent ? call.stopLossPercent() : call.stopLoss();
        return new TradePlan(
                direction,
                call.leverage() == null ? 1 : call.leverage().doubleValue(),
                sorted(call.entries()),
                targets,
                targetsInPercent,
                stop == null ? 0 : stop.doubleValue(),
                stopInPercent);
    }

    /** Buys at the market and holds: what is measured of a token's launch. */
    public static TradePlan hold() {
        return new TradePlan(1, 1, new double[0], new double[0], true, 0, true);
    }

    /** The same plan at another price level: every price times {@code factor}, which is above 0. */
    TradePlan scaled(double factor) {
        return new TradePlan(
                direction,
                leverage,
                times(entries, factor),
                targetsInPercent ? targets : times(targets, factor),
                targetsInPercent,
                stopInPercent ? stop : stop * factor,
                stopInPercent);
    }

    /** +1 for a plan that gains by rising prices, -1 for the other. */
    public int direction() {
        return direction;
    }

    /** True if it is entered at the market's price, whatever that is. */
    public boolean atMarket() {
        return entries.length == 0;
    }

    /** How many limit entries there are. */
    int entryCount() {
        return entries.length;
    }

    double entry(int i) {
        return entries[i];
    }

    /** How many targets there are. */
    public int targetCount() {
        return targets.length;
    }

    /** Price of target {@code i}, the nearest first, if the position costs {@code paid}. */
    double target(int i, double paid) {
        return targetsInPercent ? paid * (1 + direction * targets[i] / 100) : targets[i];
    }

    /** True if the first target is a price, and so is known before anything is bought. */
    boolean targetKnown() {
        return targets.length > 0 && !targetsInPercent;
    }

    /** True if a stop is given. */
    public boolean hasStop() {
        return stop > 0;
    }

    /** True if the stop is known before anything is bought: a price, or a share of a limit. */
    boolean stopKnown() {
        return hasStop() && (!stopInPercent || !atMarket());
    }

    /** Price of the stop if the position costs {@code paid}. */
    double stop(double paid) {
        return stopInPercent ? paid * (1 - direction * stop / 100) : stop;
    }

    /** Price of a stop that is known before anything is bought. */
    double knownStop() {
        return stop(atMarket() ? 0 : entries[0]);
    }

    /** True if the leverage would have closed a position that costs {@code paid} before its stop did. */
    boolean liquidates(double paid) {
        return hasStop() && leverage * Math.abs(paid - stop(paid)) / paid >= 1;
    }

    private static double[] sorted(List<BigDecimal> prices) {
        return prices.stream().mapToDouble(BigDecimal::doubleValue).sorted().toArray();
    }

    private static double[] times(double[] prices, double factor) {
        return Arrays.stream(prices).map(price -> price * factor).toArray();
    }

    private static void reverse(double[] values) {
        double[] copy = Arrays.copyOf(values, values.length);
        for (int i = 0; i < copy.length; i++) {
            values[i] = copy[copy.length - 1 - i];
        }
    }
}
