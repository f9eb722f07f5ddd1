package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Figure;
import io.signalroom.parse.lex.Token;
import java.math.BigDecimal;

/**
 * A number with its place in the normalised text.
 *
 * @param value what it means so far
 * @param approx the same, for comparisons
 * @param figure how it was written
 * @param start first character
 * @param end after the last character
 */
public record Price(BigDecimal value, double approx, Figure figure, int start, int end) {
    static Price of(Token token) {
        Figure figure = token.figure();
        return new Price(figure.value(), figure.approx(), figure, token.start(), token.end());
    }

    /** A part of a longer writing. */
    static Price of(BigDecimal value, Figure figure, int start, int end) {
        return new Price(value, value.doubleValue(), figure, start, end);
    }

    Price with(BigDecimal newValue) {
        return of(newValue, figure, start, end);
    }
}
