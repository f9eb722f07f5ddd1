package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Figure;
import io.signalroom.parse.lex.Token;
import java.math.BigDecimal;

/**
 * A number with its place in the normalised text.
 *
 * @param value what it means so far
 * @param figure how it was written
 * @param start first character
 * @param end after the last character
 */
record Price(BigDecimal value, Figure figure, int start, int end) {
    static Price of(Token token) {
        return new Price(token.figure().value(), token.figure(), token.start(), token.end());
    }

    Price with(BigDecimal newValue) {
        return new Price(newValue, figure, start, end);
    }

    double approx() {
        return value.doubleValue();
    }
}
