package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import java.math.BigDecimal;

/** Reads a number with what belongs to it: sign, percent, {@code x}, {@code k}, {@code 4h}, or finds it is a date. */
final class NumberReader {
    private final NormalText text;
    private final Moments moments;

    NumberReader(NormalText text) {
        this.text = text;
        this.moments = new Moments(text);
    }

    /** The token that begins with the digit or point at {@code i}; null if it is no usable number. */
    Token read(int i) {
        int dateEnd = moments.end(i);
        if (dateEnd > 0) {
            return new Token(Kind.DATE, i, dateEnd, Token.NONE);
        }
        NumberScan scan = NumberScan.at(text, i);
        Figure figure = scan.figure();
        if (figure == null) {
            return new Token(Kind.WORD, i, scan.end(), Token.NONE);
        }
        return exponent(scan.end())
                ? new Token(Kind.WORD, i, WordReader.runEnd(text, scan.end()), Token.NONE)
                : suffixed(figure, i, scan.end());
    }

    /** The same behind a label, where {@code 4:24} is the fourth of its kind at 24. */
    Token readBehindLabel(int i) {
        int colon = Digits.run(text, i);
        boolean time = text.at(colon) == ':' && colon - i <= 2 && Letters.digit(text.at(colon + 1));
        Figure figure = time ? Digits.figure(text, i, colon, Digits.NO_POINT, Style.WHOLE) : null;
        return figure == null ? read(i) : Token.figure(Kind.NUMBER, i, colon, Token.NONE, figure);
    }

    /** An exponent that was too large to be applied makes the whole no number. */
    private boolean exponent(int at) {
        char sign = text.at(at + 1);
        boolean signed = sign == '-' || sign == '+';
        return text.lowerAt(at) == 'e' && Letters.digit(text.at(signed ? at + 2 : at + 1));
    }

    /** Where a number without usable value would end. */
    int end(int i) {
        return NumberScan.at(text, i).end();
    }

    /** {@code %8} with the sign at {@code i}, or null. */
    Token percent(int i) {
        NumberScan scan = NumberScan.at(text, i + 1);
        Figure figure = scan.figure();
        return figure == null ? null : Token.figure(Kind.PERCENT, i, scan.end(), Token.NONE, figure);
    }

    /** {@code x7} with the x at {@code i}, or null. */
    Token multiple(int i) {
        NumberScan scan = NumberScan.at(text, i + 1);
        Figure figure = scan.figure();
        boolean glued = Letters.letter(text.at(scan.end())) && !lone(scan.end() - 1) && !risen(scan.end());
        if (figure == null || glued) {
            return null;
        }
        return Token.figure(Kind.MULTIPLE, i, scan.end(), Token.NONE, figure);
    }

    /** {@code M15}, {@code H4}, {@code D1} with the letter at {@code i}, or null. */
    Token interval(int i) {
        char unit = text.at(i);
        if ((unit != 'M' && unit != 'H' && unit != 'D' && unit != 'W') || !Letters.digit(text.at(i + 1))) {
            return null;
        }
        int end = Digits.run(text, i + 1);
        Figure figure = end - i > 3 || Letters.wordly(text.at(end)) || text.at(end) == '.'
                ? null
                : NumberScan.at(text, i + 1).figure();
        boolean known = figure != null && figure.ordinal() && (unit != 'M' || minutes(figure));
        return known ? Token.figure(Kind.TIMEFRAME, i, end, unit, figure) : null;
    }

    private Token suffixed(Figure figure, int from, int end) {
        char c = text.lowerAt(end);
        if (c == NormalText.KEYCAP) {
            return Token.figure(Kind.INDEX, from, end + 1, Token.NONE, figure);
        }
        int percent = c == ' ' ? end + 1 : end;
        if (text.at(percent) == '%') {
            return Token.figure(Kind.PERCENT, from, percent + 1, sign(from), figure);
        }
        if (c == '倍' || c == '배') {
            return Token.figure(Kind.MULTIPLE, from, end + 1, Token.NONE, figure);
        }
        int unit = c == ' ' && lone(end + 1) && (text.lowerAt(end + 1) == 'x') ? end + 1 : end;
        if (lone(unit)) {
            return lettered(figure, from, unit);
        }
        int word = c == ' ' ? end + 1 : end;
        if (mil(word)) {
            return number(figure, from, word + 3, 3);
        }
        return Token.figure(Kind.NUMBER, from, end, Token.NONE, figure);
    }

    /** True if the letter at {@code i} stands alone: no letter follows, or a new capitalised word is glued to it. */
    private boolean lone(int i) {
        char c = text.at(i);
        char next = text.at(i + 1);
        return Letters.letter(c)
                && (!Letters.wordly(next)
                        || (Letters.upper(next) && (Letters.lower(text.at(i + 2)) || Letters.lower(c)))
                        || (Letters.foreign(next) && !Letters.foreign(c)));
    }

    /** True if a capitalised word begins at {@code i}. */
    private boolean risen(int i) {
        return Letters.upper(text.at(i)) && Letters.lower(text.at(i + 1));
    }

    /** Portuguese for thousand. */
    private boolean mil(int at) {
        return text.lowerAt(at) == 'm' && text.lowerAt(at + 1) == 'i' && text.lowerAt(at + 2) == 'l' && lone(at + 2);
    }

    private Token lettered(Figure figure, int from, int at) {
        char c = text.lowerAt(at);
        boolean small = figure.style() == Style.WHOLE && figure.approx() <= 60;
        Token timeframe = Token.figure(Kind.TIMEFRAME, from, at + 1, Token.NONE, figure);
        return switch (c) {
            case 'x', 'х' -> Token.figure(Kind.MULTIPLE, from, at + 1, Token.NONE, figure);
            case 'k', 'к' -> number(figure, from, at + 1, 3);
            case 'b' -> number(figure, from, at + 1, 9);
            case 'm' -> text.at(at) == 'm' && minutes(figure) ? timeframe : number(figure, from, at + 1, 6);
            case 'м' -> small ? timeframe : number(figure, from, at + 1, 6);
            case 'h', 'ч', 'd', 'д', 'w', 'н' -> small ? timeframe : plain(figure, from, at);
            case '万', '만' -> number(figure, from, at + 1, 4);
            default -> plain(figure, from, at);
        };
    }

    private static boolean minutes(Figure figure) {
        if (figure.style() != Style.WHOLE || figure.approx() > 60) {
            return false;
        }
        return switch (figure.whole()) {
            case 1, 3, 5, 10, 15, 30, 45 -> true;
            default -> false;
        };
    }

    private static Token plain(Figure figure, int from, int end) {
        return Token.figure(Kind.NUMBER, from, end, Token.NONE, figure);
    }

    private static Token number(Figure figure, int from, int end, int power) {
        BigDecimal scaled = figure.value().scaleByPowerOfTen(power);
        BigDecimal value = scaled.scale() < 0 ? scaled.setScale(0) : scaled;
        return Token.figure(Kind.NUMBER, from, end, Token.NONE, Figure.of(value, figure.digits(), Style.SCALED));
    }

    /** The sign before the digit at {@code from}, or none. */
    char sign(int from) {
        char before = text.at(from - 1);
        if (before == '+' || (before == ' ' && text.at(from - 2) == '+')) {
            return '+';
        }
        boolean free = !Letters.wordly(text.at(from - 2)) && text.at(from - 2) != '%' && text.at(from - 2) != '.';
        return before == '-' && free ? '-' : Token.NONE;
    }
}
