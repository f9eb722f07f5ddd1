package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Token;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Match;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;

/** The market that an exchange's trade link opens: {@code kucoin.com/trade/TRIAS-USDT}. */
final class LinkPair {
    /** Longest path segment that may be a pair. */
    private static final int LONGEST = 24;

    private LinkPair() {}

    /** The exchange's term in the link, or null. */
    static Match exchange(NormalText text, Token link, Vocabulary vocabulary) {
        for (int at = link.start(); at < link.end(); at++) {
            boolean begins = Letters.letter(text.at(at)) && !Letters.wordly(text.at(at - 1));
            Match match = begins ? vocabulary.match(text, at) : null;
            if (match != null && match.term() != null && match.term().role() == Role.EXCHANGE) {
                return match;
            }
        }
        return null;
    }

    /** The pair in a link, if it leads to an exchange; else null. */
    static Subject of(NormalText text, Token link, int index, Vocabulary vocabulary) {
        if (exchange(text, link, vocabulary) == null) {
            return null;
        }
        for (int from = link.start(); from < link.end(); ) {
            int to = from;
            while (to < link.end() && (Letters.wordly(text.at(to)) || separator(text.at(to)))) {
                to++;
            }
            Subject found = to - from <= LONGEST ? segment(text, from, to, index, vocabulary) : null;
            if (found != null) {
                return found;
            }
            from = Math.max(to, from) + 1;
        }
        return null;
    }

    private static Subject segment(NormalText text, int from, int to, int index, Vocabulary vocabulary) {
        for (int cut = from + 1; cut < to - 1; cut++) {
            if (separator(text.at(cut)) && vocabulary.quote(text.upper(cut + 1, to))) {
                return new Subject(text.upper(from, cut), text.upper(cut + 1, to), index, from, to, 0.95);
            }
        }
        return null;
    }

    private static boolean separator(char c) {
        return c == '-' || c == '_';
    }
}
