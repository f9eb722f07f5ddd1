package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Match;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Term;
import io.signalroom.parse.vocab.Vocabulary;
import java.util.Locale;

/** Reads what begins like a word: links, addresses, pairs, known phrases, unknown words. */
final class WordReader {
    /** Shortest and longest on-chain address; longer runs are neither word nor address. */
    private static final int MIN_ADDRESS = 32;

    private static final int MAX_ADDRESS = 120;
    /** Longest word looked at for doubled letters. */
    private static final int MAX_STRETCHED = 16;

    private final NormalText text;
    private final Vocabulary vocabulary;
    private final PairReader pairs;
    private final GluedText glued;

    WordReader(NormalText text, Vocabulary vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
        this.glued = new GluedText(text, vocabulary);
        this.pairs = new PairReader(text, vocabulary, glued);
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
        Match match = match(at, end);
        Token pair = glued.label(match, end) ? null : pairs.read(from, at, end, mark, match);
        if (pair != null) {
            return pair;
        }
        if (mark == '#' && Letters.unspaced(text.at(at)) && match != null && match.end() == end) {
            return Token.word(from, end, mark, match.term(), match.asset());
        }
        boolean part = mark != Token.NONE && match != null && match.end() < end && Letters.latin(text.at(at));
        if (part && numbered(match, end)) {
            return Token.word(from, match.end(), Token.NONE, match.term(), null);
        }
        Token foreign = Letters.unspaced(text.at(at)) ? pairs.foreign(from, at, end) : null;
        if (foreign != null) {
            return foreign;
        }
        if (mark != Token.NONE && (part || Letters.unspaced(text.at(at)))) {
            return new Token(Kind.WORD, from, end, mark);
        }
        if (match != null) {
            Term term = mark == '$' && !money(match.term()) ? null : match.term();
            return Token.word(from, possessiveEnd(match.end()), mark, term, match.asset());
        }
        return unknown(from, at, end, mark);
    }

    /**
     * The longest known phrase at {@code at}, unless capitals set off a ticker from the rest of it: {@code and WIN},
     * {@code Buy NEAR}, {@code WIN and}. Then it ends where they do.
     *
     * @param end where the first word ends
     */
    private Match match(int at, int end) {
        Match match = vocabulary.match(text, at);
        if (match == null || match.end() <= end || match.asset() != null) {
            return match;
        }
        boolean small = Letters.lower(text.at(end - 1));
        if (!small && Letters.lower(text.at(match.end() - 1)) && text.at(at - 2) == ',' && ticker(at, end)) {
            return cut(at, end);
        }
        for (int i = end + 1; small && i < match.end(); i++) {
            boolean begins = Letters.upper(text.at(i)) && !Letters.wordly(text.at(i - 1));
            int wordEnd = begins ? runEnd(i) : i;
            if (wordEnd - i > 2 && ticker(i, wordEnd)) {
                return cut(at, i - 1);
            }
        }
        return match;
    }

    /** The longest known phrase from {@code at} that ends at {@code limit} or before, or null. */
    private Match cut(int at, int limit) {
        Match match = vocabulary.match(text.part(at, limit), 0);
        return match == null ? null : new Match(at + match.end(), match.term(), match.asset());
    }

    private boolean ticker(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Letters.lower(text.at(i))) {
                return false;
            }
        }
        return vocabulary.asset(text.upper(from, to)) != null;
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
        Token pair = pairs.read(from, at, end, mark, match);
        if (pair != null) {
            return pair;
        }
        if (match != null && match.end() == end) {
            return Token.word(from, end, mark, match.term(), match.asset());
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

    /** True if the run of letters and digits at {@code at} is as long as an address. */
    boolean address(int at) {
        return runEnd(at) - at >= MIN_ADDRESS;
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
            Token label = mark == Token.NONE ? glued.read(from, at, end) : null;
            if (label != null) {
                return label;
            }
            Term term = mark == Token.NONE && end - at <= MAX_STRETCHED ? stretched(at, end) : null;
            return Token.word(from, possessiveEnd(end), mark, term, null);
        }
        int i = at + 1;
        while (i < end && Letters.unspaced(text.at(i)) && vocabulary.match(text, i) == null) {
            i++;
        }
        return i == at + 1 ? null : new Token(Kind.WORD, from, i, mark);
    }

    /** {@code #TP4}: a label of the plan with its number. */
    private boolean numbered(Match match, int end) {
        Role role = match.term() == null ? null : match.term().role();
        return (role == Role.TARGET || role == Role.ENTRY)
                && end - match.end() <= 2
                && Digits.run(text, match.end()) == end;
    }

    /** A dollar tag makes a coin of any word, but currencies and chains stay what they are. */
    private static boolean money(Term term) {
        return term != null && (term.role() == Role.QUOTE || term.role() == Role.CHAIN);
    }

    /** The meaning of a word with doubled letters, or null. */
    private Term stretched(int at, int end) {
        for (int i = at + 1; i < end; i++) {
            if (text.lowerAt(i) == text.lowerAt(i - 1)) {
                return vocabulary.stretched(text.slice(at, end).toLowerCase(Locale.ROOT));
            }
        }
        return null;
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
            return text.holds(at, "http://") || text.holds(at, "https://");
        }
        return (c == 't' && text.holds(at, "t.me/")) || (c == 'w' && text.holds(at, "www."));
    }

    private int spaceEnd(int at) {
        int i = at;
        while (i < text.length() && text.at(i) > ' ' && text.at(i) != '|' && text.at(i) != ')') {
            i++;
        }
        return i;
    }

    private int runEnd(int at) {
        return runEnd(text, at);
    }

    /**
     * Where the letters and digits that begin at {@code at} end, or their script changes between Latin and a script that
     * shares no letter with it; looks no further than an address is long.
     */
    static int runEnd(NormalText text, int at) {
        int i = at;
        boolean latin = Letters.latin(text.at(at)) || Letters.digit(text.at(at));
        boolean foreign = Letters.foreign(text.at(at));
        while (i < at + MAX_ADDRESS && Letters.wordly(text.at(i))) {
            char c = text.at(i);
            if ((latin && Letters.foreign(c)) || (foreign && (Letters.digit(c) || Letters.latin(c)))) {
                break;
            }
            i++;
        }
        return i;
    }

    /** Addresses may hold {@code - _ ::}. */
    private int addressEnd(int at) {
        int i = at;
        while (i < at + MAX_ADDRESS) {
            char c = text.at(i);
            char next = text.at(i + 1);
            boolean inner = (c == '-' || c == '_') && (Letters.wordly(next) || next == '-' || next == '_');
            boolean path = c == ':' && (text.at(i + 1) == ':' || text.at(i - 1) == ':');
            if (!Letters.wordly(c) && !inner && !path) {
                break;
            }
            i++;
        }
        return Math.max(i, runEnd(at));
    }
}
