package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Role;
import java.util.List;

/**
 * Takes their everyday meaning from words that are part of a coin's name: the name is written large, and its ticker is
 * made of its letters and stands beside in brackets, {@code Black Whale (WHALE)}, or as a tag, {@code $GRT (Ivory Whale)}.
 * So it does from tickers that their capitals set off: {@code buy ID under 759}.
 */
final class Names {
    /** Longest name, in words. */
    private static final int WORDS = 4;

    private final NormalText text;
    private final List<Token> tokens;

    private Names(NormalText text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    /** Settles the names in {@code tokens}, in place. */
    static void settle(NormalText text, List<Token> tokens) {
        Names names = new Names(text, tokens);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.punct('(') && i > 0 && i + 2 < tokens.size()) {
                names.bracket(i);
            } else if (token.asset() != null && token.term() != null && names.capitals(token) && names.setOff(i)) {
                plain(token);
            }
        }
    }

    private void bracket(int open) {
        Token before = tokens.get(open - 1);
        if (before.tagged()) {
            int end = nameEnd(open + 1);
            if (end < tokens.size() && tokens.get(end).punct(')')) {
                name(open + 1, end);
                unname(open + 1, end);
            }
        } else if (tokens.get(open + 2).punct(')') && capitals(tokens.get(open + 1))) {
            int from = nameStart(open);
            if (from < open && abbreviates(tokens.get(open + 1), from, open)) {
                name(from, open);
                plain(tokens.get(open + 1));
            }
        }
    }

    /** True for a ticker behind a direction or small word in small letters, or at the head of a line in such. */
    private boolean setOff(int i) {
        if (tokens.get(i).asset().byName()) {
            return false;
        }
        Token before = i == 0 ? null : tokens.get(i - 1);
        Token next = tokens.get(i + 1);
        if (before == null || before.is(Kind.NEWLINE)) {
            return next.punct('-') && i + 2 < tokens.size() && small(tokens.get(i + 2));
        }
        boolean led = before.is(Role.SIDE)
                || (before.is(Role.FILLER) && !tokens.get(i).is(Role.ASIDE));
        return led && small(before) && !next.punct(':');
    }

    private boolean small(Token token) {
        return token.is(Kind.WORD) && Letters.lower(text.at(token.end() - 1));
    }

    private int nameEnd(int from) {
        int end = from;
        while (end < tokens.size() && end - from < WORDS && named(tokens.get(end))) {
            end++;
        }
        return end;
    }

    private int nameStart(int end) {
        int from = end;
        while (from > 0 && end - from < WORDS && named(tokens.get(from - 1))) {
            from--;
        }
        return from;
    }

    /** True for a word that begins large and goes on small. */
    private boolean named(Token token) {
        return token.is(Kind.WORD)
                && token.mark() == Token.NONE
                && Letters.upper(text.at(token.start()))
                && Letters.lower(text.at(token.start() + 1));
    }

    private boolean capitals(Token token) {
        boolean capitals = token.is(Kind.WORD) && token.mark() == Token.NONE && token.end() - token.start() > 1;
        for (int i = token.start(); i < token.end() && capitals; i++) {
            capitals = Letters.upper(text.at(i)) || Letters.digit(text.at(i));
        }
        return capitals;
    }

    /** True if the letters of the ticker occur in the name in this order, the first at a word's beginning. */
    private boolean abbreviates(Token ticker, int from, int to) {
        for (int first = from; first < to; first++) {
            int at = ticker.start();
            boolean begins = text.lowerAt(tokens.get(first).start()) == text.lowerAt(at);
            for (int i = tokens.get(first).start();
                    begins && i < tokens.get(to - 1).end() && at < ticker.end();
                    i++) {
                at += text.lowerAt(i) == text.lowerAt(at) ? 1 : 0;
            }
            if (at == ticker.end()) {
                return true;
            }
        }
        return false;
    }

    private void name(int from, int to) {
        for (int i = from; i < to; i++) {
            plain(tokens.get(i));
        }
    }

    /** The tag tells the coin, so everyday words of the name are no other one: {@code $GTC (Red Ape)}. */
    private void unname(int from, int to) {
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            if (token.asset() != null && token.asset().homograph()) {
                token.meaning(token.term(), null);
            }
        }
    }

    /** Drops what the word would mean in talk; labels and directions stay what they are. */
    private static void plain(Token token) {
        if (token.term() != null && talk(token.term().role())) {
            token.meaning(null, token.asset());
        }
    }

    private static boolean talk(Role role) {
        return switch (role) {
            case BAIT, ASIDE, STOPWORD, FILLER, COUNTED, LAUNCH, NETWORK -> true;
            default -> false;
        };
    }
}
