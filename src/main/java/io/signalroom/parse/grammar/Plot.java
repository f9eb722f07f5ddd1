package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** The broad outline of a post: does it lay out a plan, does it speak of a gain or of a loss. */
final class Plot {
    /** As few numbers make a plan. */
    private static final int PLAN = 2;

    private final Page page;

    Plot(Page page) {
        this.page = page;
    }

    /** True if the post lays out a plan of which nothing has happened yet: what it says to do is for later. */
    boolean orders() {
        boolean past = page.has(Role.TICK)
                || page.has(Role.HIT)
                || page.has(Role.STOPPED)
                || page.has(Role.FILLED)
                || page.has(Role.MOVE)
                || page.has(Role.BREAKEVEN)
                || new StatusLine(page).told();
        return !past && labels() >= 2 && page.count(Kind.NUMBER) >= PLAN;
    }

    /** How many parts of a plan are labelled: entry or direction, target, stop. */
    private int labels() {
        int opens = page.has(Role.ENTRY) || page.has(Role.SIDE) ? 1 : 0;
        return opens + (page.has(Role.TARGET) ? 1 : 0) + (page.has(Role.STOP) ? 1 : 0);
    }

    /** True if a gain is told as reached, right beside the verb, and no plan is laid out: "hit +312 %". */
    boolean ran() {
        boolean plan = page.has(Role.SIDE) || page.has(Role.TARGET) || page.has(Role.STOP);
        for (int i = 0; i < page.size() && page.has(Role.HIT) && !plan; i++) {
            if (page.get(i).is(Role.HIT) && (multiple(i + 1) || multiple(i - 1) || multiple(i + 2))) {
                return true;
            }
        }
        return false;
    }

    private boolean multiple(int i) {
        Token token = page.peek(i);
        return token != null && (token.is(Kind.PERCENT) || token.is(Kind.MULTIPLE));
    }

    /** True if any word or price of a plan is there. */
    boolean planned() {
        return page.has(Role.TARGET) || page.has(Role.ENTRY) || page.has(Role.SIDE) || page.has(Kind.NUMBER);
    }

    /** True if a percentage without a minus is there. */
    boolean gain() {
        return percent(false);
    }

    /** True if a percentage with a minus is there. */
    boolean loss() {
        return percent(true);
    }

    private boolean percent(boolean minus) {
        for (int i = 0; i < page.size() && page.has(Kind.PERCENT); i++) {
            Token token = page.get(i);
            if (token.is(Kind.PERCENT) && (token.mark() == '-') == minus) {
                return true;
            }
        }
        return false;
    }
}
