package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** Looks for words around a token, never across a line's end. */
final class Nearby {
    /** How far before words their condition may stand, in tokens. */
    private static final int CLAUSE = 12;

    private final Page page;

    Nearby(Page page) {
        this.page = page;
    }

    /** True if a word with this role stands at most {@code reach} tokens before or after. */
    boolean near(int i, Role role, int reach) {
        return after(i, role, reach) || before(i, role, reach);
    }

    boolean after(int i, Role role, int reach) {
        for (int k = i + 1; k <= i + reach && k < page.size() && page.has(role); k++) {
            if (page.get(k).is(role)) {
                return true;
            }
            if (page.get(k).is(Kind.NEWLINE)) {
                return false;
            }
        }
        return false;
    }

    boolean before(int i, Role role, int reach) {
        for (int k = i - 1; k >= Math.max(0, i - reach) && page.has(role); k--) {
            if (page.get(k).is(role)) {
                return true;
            }
            if (page.get(k).is(Kind.NEWLINE)) {
                return false;
            }
        }
        return false;
    }

    /** Like {@link #after}, but only within the clause. */
    boolean governs(int i, Role role, int reach) {
        for (int k = i + 1; k <= i + reach && k < page.size() && page.has(role); k++) {
            Token token = page.get(k);
            if (token.is(role)) {
                return true;
            }
            if (token.is(Kind.NEWLINE) || token.is(Kind.PUNCT) || token.is(Role.FORECAST)) {
                return false;
            }
        }
        return false;
    }

    /** True if a condition ("if", "once") governs the words at {@code i}: before them on the line, or right behind. */
    boolean conditional(int i) {
        for (int k = Math.min(i + 3, page.size() - 1); k >= Math.max(0, i - CLAUSE) && page.has(Role.FORECAST); k--) {
            Token token = page.get(k);
            if (token.is(Role.FORECAST) && "IF".equals(token.term().value())) {
                return true;
            }
            if (k < i && token.is(Kind.NEWLINE)) {
                return false;
            }
        }
        return false;
    }

    /** True if the words at {@code i} are denied: "no target touched"; but not by the "no." of a number. */
    boolean denied(int i) {
        return denial(i, -1, 2) || denial(i, 1, 3);
    }

    private boolean denial(int i, int step, int reach) {
        for (int k = i + step;
                k >= 0 && k < page.size() && Math.abs(k - i) <= reach && page.has(Role.NEGATION);
                k += step) {
            Token token = page.get(k);
            Token next = page.peek(k + 1);
            Token number = next != null && next.punct('.') ? page.peek(k + 2) : next;
            if (token.is(Role.NEGATION)) {
                return number == null || !TargetNumber.counting(number);
            }
            if (ends(token) || token.punct(',')) {
                return false;
            }
        }
        return false;
    }

    /** True for what ends a sentence. */
    static boolean ends(Token token) {
        return token.is(Kind.NEWLINE)
                || token.punct('.')
                || token.punct('!')
                || token.punct('?')
                || token.punct(';')
                || token.punct('|');
    }

    /** True if a word with this role stands before {@code i} in its sentence. */
    boolean earlier(int i, Role role, int reach) {
        for (int k = i - 1; k >= Math.max(0, i - reach) && page.has(role) && !ends(page.get(k)); k--) {
            if (page.get(k).is(role)) {
                return true;
            }
        }
        return false;
    }

    /** True if a word of taking ("booked", "took"), but no share of the position, stands within reach. */
    boolean taken(int i, int reach) {
        for (int k = Math.max(0, i - reach); k <= i + reach && k < page.size() && page.has(Role.CLOSE); k++) {
            Token token = page.get(k);
            Token next = page.peek(k + 1);
            boolean part = token.is(Role.CLOSE) && "PART".equals(token.term().value());
            boolean share = next != null && (next.is(Kind.PERCENT) || next.is(Role.HALF));
            if (part && !share) {
                return true;
            }
            if (token.is(Kind.NEWLINE) && k > i) {
                return false;
            }
        }
        return false;
    }

    /**
     * True if a tick follows on the line before the next label, and not as the bullet of a number.
     *
     * @param numbered true if the label has a number, whose tick may stand before the price
     */
    boolean tickAfter(int i, int reach, boolean numbered) {
        for (int k = i + 1; k <= i + reach && k < page.size() && page.has(Role.TICK); k++) {
            Token token = page.get(k);
            if (token.is(Role.TICK)) {
                Token next = page.peek(k + 1);
                return numbered || next == null || !next.is(Kind.NUMBER) || next.start() > token.end() + 2;
            }
            if (token.is(Kind.NEWLINE) || token.is(Role.TARGET) || token.is(Role.STOP)) {
                return false;
            }
        }
        return false;
    }

    /** True if a number that is no index follows within four tokens in the sentence. */
    boolean pricedAfter(int i) {
        for (int k = i + 1; k <= i + 4 && k < page.size() && !page.get(k).is(Kind.NEWLINE); k++) {
            Token next = page.peek(k + 1);
            if (page.get(k).punct('.') && next != null && next.is(Kind.WORD)) {
                return false;
            }
            boolean leverage = page.get(k - 1).is(Role.LEVERAGE) || (next != null && next.is(Role.LEVERAGE));
            if (page.get(k).is(Kind.NUMBER) && !leverage && !TargetNumber.counting(page.get(k))) {
                return true;
            }
        }
        return false;
    }

    /** True if a word for break-even follows, on the next line perhaps. */
    boolean secured(int i) {
        for (int k = i + 1; k <= i + CLAUSE && k < page.size() && page.has(Role.BREAKEVEN); k++) {
            if (page.get(k).is(Role.BREAKEVEN)) {
                return true;
            }
        }
        return false;
    }
}
