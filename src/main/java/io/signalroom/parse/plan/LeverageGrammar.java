package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/**
 * Finds the leverage: multiples on a line with a leverage label, else those on the line of the pair or direction or on a
 * line of their own. Of several the largest.
 */
final class LeverageGrammar {
    private static final double MAX = 200;

    private final Page page;
    private final Plan plan;
    private int lineEnd;
    private boolean labelledLine;
    private boolean headLine;
    private boolean here;

    LeverageGrammar(Page page, Plan plan) {
        this.page = page;
        this.plan = plan;
    }

    /** Weighs the multiple at {@code i}; {@code slot} is that of the label before it. */
    void multiple(int i, Slot slot) {
        boolean labelled = slot == Slot.LEVERAGE;
        if (i >= lineEnd) {
            look(i);
        }
        Token token = page.get(i);
        if (labelled || labelledLine) {
            offer(Price.of(token), true);
        } else if (slot == Slot.ASIDE) {
            return; // "Vol x2.7"
        } else if (headLine) {
            offer(Price.of(token), false);
        } else if ((plan.leverage == null || here) && !gain(i)) {
            here = true; // "3x, and no more than 4x"
            offer(Price.of(token), false);
        }
    }

    /** Weighs a whole number without {@code x} behind the label: "10", or the other end of "5 to 10". */
    void bare(Token token, boolean goesOn) {
        if (goesOn && token.figure().value().stripTrailingZeros().scale() <= 0) {
            offer(Price.of(token), true);
        }
    }

    private void offer(Price price, boolean labelled) {
        if (price.approx() < 1 || price.approx() > MAX || (plan.leverageLabelled && !labelled)) {
            return;
        }
        boolean surer = labelled && !plan.leverageLabelled;
        if (plan.leverage == null || surer || price.approx() > plan.leverage.approx()) {
            plan.leverage = price;
        }
        plan.leverageLabelled |= labelled;
    }

    private void look(int i) {
        lineEnd = page.lineEnd(i);
        labelledLine = false;
        here = false;
        boolean head = false;
        boolean talk = false;
        for (int k = page.lineStart(i); k < lineEnd; k++) {
            Token token = page.get(k);
            labelledLine |= token.is(Role.LEVERAGE)
                    || (token.is(Role.ASIDE) && token.term().value().equals("MARGIN"));
            head |= token.is(Kind.PAIR)
                    || (token.is(Role.FILLER) && token.term().value().equals("MARGIN"))
                    || token.is(Role.SIDE)
                    || token.is(Role.ENTRY)
                    || token.asset() != null;
            talk |= token.unknown() || token.is(Role.PROFIT) || token.is(Role.HIT) || token.is(Role.ASIDE);
        }
        headLine = head || !talk;
        headLine &= !(talk && profit(i));
    }

    /** True if the multiple tells a gain: "target 5x", "3x done". */
    private boolean gain(int i) {
        for (int k = Math.max(page.lineStart(i), i - 2); k < Math.min(lineEnd, i + 3); k++) {
            Token token = page.get(k);
            if (token.is(Role.PROFIT)
                    || token.is(Role.HIT)
                    || (k < i && token.is(Role.TARGET))
                    || token.is(Role.LAUNCH)) {
                return true;
            }
        }
        return false;
    }

    private boolean profit(int i) {
        for (int k = page.lineStart(i); k < lineEnd; k++) {
            if (page.get(k).is(Role.PROFIT) || page.get(k).is(Role.HIT)) {
                return true;
            }
        }
        return false;
    }

    /** True if the number at {@code i} begins a range that ends in a multiple or a percentage: {@code 3 - 5x}, {@code 5-10%}. */
    static boolean rangeBegin(Page page, int i, boolean stop) {
        Token dash = page.peek(i + 1);
        Token end = page.peek(i + 2);
        if (dash == null || end == null || (!dash.is(Kind.PUNCT) && !dash.is(Role.FILLER))) {
            return false;
        }
        boolean tight = dash.start() == page.get(i).end() && end.start() == dash.end();
        boolean whole = page.get(i).figure().value().scale() <= 0
                && end.figure() != null
                && page.get(i).figure().approx() < end.figure().approx();
        return (whole && end.is(Kind.MULTIPLE) && "-/_~".indexOf(dash.mark()) >= 0)
                || (end.is(Kind.PERCENT)
                        && (tight || (stop && page.get(i).figure().ordinal()))
                        && (dash.punct('-') || dash.punct('~')));
    }
}
