package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import java.math.BigDecimal;

/** Makes numbers out of bounded runs of digits and marks. */
final class Digits {
    /** Longest number, in characters. */
    static final int MAX_LENGTH = 30;
    /** Stands for "no decimal mark". */
    static final char NO_POINT = 0;
    /** Digits that surely fit a long. */
    private static final int FIT_LONG = 18;

    private Digits() {}

    /** Where the digits that begin at {@code from} end; looks at most one number far. */
    static int end(NormalText text, int from) {
        int i = from;
        while (i <= from + MAX_LENGTH && Letters.digit(text.at(i))) {
            i++;
        }
        return i;
    }

    /** The same, but never further than a number is long. */
    static int run(NormalText text, int from) {
        int i = from;
        while (i < from + MAX_LENGTH && Letters.digit(text.at(i))) {
            i++;
        }
        return i;
    }

    /** The figure between two positions, or null if it is too long to be a price. */
    static Figure figure(NormalText text, int from, int to, char point, Style style) {
        BigDecimal value = decimal(text, from, to, point);
        return value == null ? null : Figure.of(value, count(text, from, to), style);
    }

    private static int count(NormalText text, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Letters.digit(text.at(i)) ? 1 : 0;
        }
        return count;
    }

    /** The digits between two positions with {@code point} as decimal mark, other marks skipped; null if too long. */
    static BigDecimal decimal(NormalText text, int from, int to, char point) {
        if (to - from > MAX_LENGTH) {
            return null;
        }
        if (to - from > FIT_LONG) {
            return longDecimal(text, from, to, point);
        }
        long unscaled = 0;
        int scale = -1;
        for (int i = from; i < to; i++) {
            char c = text.at(i);
            if (Letters.digit(c)) {
                unscaled = unscaled * 10 + c - '0';
                scale += scale >= 0 ? 1 : 0;
            } else if (c == point) {
                scale = 0;
            }
        }
        return BigDecimal.valueOf(unscaled, Math.max(scale, 0));
    }

    private static BigDecimal longDecimal(NormalText text, int from, int to, char point) {
        StringBuilder plain = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.at(i);
            if (Letters.digit(c)) {
                plain.append(c);
            } else if (c == point) {
                plain.append('.');
            }
        }
        return new BigDecimal(plain.toString());
    }
}
