package io.signalroom.parse.layout;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Prices in sane distances: entries within some percent of each other, targets on one side, the stop on the other.
 *
 * @param entries ascending
 * @param targets from the nearest on
 * @param stop beyond all entries
 * @param decimals digits after the point
 */
record Ladder(List<BigDecimal> entries, List<BigDecimal> targets, BigDecimal stop, int decimals) {
    private static final double LOWEST = Math.log(0.0000012);
    private static final double HIGHEST = Math.log(90_000);

    /** Prices in dollars, from 0.0000012 to 90,000. */
    static Ladder ofDollars(Dice dice, boolean rising, int entries, int targets) {
        Ladder ladder;
        do {
            double price = Math.exp(dice.real(LOWEST, HIGHEST));
            int magnitude = (int) Math.floor(Math.log10(price));
            int decimals = Math.max(0, dice.between(3, 5) - 1 - magnitude);
            ladder = roll(dice, price, Math.min(decimals, 10), rising, entries, targets);
        } while (!ladder.plain());
        return ladder;
    }

    /** Prices that are whole satoshi, from 12 to 99,999. */
    static Ladder ofSatoshi(Dice dice, boolean rising, int entries, int targets) {
        Ladder ladder;
        do {
            double price = Math.exp(dice.real(Math.log(20), Math.log(80_000)));
            ladder = roll(dice, price * 1e-8, 8, rising, entries, targets);
        } while (!ladder.plain() || !ladder.even(8));
        return ladder;
    }

    private static Ladder roll(Dice dice, double price, int decimals, boolean rising, int entries, int targets) {
        double up = rising ? 1 : -1;
        double tick = Math.pow(10, -decimals);
        List<BigDecimal> in = new ArrayList<>();
        double at = price;
        for (int i = 0; i < entries; i++) {
            in.add(0, onTick(at, tick, decimals));
            at *= 1 - dice.real(0.004, 0.03);
        }
        double low = Math.min(price, at);
        double step = dice.real(0.008, rising ? 0.07 : 0.05);
        double from = rising ? price : low;
        List<BigDecimal> out = new ArrayList<>();
        for (int i = 0; i < targets; i++) {
            from *= 1 + up * step * dice.real(0.7, 1.4);
            out.add(onTick(from, tick, decimals));
        }
        double beyond = (rising ? low : price) * (1 - up * dice.real(0.02, 0.1));
        return new Ladder(in, out, onTick(beyond, tick, decimals), decimals);
    }

    private static BigDecimal onTick(double price, double tick, int decimals) {
        return BigDecimal.valueOf(Math.round(price / tick), decimals);
    }

    /** True if rounding left all prices apart and on their side, and whole numbers are of one length. */
    private boolean plain() {
        List<BigDecimal> all = all();
        boolean rising = targets.isEmpty() || targets.get(0).compareTo(entries.get(0)) > 0;
        for (int i = 1; i < all.size(); i++) {
            int order = all.get(i).compareTo(all.get(i - 1));
            if (rising ? order <= 0 : order >= 0) {
                return false;
            }
        }
        return decimals > 0 || even(0);
    }

    private boolean even(int scale) {
        return all().stream()
                        .map(price -> price.movePointRight(scale)
                                .toBigInteger()
                                .toString()
                                .length())
                        .distinct()
                        .count()
                == 1;
    }

    private List<BigDecimal> all() {
        List<BigDecimal> all = new ArrayList<>();
        all.add(stop);
        boolean rising = stop.compareTo(entries.get(0)) < 0;
        for (int i = 0; i < entries.size(); i++) {
            all.add(entries.get(rising ? i : entries.size() - 1 - i));
        }
        all.addAll(targets);
        return all;
    }
}
