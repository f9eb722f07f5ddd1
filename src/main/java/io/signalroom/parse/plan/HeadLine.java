package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of a table: a line of labels without prices, whose columns the lines below fill. Columns are parted by bars; in
 * a line without bars every price fills the next column.
 */
final class HeadLine {
    /** Fewest columns that make a table. */
    private static final int FEWEST = 3;

    private HeadLine() {}

    /** What the head says of the number at {@code i}; null if its line is in no table. */
    static Slot column(Page page, int i) {
        int start = page.lineStart(i);
        int above = start < 2 ? -1 : page.lineStart(start - 2);
        if (above < 0 || headless(page, above, start - 1)) {
            return null;
        }
        int bars = bars(page, above, start - 1);
        return bars + 1 >= FEWEST && bars == bars(page, start, page.lineEnd(i))
                ? cell(page, above, bars(page, start, i))
                : bars == 0 ? nth(page, above, start, i) : null;
    }

    /** True if the line holds a number that counts no column, or too few labels. */
    private static boolean headless(Page page, int from, int to) {
        int labels = 0;
        for (int k = from; k < to; k++) {
            Token token = page.get(k);
            Token before = page.peek(k - 1);
            boolean index = token.is(Kind.NUMBER)
                    && before != null
                    && (before.end() == token.start()
                            || label(before) != null
                            || before.punct('-')
                            || before.punct('#'));
            if (token.is(Kind.NUMBER) && !index) {
                return true;
            }
            labels += label(token) == null ? 0 : 1;
        }
        return labels < 2;
    }

    private static int bars(Page page, int from, int to) {
        int count = 0;
        for (int k = from; k < to; k++) {
            count += page.get(k).punct('|') ? 1 : 0;
        }
        return count;
    }

    private static Slot cell(Page page, int from, int wanted) {
        int cell = 0;
        for (int k = from; k < page.lineEnd(from) && cell <= wanted; k++) {
            Token token = page.get(k);
            cell += token.punct('|') ? 1 : 0;
            if (cell == wanted && label(token) != null) {
                return label(token);
            }
        }
        return Slot.ASIDE;
    }

    private static Slot nth(Page page, int above, int start, int i) {
        List<Slot> columns = new ArrayList<>();
        for (int k = above; k < page.lineEnd(above); k++) {
            Slot label = label(page.get(k));
            if (label != null && label != Slot.LEVERAGE) {
                columns.add(label);
            }
        }
        int at = -1;
        int count = 0;
        int last = -1;
        for (int k = start; k < page.lineEnd(i); k++) {
            boolean number = page.get(k).is(Kind.NUMBER);
            count += number && !sameCell(page, last, k) ? 1 : 0;
            last = number ? k : last;
            at = k == i ? count - 1 : at;
        }
        return columns.size() >= FEWEST && count == columns.size() ? columns.get(at) : null;
    }

    /** True if nothing but a sign parts two numbers: {@code 145/142.5/138} fill one cell. */
    private static boolean sameCell(Page page, int last, int i) {
        return last == i - 2
                && page.get(i - 1).is(Kind.PUNCT)
                && "-/,~".indexOf(page.get(i - 1).mark()) >= 0;
    }

    private static Slot label(Token token) {
        if (token.is(Role.SIDE)) {
            return token.term().value().equals("BUY")
                    ? Slot.BUY
                    : token.term().value().equals("SELL") ? Slot.SELL : null;
        }
        return token.is(Role.ENTRY)
                ? Labels.entry(token)
                : token.is(Role.TARGET)
                        ? Slot.TARGET
                        : token.is(Role.STOP) ? Slot.STOP : token.is(Role.LEVERAGE) ? Slot.LEVERAGE : null;
    }
}
