package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import java.math.BigDecimal;

/** A number with the word that scales it or makes it a percentage: {@code 65,2 tys.}, {@code 5 percent}. */
final class Compound {
    private Compound() {}

    /** What two neighbours make together, or null. */
    static Token of(Token before, Token token, NumberReader numbers) {
        if (before.is(Kind.NUMBER)) {
            boolean percent = token.is(Role.PERCENT) && token.term().value().isEmpty();
            return token.is(Role.SCALE)
                    ? scaled(before, token)
                    : percent ? percent(before, before, token, numbers) : null;
        }
        return before.is(Role.PERCENT) && token.is(Kind.NUMBER) ? percent(token, before, token, numbers) : null;
    }

    private static Token percent(Token number, Token first, Token last, NumberReader numbers) {
        char sign = numbers.sign(number.start());
        return Token.figure(Kind.PERCENT, first.start(), last.end(), sign, number.figure());
    }

    private static Token scaled(Token number, Token word) {
        BigDecimal value = number.figure()
                .value()
                .movePointRight(Integer.parseInt(word.term().value()));
        Figure figure = Figure.of(value, number.figure().digits(), Style.SCALED);
        return Token.figure(Kind.NUMBER, number.start(), word.end(), Token.NONE, figure);
    }
}
