package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Asset;
import io.signalroom.parse.vocab.Match;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;

/** Reads pairs: {@code BTC/USDT}, {@code X|BTC}, {@code EGLD#USDT}, {@code LINKUSDTPERP}. */
final class PairReader {
    /** Longest ticker with its quote, and longest run looked at for one. */
    private static final int MAX_TICKER = 24;

    private static final String SEPARATORS = "/-_|\\#";
    private static final String[] GLUED = {
        "USDT", "USDC", "FDUSD", "BUSD", "TUSD", "USD", "BTC", "ETH", "BNB", "EUR", "JPY", "GBP", "TRY", "KRW"
    };
    /** How many of those are enough to make an unknown word before them a coin. */
    private static final int SURE = 5;

    private final NormalText text;
    private final Vocabulary vocabulary;

    PairReader(NormalText text, Vocabulary vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
    }

    /**
     * The pair whose base begins at {@code at}, or null.
     *
     * @param from where its tag begins
     * @param end where the run of letters and digits ends
     * @param match what the vocabulary knows at {@code at}, or null
     */
    Token read(int from, int at, int end, char mark, Match match) {
        if (end - at > MAX_TICKER || (!Letters.latin(text.at(at)) && !Letters.digit(text.at(at)))) {
            return null;
        }
        boolean small = match != null
                && match.term() != null
                && (match.term().role() == Role.FILLER || match.term().role() == Role.STOPWORD);
        boolean label = match != null
                && !(small && capital(at) && capital(end - 1))
                && match.term() != null
                && match.end() >= end
                && match.asset() == null;
        Token spelled = label && mark == Token.NONE ? null : spelled(from, at, end);
        return spelled != null ? spelled : glued(from, at, end, mark);
    }

    private boolean capital(int at) {
        return Character.isUpperCase(text.at(at));
    }

    private Token spelled(int from, int at, int end) {
        int sep = skipSpaces(end);
        if (SEPARATORS.indexOf(text.at(sep)) < 0 || text.at(sep) == 0 || end - at > MAX_TICKER / 2) {
            return null;
        }
        int quoteAt = skipSpaces(sep + 1);
        quoteAt += text.at(quoteAt) == '$' || text.at(quoteAt) == '#' ? 1 : 0;
        if (sep > end && quoteAt == sep + 1 && text.at(sep) != '/' && text.at(sep) != '|') {
            return null;
        }
        int quoteEnd = WordReader.runEnd(text, quoteAt);
        if (quoteEnd - quoteAt < 3 || quoteEnd - quoteAt > 5) {
            return null;
        }
        String quote = text.upper(quoteAt, quoteEnd);
        String base = text.upper(at, end);
        if (!vocabulary.quote(quote) || base.equals(quote) || !ticker(base)) {
            return null;
        }
        return new Token(Kind.PAIR, from, perpetualEnd(quoteEnd), Token.NONE)
                .of(new Pair(canonical(base), quote, true));
    }

    private int skipSpaces(int i) {
        int to = i;
        while (to < i + 2 && text.at(to) == ' ') {
            to++;
        }
        return to;
    }

    /** {@code XUSDT}: the cut that leaves a known coin is best, else the first that leaves a likely one. */
    private Token glued(int from, int at, int end, char mark) {
        int stop = end - at > 6 && ends(at, end, "PERP") ? end - 4 : end;
        String likely = null;
        for (int i = 0; i < GLUED.length; i++) {
            int cut = stop - GLUED[i].length();
            if (cut - at < 1 || !ends(at, stop, GLUED[i])) {
                continue;
            }
            String base = text.upper(at, cut);
            if (vocabulary.asset(base) != null) {
                likely = GLUED[i];
                break;
            }
            boolean sure = i < SURE || mark == '#';
            likely = likely == null && sure && cut - at >= 2 && ticker(base) && !vocabulary.label(base)
                    ? GLUED[i]
                    : likely;
        }
        if (likely == null || vocabulary.asset(text.upper(at, end)) != null) {
            return null;
        }
        String base = canonical(text.upper(at, stop - likely.length()));
        return new Token(Kind.PAIR, from, perpetualEnd(end), Token.NONE).of(new Pair(base, likely, false));
    }

    private boolean ends(int at, int end, String tail) {
        int from = end - tail.length();
        if (from < at) {
            return false;
        }
        for (int i = 0; i < tail.length(); i++) {
            if ((text.lowerAt(from + i) ^ 0x20) != tail.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int perpetualEnd(int end) {
        return text.at(end) == '.' && text.at(end + 1) == 'P' && !Letters.wordly(text.at(end + 2)) ? end + 2 : end;
    }

    private static boolean ticker(String base) {
        boolean lettered = false;
        for (int i = 0; i < base.length(); i++) {
            char c = base.charAt(i);
            lettered |= Letters.latin(c);
            if (c >= 0x80) {
                return false;
            }
        }
        return lettered;
    }

    private String canonical(String base) {
        Asset asset = vocabulary.asset(base);
        return asset == null ? base : asset.ticker();
    }
}
