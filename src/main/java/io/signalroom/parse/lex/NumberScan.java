package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import java.math.BigDecimal;

/**
 * Reads one number without its suffix: grouping, decimal comma, {@code .5}, {@code 6.-90}, {@code 0.0₅841},
 * {@code 8.41e-6}. At most {@value #MAX_LENGTH} characters and an exponent of at most {@value #MAX_EXPONENT}, so that a
 * hostile number costs nothing.
 */
final class NumberScan {
    static final int MAX_LENGTH = 30;
    static final int MAX_EXPONENT = 12;

    private final NormalText text;
    private final int start;
    private int end;
    private int points;
    private int commas;
    private int lastMark = -1;
    private boolean evenGroups = true;

    private NumberScan(NormalText text, int start) {
        this.text = text;
        this.start = start;
    }

    /** The number that begins at {@code start}; {@link #figure()} is null if it is too long to be a price. */
    static NumberScan at(NormalText text, int start) {
        NumberScan scan = new NumberScan(text, start);
        scan.run();
        return scan;
    }

    int end() {
        return end;
    }

    private void run() {
        int i = start;
        int group = 0;
        for (; ; i++) {
            char c = text.at(i);
            if (Letters.digit(c)) {
                group++;
            } else if (separator(c) && Letters.digit(text.at(i + 1)) && !mixedList(c, i)) {
                close(group, i);
                group = 0;
                points += c == '.' ? 1 : 0;
                commas += c == '.' ? 0 : 1;
                lastMark = i;
            } else {
                break;
            }
        }
        evenGroups &= lastMark < 0 || group == 3;
        end = i;
    }

    private void close(int group, int at) {
        evenGroups &= lastMark < 0 ? group >= 1 && group <= 3 && text.at(start) != '0' : group == 3;
        if (at == start) {
            evenGroups = false;
        }
    }

    private static boolean separator(char c) {
        return c == '.' || c == ',' || c == '\'';
    }

    /** A comma after a number that already has its point separates list members, and so does a second odd point. */
    private boolean mixedList(char c, int at) {
        if (c == '.') {
            return points == 1 && (commas > 0 || !groupAhead(at));
        }
        if (points == 1 && commas == 0) {
            return !groupBehind(at) || decimalAhead(at);
        }
        return commas >= 1 && (points > 0 || !groupAhead(at));
    }

    private boolean groupAhead(int at) {
        int i = at + 1;
        while (Letters.digit(text.at(i))) {
            i++;
        }
        return i - at == 4;
    }

    private boolean groupBehind(int at) {
        return at - lastMark == 4 && text.at(start) != '0';
    }

    private boolean decimalAhead(int at) {
        int i = at + 1;
        while (Letters.digit(text.at(i))) {
            i++;
        }
        return text.at(i) == '.' && Letters.digit(text.at(i + 1)) || i - at == 4 && commas == 0;
    }

    /** The number, or null if it is longer than a price can be. May move {@link #end()} for the odd forms. */
    Figure figure() {
        if (end - start > MAX_LENGTH) {
            return null;
        }
        Figure odd = oddForm();
        if (odd != null) {
            return odd;
        }
        if (commas == 0 && points == 0) {
            return spaced();
        }
        if (commas == 0) {
            return pointed();
        }
        if (points == 0) {
            return commaed();
        }
        boolean decimalPoint = text.at(lastMark) == '.';
        return make(start, end, decimalPoint ? '.' : ',', Style.DECIMAL);
    }

    private Figure pointed() {
        if (points == 1) {
            return make(start, end, '.', evenGroups ? Style.POINT_GROUP : Style.DECIMAL);
        }
        return make(start, end, NormalText.KEYCAP, Style.WHOLE);
    }

    private Figure commaed() {
        boolean goesOn = text.at(end) == ',' && Letters.digit(text.at(end + 1));
        if (!evenGroups && (commas > 1 || goesOn || twins())) {
            end = digitsEnd(start);
            return make(start, end, '.', Style.WHOLE);
        }
        if (text.at(lastMark) == '\'') {
            return make(start, end, NormalText.KEYCAP, Style.WHOLE);
        }
        if (evenGroups) {
            return make(start, end, NormalText.KEYCAP, commas > 1 ? Style.COMMA_GROUPS : Style.COMMA_GROUP);
        }
        return make(start, end, ',', Style.DECIMAL);
    }

