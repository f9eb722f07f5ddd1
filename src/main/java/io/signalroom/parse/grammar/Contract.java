package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Match;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;
import io.signalroom.signal.Chain;

/**
 * A token's contract address in a post.
 *
 * @param address in its exact case
 * @param chain that its form tells, or null
 * @param start first character in the normalised text
 * @param end after the last character
 */
public record Contract(String address, Chain chain, int start, int end) {
    private static final int EVM = 42;
    private static final int SUI_OBJECT = 66;

    /** The first address that is no creator's; else the one in a launchpad's link, or at last in any; null if none. */
    static Contract find(Page page, Vocabulary vocabulary) {
        Contract linked = null;
        Contract charted = null;
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Kind.ADDRESS) && !creators(page, i)) {
                Contract found = of(page.text(), token.start(), token.end());
                if (found != null) {
                    return found;
                }
            } else if (token.is(Kind.LINK) && linked == null) {
                linked = inLink(page.text(), token, vocabulary, true);
                charted = charted == null ? inLink(page.text(), token, vocabulary, false) : charted;
            }
        }
        return linked == null ? charted : linked;
    }

    /** The ticker that a Sui coin type ends with: {@code 0x…::module::TICKER}; null for other addresses. */
    static Subject coinType(NormalText text, Token address, int index) {
        int from = text.slice(address.start(), address.end()).lastIndexOf(':') + address.start() + 1;
        return from <= address.start()
                ? null
                : new Subject(text.upper(from, address.end()), null, index, from, address.end(), 0.72);
    }

    private static boolean creators(Page page, int i) {
        for (int k = i - 1; k >= Math.max(0, i - 4); k--) {
            Token token = page.get(k);
            if (token.is(Role.CREATOR)) {
                return true;
            }
            if (!token.is(Kind.PUNCT) && !token.is(Kind.NEWLINE) && !token.is(Role.CONTRACT)) {
                return false;
            }
        }
        return false;
    }

    /** The address between two positions, or null if it has the form of none. */
    static Contract of(NormalText text, int start, int end) {
        int length = end - start;
        char first = text.at(start);
        if (first == '0' && text.lowerAt(start + 1) == 'x') {
            boolean sui = length > SUI_OBJECT + 4 && text.at(start + SUI_OBJECT) == ':';
            boolean fits = hex(text, start + 2, sui ? start + SUI_OBJECT : end) && (sui || length == EVM);
            return fits ? new Contract(text.slice(start, end), sui ? Chain.SUI : null, start, end) : null;
        }
        boolean cut = length == 47 && (text.at(end) == '_' || text.at(end) == '-');
        if (cut && text.at(start + 1) == 'Q') {
            return of(text, start, end + 1);
        }
        if (length == 48 && (first == 'E' || first == 'U') && text.at(start + 1) == 'Q') {
            return new Contract(text.slice(start, end), Chain.TON, start, end);
        }
        if (length < 32 || length > 44 || !base58(text, start, end)) {
            return null;
        }
        Chain chain = length == 34 && first == 'T' ? Chain.TRON : Chain.SOLANA;
        return new Contract(text.slice(start, end), chain, start, end);
    }

    private static boolean hex(NormalText text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.lowerAt(i);
            if (!Letters.digit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean base58(NormalText text, int from, int to) {
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        for (int i = from; i < to; i++) {
            char c = text.at(i);
            if ((!Letters.digit(c) && !Letters.latin(c)) || c == '0' || c == 'O' || c == 'I' || c == 'l') {
                return false;
            }
            digit |= Letters.digit(c);
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
        }
        return digit && upper && lower;
    }

    /**
     * The address in a link.
     *
     * @param page true for links of launchpads and token pages only: a chart's link rather names the pair
     */
    private static Contract inLink(NormalText text, Token link, Vocabulary vocabulary, boolean page) {
        Contract found = null;
        boolean pad = false;
        for (int from = link.start(); from < link.end(); ) {
            int to = from;
            while (to < link.end()
                    && (Letters.wordly(text.at(to))
                            || text.at(to) == '_'
                            || (text.at(to) == ':' && text.at(to + 1) != '/'))) {
                to++;
            }
            Match match = to - from <= 16 && to > from ? vocabulary.match(text, from) : null;
            pad |= match != null && match.term() != null && match.term().role() == Role.PAD;
            pad |= to - from <= 16 && token(text.upper(from, to));
            if (to - from >= 32 && found == null) {
                found = of(text, from, to);
            }
            from = Math.max(to, from + 1);
        }
        return pad || !page ? found : null;
    }

    /** A word in a link that announces a token: {@code /token/…}, {@code swap?outputCurrency=…}. */
    private static boolean token(String word) {
        return word.equals("TOKEN") || word.equals("COIN") || word.equals("SWAP") || word.endsWith("CURRENCY");
    }

    /** The chain that some link on the page names, or null. */
    static Chain chainOfLinks(Page page, Vocabulary vocabulary) {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            for (int at = token.start(); token.is(Kind.LINK) && at < token.end(); at++) {
                boolean begins = Letters.letter(page.text().at(at))
                        && !Letters.wordly(page.text().at(at - 1));
                Match match = begins ? vocabulary.match(page.text(), at) : null;
                if (match != null
                        && match.term() != null
                        && (match.term().role() == Role.CHAIN || match.term().role() == Role.PAD)) {
                    return Chain.valueOf(match.term().value());
                }
            }
        }
        return null;
    }
}
