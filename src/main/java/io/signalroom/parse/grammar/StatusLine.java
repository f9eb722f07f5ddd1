package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/**
 * Finds the end of a call told beside the call itself, as channels edit their posts: {@code [CLOSED] SOL long …}, or
 * {@code ❌ Signal cancelled} on a line of its own. Conditions ("cancel if it closes below 150") are none.
 */
final class StatusLine {
    /** Longest status, in tokens. */
    private static final int LONGEST = 8;

    private final Page page;

    StatusLine(Page page) {
        this.page = page;
    }

    /** True if the post tells so. */
    boolean told() {
        boolean ends = page.has(Role.CANCEL) || page.has(Role.STOPPED) || page.has(Role.CLOSE);
        for (int i = 0; i < page.size() && ends; i++) {
            if (ends(page.get(i)) && (edge(i) || alone(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(Token token) {
        boolean plain = token.term() != null && token.term().value().isEmpty();
        return token.is(Role.CANCEL) || (token.is(Role.STOPPED) && plain) || (token.is(Role.CLOSE) && plain);
    }

    /** True for a plain word that begins or ends the post: {@code CANCELLED ❌ SOL long …}, {@code … sl 148 - CANCELLED}. */
    private boolean edge(int i) {
        boolean plain = page.get(i).term().value().isEmpty();
        Token before = page.peek(i - 1);
        boolean apart = before != null && (before.punct('-') || before.is(Kind.NEWLINE) || before.is(Role.CROSS));
        return plain && !page.get(i).is(Role.CLOSE) && (outside(0, i) || (apart && outside(i + 1, page.size())));
    }

    private boolean outside(int from, int to) {
        for (int k = from; k < to; k++) {
            if (!sign(page.get(k))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sign(Token token) {
        return token.is(Kind.PUNCT)
                || token.is(Kind.NEWLINE)
                || token.is(Role.CROSS)
                || token.is(Role.TICK)
                || token.is(Role.FILLER);
    }

    /**
     * True if the word stands on a line or in brackets that hold no number and no condition. "Ignore", "invalid", "stopped"
     * need a cross beside them, and "closed" stands by itself.
     */
    private boolean alone(int i) {
        int from = i;
        while (from > 0 && i - from <= LONGEST && !border(page.get(from - 1))) {
            from--;
        }
        int to = i + 1;
        while (to < page.size() && to - i <= LONGEST && !border(page.get(to))) {
            to++;
        }
        Token word = page.get(i);
        boolean label = !word.is(Role.STOPPED) && heads(to);
        boolean whole = !label && (from > 0 || to < page.size());
        boolean sure = word.is(Role.CLOSE)
                || (word.is(Role.CANCEL) && word.term().value().isEmpty());
        boolean crossed = sure;
        for (int k = from; k < to; k++) {
            Token token = page.get(k);
            boolean more = k != i && word.is(Role.CLOSE) && token.is(Kind.WORD) && !sign(token);
            if (more || orders(token)) {
                return false;
            }
            crossed |= token.is(Role.CROSS);
        }
        return whole && crossed && to - from <= LONGEST;
    }

    /** True if a colon or a line that begins with a number follows, so that the word before is rather a label. */
    private boolean heads(int to) {
        Token next = page.peek(to + 1);
        boolean list = next != null && (next.is(Kind.NUMBER) || next.is(Kind.INDEX) || next.is(Kind.PERCENT));
        return to < page.size() && (page.get(to).punct(':') || list);
    }

    /** True for what makes the words around it an order for later, or part of one. */
    private static boolean orders(Token token) {
        if (token.term() == null) {
            return token.is(Kind.NUMBER) || token.is(Kind.PERCENT) || token.is(Kind.TIMEFRAME);
        }
        return switch (token.term().role()) {
            case FORECAST, NEGATION, ENTRY, TARGET, STOP, FILLED, BREAKEVEN, HALF, ORDINAL, BEFORE -> true;
            default -> false;
        };
    }

    private static boolean border(Token token) {
        return token.is(Kind.NEWLINE)
                || token.punct('(')
                || token.punct(')')
                || token.punct('[')
                || token.punct(']')
                || token.punct(':');
    }
}
