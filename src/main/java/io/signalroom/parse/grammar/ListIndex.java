package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import java.math.BigDecimal;

/** Tells the number of a list item ({@code 1) 0.302}, {@code TP2 2.765}) from a price. */
final class ListIndex {
    /** How far behind an index its price may stand, in tokens. */
    private static final int REACH = 4;

    private ListIndex() {}

    /**
     * True if token {@code i} only counts.
     *
     * @param fresh true if it is the first number of its line
     * @param expected the number that the next item would have
     */
    static boolean counts(Page page, int i, boolean fresh, int expected) {
        Token token = page.get(i);
        if (!token.figure().ordinal()) {
            return false;
        }
        Token next = page.peek(i + 1);
        if (next == null || next.is(Kind.NEWLINE)) {
            return false;
        }
        if (next.punct(')')) {
            return fresh || number(page, i + 2);
        }
        Token before = page.peek(i - 1);
        boolean hash = before != null && before.punct('#');
        boolean labelled = (before != null && label(before)) || (hash && label(page.peek(i - 2)));
        if (labelled) {
            return behindLabel(page, i, next, expected);
        }
        boolean leads = fresh && next.end() - token.end() <= 2 && token.figure().whole() == expected;
        return leads && (next.punct('.') || next.punct(':') || next.punct('-')) && number(page, i + 2);
    }

    /** {@code TP42.940} is the fourth target at 2.940: the price without the index glued before it. */
    static Price withoutPrefix(Price price, int index) {
        String digits = price.value().toPlainString();
        String prefix = String.valueOf(index);
        int cut = prefix.length();
        boolean glued = price.value().scale() > 0 && digits.startsWith(prefix) && digits.charAt(cut) != '.';
        return glued
                ? new Price(new BigDecimal(digits.substring(cut)), price.figure(), price.start() + cut, price.end())
                : price;
    }

    /** In {@code 1) 2.4752) 2.41} the first price is 2.475: the price without the index glued behind it. */
    static Price withoutSuffix(Price price, int index) {
        String digits = price.value().toPlainString();
        String suffix = String.valueOf(index);
        int cut = digits.length() - suffix.length();
        boolean glued = price.value().scale() > suffix.length() && digits.endsWith(suffix);
        return glued
                ? new Price(
                        new BigDecimal(digits.substring(0, cut)),
                        price.figure(),
                        price.start(),
                        price.end() - suffix.length())
                : price;
    }

    private static boolean label(Token token) {
        return token != null && (token.is(Role.TARGET) || token.is(Role.ENTRY) || token.is(Role.STOP));
    }

    private static boolean behindLabel(Page page, int i, Token next, int expected) {
        if (next.is(Role.MINUTES) || next.is(Role.HOURS)) {
            return false;
        }
        boolean target = !page.get(i - 1).is(Role.ENTRY);
        int index = page.get(i).figure().whole();
        boolean dash = next.punct('-') || next.punct('/');
        if (dash && (!target || index != expected)) {
            return false;
        }
        return index <= expected + 3 && number(page, i + 1);
    }

    /** True if a number follows within reach on the same line. */
    private static boolean number(Page page, int from) {
        for (int k = from; k < from + REACH; k++) {
            Token token = page.peek(k);
            if (token == null || token.is(Kind.NEWLINE)) {
                return false;
            }
            if (token.is(Kind.NUMBER) || token.is(Kind.PERCENT)) {
                return true;
            }
            if (token.is(Kind.WORD) && token.unknown()) {
                return false;
            }
        }
        return false;
    }
}
