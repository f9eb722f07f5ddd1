package io.signalroom.parse.lex;

import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;

/** Tells dates, times of day and telephone numbers from prices. */
final class Moments {
    private final NormalText text;

    Moments(NormalText text) {
        this.text = text;
    }

    /** Where a date, time or telephone number that begins at {@code i} ends, or -1. */
    int end(int i) {
        int first = Digits.run(text, i);
        char mark = text.at(first);
        boolean date = mark == 'h' || mark == 'H' || mark == ':' || mark == '/' || mark == '-' || mark == '.';
        boolean phone = text.at(i - 1) == '+' || (mark == '-' && first - i == 3);
        return Math.max(date ? dateEnd(i, first) : -1, phone ? phoneEnd(i, first) : -1);
    }

    /** Where a telephone number that begins at {@code i} ends, or -1: with a plus before it, or as {@code 555-01-43}. */
    private int phoneEnd(int i, int first) {
        int at = i;
        int count = 0;
        int groups = 0;
        while (at < i + Digits.MAX_LENGTH && (Letters.digit(text.at(at)) || phoneMark(at))) {
            boolean digit = Letters.digit(text.at(at));
            groups += digit && !Letters.digit(text.at(at - 1)) ? 1 : 0;
            count += digit ? 1 : 0;
            at++;
        }
        boolean plus = text.at(i - 1) == '+' && count >= 9 && groups >= 2;
        boolean local = first - i == 3 && pair(first) && pair(first + 3) && !Letters.wordly(text.at(first + 6));
        return plus ? at : local ? first + 6 : -1;
    }

    private boolean phoneMark(int at) {
        char c = text.at(at);
        return (c == ' ' || c == '-' || c == '(' || c == ')')
                && (Letters.digit(text.at(at + 1)) || text.at(at + 1) == '(');
    }

    private boolean pair(int at) {
        return text.at(at) == '-' && Digits.run(text, at + 1) == at + 3;
    }

    /** Where a date or time whose first digits lie between two positions ends, or -1. */
    private int dateEnd(int i, int first) {
        char mark = text.at(first);
        if (first - i > 4 || !Letters.digit(text.at(first + 1))) {
            return -1;
        }
        int second = Digits.run(text, first + 1);
        int width = second - first - 1;
        if ((mark == ':' || hour(i, first))
                && first - i <= 2
                && width == 2
                && !Letters.digit(text.at(second))
                && text.at(second) != '.'
                && text.at(second) != ',') {
            return text.at(second) == ':' && Digits.run(text, second + 1) - second == 3 ? second + 3 : second;
        }
        if ((mark != '/' && mark != '-' && mark != '.') || text.at(second) != mark || width > 2) {
            return -1;
        }
        int year = Digits.run(text, second + 1) - second - 1;
        boolean dayFirst = first - i <= 2 && (year == 4 || (year == 2 && mark == '/'));
        boolean yearFirst = first - i == 4 && width == 2 && year >= 1 && year <= 2 && text.at(i) == '2';
        return (dayFirst && plausibleYear(second + 1, year)) || yearFirst ? second + 1 + year : -1;
    }

    /** {@code 17h00}. */
    private boolean hour(int i, int mark) {
        return text.lowerAt(mark) == 'h' && !Letters.wordly(text.at(mark + 3)) && text.at(mark + 1) < '6' && mark > i;
    }

    private boolean plausibleYear(int at, int width) {
        return width == 4 ? text.at(at) == '2' && text.at(at + 1) == '0' : text.at(at) == '2' || text.at(at) == '1';
    }
}
