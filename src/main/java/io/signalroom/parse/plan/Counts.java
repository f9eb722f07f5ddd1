package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Figure;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** What makes a number no price: it counts minutes or members, is a score, a ratio or a part of the position. */
final class Counts {
    /** Most parts that a position is closed in. */
    private static final int MAX_PARTS = 5;
    /** A number with so many decimals counts nothing. */
    private static final int PLACES = 3;

    private final Page page;
    private final Ahead ahead;

    Counts(Page page) {
        this.page = page;
        this.ahead = new Ahead(page);
    }

    /** "TF: 30M": behind that word the M stands for minutes, not for millions. */
    boolean minutes(Token token, int i) {
        boolean million = token.figure().style() == Figure.Style.SCALED
                && page.text().at(token.end() - 1) == 'M'
                && token.figure().approx() <= 60e6;
        return million && (ahead.chart(i - 1) || ahead.chart(i - 2) || behindPair(i));
    }

    /** "KAVA/USDT 15M SHORT": right behind the pair, before a direction or the end of the cell. */
    private boolean behindPair(int i) {
        Token before = page.peek(i - 1);
        before = before != null && before.is(Kind.PUNCT) ? page.peek(i - 2) : before;
        Token next = page.peek(i + 1);
        boolean ends = next == null || next.is(Kind.NEWLINE) || next.is(Kind.PUNCT) || next.is(Role.SIDE);
        return ends && before != null && before.is(Kind.PAIR);
    }

    /** A number of minutes, members, lots; also the first of two such numbers. */
    boolean duration(int i) {
        int last = i;
        Token next = page.peek(i + 1);
        if (next != null && next.is(Kind.PUNCT) && "-/~".indexOf(next.mark()) >= 0) {
            Token second = page.peek(i + 2);
            boolean range = second != null
                    && second.is(Kind.NUMBER)
                    && second.figure().approx() > page.get(i).figure().approx(); // not "158 / 2차"
            last = range ? i + 2 : i;
            next = page.peek(last + 1);
        }
        if (i >= 3
                && page.get(i - 1).is(Role.FILLER)
                && page.get(i - 2).is(Role.COUNTED)
                && page.get(i - 3).is(Kind.NUMBER)) {
            return true; // "7 seats of 100"
        }
        boolean unit = next != null && (next.is(Role.MINUTES) || next.is(Role.HOURS) || next.is(Role.DAYS));
        Token sign = page.peek(last + 2);
        boolean label = sign != null && sign.is(Kind.PUNCT) && ":=>»".indexOf(sign.mark()) >= 0; // "300.2 Exchanges: X"
        boolean counted = next != null
                && next.is(Role.COUNTED)
                && page.get(last).figure().value().scale() < PLACES
                && !label
                && next.start() - page.get(last).end() <= 1;
        return unit || counted;
    }

    /** "2:0 at 0.0001810": a ratio or score, which at most counts. */
    boolean score(int i) {
        return ratio(i) || (i >= 2 && ratio(i - 2));
    }

    /** "1/3 @ 0.2380": a part of the position, whose price follows. */
    boolean fraction(int i) {
        return part(i) || (i >= 2 && part(i - 2));
    }

    private boolean part(int i) {
        if (!page.has('/')) {
            return false;
        }
        Token upper = page.get(i);
        Token slash = page.peek(i + 1);
        Token lower = page.peek(i + 2);
        Token behind = page.peek(i + 3);
        return upper.is(Kind.NUMBER)
                && upper.figure().ordinal()
                && slash != null
                && slash.punct('/')
                && slash.start() == upper.end()
                && lower != null
                && lower.is(Kind.NUMBER)
                && lower.figure().ordinal()
                && lower.start() == slash.end()
                && lower.figure().whole() > upper.figure().whole()
                && lower.figure().whole() <= MAX_PARTS
                && behind != null
                && (behind.punct('@') || behind.is(Role.FILLER));
    }

    /** "2:0", "1:10". */
    boolean ratio(int i) {
        if (!page.has(':')) {
            return false;
        }
        Token token = page.get(i);
        Token colon = page.peek(i + 1);
        Token other = page.peek(i + 2);
        return token.is(Kind.NUMBER)
                && token.figure().ordinal()
                && colon != null
                && colon.punct(':')
                && colon.start() == token.end()
                && other != null
                && other.is(Kind.NUMBER)
                && other.start() == colon.end()
                && other.figure().digits() <= 2
                && other.figure().value().scale() <= 0;
    }
}
