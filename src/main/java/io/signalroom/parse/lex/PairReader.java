package io.signalroom.parse.lex;

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

    /** The quote that glued text has. */
    static final String QUOTE = "USDT";

    private static final String[] GLUED = {
        "USDT", "USDC", "FDUSD", "BUSD", "TUSD", "USD", "BTC", "ETH", "BNB", "EUR", "JPY", "GBP", "TRY", "KRW"
    };
    private static final int SHORTEST_QUOTE = 3;
    /** How many of those are enough to make an unknown word before them a coin. */
    private static final int SURE = 5;

    private final NormalText text;
    private final Vocabulary vocabulary;
    private final GluedText glued;

    PairReader(NormalText text, Vocabulary vocabulary, GluedText glued) {
        this.text = text;
        this.vocabulary = vocabulary;
        this.glued = glued;
    }

    /**
     * The pair whose base begins at {@code at}, or null.
     *
     * @param from where its tag begins
     * @param end where the run of letters and digits ends
     * @param match what the vocabulary knows at {@code at}, or null
     */
    Token read(int from, int at, int end, char mark, Match match) {
        if ((!Letters.latin(text.at(at)) && !Letters.digit(text.at(at)))) {
            return null;
        }
        boolean tight = text.at(end) == '/' && Letters.latin(text.at(end + 1));
        boolean small =
                match != null && match.term() != null && small(match.term().role(), tight);
        boolean label = match != null
                && !(small && capital(at) && capital(end - 1))
                && match.term() != null
                && match.end() >= end
                && match.asset() == null;
        if (label && mark == Token.NONE) {
            return null;
        }
        Token spelled = spelled(from, at, end);
        return spelled != null ? spelled : end - at > MAX_TICKER ? inside(from, at, end) : glued(from, at, end, mark);
    }

    /** {@code 币安人生/USDT}: a ticker in a script without capitals, told by its quote alone; null if there is none. */
    Token foreign(int from, int at, int end) {
        boolean slash = text.at(end) == '/' && end - at <= MAX_TICKER / 2;
        int quoteEnd = slash ? quoteEnd(end + 1) : 0;
        boolean quoted = quoteEnd - end > 3 && vocabulary.quote(text.upper(end + 1, quoteEnd));
        Match known = quoted ? vocabulary.match(text, at) : null;
        boolean named = known != null && known.asset() != null && known.end() == end;
        String base = !quoted ? null : named ? known.asset().ticker() : text.slice(at, end);
        return quoted && stable(text.upper(end + 1, quoteEnd))
                ? Token.pair(from, quoteEnd, new Pair(base, text.upper(end + 1, quoteEnd), true))
                : null;
    }

    /** Words that may as well be tickers when written in capitals; more of them with a slash right behind. */
    private static boolean small(Role role, boolean tight) {
        return switch (role) {
            case FILLER, STOPWORD, ARROW, ICON, COUNTED, BAIT -> true;
            case PROFIT, LOSS, ASIDE, SCALE, MOVER, NEGATION, FORECAST, ORDINAL, HALF, SCHEDULE, REMAINING -> tight;
            default -> false;
        };
    }

    private boolean capital(int at) {
        return Letters.upper(text.at(at));
    }

    private Token spelled(int from, int at, int end) {
        int sep = skipSpaces(end);
        if (!separator(text.at(sep)) || end - at > MAX_TICKER / 2) {
            return null;
        }
        int quoteAt = skipSpaces(sep + 1);
        quoteAt += text.at(quoteAt) == '$' || text.at(quoteAt) == '#' ? 1 : 0;
        if (sep > end && quoteAt == sep + 1 && text.at(sep) != '/' && text.at(sep) != '|') {
            return null;
        }
        int quoteEnd = quoteEnd(quoteAt);
        if (quoteEnd - quoteAt < 3 || quoteEnd - quoteAt > 5) {
            return null;
        }
        String quote = text.upper(quoteAt, quoteEnd);
        String base = text.upper(at, end);
        if (quote.equals("PERP") && (ends(at, end, "USDT") || ends(at, end, "USDC") || ends(at, end, "USD"))) {
            return null; // a glued pair, see perpetualEnd
        }
        if (vocabulary.quote(base) && stable(base) && vocabulary.asset(quote) != null && !stable(quote)) {
            return Token.pair(from, perpetualEnd(quoteEnd), new Pair(canonical(quote), base, true));
        }
        if (!vocabulary.quote(quote) || base.equals(quote) || !ticker(base)) {
            return null;
        }
        return Token.pair(from, perpetualEnd(quoteEnd), new Pair(canonical(base), quote, true));
    }

    private static boolean separator(char c) {
        return switch (c) {
            case '/', '-', '_', '|', '\\', '#' -> true;
            default -> false;
        };
    }

    /** A dollar coin, which is never the base of a call. */
    private static boolean stable(String currency) {
        return currency.startsWith("USD") || currency.equals("BUSD");
    }

    /** Where the quote ends; in glued text a label may follow it: {@code USDTLONGEntry}. */
    private int quoteEnd(int at) {
        int end = WordReader.runEnd(text, at);
        if (end - at <= 5) {
            return end;
        }
        for (int length = 5; length >= 3; length--) {
            boolean known = vocabulary.quote(text.upper(at, at + length));
            boolean pair = vocabulary.quote(text.upper(at + length, end)); // "Alert | ETHUSDT"
            if (known && !pair && (vocabulary.match(text, at + length) != null || glued.quote(at, at + length))) {
                return at + length;
            }
        }
        return end;
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
        if (stop - at <= SHORTEST_QUOTE) {
            return null;
        }
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
            boolean sure = i < SURE || mark == '#' || mark == '$' || market(GLUED[i], at, cut);
            likely = likely == null && sure && cut - at >= 2 && ticker(base) && !label(base, at, cut)
                    ? GLUED[i]
                    : likely;
        }
        if (likely == null) {
            return inside(from, at, end);
        }
        if (vocabulary.asset(text.upper(at, end)) != null) {
            return null;
        }
        String base = text.upper(at, stop - likely.length());
        Token word = glued.word(from, at, base);
        if (word != null) {
            return word;
        }
        return Token.pair(from, perpetualEnd(end), new Pair(canonical(base), likely, false));
    }

    /** {@code QIXABTC} in capitals: whatever ends so is traded for bitcoin. */
    private boolean market(String quote, int at, int cut) {
        boolean capitals = quote.equals("BTC") && cut - at >= 3;
        for (int i = at; i < cut + quote.length() && capitals; i++) {
            capitals = Letters.upper(text.at(i)) || Letters.digit(text.at(i));
        }
        return capitals;
    }

    /** True for a word of plans and news; those of mere talk may as well be coins: {@code WHALEUSDT}. */
    private boolean label(String base, int at, int cut) {
        Match match = vocabulary.label(base) ? vocabulary.match(text.part(at, cut), 0) : null;
        return match != null && (match.term() == null || match.term().role() != Role.BAIT);
    }

    /** {@code STORJUSDTSHORTMasuk}: the pair before a known word glued to it, or null. */
    private Token inside(int from, int at, int end) {
        for (int cut = at + 2; cut <= at + MAX_TICKER / 2 && cut + QUOTE.length() < end; cut++) {
            if (ends(at, cut + QUOTE.length(), QUOTE) && vocabulary.match(text, cut + QUOTE.length()) != null) {
                String base = canonical(text.upper(at, cut));
                return Token.pair(from, cut + QUOTE.length(), new Pair(base, QUOTE, false));
            }
        }
        return null;
    }

    private boolean ends(int at, int end, String tail) {
        int from = end - tail.length();
        int last = tail.length() - 1;
        if (from < at || (text.lowerAt(end - 1) ^ 0x20) != tail.charAt(last)) {
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
        boolean mark = text.at(end) == '-' || text.at(end) == '_';
        if (mark && ends(end + 1, end + 5, "PERP") && !Letters.wordly(text.at(end + 5))) {
            return end + 5;
        }
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
