package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Match;
import io.signalroom.parse.vocab.Vocabulary;

/** Reads what begins like a word: links, addresses, pairs, known phrases, unknown words. */
final class WordReader {
    /** Shortest and longest on-chain address; longer runs are neither word nor address. */
    private static final int MIN_ADDRESS = 32;

    private static final int MAX_ADDRESS = 120;
    private final NormalText text;
    private final Vocabulary vocabulary;
    private final PairReader pairs;

    WordReader(NormalText text, Vocabulary vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
        this.pairs = new PairReader(text, vocabulary);
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
        Token pair = pairs.read(from, at, end, mark, match);
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
        Token pair = pairs.read(from, at, end, mark, match);
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
        return (c == 't' && starts(at, "t.me/")) || (c == 'w' && starts(at, "www."));
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
        return runEnd(text, at);
    }

    /** Where the letters and digits that begin at {@code at} end; looks no further than an address is long. */
    static int runEnd(NormalText text, int at) {
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
}
