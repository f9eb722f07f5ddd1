package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.vocab.Role;

/** What stands around a token of the page: whether a price follows, or a sign, or what makes a number no price. */
final class Ahead {
    /** Longest remark in brackets between a label and its price, in tokens. */
    private static final int MAX_REMARK = 5;
    /** Most unknown words between a direction and the small word before its price. */
    private static final int MAX_TOLD = 2;

    private final Page page;

    Ahead(Page page) {
        this.page = page;
    }

    /** {@code SL (2 ATR) 160.16}: the price stands behind the bracket that opens at {@code i}. */
    boolean remark(int i) {
        boolean opens = page.get(i).punct('(') || page.get(i).punct('[');
        for (int k = i + 1; opens && k <= i + MAX_REMARK && k < page.size(); k++) {
            if (page.get(k).punct(')') || page.get(k).punct(']')) {
                Token next = page.peek(k + 1);
                next = next != null && next.punct(':') ? page.peek(k + 2) : next;
                return next != null && next.is(Kind.NUMBER);
            }
        }
        return false;
    }

    boolean picture(Token token) {
        return token.is(Role.FILLER) && !Letters.letter(page.text().at(token.start()));
    }

    static boolean sign(Token token) {
        return token.is(Role.TICK)
                || token.is(Role.CROSS)
                || token.is(Role.UP)
                || token.is(Role.DOWN)
                || token.is(Role.ARROW);
    }

    boolean colon(int i) {
        Token next = page.peek(i + 1);
        Token value = page.peek(i + 2);
        boolean number = value != null && (value.is(Kind.NUMBER) || value.is(Kind.NEWLINE) || value.is(Kind.INDEX));
        return next != null && (next.punct(':') || next.punct('=')) && number;
    }

    /** "Exit orders:" heads a list. */
    boolean headed(int i) {
        Token next = page.peek(i + 1);
        Token colon = next != null && !next.is(Kind.PUNCT) ? page.peek(i + 2) : next;
        Token line = page.peek(next == colon ? i + 2 : i + 3);
        return colon != null && colon.punct(':') && line != null && line.is(Kind.NEWLINE);
    }

    /** How many percentages the label heads: {@code profit: 3% - 6% - 12%}; a numbered label counts as a list. */
    int percents(int i) {
        Token number = page.peek(i + 1);
        boolean numbered =
                number != null && number.is(Kind.NUMBER) && number.figure().ordinal();
        int count = numbered ? 1 : 0;
        int found = 0;
        for (int k = numbered ? i + 2 : i + 1; k < page.lineEnd(i) && k < i + 12; k++) {
            Token token = page.get(k);
            if (token.is(Kind.PERCENT)) {
                found++;
            } else if (!token.is(Kind.PUNCT) && !token.is(Role.FILLER)) {
                break;
            }
        }
        return found == 0 ? 0 : count + found;
    }

    /** True if a number follows, perhaps behind a colon. */
    boolean priced(int i) {
        Token next = null;
        for (int k = i + 1; k <= i + 4; k++) {
            next = page.peek(k);
            boolean small = next != null
                    && (next.is(Kind.INDEX)
                            || next.is(Role.FILLER)
                            || next.is(Role.HORIZON)
                            || next.is(Role.ARROW)
                            || (next.is(Kind.PUNCT) && ":=-@$#".indexOf(next.mark()) >= 0));
            if (!small) {
                break;
            }
        }
        return next != null && next.is(Kind.NUMBER);
    }

    /** "Long 17.85, add 17.30": the word begins a clause and a number follows. */
    boolean clause(int i) {
        Token before = page.peek(i - 1);
        Token next = page.peek(i + 1);
        return before != null
                && (before.punct(',') || before.punct(';'))
                && next != null
                && (next.is(Kind.NUMBER) || next.is(Kind.PERCENT));
    }

    static boolean separates(Token token) {
        return token.is(Kind.PUNCT)
                || token.is(Kind.NEWLINE)
                || token.is(Kind.INDEX)
                || token.is(Role.ICON)
                || token.is(Role.ARROW)
                || token.is(Role.FILLER);
    }

    /** "Sell II .... 70": one more word and a sign stand between the direction and its price. */
    boolean worded(int i) {
        Token word = page.peek(i + 1);
        Token sign = page.peek(i + 2);
        Token value = page.peek(i + 3);
        return word != null
                && word.is(Kind.WORD)
                && word.asset() == null
                && sign != null
                && sign.is(Kind.PUNCT)
                && ":=~".indexOf(sign.mark()) >= 0
                && value != null
                && (value.is(Kind.NUMBER) || value.is(Kind.NEWLINE) || value.is(Kind.INDEX));
    }

    /** "Sell (close): 40.30": a bracket stands between the direction and the sign for its prices. */
    boolean annotated(int i) {
        Token open = page.peek(i + 1);
        for (int k = i + 2; k <= i + MAX_REMARK && open != null && open.punct('(') && k < page.size(); k++) {
            if (page.get(k).punct(')')) {
                return colon(k);
            }
        }
        return false;
    }

    /** "Will sell it all at 1.25": a word or two and a small one stand between the direction and its price. */
    boolean told(int i) {
        int at = i + 1;
        while (at <= i + MAX_TOLD && at < page.size() && page.get(at).unknown()) {
            at++;
        }
        Token small = page.peek(at);
        Token value = page.peek(at + 1);
        return at > i + 1 && small != null && small.is(Role.FILLER) && value != null && value.is(Kind.NUMBER);
    }

    boolean chart(int i) {
        Token token = page.peek(i);
        return token != null && token.is(Role.CHART);
    }

    /** True inside brackets that an aside opens: {@code (average entry if both fill: 6.675)}. */
    boolean remarked(int i) {
        for (int k = i - 1; k > Math.max(page.lineStart(i), i - MAX_REMARK); k--) {
            Token token = page.get(k);
            if (page.get(k - 1).punct('(') && (token.is(Role.ASIDE) || average(token))) {
                return !token.term().value().equals("TALK");
            }
        }
        return false;
    }

    static boolean average(Token token) {
        return token.is(Role.PRICE) && token.term().value().equals("AVERAGE");
    }

    /** Words that may stand between two prices of a list. */
    static boolean small(Role role) {
        return switch (role) {
            case QUOTE, SATOSHI, EXCHANGE, CHAIN, SPOT, FUTURES, CHART -> true;
            case UP, DOWN, TICK, MOVE, ALL -> true;
            default -> false;
        };
    }
}
