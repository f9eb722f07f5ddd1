package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.vocab.Role;

/** Where a word stands that may name a coin: beside a direction, at the border of a line, behind a label. */
final class CoinPlace {
    private CoinPlace() {}

    /** True if a price follows. */
    static boolean priced(Page page, int i) {
        Token next = page.peek(i + 1);
        return next != null && next.is(Kind.NUMBER) && !next.figure().ordinal();
    }

    /** True between brackets, as a ticker behind its coin's name. */
    static boolean bracketed(Page page, int i) {
        Token before = page.peek(i - 1);
        Token after = page.peek(i + 1);
        return before != null && after != null && before.punct('(') && after.punct(')');
    }

    /** True at the head of a line in small letters: "BB - stopped here". */
    static boolean headed(Page page, int i) {
        Token dash = page.peek(i + 1);
        Token next = page.peek(i + 2);
        boolean head = page.lineStart(i) == i && dash != null && dash.punct('-') && next != null && next.is(Kind.WORD);
        return head && Letters.lower(page.text().at(next.end() - 1));
    }

    /** Capitals behind a small word in small letters: "move the stop on MEME". */
    static boolean named(Page page, int i) {
        Token before = page.peek(i - 1);
        return before != null
                && (before.is(Role.FILLER) || before.is(Role.STOPWORD))
                && Letters.lower(page.text().at(before.end() - 1));
    }

    /** True if nothing but signs shares the line. */
    static boolean alone(Page page, int i) {
        for (int k = page.lineStart(i); k < page.lineEnd(i); k++) {
            if (k != i
                    && page.get(k).is(Kind.WORD)
                    && !page.get(k).is(Role.UP)
                    && !page.get(k).is(Role.DOWN)) {
                return false;
            }
        }
        return page.lineEnd(i) - page.lineStart(i) <= 4;
    }

    /** True at the beginning or end of a line. */
    static boolean border(Page page, int i) {
        Token next = page.peek(i + 1);
        boolean sentence = next != null && next.punct('.') && page.text().at(next.end()) <= ' ';
        return page.lineStart(i) == i || page.lineEnd(i) == i + 1 || sentence;
    }

    /** {@code QLC #BTC}: a quote as a tag right behind it. */
    static boolean quoted(Page page, int i) {
        Token next = page.peek(i + 1);
        return next != null && next.tagged() && next.is(Role.QUOTE) && page.lineEnd(i) == i + 2;
    }

    static boolean labelled(Page page, int i) {
        for (int k = i - 1; k >= Math.max(0, i - 4); k--) {
            Token before = page.get(k);
            if (before.is(Role.SUBJECT)) {
                return k < i - 1 || page.get(i).tagged();
            }
            if (!before.is(Kind.PUNCT)) {
                return false;
            }
        }
        return false;
    }

    /** True next to a direction word, perhaps with a small word or sign between. */
    static boolean beside(Page page, int i) {
        return side(page.peek(i - 1))
                || side(page.peek(i + 1))
                || (side(page.peek(i - 2)) && small(page.peek(i - 1)))
                || (side(page.peek(i + 2)) && small(page.peek(i + 1)));
    }

    static boolean side(Token token) {
        return token != null
                && (token.is(Role.SIDE)
                        || (token.is(Role.ENTRY) && !token.term().value().isEmpty()));
    }

    static boolean small(Token token) {
        return token.is(Kind.PUNCT)
                || token.is(Kind.NEWLINE)
                || token.is(Role.FILLER)
                || token.is(Role.STOPWORD)
                || token.is(Role.ARROW)
                || token.is(Role.UP)
                || token.is(Role.DOWN);
    }
}
