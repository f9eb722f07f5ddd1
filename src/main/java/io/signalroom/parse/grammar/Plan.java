package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** The prices of a trade plan as read, before units and geometry are settled. */
final class Plan {
    /** Prices behind an entry label. */
    List<Price> entries = new ArrayList<>(4);
    /** Prices behind a direction word or the pair, without a label. */
    List<Price> headPrices = new ArrayList<>(2);
    /** True if a direction word, not merely a coin, stands before those. */
    boolean called;
    /** Prices behind "price", "CMP". */
    List<Price> looseEntries = new ArrayList<>(2);

    List<Price> targets = new ArrayList<>(8);
    List<Price> targetPercents = new ArrayList<>(2);
    Price stop;
    Price stopPercent;
    Price leverage;
    boolean leverageLabelled;
    Token market;
    Token timeframe;
    /** Targets with a tick right behind their price: news, not a call. */
    int tickedTargets;

    /** Labelled entries, else those behind the direction, else loose ones. */
    List<Price> bestEntries() {
        if (!entries.isEmpty()) {
            return entries;
        }
        return !headPrices.isEmpty() ? headPrices : looseEntries;
    }

    /** Lists that are given twice, as in bilingual posts, count once. */
    static List<Price> once(List<Price> prices) {
        int half = prices.size() / 2;
        boolean twice = half > 0 && prices.size() % 2 == 0;
        for (int i = 0; i < half && twice; i++) {
            twice = prices.get(i).value().compareTo(prices.get(i + half).value()) == 0;
        }
        return twice ? prices.subList(0, half) : prices;
    }

    boolean hasStop() {
        return stop != null || stopPercent != null;
    }

    boolean hasTargets() {
        return !targets.isEmpty() || !targetPercents.isEmpty();
    }

    /** True if it states where to enter and where to leave. */
    boolean whole() {
        return (!bestEntries().isEmpty() || market != null) && hasTargets() && hasStop();
    }
}
