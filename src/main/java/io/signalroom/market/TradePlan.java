package io.signalroom.market;

import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a call orders, fixed by its first-seen version: later edits change nothing. Limit entries are a ladder of equal
 * parts, targets share what was bought in equal parts. Immutable.
 */
public final class TradePlan {
    private final Instant arrival;
    private final int direction;
    private final double leverage;
    private final double[] entries;
    private final double[] targets;
    private final boolean targetsInPercent;
    private final double stop;
    private final boolean stopInPercent;

    private TradePlan(SignalFields call, Instant arrival) {
        this.arrival = arrival;
        this.direction = call.side().bullish() ? 1 : -1;
        this.leverage = call.leverage() == null ? 1 : call.leverage().doubleValue();
        this.entries = sorted(call.entries());
        this.targetsInPercent = call.targets().isEmpty();
        this.targets = sorted(targetsInPercent ? call.targetsPercent() : call.targets());
        this.stopInPercent = call.stopLoss() == null;
        BigDecimal limit = stopInPercent ? call.stopLossPercent() : call.stopLoss();
        this.stop = limit == null ? 0 : limit.doubleValue();
        if (direction < 0 && !targetsInPercent) {
            reverse(targets);
        }
    }

    /**
     * The plan of a call.
     *
     * @param call fields of a trade signal; without entries it is entered at the market
     * @param arrival when its first version was first seen
     * @throws IllegalArgumentException if the call has no side
     */
    public static TradePlan of(SignalFields call, Instant arrival) {
        if (call.side() == null) {
            throw new IllegalArgumentException("a call without a side orders nothing");
        }
        return new TradePlan(call, arrival);
    }

    /** When the first version of the call arrived. */
    public Instant arrival() {
        return arrival;
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
    int targetCount() {
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

    /** Price of the stop if the position costs {@code paid}. */
    double stop(double paid) {
        return stopInPercent ? paid * (1 - direction * stop / 100) : stop;
    }

    /** True if the leverage would have closed a position that costs {@code paid} before its stop did. */
    boolean liquidates(double paid) {
        return hasStop() && leverage * Math.abs(paid - stop(paid)) / paid >= 1;
    }

    private static double[] sorted(List<BigDecimal> prices) {
        return prices.stream().mapToDouble(BigDecimal::doubleValue).sorted().toArray();
    }

    private static void reverse(double[] values) {
        double[] copy = Arrays.copyOf(values, values.length);
        for (int i = 0; i < copy.length; i++) {
            values[i] = copy[copy.length - 1 - i];
        }
    }
}
