package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** Tells whether a word for closing closes this position, and how much of it. */
final class Closing {
    /** Longest post, in tokens, whose bare "close the …" is an order. */
    private static final int BRIEF = 20;
    /** How far around the word the share may stand, in tokens. */
    private static final int REACH = 3;
    /** How far before the word the share may stand in languages that put the verb last. */
    private static final int CLAUSE = 5;
    /** How far before the word "half" may stand, in tokens. */
    private static final int SENTENCE = 8;

    private final Page page;
    private final Nearby around;

    Closing(Page page, Nearby around) {
        this.page = page;
        this.around = around;
    }

    /** True if the word at {@code i} closes, or takes a part of, the position. */
    boolean told(int i, boolean assumed) {
        return switch (page.get(i).term().value()) {
            case "MAYBE" -> assumed || imperative(i);
            case "PART" -> portion(i) || half(i) || fraction(i);
            case "SOLD" -> !page.has(Kind.ADDRESS) && (share(i) != null || portion(i) || half(i) || fraction(i));
            default -> true;
        };
    }

    /** The percentage of the position that is closed; null if none is stated. */
    Token share(int i) {
        Token found = null;
        for (int k = Math.max(0, i - CLAUSE); k <= i + REACH && k < page.size(); k++) {
            Token near = page.get(k);
            boolean border = near.is(Kind.NEWLINE) || pause(near);
            if (k > i && (border || near.is(Role.CLOSE))) {
                return found;
            }
            if (border) {
                found = null;
            } else if (near.is(Kind.PERCENT)
                    && near.mark() == Token.NONE
                    && near.figure().approx() <= 100) {
                found = gained(k, -1) || gained(k, 1) ? found : near;
            }
        }
        return found;
    }

    private static boolean pause(Token token) {
        return token.is(Kind.PUNCT) && ".,;!?|".indexOf(token.mark()) >= 0;
    }

    /** "15 % profit" is no share. */
    private boolean gained(int i, int step) {
        Token token = page.peek(i + step);
        if (token != null && small(token)) {
            token = page.peek(i + 2 * step);
        }
        return token != null && (token.is(Role.PROFIT) || token.is(Role.LOSS) || token.is(Role.ASIDE));
    }

    private static boolean small(Token token) {
        return token.is(Role.FILLER) || token.is(Role.STOPWORD);
    }

    /** True if only a part is closed; "the remaining 25 %" is all. */
    boolean part(int i) {
        Token share = share(i);
        boolean part = (share != null && share.figure().approx() < 100) || half(i) || fraction(i);
        return page.get(i).term().value().equals("SOME") || (part || around.after(i, Role.HALF, REACH)) && !all(i);
    }

    /** "All", "the remaining 25 %": said before any share. */
    private boolean all(int i) {
        for (int k = i + 1; k <= i + REACH && k < page.size() && !pause(page.get(k)); k++) {
            Token token = page.get(k);
            if (token.is(Role.HALF) || token.is(Kind.NEWLINE)) {
                return false;
            }
            if (token.is(Role.REMAINING) || token.is(Role.ALL)) {
                return true;
            }
        }
        return false;
    }

    /** True if the word alone closes the position, or says so of all of it. */
    boolean whole(int i) {
        String value = page.get(i).term().value();
        boolean order = value.equals("MAYBE") && (imperative(i) || named(i));
        return value.isEmpty() || around.governs(i, Role.ALL, REACH) || order;
    }

    /** True if what is closed stands before the verb, which ends its clause as in German. */
    private boolean named(int i) {
        Token next = page.peek(i + 1);
        boolean ends = next == null || next.is(Kind.NEWLINE) || pause(next);
        for (int k = i - 1; k >= Math.max(0, i - REACH) && ends && !pause(page.get(k)); k--) {
            Token token = page.get(k);
            boolean coin = token.asset() != null && SubjectGrammar.capitals(page.text(), token.start(), token.end());
            if (token.is(Role.SIDE) || token.is(Kind.PAIR) || coin || token.tagged()) {
                return true;
            }
        }
        return false;
    }

    /** "Half of the position was closed", in the same clause. */
    private boolean half(int i) {
        for (int k = i - 1; k >= Math.max(0, i - SENTENCE); k--) {
            Token token = page.get(k);
            if (token.is(Role.HALF)) {
                return true;
            }
            if (token.is(Kind.NEWLINE) || pause(token) || token.is(Role.REMAINING)) {
                return false;
            }
        }
        return false;
    }

    /** "Sold 2/3 of the position". */
    boolean fraction(int i) {
        for (int k = i + 2; k <= i + REACH && k + 1 < page.size(); k++) {
            Token part = page.get(k - 1);
            Token all = page.get(k + 1);
            if (page.get(k).punct('/') && TargetNumber.counting(part) && TargetNumber.counting(all)) {
                return part.figure().whole() < all.figure().whole() && !around.near(k, Role.TARGET, REACH);
            }
        }
        return false;
    }

    /** "Take 50 %", "30 % off the table", "take the first 40 %", "sold half". */
    private boolean portion(int i) {
        Token before = page.peek(i - 1);
        int at = i + 1;
        while (at < i + REACH
                && page.peek(at) != null
                && (small(page.get(at)) || page.get(at).is(Role.ORDINAL))) {
            at++;
        }
        Token next = page.peek(at);
        return (next != null && next.is(Kind.PERCENT) && !gained(at, 1))
                || (before != null && before.is(Kind.PERCENT) && before.mark() == Token.NONE)
                || around.after(i, Role.HALF, REACH);
    }

    /** "Close LTC now" and "closing 50 %", but not "the weekly close". */
    private boolean imperative(int i) {
        Token before = page.peek(i - 1);
        Token after = page.peek(i + 1);
        boolean object = after != null && object(after);
        boolean coin = before != null && (before.asset() != null || before.is(Kind.PAIR));
        boolean small =
                after != null && after.is(Role.FILLER) && after.term().value().isEmpty() && page.size() <= BRIEF;
        return (begins(before) && (object || small)) || (coin && object);
    }

    private static boolean begins(Token before) {
        return before == null
                || before.is(Kind.NEWLINE)
                || before.is(Kind.PUNCT)
                || before.is(Role.TICK)
                || before.is(Role.CROSS);
    }

    private static boolean object(Token after) {
        return after.is(Kind.PERCENT)
                || after.is(Kind.PAIR)
                || after.asset() != null
                || after.tagged()
                || after.is(Role.HALF)
                || after.is(Role.MARKET)
                || after.is(Role.ALL)
                || after.is(Role.SIDE);
    }
}
