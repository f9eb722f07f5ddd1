package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** Looks for words around a token, never across a line's end. */
final class Nearby {
    private final Page page;

    Nearby(Page page) {
        this.page = page;
    }

    /** True if a word with this role stands at most {@code reach} tokens before or after. */
    boolean near(int i, Role role, int reach) {
        return after(i, role, reach) || before(i, role, reach);
    }

    boolean after(int i, Role role, int reach) {
        for (int k = i + 1; k <= i + reach && k < page.size(); k++) {
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
        for (int k = i - 1; k >= Math.max(0, i - reach); k--) {
            if (page.get(k).is(role)) {
                return true;
            }
            if (page.get(k).is(Kind.NEWLINE)) {
                return false;
            }
        }
        return false;
    }

    /** True if a tick follows on the line before the next label, and not as the bullet of a number. */
    boolean tickAfter(int i, int reach) {
        for (int k = i + 1; k <= i + reach && k < page.size(); k++) {
            Token token = page.get(k);
            if (token.is(Role.TICK)) {
                Token next = page.peek(k + 1);
                return next == null || !next.is(Kind.NUMBER) || next.start() > token.end() + 2;
            }
            if (token.is(Kind.NEWLINE) || token.is(Role.TARGET) || token.is(Role.STOP)) {
                return false;
            }
        }
        return false;
    }

    /** True if a number that is no index follows within four tokens on the line. */
    boolean pricedAfter(int i) {
        for (int k = i + 1; k <= i + 4 && k < page.size() && !page.get(k).is(Kind.NEWLINE); k++) {
            if (page.get(k).is(Kind.NUMBER) && !counting(page.get(k))) {
                return true;
            }
        }
        return false;
    }

    /** The number of the target labelled at {@code i}, written behind or before it, from 1; 0 if none is given. */
    int index(int i) {
        for (int k = i + 1; k <= i + 3 && k < page.size(); k++) {
            Token token = page.get(k);
            int number = number(token);
            if (number > 0) {
                return number;
            }
            if (!token.punct('#') && !token.punct('(')) {
                break;
            }
        }
        for (int k = i - 1; k >= Math.max(0, i - 2); k--) {
            Token token = page.get(k);
            int number = number(token);
            if (number > 0) {
                return number;
            }
            if (!token.is(Kind.PUNCT)) {
                break;
            }
        }
        return 0;
    }

    private static int number(Token token) {
        return counting(token)
                ? token.figure().whole()
                : token.is(Role.ORDINAL) ? Integer.parseInt(token.term().value()) : 0;
    }

    private static boolean counting(Token token) {
        return (token.is(Kind.NUMBER) || token.is(Kind.INDEX)) && token.figure().ordinal();
    }
}
