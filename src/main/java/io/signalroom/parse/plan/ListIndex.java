package io.signalroom.parse.plan;

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
     * @param last the number of the item before, 0 if none
     */
    static boolean counts(Page page, int i, boolean fresh, int expected, int last) {
        Token token = page.get(i);
        if (!token.figure().ordinal()) {
            return false;
        }
        Token next = page.peek(i + 1);
        Token label = page.peek(i - 1);
        if (next == null) {
            return label != null && label.is(Role.TARGET) && label.end() == token.start();
        }
        if (next.punct(')')) {
            return fresh || token.figure().whole() == expected || number(page, i + 2);
        }
        Token before = page.peek(i - 1);
        boolean hash = before != null && before.punct('#');
        boolean dash = before != null && before.punct('-') && before.end() == token.start();
        boolean dot = before != null && before.punct('.') && before.end() < token.start(); // "Tgt. 1 0.6180"
        boolean labelled = (before != null && label(before)) || ((hash || dash || dot) && label(page.peek(i - 2)));
        boolean glued = before != null && before.is(Role.TARGET) && before.end() == token.start();
        if (glued && !number(page, i + 1)) {
            return true;
        }
        if (next.is(Role.TARGET) && (fresh || before.is(Kind.PUNCT)) && number(page, i + 2)) {
            return true;
        }
        Token target = page.peek(i + 2);
        boolean clause =
                next.punct('.') && target != null && target.is(Role.TARGET) && (fresh || before.is(Kind.PUNCT));
        if (clause && number(page, i + 3)) {
            return true; // "; 2. target >> 1.5871"
        }
        if (labelled && token.figure().whole() == expected && !number(page, i + 1)) {
            return true;
        }
        if (labelled) {
            return behindLabel(page, i, next, expected);
        }
        if (fresh && before != null && i == page.lineStart(i) + 1 && before.is(Kind.WORD) && decimal(next)) {
            return token.figure().whole() <= 9; // "Ordine 1 0,1215"
        }
        if (fresh && next.punct('.') && (enumerates(page, i) || itemised(page, i))) {
            return true;
        }
        int whole = token.figure().whole();
        boolean leads = fresh && next.end() - token.end() <= 2 && (whole == expected || whole == last + 1);
        return leads && (next.punct('.') || next.punct(':') || next.punct('-')) && number(page, i + 2);
    }

    /**
     * {@code TP42.940} is the fourth target at 2.940: the price without the index glued before it.
     *
     * @param near another price of the plan, which tells whether the number is rather a price as it stands; 0 if none
     */
    static Price withoutPrefix(Page page, Price price, int index, double near) {
        String digits = price.value().toPlainString();
        String prefix = String.valueOf(index);
        int cut = prefix.length();
        boolean glued =
                price.value().scale() > 0 && digits.startsWith(prefix) && (digits.charAt(cut) != '.' || pointed(page));
        if (!glued) {
            return price;
        }
        Price rest = Price.of(new BigDecimal(digits.substring(cut)), price.figure(), price.start() + cut, price.end());
        return near > 0 && apart(price, near) < apart(rest, near) ? price : rest;
    }

    /** How many times one is the other. */
    private static double apart(Price price, double other) {
        double ratio = price.approx() / other;
        return ratio < 1 ? 1 / ratio : ratio;
    }

    /** True if some price of the page begins with its point, {@code .1795}, so that {@code TP1.1850} is 0.1850. */
    private static boolean pointed(Page page) {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Kind.NUMBER) && page.text().at(token.start()) == '.') {
                return true;
            }
        }
        return false;
    }

    /** In {@code 1) 2.4752) 2.41} the first price is 2.475: the price without the index glued behind it. */
    static Price withoutSuffix(Price price, int index) {
        String digits = price.value().toPlainString();
        String suffix = String.valueOf(index);
        int cut = digits.length() - suffix.length();
        boolean glued = price.value().scale() > suffix.length() && digits.endsWith(suffix);
        return glued
                ? Price.of(
                        new BigDecimal(digits.substring(0, cut)),
                        price.figure(),
                        price.start(),
                        price.end() - suffix.length())
                : price;
    }

    /** {@code 4. Target one: 1.868}. */
    private static boolean enumerates(Page page, int i) {
        Token dot = page.get(i + 1);
        Token word = page.peek(i + 2);
        return word != null && word.is(Kind.WORD) && word.start() > dot.end() && page.lineStart(i) == i;
    }

    /** {@code 2. 1.790}: at the start of a line a price stands apart behind the dot. */
    private static boolean itemised(Page page, int i) {
        Token dot = page.get(i + 1);
        return page.lineStart(i) == i
                && decimal(page.peek(i + 2))
                && page.get(i + 2).start() > dot.end();
    }

    private static boolean label(Token token) {
        return token != null
                && (token.is(Role.TARGET)
                        || token.is(Role.ENTRY)
                        || token.is(Role.STOP)
                        || token.is(Role.PROFIT)
                        || token.is(Role.CLOSE)
                        || trade(token));
    }

    private static boolean trade(Token token) {
        return token.is(Role.SIDE)
                && (token.term().value().equals("BUY") || token.term().value().equals("SELL"));
    }

    private static boolean behindLabel(Page page, int i, Token next, int expected) {
        if (next.is(Role.MINUTES) || next.is(Role.HOURS)) {
            return false;
        }
        boolean target = !page.get(i - 1).is(Role.ENTRY);
        int index = page.get(i).figure().whole();
        boolean dash = next.punct('-') || next.punct('/');
        if (dash && !target) {
            return index <= expected + 3
                    && next.start() > page.get(i).end()
                    && decimal(page.peek(i + 2)); // "Entry 1 - 0.842"
        }
        if (dash && index != expected) {
            return false;
        }
        return index <= expected + 3 && number(page, i + 1);
    }

    private static boolean decimal(Token token) {
        return token != null && token.is(Kind.NUMBER) && token.figure().value().scale() > 0;
    }

    /** True if a number follows within reach on the same line, or begins the next. */
    private static boolean number(Page page, int from) {
        for (int k = from; k < from + REACH; k++) {
            Token token = page.peek(k);
            Token next = page.peek(k + 1);
            if (token != null && token.is(Kind.NEWLINE) && k <= from + 1 && next != null && next.is(Kind.NUMBER)) {
                return true;
            }
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
