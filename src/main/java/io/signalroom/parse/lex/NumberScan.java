package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;

/**
 * Reads one number without its suffix and decides what its points, commas and spaces are: decimal marks, thousands, or
 * the borders of a list ({@code 1.680,1.641}). At most {@value Digits#MAX_LENGTH} characters make a number.
 */
final class NumberScan {
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

    /** The number that begins at {@code start}. */
    static NumberScan at(NormalText text, int start) {
        NumberScan scan = new NumberScan(text, start);
        scan.run();
        return scan;
    }

    /** Where it ends; ask after {@link #figure()}, which may move it for the odd forms. */
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
        boolean first = lastMark < 0;
        evenGroups &= first ? group >= 1 && group <= 3 && text.at(start) != '0' : group == 3;
        evenGroups &= at > start;
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
        return Digits.end(text, at + 1) - at == 4;
    }

    private boolean groupBehind(int at) {
        return at - lastMark == 4 && text.at(start) != '0';
    }

    private boolean decimalAhead(int at) {
        int to = Digits.end(text, at + 1);
        return (text.at(to) == '.' && Letters.digit(text.at(to + 1))) || to - at == 4;
    }

    /** The number, or null if it is longer than a price can be. */
    Figure figure() {
        if (end - start > Digits.MAX_LENGTH) {
            return null;
        }
        OddNumber odd = commas == 0 ? OddNumber.read(text, start, end, points) : null;
        if (odd != null) {
            end = odd.end();
            return odd.figure();
        }
        if (commas == 0) {
            return points == 0 ? spaced() : pointed();
        }
        return points == 0 ? commaed() : make(end, text.at(lastMark), Style.DECIMAL);
    }

    private Figure pointed() {
        return points == 1
                ? make(end, '.', evenGroups ? Style.POINT_GROUP : Style.DECIMAL)
                : make(end, Digits.NO_POINT, Style.WHOLE);
    }

    private Figure commaed() {
        boolean goesOn = text.at(end) == ',' && Letters.digit(text.at(end + 1));
        boolean began = text.at(start - 1) == ',' && Letters.digit(text.at(start - 2));
        if (began || (!evenGroups && (commas > 1 || goesOn || twins()))) {
            end = Digits.end(text, start);
            return make(end, '.', Style.WHOLE);
        }
        if (text.at(lastMark) == '\'') {
            return make(end, Digits.NO_POINT, Style.WHOLE);
        }
        if (evenGroups) {
            return make(end, Digits.NO_POINT, commas > 1 ? Style.COMMA_GROUPS : Style.COMMA_GROUP);
        }
        return make(end, ',', Style.DECIMAL);
    }

    /** Two whole numbers of the same length, {@code 1060,1095}. */
    private boolean twins() {
        int before = lastMark - start;
        return before >= 4 && end - lastMark - 1 == before;
    }

    /** Whole number, perhaps grouped by spaces: {@code 64 800}. One digit before a space is rather an index. */
    private Figure spaced() {
        int to = end;
        int width = end - start;
        boolean paid = width == 1 && (priced(start - 1) || priced(start - 2) || priced(end + 4) || priced(end + 5));
        if ((width > 1 || paid) && width <= 3 && text.at(start) != '0') {
            while (text.at(to) == ' ' && group(to + 1) && to - start < Digits.MAX_LENGTH - 4) {
                to += 4;
            }
        }
        boolean grouped = to > end;
        end = to;
        return make(to, Digits.NO_POINT, grouped ? Style.SPACE_GROUPS : Style.WHOLE);
    }

    /** True for a sign of money: with it, even one digit before a space belongs to the number. */
    private boolean priced(int at) {
        return text.at(at) == '$' || text.at(at) == '€' || text.at(at) == '£' || text.at(at) == '₽';
    }

    private boolean group(int at) {
        return Digits.end(text, at) == at + 3
                && !Letters.letter(text.at(at + 3))
                && text.at(at + 3) != '%'
                && !Letters.digit(text.at(at + 4));
    }

    private Figure make(int to, char point, Style style) {
        return Digits.figure(text, start, to, point, style);
    }
}
