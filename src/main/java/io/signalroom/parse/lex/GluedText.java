package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Match;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;

/** Finds where a word ends in text without spaces: {@code PairDASH/USDTExchangeHuobiEntry zone26.10}. */
final class GluedText {
    /** Shortest unknown ticker that is looked at for a word before a ticker, and shortest such word. */
    private static final int MIN_TICKER = 7;

    private static final int MIN_WORD = 4;

    private final NormalText text;
    private final Vocabulary vocabulary;

    GluedText(NormalText text, Vocabulary vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
    }

    /** True for a label that capitals follow in glued text: {@code PairDASH/USDT}. */
    boolean label(Match match, int end) {
        return match != null
                && match.asset() == null
                && match.end() < end
                && Letters.upper(text.at(match.end()))
                && Letters.lower(text.at(match.end() - 1));
    }

    /** The first part of the unknown word from {@code at} to {@code end}, if something else is glued to it; else null. */
    Token read(int from, int at, int end) {
        int cut = cut(at, end);
        return cut < end || Letters.digit(text.at(end)) ? word(from, at, cut) : null;
    }

    private Token word(int from, int at, int end) {
        Match match = vocabulary.match(text.part(at, end), 0);
        boolean whole = match != null && at + match.end() == end;
        return whole
                ? Token.word(from, end, Token.NONE, match.term(), match.asset())
                : new Token(Kind.WORD, from, end, Token.NONE);
    }

    /**
     * Where an unknown word ends in glued text: before a decimal number, {@code at0.0151}, or where a capital begins a
     * label, {@code HuobiEntry zone}.
     */
    private int cut(int at, int end) {
        int digits = end;
        while (digits > at && Letters.digit(text.at(digits - 1))) {
            digits--;
        }
        boolean point = text.at(end) == '.' || text.at(end) == ',';
        if (digits > at && digits < end && point && Letters.digit(text.at(end + 1))) {
            return digits;
        }
        for (int i = at + 2; i < end - 1; i++) {
            boolean begins = Letters.upper(text.at(i)) && Letters.lower(text.at(i - 1));
            Match label = begins ? vocabulary.match(text, i) : null;
            if (label != null && label.term() != null && planned(label.term().role())) {
                return i;
            }
        }
        return end;
    }

    private static boolean planned(Role role) {
        return switch (role) {
            case ENTRY, TARGET, STOP, LEVERAGE, SIDE, EXCHANGE, SUBJECT -> true;
            default -> false;
        };
    }

    /** The word before the known coin that {@code base}, the unknown ticker at {@code at}, ends with; null if none. */
    Token word(int from, int at, String base) {
        int length = base.length() < MIN_TICKER ? 0 : prefix(base);
        return length == 0 ? null : word(from, at, at + length);
    }

    /** In {@code FUTURESLINK} the word ends where a known coin begins: the length of the word, or 0. */
    private int prefix(String base) {
        boolean known = vocabulary.asset(base) != null;
        for (int cut = MIN_WORD; cut <= base.length() - 2 && !known; cut++) {
            if (vocabulary.asset(base.substring(cut)) != null && vocabulary.label(base.substring(0, cut))) {
                return cut;
            }
        }
        return 0;
    }

    /** {@code USDTExchange}, {@code USDTat0.0151}: a word begins behind the capitals of a dollar coin. */
    boolean quote(int at, int end) {
        return end - at == PairReader.QUOTE.length()
                && text.upper(at, end).equals(PairReader.QUOTE)
                && Letters.upper(text.at(end - 1))
                && (Letters.lower(text.at(end)) || Letters.lower(text.at(end + 1)));
    }
}
