package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Role;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Settles whether {@code 2 870} is one number: one digit before a space is rather the number of a list's item, but not
 * where other numbers of the post are grouped by spaces, or where several numbers look so and don't count up.
 */
final class SpacedNumbers {
    /** Prices of one plan mostly lie within this factor of each other. */
    private static final double SIZE = 1.4;

    private SpacedNumbers() {}

    /** Joins the pairs in {@code tokens}, in place. */
    static void settle(NormalText text, List<Token> tokens) {
        List<Integer> pairs = pairs(text, tokens);
        if (pairs.isEmpty() || !grouped(tokens, pairs)) {
            return;
        }
        for (int k = pairs.size() - 1; k >= 0; k--) {
            int i = pairs.get(k);
            Token head = tokens.get(i);
            Token tail = tokens.get(i + 1);
            BigDecimal value =
                    head.figure().value().movePointRight(3).add(tail.figure().value());
            Style style = tail.figure().style() == Style.WHOLE ? Style.SPACE_GROUPS : Style.DECIMAL;
            Figure figure =
                    Figure.of(value, head.figure().digits() + tail.figure().digits(), style);
            Token whole = Token.figure(Kind.NUMBER, head.start(), tail.end(), Token.NONE, figure);
            tokens.set(i, whole);
            tokens.remove(i + 1);
        }
    }

    private static List<Integer> pairs(NormalText text, List<Token> tokens) {
        List<Integer> pairs = new ArrayList<>(2);
        for (int i = 1; i + 1 < tokens.size(); i++) {
            Token head = tokens.get(i);
            Token tail = tokens.get(i + 1);
            boolean spaced = tail.start() == head.end() + 1 && text.at(head.end()) == ' ';
            boolean pair = whole(head, 1) && (whole(tail, 3) || fraction(text, tail));
            boolean sure = (whole(head, 2) || whole(head, 3)) && fraction(text, tail) && !listed(tokens, i);
            if (spaced && (pair || sure) && !tokens.get(i - 1).is(Kind.NEWLINE)) {
                pairs.add(i);
            }
        }
        return pairs;
    }

    /** {@code 145/142.5/138 152.3}: the number before and the one behind are of its size, so that all three are prices. */
    private static boolean listed(List<Token> tokens, int i) {
        return i > 1
                && tokens.get(i - 1).is(Kind.PUNCT)
                && tokens.get(i - 2).is(Kind.NUMBER)
                && near(tokens.get(i), tokens.get(i - 2))
                && near(tokens.get(i), tokens.get(i + 1));
    }

    private static boolean near(Token one, Token other) {
        double ratio = one.figure().approx() / other.figure().approx();
        return ratio < SIZE && ratio > 1 / SIZE;
    }

    private static boolean whole(Token token, int digits) {
        return token.is(Kind.NUMBER)
                && token.figure().style() == Style.WHOLE
                && token.figure().digits() == digits
                && token.end() - token.start() == digits;
    }

    /** {@code 341,5}: three digits before the decimal mark. */
    private static boolean fraction(NormalText text, Token token) {
        boolean decimal = token.is(Kind.NUMBER) && token.figure().style() == Style.DECIMAL;
        char mark = text.at(token.start() + 3);
        return decimal && (mark == ',' || mark == '.') && token.figure().approx() < 1000;
    }

    private static boolean grouped(List<Token> tokens, List<Integer> pairs) {
        for (Token token : tokens) {
            if (token.is(Kind.NUMBER) && token.figure().style() == Style.SPACE_GROUPS) {
                return true;
            }
        }
        return counted(tokens, pairs);
    }

    private static boolean counted(List<Token> tokens, List<Integer> pairs) {
        int counting = 0;
        for (int i : pairs) {
            if (tokens.get(i).figure().digits() > 1) {
                return true;
            }
        }
        for (int i : pairs) {
            Token before = tokens.get(i - 1);
            boolean item = before.is(Role.TARGET) || before.is(Role.ENTRY) || before.is(Role.STOP);
            counting += item && tokens.get(i).figure().whole() == counting + 1 ? 1 : 0;
        }
        return pairs.size() > 1 && counting < pairs.size();
    }
}