    /** Two whole numbers of the same length, {@code 1060,1095}. */
    private boolean twins() {
        int before = lastMark - start;
        return before >= 4 && end - lastMark - 1 == before;
    }

    /** Whole number, perhaps grouped by spaces: {@code 64 800}. */
    private Figure spaced() {
        int to = end;
        if (end - start <= 3 && text.at(start) != '0') {
            while (text.at(to) == ' ' && group(to + 1) && to - start < MAX_LENGTH - 4) {
                to += 4;
            }
        }
        if (to == end) {
            return make(start, end, '.', Style.WHOLE);
        }
        boolean sure = end - start > 1;
        int wide = to;
        Figure figure = sure ? make(start, wide, NormalText.KEYCAP, Style.SPACE_GROUPS) : null;
        if (figure == null) {
            return make(start, end, '.', Style.WHOLE);
        }
        end = wide;
        return figure;
    }

    private boolean group(int at) {
        return Letters.digit(text.at(at))
                && Letters.digit(text.at(at + 1))
                && Letters.digit(text.at(at + 2))
                && !Letters.wordly(text.at(at + 3))
                && text.at(at + 3) != '%'
                && !Letters.digit(text.at(at + 4));
    }

    /** Subscript zeros, small exponents and a dash behind the point; null for ordinary numbers. */
    private Figure oddForm() {
        char c = text.at(end);
        if (c >= '\u2080' && c <= '\u2089' && points == 1 && commas == 0) {
            return subscript(c - '\u2080');
        }
        if ((c == 'e' || c == 'E') && text.at(end + 1) == '-' && Letters.digit(text.at(end + 2))) {
            return exponent();
        }
        if (c == '.' && text.at(end + 1) == '-' && Letters.digit(text.at(end + 2)) && points + commas == 0) {
            int to = digitsEnd(end + 2);
            BigDecimal fraction = decimal(end + 2, to, '.');
            BigDecimal whole = decimal(start, end, '.');
            if (fraction == null || whole == null) {
                return null;
            }
            int places = to - end - 2;
            int digits = places + end - start;
            end = to;
            return Figure.of(whole.add(fraction.scaleByPowerOfTen(-places)), digits, Style.DECIMAL);
        }
        return null;
    }

    private Figure subscript(int zeros) {
        int to = digitsEnd(end + 1);
        BigDecimal tail = to > end + 1 ? decimal(end + 1, to, '.') : null;
        if (tail == null) {
            return null;
        }
        int places = zeros + to - end - 1;
        int digits = to - end - 1;
        end = to;
        return Figure.of(tail.scaleByPowerOfTen(-places), digits, Style.DECIMAL);
    }

    private Figure exponent() {
        int to = digitsEnd(end + 2);
        BigDecimal mantissa = commas > 0 || points > 1 ? null : decimal(start, end, '.');
        int power =
                to - end - 2 > 2 ? MAX_EXPONENT + 1 : decimal(end + 2, to, '.').intValue();
        if (mantissa == null || power > MAX_EXPONENT) {
            return null;
        }
        int digits = end - start;
        end = to;
        return Figure.of(mantissa.scaleByPowerOfTen(-power), digits, Style.DECIMAL);
    }

    private int digitsEnd(int from) {
        int i = from;
        while (Letters.digit(text.at(i))) {
            i++;
        }
        return i;
    }

    private Figure make(int from, int to, char point, Style style) {
        BigDecimal value = decimal(from, to, point);
        return value == null ? null : Figure.of(value, digits(from, to), style);
    }

    private int digits(int from, int to) {
        int n = 0;
        for (int i = from; i < to; i++) {
            n += Letters.digit(text.at(i)) ? 1 : 0;
        }
        return n;
    }

    /** The digits between two positions with {@code point} as decimal mark; other marks are skipped. */
    private BigDecimal decimal(int from, int to, char point) {
        if (to - from > MAX_LENGTH) {
            return null;
        }
        long small = 0;
        int scale = -1;
        for (int i = from; i < to; i++) {
            char c = text.at(i);
            if (Letters.digit(c)) {
                small = small * 10 + c - '0';
                scale += scale >= 0 ? 1 : 0;
            } else if (c == point) {
                scale = 0;
            }
        }
        if (to - from <= 18) {
            return BigDecimal.valueOf(small, Math.max(scale, 0));
        }
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
