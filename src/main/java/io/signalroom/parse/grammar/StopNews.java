package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** Tells what became of a stop that a post names: hit, or moved and where to. */
final class StopNews {
    /** How far behind the stop its new place may stand, in tokens. */
    private static final int REACH = 6;
    /** How far behind the stop the verb may stand, in tokens. */
    private static final int SENTENCE = 9;

    private final Page page;
    private final Nearby around;
    private final Verbs verbs;

    StopNews(Page page, Nearby around, Verbs verbs) {
        this.page = page;
        this.around = around;
        this.verbs = verbs;
    }

    /** True if the stop at {@code i} was hit. */
    boolean hit(int i) {
        if (struck(i) || rest(i)) {
            return true;
        }
        boolean named =
                verbs.struck(i, -1, 2) && !around.before(i, Role.TARGET, 1) && !around.governs(i, Role.TARGET, 2);
        boolean hit = named || (verbs.struck(i, 3) && !around.near(i, Role.TARGET, 3));
        boolean crossed = around.after(i, Role.CROSS, 2) && page.has(Role.LOSS);
        return hit || crossed || verbs.executed(i) || closed(i);
    }

    /** "Took the remainder out at the stop", in one clause. */
    boolean rest(int i) {
        for (int k = i - 1; k >= Math.max(0, i - 2 * REACH); k--) {
            Token token = page.get(k);
            if (Nearby.ends(token) || token.punct(',')) {
                return false;
            }
            if (token.is(Role.CLOSE) && around.governs(k, Role.REMAINING, 3)) {
                return !around.earlier(i, Role.MOVE, SENTENCE);
            }
        }
        return false;
    }

    /** "Closed at the stop". */
    private boolean closed(int i) {
        Token at = page.peek(i - 1);
        int verb = at != null && at.is(Role.FILLER) ? i - 2 : i - 1;
        Token close = page.peek(verb);
        return close != null && close.is(Role.CLOSE) && close.term().value().isEmpty();
    }

    /**
     * "Break-even stop hit", "stop at 0.45 was triggered": the verb behind the stop and its place says what happened,
     * whatever kind of stop it was.
     */
    boolean struck(int i) {
        for (int k = i + 1; k <= i + SENTENCE && k < page.size(); k++) {
            Token token = page.get(k);
            if (Verbs.strikes(token) || token.is(Role.STOPPED) || token.is(Role.FILLED)) {
                return !around.after(k, Role.TARGET, 2) && !around.earlier(i, Role.MOVE, 3);
            }
            if (!place(token)) {
                return false;
            }
        }
        return false;
    }

    /** True for what tells where a stop stands. */
    private static boolean place(Token token) {
        return token.is(Kind.NUMBER)
                || token.is(Kind.PAIR)
                || token.is(Role.BREAKEVEN)
                || token.is(Role.ENTRY)
                || small(token)
                || token.punct('(')
                || token.punct(')')
                || token.punct('@')
                || token.punct('$');
    }

    private static boolean small(Token token) {
        return token.is(Role.FILLER) || token.is(Role.STOPWORD) || token.is(Role.MARKET) || token.asset() != null;
    }

    /**
     * Where the stop at {@code i} was moved: to break-even, to the entry, or to a price if a word or sign for moving
     * stands beside; null if it was not. On a page without any other part of a plan an arrow is enough, and so is "from
     * 0.29 to 0.32".
     *
     * @param assumed true if the post is known to tell news, so that an arrow is enough
     */
    Token moved(int i, boolean assumed) {
        boolean move = "MOVED".equals(page.get(i).term().value()) || (around.near(i, Role.MOVE, 3) && !placed(i));
        boolean alone = !page.has(Role.TARGET) && !page.has(Role.ENTRY) && !page.has(Role.SIDE);
        boolean led = true;
        Token last = null;
        for (int k = i + 1; k <= i + REACH && k < page.size() && !page.get(k).is(Kind.NEWLINE); k++) {
            Token token = page.get(k);
            if (token.is(Role.TARGET)) {
                return move ? token : ahead(i);
            }
            boolean price = token.is(Kind.NUMBER);
            boolean arrow = token.is(Role.ARROW) || token.is(Role.UP) || token.is(Role.DOWN);
            boolean leads = arrow || (price && replaced(k));
            move |= (arrow && (assumed || last != null)) || (leads && alone);
            boolean entry =
                    token.is(Role.ENTRY) && (move || (led && page.get(k - 1).is(Role.FILLER)));
            if (token.is(Role.BREAKEVEN) || entry || (move && price && !replaced(k))) {
                return token;
            }
            last = price ? token : last;
            led &= small(token) || (assumed && token.unknown());
        }
        return ahead(i);
    }

    /** "Break-even stop". */
    private Token ahead(int i) {
        for (int k = i - 1; k >= Math.max(0, i - 4) && !page.get(k).is(Kind.NEWLINE); k--) {
            if (page.get(k).is(Role.BREAKEVEN)) {
                return page.get(k);
            }
        }
        return null;
    }

    /** True for the old stop in "0.29 → 0.32" and "from 0.29 to 0.32". */
    private boolean replaced(int k) {
        Token to = page.peek(k + 1);
        Token next = page.peek(k + 2);
        return to != null && (to.is(Role.ARROW) || to.is(Role.FILLER)) && next != null && next.is(Kind.NUMBER);
    }

    /** Where some stop on the page stands by now, as {@link #restated(int)} tells; null if none does. */
    Token restated() {
        Token found = null;
        for (int i = 0; i < page.size() && found == null && page.has(Role.STOP); i++) {
            found = page.get(i).is(Role.STOP) ? restated(i) : null;
        }
        return found;
    }

    /**
     * Where the stop at {@code i} stands by now, if the post is known to tell news and no other: its place, or the word
     * itself if it is said to change; null if neither is told.
     */
    Token restated(int i) {
        for (int k = i + 1; k <= i + REACH && k < page.size(); k++) {
            Token token = page.get(k);
            if (token.is(Kind.NUMBER) || token.is(Role.ENTRY)) {
                return token;
            }
            if (token.is(Kind.NEWLINE) || token.punct('.') || token.is(Role.CROSS)) {
                break;
            }
        }
        return around.near(i, Role.MOVE, 3) ? page.get(i) : null;
    }

    /** "Put the stop under 143.9" places a first stop. */
    private boolean placed(int i) {
        for (int k = Math.max(0, i - 3); k < i; k++) {
            Token token = page.get(k);
            if (token.is(Role.MOVE) && token.term().value().equals("SET")) {
                return true;
            }
        }
        return false;
    }
}
