package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Role;
import java.util.List;

/**
 * Tells minutes from millions: {@code 15M} behind "timeframe" is a quarter of an hour, and so is the time that a change
 * took, {@code +6.8% in 4m}; elsewhere it is fifteen million.
 */
final class Minutes {
    /** Sixty, with the M for million. */
    private static final double MOST = 60e6;
    /** Most signs between a label and its value. */
    private static final int MAX_SIGNS = 4;

    private Minutes() {}

    /** The interval that {@code token}, which follows {@code tokens}, is in truth; else the token itself. */
    static Token settle(NormalText text, List<Token> tokens, Token token) {
        boolean number = token.is(Kind.NUMBER) && token.figure().style() == Style.SCALED;
        if (!number || token.figure().approx() > MOST) {
            return token;
        }
        char unit = text.at(token.end() - 1);
        boolean minutes = unit == 'M' ? charted(tokens) : unit == 'm' && moved(tokens);
        return minutes ? Token.figure(Kind.TIMEFRAME, token.start(), token.end(), 'M', count(token.figure())) : token;
    }

    private static Figure count(Figure millions) {
        return Figure.of(millions.value().movePointLeft(6).stripTrailingZeros(), millions.digits(), Style.WHOLE);
    }

    /** True if the last word says that an interval follows, perhaps with signs and a line's end between. */
    private static boolean charted(List<Token> tokens) {
        int last = tokens.size() - 1;
        int at = last;
        while (at > last - MAX_SIGNS && at > 0 && sign(tokens.get(at))) {
            at--;
        }
        return at >= 0 && tokens.get(at).is(Role.CHART);
    }

    /** True behind a percentage and at most one word or sign: {@code +6.8% in 4m}, {@code 5% / 4m}. */
    private static boolean moved(List<Token> tokens) {
        int last = tokens.size() - 1;
        return (last >= 0 && tokens.get(last).is(Kind.PERCENT))
                || (last >= 1 && tokens.get(last - 1).is(Kind.PERCENT));
    }

    private static boolean sign(Token token) {
        return token.is(Kind.PUNCT) || token.is(Kind.NEWLINE) || token.is(Role.ARROW);
    }
}
