package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Asset;
import io.signalroom.parse.vocab.Match;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;

/** Reads what begins like a word: links, addresses, pairs, known phrases, unknown words. */
final class WordReader {
    /** Longest ticker with its quote, and longest run looked at for one. */
    private static final int MAX_TICKER = 24;
    /** Shortest and longest on-chain address; longer runs are neither word nor address. */
    private static final int MIN_ADDRESS = 32;

    private static final int MAX_ADDRESS = 120;
    private static final String SEPARATORS = "/-_|\\#";
    private static final String[] GLUED = {
        "USDT", "USDC", "FDUSD", "BUSD", "TUSD", "USD", "BTC", "ETH", "BNB", "EUR", "JPY", "GBP", "TRY", "KRW"
    };
    private static final int SURE = 5;

    private final NormalText text;
    private final Vocabulary vocabulary;

    WordReader(NormalText text, Vocabulary vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
    }

    /** The token whose letters begin at {@code at} and whose tag, if any, at {@code from}; null for a lone particle. */
    Token read(int from, int at, char mark) {
        if (link(at)) {
            return new Token(Kind.LINK, from, spaceEnd(at), Token.NONE);
        }
        int end = runEnd(at);
        int addressEnd = end - at >= MIN_ADDRESS || ton(at) ? addressEnd(at) : at;
        if (addressEnd - at >= MIN_ADDRESS) {
            return new Token(Kind.ADDRESS, at, addressEnd, Token.NONE);
        }
        Match match = vocabulary.match(text, at);
        Token pair = pair(from, at, end, mark, match);
        if (pair != null) {
            return pair;
        }
        if (mark != Token.NONE && Letters.unspaced(text.at(at))) {
            return new Token(Kind.WORD, from, end, mark);
        }
        if (match != null) {
            return new Token(Kind.WORD, from, possessiveEnd(match.end()), mark).meaning(match.term(), match.asset());
        }
        return unknown(from, at, end, mark);
    }

    /** A word that begins with a digit and holds letters, or null if it is rather a number with a unit. */
    Token readNumbered(int from, int at, char mark) {
        if (text.at(at) == '0' && text.lowerAt(at + 1) == 'x') {
            int end = addressEnd(at);
            return end - at < 12 ? null : new Token(Kind.ADDRESS, at, end, Token.NONE);
        }
        int end = runEnd(at);
        if (end - at >= MIN_ADDRESS) {
            return new Token(Kind.ADDRESS, at, end, Token.NONE);
        }
        Match match = vocabulary.match(text, at);
        Token pair = pair(from, at, end, mark, match);
        if (pair != null) {
            return pair;
        }
        if (match != null && match.end() == end) {
            return new Token(Kind.WORD, from, end, mark).meaning(match.term(), match.asset());
        }
        return mark == '#' ? new Token(Kind.WORD, from, end, mark) : null;
    }

    /** True if the run of letters and digits at {@code at} holds a letter. */
    boolean letteredRun(int at) {
        int i = at;
        while (i < at + MAX_ADDRESS && Letters.digit(text.at(i))) {
            i++;
        }
        return Letters.latin(text.at(i));
    }

    int handleEnd(int at) {
        int i = at;
        while (Letters.wordly(text.at(i)) || text.at(i) == '_') {
            i++;
        }
        return i;
    }

    private Token unknown(int from, int at, int end, char mark) {
        if (!Letters.unspaced(text.at(at))) {
            return new Token(Kind.WORD, from, possessiveEnd(end), mark);
        }
        int i = at + 1;
        while (i < end && Letters.unspaced(text.at(i)) && vocabulary.match(text, i) == null) {
            i++;
        }
        return i == at + 1 ? null : new Token(Kind.WORD, from, i, mark);
    }

    private int possessiveEnd(int end) {
        boolean possessive = text.at(end) == '\'' && text.lowerAt(end + 1) == 's' && !Letters.wordly(text.at(end + 2));
        return possessive ? end + 2 : end;
    }

    /** TON addresses hold hyphens and underscores, so their first run may be short. */
    private boolean ton(int at) {
        return (text.at(at) == 'E' || text.at(at) == 'U') && text.at(at + 1) == 'Q';
    }

    private boolean link(int at) {
        char c = text.lowerAt(at);
        if (c == 'h') {
            return starts(at, "http://") || starts(at, "https://");
        }
        return c == 't' && starts(at, "t.me/") || c == 'w' && starts(at, "www.");
    }

    private boolean starts(int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (text.lowerAt(at + i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int spaceEnd(int at) {
        int i = at;
        while (i < text.length() && text.at(i) > ' ' && text.at(i) != '|' && text.at(i) != ')') {
            i++;
        }
        return i;
    }

    private int runEnd(int at) {
        int i = at;
        while (i < at + MAX_ADDRESS && Letters.wordly(text.at(i))) {
            i++;
        }
        return i;
    }

    /** Addresses may hold {@code - _ ::}. */
    private int addressEnd(int at) {
        int i = at;
        while (i < at + MAX_ADDRESS) {
            char c = text.at(i);
            boolean inner = (c == '-' || c == '_') && Letters.wordly(text.at(i + 1));
            boolean path = c == ':' && (text.at(i + 1) == ':' || text.at(i - 1) == ':');
            if (!Letters.wordly(c) && !inner && !path) {
                break;
            }
            i++;
        }
        return Math.max(i, runEnd(at));
    }

    private Token pair(int from, int at, int end, char mark, Match match) {
        if (end - at > MAX_TICKER || !Letters.latin(text.at(at)) && !Letters.digit(text.at(at))) {
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
        int quoteEnd = runEnd(quoteAt);
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
            likely = likely == null && sure && cut - at >= 2 && ticker(base) && !word(at, cut) ? GLUED[i] : likely;
        }
        if (likely == null || vocabulary.asset(text.upper(at, end)) != null) {
            return null;
        }
        String base = canonical(text.upper(at, stop - likely.length()));
        return new Token(Kind.PAIR, from, perpetualEnd(end), Token.NONE).of(new Pair(base, likely, false));
    }

    /** True if the slice is a known label, so that {@code TARGETSUSDT} is no pair. */
    private boolean word(int at, int end) {
        Match match = vocabulary.match(text, at);
        return match != null && match.term() != null && match.asset() == null && match.end() == end;
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
