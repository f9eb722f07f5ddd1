package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Role;
import java.util.List;

/**
 * Tells the ordinal of a label from a price of the list before it: in {@code 0.0513, 2. Ziel 0.0537} and
 * {@code 0.0513 / 2-я цель: 0.0537} the 2 counts.
 */
final class Ordinals {
    /** Most signs between a price and the next label. */
    private static final int MAX_SIGNS = 4;

    private Ordinals() {}

    /** Makes indexes of such numbers in {@code tokens}, in place. */
    static void settle(NormalText text, List<Token> tokens) {
        for (int i = 1; i + 1 < tokens.size(); i++) {
            Token number = tokens.get(i);
            boolean small = number.is(Kind.NUMBER) && number.figure().ordinal();
            int label = small && follows(tokens, i) ? label(text, tokens, i) : -1;
            if (label > 0) {
                int end = tokens.get(label - 1).end();
                tokens.subList(i + 1, label).clear();
                tokens.set(i, Token.figure(Kind.INDEX, number.start(), end, Token.NONE, number.figure()));
            }
        }
    }

    /** True if a price stands before, perhaps with signs or a line's end between. */
    private static boolean follows(List<Token> tokens, int i) {
        int at = i - 1;
        while (at > 0 && at > i - MAX_SIGNS && sign(tokens.get(at))) {
            at--;
        }
        Token price = tokens.get(at);
        return price.is(Kind.NUMBER) && !price.figure().ordinal();
    }

    private static boolean sign(Token token) {
        return token.is(Kind.PUNCT) || token.is(Kind.NEWLINE) || token.is(Role.ICON) || token.is(Role.FILLER);
    }

    /** Where the label of a price stands if the mark of an ordinal leads to it, or -1. */
    private static int label(NormalText text, List<Token> tokens, int i) {
        int end = tokens.get(i).end();
        char mark = text.at(end);
        if (mark != '.' && mark != '-' && mark != '\u00B0') {
            return -1;
        }
        int at = i + 1;
        at += tokens.get(at).is(Kind.PUNCT) ? 1 : 0;
        boolean ending = mark == '-'
                && at < tokens.size()
                && tokens.get(at).end() - tokens.get(at).start() <= 2;
        at += ending && Letters.letter(text.at(end + 1)) ? 1 : 0;
        Token label = at < tokens.size() ? tokens.get(at) : null;
        return label != null && (label.is(Role.TARGET) || label.is(Role.ENTRY) || label.is(Role.STOP)) ? at : -1;
    }
}
