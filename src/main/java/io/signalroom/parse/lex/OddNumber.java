package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import java.math.BigDecimal;

/**
 * The rare writings of a price: {@code 0.0₅841} (the subscript counts zeros), {@code 8.41e-6}, {@code 6.-90}.
 *
 * @param figure the number
 * @param end where it ends
 */
record OddNumber(Figure figure, int end) {
    /** Largest negative exponent taken, so that a hostile number costs nothing. */
    static final int MAX_EXPONENT = 12;

    /** The odd number whose plain beginning lies between two positions, or null if it goes on as usual. */
    static OddNumber read(NormalText text, int start, int end, int points) {
        char c = text.at(end);
        if (c >= '\u2080' && c <= '\u2089' && points == 1) {
            return subscript(text, end, c - '\u2080');
        }
        boolean minus = text.at(end + 1) == '-' && Letters.digit(text.at(end + 2));
        if (minus && (c == 'e' || c == 'E') && points <= 1) {
            return exponent(text, start, end);
        }
        return minus && c == '.' && points == 0 ? dashed(text, start, end) : null;
    }

    private static OddNumber subscript(NormalText text, int mark, int zeros) {
        int to = Digits.end(text, mark + 1);
        BigDecimal tail = to > mark + 1 ? Digits.decimal(text, mark + 1, to, Digits.NO_POINT) : null;
        int digits = to - mark - 1;
        return tail == null ? null : of(tail.movePointLeft(zeros + digits), digits, to);
    }

    private static OddNumber exponent(NormalText text, int start, int end) {
        int to = Digits.end(text, end + 2);
        BigDecimal mantissa = Digits.decimal(text, start, end, '.');
        if (mantissa == null || to - end > 4) {
            return null;
        }
        int power = Digits.decimal(text, end + 2, to, Digits.NO_POINT).intValue();
        return power > MAX_EXPONENT ? null : of(mantissa.movePointLeft(power), end - start, to);
    }

    private static OddNumber dashed(NormalText text, int start, int end) {
        int to = Digits.end(text, end + 2);
        BigDecimal fraction = Digits.decimal(text, end + 2, to, Digits.NO_POINT);
        BigDecimal whole = Digits.decimal(text, start, end, Digits.NO_POINT);
        if (fraction == null || whole == null) {
            return null;
        }
        int places = to - end - 2;
        return of(whole.add(fraction.movePointLeft(places)), end - start + places, to);
    }

    private static OddNumber of(BigDecimal value, int digits, int end) {
        return new OddNumber(Figure.of(value, digits, Style.DECIMAL), end);
    }
}
