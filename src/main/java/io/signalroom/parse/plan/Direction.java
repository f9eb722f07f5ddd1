package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.Side;

/**
 * The direction words of a post. "Long" and "short" win over "buy" and "sell", which often label prices instead.
 */
public final class Direction {
    /** Scores of a direction that is stated, one that is named first of two, and one that an arrow points. */
    private static final double STATED = 6;

    private static final double FIRST = 2;
    /** "Sell" alone, which may as well label targets. */
    private static final double ALONE = 1;

    private static final double ARROW = 0.5;

    private Token arrow;
    private Token firstLong;
    private Token firstShort;
    private Token firstBuy;
    private Token firstSell;

    private Direction() {}

    /** The direction words of this page. */
    public static Direction of(Page page) {
        Direction found = new Direction();
        found.arrow = page.first(Role.UP) != null ? page.first(Role.UP) : page.first(Role.DOWN);
        if (page.has(Role.SIDE) || page.has(Role.ENTRY) || page.has(Role.MARKET)) {
            for (int i = 0; i < page.size(); i++) {
                found.note(page.get(i));
            }
        }
        return found;
    }

    private void note(Token token) {
        if (!token.is(Role.SIDE) && !token.is(Role.ENTRY) && !token.is(Role.MARKET)) {
            return;
        }
        switch (token.term().value()) {
            case "LONG" -> firstLong = firstLong == null ? token : firstLong;
            case "SHORT" -> firstShort = firstShort == null ? token : firstShort;
            case "BUY" -> firstBuy = firstBuy == null ? token : firstBuy;
            case "SELL" -> firstSell = firstSell == null ? token : firstSell;
            default -> {}
        }
    }

    /** True if "long" or "short" was found. */
    public boolean longOrShort() {
        return firstLong != null || firstShort != null;
    }

    /** True if "buy" or "sell" was found. */
    public boolean buyOrSell() {
        return firstBuy != null || firstSell != null;
    }

    /** True if both "long" and "short" were found. */
    public boolean bothWays() {
        return firstLong != null && firstShort != null;
    }

    /** True if some direction word was found. */
    public boolean stated() {
        return firstLong != null || firstShort != null || firstBuy != null || firstSell != null;
    }

    /**
     * How strongly the words speak for a plan that rises ({@code trend} +1) or falls (-1), as a score that adds up with
     * the evidence of its numbers. "Sell" alone may label the targets of a rising plan.
     */
    double prior(int trend) {
        boolean rising = trend > 0;
        if (firstLong != null || firstShort != null) {
            return firstLong == null || firstShort == null
                    ? (firstLong != null) == rising ? STATED : 0
                    : (firstLong.start() < firstShort.start()) == rising ? FIRST : 0;
        }
        if (firstBuy != null && firstSell != null) {
            return (firstBuy.start() < firstSell.start()) == rising ? FIRST : 0;
        }
        if (firstBuy != null || firstSell != null) {
            return (firstBuy != null) == rising ? firstBuy != null ? STATED : ALONE : 0;
        }
        return arrow != null && arrow.is(Role.DOWN) == rising ? 0 : rising ? ARROW : arrow == null ? 0 : ARROW;
    }

    /**
     * The side meant.
     *
     * @param trend +1 if the targets lie above the entry, -1 if below, 0 if unknown
     * @param leveraged true if leverage or futures are mentioned
     * @return null if nothing tells
     */
    public Side settle(int trend, boolean leveraged) {
        if (firstLong != null && firstShort != null) {
            boolean rising = trend != 0 ? trend > 0 : firstLong.start() < firstShort.start();
            return rising ? Side.LONG : Side.SHORT;
        }
        if (firstLong != null || firstShort != null) {
            boolean against = firstLong != null
                    ? trend < 0 && before(firstSell, firstLong)
                    : trend > 0 && before(firstBuy, firstShort);
            boolean rising = (firstLong != null) != against;
            return against ? rising ? Side.BUY : Side.SELL : rising ? Side.LONG : Side.SHORT;
        }
        if (firstBuy != null && firstSell != null) {
            boolean rising = trend != 0 ? trend > 0 : firstBuy.start() < firstSell.start();
            return rising ? Side.BUY : Side.SELL;
        }
        if (firstBuy != null) {
            return Side.BUY;
        }
        if (firstSell != null && trend <= 0) {
            return Side.SELL;
        }
        if (trend == 0) {
            return arrow == null ? null : arrow.is(Role.DOWN) ? Side.SHORT : leveraged ? Side.LONG : Side.BUY;
        }
        return trend < 0 ? Side.SHORT : leveraged ? Side.LONG : Side.BUY;
    }

    /** "BUY … please don't short this one": the first word counts if the prices say so too. */
    private static boolean before(Token first, Token other) {
        return first != null && first.start() < other.start();
    }

    /** The word that states this side, or null if it was inferred. */
    public Token word(Side side) {
        if (side == null) {
            return null;
        }
        return switch (side) {
            case LONG -> firstLong;
            case SHORT -> firstShort;
            case BUY -> firstBuy;
            case SELL -> firstSell;
        };
    }
}
