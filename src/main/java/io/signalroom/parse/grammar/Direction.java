package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.Side;

/**
 * The direction words of a post. "Long" and "short" win over "buy" and "sell", which often label prices instead.
 */
final class Direction {
    private Token arrow;
    private Token firstLong;
    private Token firstShort;
    private Token firstBuy;
    private Token firstSell;

    private Direction() {}

    static Direction of(Page page) {
        Direction found = new Direction();
        found.arrow = page.first(Role.UP) != null ? page.first(Role.UP) : page.first(Role.DOWN);
        if (page.has(Role.SIDE) || page.has(Role.ENTRY)) {
            for (int i = 0; i < page.size(); i++) {
                found.note(page.get(i));
            }
        }
        return found;
    }

    private void note(Token token) {
        if (!token.is(Role.SIDE) && !token.is(Role.ENTRY)) {
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

    /** True if some direction word was found. */
    boolean stated() {
        return firstLong != null || firstShort != null || firstBuy != null || firstSell != null;
    }

    /** True if "sell" labels where to take profit. */
    boolean bullish() {
        return (firstLong != null && (firstShort == null || firstLong.start() < firstShort.start()))
                || (firstShort == null && firstBuy != null);
    }

    /**
     * The side meant.
     *
     * @param trend +1 if the targets lie above the entry, -1 if below, 0 if unknown
     * @param leveraged true if leverage or futures are mentioned
     * @return null if nothing tells
     */
    Side settle(int trend, boolean leveraged) {
        if (firstLong != null && firstShort != null) {
            boolean rising = trend != 0 ? trend > 0 : firstLong.start() < firstShort.start();
            return rising ? Side.LONG : Side.SHORT;
        }
        if (firstLong != null || firstShort != null) {
            return firstLong != null ? Side.LONG : Side.SHORT;
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

    /** The word that states this side, or null if it was inferred. */
    Token word(Side side) {
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
