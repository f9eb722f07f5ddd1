package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Match;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;

/**
 * The exchange a post names, in words or by the link to its trading page.
 *
 * @param name brand in capitals
 * @param start first character in the normalised text
 * @param end after the last character
 */
record Place(String name, int start, int end) {
    /** The first exchange named, or null. */
    static Place exchange(Page page, Vocabulary vocabulary) {
        Token word = page.first(Role.EXCHANGE);
        if (word != null) {
            return new Place(word.term().value(), word.start(), word.end());
        }
        for (int i = 0; i < page.size() && page.has(Kind.LINK); i++) {
            Place linked = page.get(i).is(Kind.LINK) ? inLink(page.text(), page.get(i), vocabulary) : null;
            if (linked != null) {
                return linked;
            }
        }
        return null;
    }

    /** The exchange whose trading page a link leads to; a referral link names none. */
    private static Place inLink(NormalText text, Token link, Vocabulary vocabulary) {
        Place found = null;
        boolean trading = false;
        for (int at = link.start(); at < link.end(); at++) {
            boolean begins = Letters.letter(text.at(at)) && !Letters.wordly(text.at(at - 1));
            Match match = begins ? vocabulary.match(text, at) : null;
            if (match != null && match.term() != null && match.term().role() == Role.EXCHANGE && found == null) {
                found = new Place(match.term().value(), at, match.end());
            }
            trading |= begins && (text.holds(at, "trade") || text.holds(at, "spot") || text.holds(at, "futures"));
        }
        return trading ? found : null;
    }
}
