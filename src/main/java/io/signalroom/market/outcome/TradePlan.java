package io.signalroom.market.outcome;

import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a call orders, fixed by its first-seen version: later edits change nothing. Limit entries are a ladder of equal
 * parts (Cornix, a service that trades channels' calls, names it "evenly divided"), targets share what was bought in equal
 * parts.
 *
 * <p>A post may state prices that contradict each other. What can't be an order is dropped, so that nobody gains by writing
 * it:
 *
 * <ul>
 *   <li>A stop price must lie on the losing side of at least one entry; else it is no stop, and the call is one without a
 *       stop. Entries at the stop or behind it are then dropped: they would be bought when all is over.
 *   <li>A stop in percent is above 0, and of a rising call below 100: no price is that low. Before anything is bought it is
 *       measured from the entry filled last, so it cancels none; then from what was paid on average.
 *   <li>A target must lie on the gaining side of every entry, a target in percent above 0; others are dropped, for whoever
 *       sells there may lose, and a price beyond it says nothing. So a call whose targets all lie on the wrong side has none:
 *       it runs to its stop or its expiry. The targets that stay are counted from 1.
 * </ul>
 *
 * <p>A call at the market says nothing about which side its prices lie on: {@link Position} sees that at the first price.
 * Prices are in the quote currency. Immutable.
 */
public final class TradePlan {
    private static final double ALL = 100;
    /** Shares that differ by less are the same: the last digit of a mean price must not decide. */
    private static final double NEXT_TO_NOTHING = 1e-9;

    private final int direction;
    private final double leverage;
    private final double[] entries;
    private final Levels targets;
    private final Levels stop;

    /** Prices, or ways from what was paid in percent of it. */
    private record Levels(double[] values, boolean inPercent) {
        /** The price of level {@code i} on the gaining ({@code side} +1) or losing side of what was paid. */
        double price(int i, double paid, int side) {
            // a product of whole numbers first: 10 % of 100 must be 10 and not a little more
            return inPercent ? paid + side * (paid * values[i] / ALL) : values[i];
        }

        Levels times(double factor) {
            return inPercent ? this : new Levels(TradePlan.times(values, factor), false);
        }
    }

    private TradePlan(int direction, double leverage, double[] entries, Levels targets, Levels stop) {
        this.direction = direction;
        this.leverage = leverage;
        this.entries = entries;
        this.targets = targets;
        this.stop = stop;
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
        double leverage = call.leverage() == null ? 1 : call.leverage().doubleValue();
        double[] entries = sorted(call.entries(), -direction);
        Levels stop = stop(call, direction, entries);
        if (stop.values.length > 0 && !stop.inPercent) {
            double behind = direction * stop.values[0];
            entries = Arrays.stream(entries)
                    .filter(entry -> direction * entry > behind)
                    .toArray();
        }
        return new TradePlan(direction, leverage, entries, targets(call, direction, entries), stop);
    }

    private static Levels stop(SignalFields call, int direction, double[] entries) {
        if (call.stopLoss() != null) {
            double price = call.stopLoss().doubleValue();
            boolean losing = entries.length == 0 || direction * entries[0] > direction * price;
            return new Levels(price > 0 && losing ? new double[] {price} : new double[0], false);
        }
        double percent =
                call.stopLossPercent() == null ? 0 : call.stopLossPercent().doubleValue();
        boolean reachable = percent > 0 && (direction < 0 || percent < ALL);
        return new Levels(reachable ? new double[] {percent} : new double[0], true);
    }

    private static Levels targets(SignalFields call, int direction, double[] entries) {
        if (call.targets().isEmpty()) {
            double[] percents = sorted(call.targetsPercent(), 1);
            return new Levels(
                    Arrays.stream(percents).filter(percent -> percent > 0).toArray(), true);
        }
        double[] prices = sorted(call.targets(), direction);
        double[] gaining = Arrays.stream(prices)
                .filter(price -> entries.length == 0 || direction * price > direction * entries[0])
                .toArray();
        return new Levels(gaining, false);
    }

    /** Buys at the market and holds: what is measured of a token's launch. */
    public static TradePlan hold() {
        Levels none = new Levels(new double[0], true);
        return new TradePlan(1, 1, new double[0], none, none);
    }

    /** The same plan at another price level: every price times {@code factor}, which is above 0. */
    TradePlan scaled(double factor) {
        return new TradePlan(direction, leverage, times(entries, factor), targets.times(factor), stop.times(factor));
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

    /** Limit entry {@code i}, the one filled first being 0: of a rising call the highest. */
    double entry(int i) {
        return entries[i];
    }

    /** How many targets there are. */
    public int targetCount() {
        return targets.values.length;
    }

    /** Price of target {@code i}, the nearest first, if the position costs {@code paid}. */
    double target(int i, double paid) {
        return targets.price(i, paid, direction);
    }

    /** True if the first target is a price, and so is known before anything is bought. */
    boolean targetKnown() {
        return targetCount() > 0 && !targets.inPercent;
    }

    /** True if a stop is given that can be one; see {@link Position#hasStop()} for one that is too near to be of use. */
    public boolean hasStop() {
        return stop.values.length > 0;
    }

    /** True if the stop is known before anything is bought: a price, or a share of a limit. */
    boolean stopKnown() {
        return hasStop() && (!stop.inPercent || !atMarket());
    }

    /** Price of the stop if the position costs {@code paid}; without one, infinitely far on the losing side. */
    double stop(double paid) {
        return hasStop() ? stop.price(0, paid, -direction) : -direction * Double.POSITIVE_INFINITY;
    }

    /** Price of a stop that is known before anything is bought. */
    double knownStop() {
        return stop(atMarket() ? 0 : entries[entries.length - 1]);
    }

    /** The way from {@code paid} to the stop, as a share of {@code paid}; there is a stop. */
    double risk(double paid) {
        return stop.inPercent ? stop.values[0] / ALL : Math.abs(paid - stop.values[0]) / paid;
    }

    /**
     * True if there is a stop, and the way to it is at least {@code costs}, a share of what was paid.
     *
     * @param paid 0 if nothing was bought; then the way is that from the entry filled first, and the way from the market to
     *     a price is long enough until it is known
     */
    boolean boundedBy(double paid, double costs) {
        if (!hasStop() || paid == 0 && atMarket() && !stop.inPercent) {
            return hasStop();
        }
        double risk = risk(paid == 0 && !atMarket() ? entries[0] : paid);
        return risk > 0 && risk >= costs - NEXT_TO_NOTHING;
    }

    /** True if {@code traded} is at {@code price} or on its gaining side. */
    boolean beyond(double traded, double price) {
        return direction > 0 ? traded >= price : traded <= price;
    }

    /** True if {@code traded} is at {@code price} or on its losing side. */
    boolean behind(double traded, double price) {
        return direction > 0 ? traded <= price : traded >= price;
    }

    /** {@code price} made worse by a share, for who buys into the plan ({@code side} +1) or gets out of it (-1). */
    double worse(double price, int side, double share) {
        return price * (1 + side * direction * share);
    }

    /** True if the leverage would have closed a position that costs {@code paid} before its stop did. */
    boolean liquidates(double paid) {
        return hasStop() && leverage * risk(paid) >= 1 - NEXT_TO_NOTHING;
    }

    /** Rising if {@code order} is +1, falling if it is -1. */
    private static double[] sorted(List<BigDecimal> prices, int order) {
        Comparator<BigDecimal> rising = Comparator.naturalOrder();
        Stream<BigDecimal> sorted = prices.stream().sorted(order > 0 ? rising : Collections.reverseOrder());
        return sorted.mapToDouble(BigDecimal::doubleValue).toArray();
    }

    private static double[] times(double[] prices, double factor) {
        return Arrays.stream(prices).map(price -> price * factor).toArray();
    }
}
