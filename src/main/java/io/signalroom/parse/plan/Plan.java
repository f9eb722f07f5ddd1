package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** The prices of a trade plan, each in full, and how they came to their roles. */
public final class Plan {
    /** What makes the entry prices the entry, from weak to strong. */
    public enum Basis {
        /** There are none. */
        NONE,
        /** Only their place. */
        ASSUMED,
        /** The word "price". */
        LOOSE,
        /** They follow the coin. */
        HEAD,
        /** They follow a direction word. */
        CALLED,
        /** An entry label. */
        LABEL;

        Basis orStronger(Basis other) {
            return other.compareTo(this) > 0 ? other : this;
        }
    }

    final List<Price> entries = new ArrayList<>(4);
    final List<Price> targets = new ArrayList<>(8);
    final List<Price> targetPercents = new ArrayList<>(2);
    Price stop;
    Price stopPercent;
    Price leverage;
    boolean leverageLabelled;
    Token market;
    Token timeframe;
    /** The word that says minutes, hours or days, if it is no part of {@link #timeframe}. */
    Token timeframeUnit;

    Basis basis = Basis.NONE;
    int assumed;
    int tickedTargets;
    int trend;

    Plan() {}

    /** Lists that are given twice, as in bilingual posts, count once. */
    void once() {
        for (int i = entries.size() - 1; i > 0; i--) {
            if (stated(entries.get(i), i)) {
                entries.remove(i);
            }
        }
        once(targets);
    }

    private boolean stated(Price price, int before) {
        for (int i = 0; i < before; i++) {
            if (entries.get(i).value().compareTo(price.value()) == 0) {
                return true;
            }
        }
        return false;
    }

    private static void once(List<Price> prices) {
        int half = prices.size() / 2;
        boolean twice = half > 0 && prices.size() % 2 == 0;
        for (int i = 0; i < half && twice; i++) {
            twice = prices.get(i).value().compareTo(prices.get(i + half).value()) == 0;
        }
        if (twice) {
            prices.subList(half, prices.size()).clear();
        }
    }

    /** True if the prices are read as those of a rising plan. */
    public boolean bullish() {
        return trend >= 0;
    }

    /** Entry prices in the order of the text. */
    public List<Price> entries() {
        return entries;
    }

    /** What makes them the entry. */
    public Basis basis() {
        return basis;
    }

    /** Targets in the order of the text. */
    public List<Price> targets() {
        return targets;
    }

    /** Targets given as percentages. */
    public List<Price> targetPercents() {
        return targetPercents;
    }

    /** The stop price, or null. */
    public Price stop() {
        return stop;
    }

    /** The stop as a percentage, or null. */
    public Price stopPercent() {
        return stopPercent;
    }

    /** The leverage, or null. */
    public Price leverage() {
        return leverage;
    }

    /** The word that says to enter at the market price, or null. */
    public Token market() {
        return market;
    }

    /** The chart interval, or null. */
    public Token timeframe() {
        return timeframe;
    }

    /** The word for minutes, hours or days behind it, or null if the token holds its unit. */
    public Token timeframeUnit() {
        return timeframeUnit;
    }

    /** Targets and stops whose role only their place tells. */
    public int assumed() {
        return assumed;
    }

    /** Targets with a tick right behind their price: news, not a call. */
    public int tickedTargets() {
        return tickedTargets;
    }

    /** True if it states a stop. */
    public boolean hasStop() {
        return stop != null || stopPercent != null;
    }

    /** True if it states a target. */
    public boolean hasTargets() {
        return !targets.isEmpty() || !targetPercents.isEmpty();
    }

    /** True if it states where to enter. */
    public boolean hasEntry() {
        return !entries.isEmpty() || market != null;
    }

    /** How many of entry, target and stop it states, 0 to 3. */
    public int parts() {
        return (hasEntry() ? 1 : 0) + (hasTargets() ? 1 : 0) + (hasStop() ? 1 : 0);
    }

    /** True if entry, targets and stop are all told. */
    public boolean whole() {
        return parts() == 3;
    }
}
