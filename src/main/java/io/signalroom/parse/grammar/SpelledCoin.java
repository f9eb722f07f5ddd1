package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;

/** A coin whose letters are set apart, so that programs miss it: {@code N * U * L * S}. */
final class SpelledCoin {
    /** Fewest letters of such a word where no phrase announces it. */
    private static final int FEWEST = 3;

    private static final int MOST = 16;

    private final Page page;
    private final Vocabulary vocabulary;

    SpelledCoin(Page page, Vocabulary vocabulary) {
        this.page = page;
        this.vocabulary = vocabulary;
    }

    /** The last word with spaced letters that is no label ("P U M P  T I M E"), or null. */
    Subject last() {
        Subject found = null;
        for (int i = 0; i < page.size(); ) {
            int end = end(i);
            if (end - i >= FEWEST) {
                Subject word = word(i, end);
                int letters = word.symbol().length();
                found = letters >= FEWEST && letters <= MOST && !labels(word.symbol()) ? word : found;
            }
            i = Math.max(end, i + 1);
        }
        return found;
    }

    /** The word with spaced letters that begins behind token {@code i}, perhaps after signs and line ends; or null. */
    Subject behind(int i) {
        int from = i + 1;
        while (from < page.size() && from < i + MOST && !letter(page.get(from)) && sign(page.get(from))) {
            from++;
        }
        Subject word = from < page.size() ? word(from, end(from)) : null;
        return word == null || word.symbol().length() < 2 ? null : word;
    }

    /** The token after the run of letters and signs that begins at {@code from}; it stays within its line. */
    private int end(int from) {
        int end = from;
        while (end < page.size()
                && (letter(page.get(end)) || (end > from && parts(page.get(end))) || digit(from, end))) {
            end++;
        }
        return end;
    }

    /** True for a sign that may part letters; a colon ends their label. */
    private static boolean parts(Token sign) {
        return sign.is(Kind.PUNCT) && !sign.punct(':');
    }

    private Subject word(int from, int end) {
        StringBuilder letters = new StringBuilder();
        int last = from;
        for (int i = from; i < end; i++) {
            if (letter(page.get(i)) || page.get(i).is(Kind.NUMBER)) {
                letters.append(
                        page.text().upper(page.get(i).end() - 1, page.get(i).end()));
                last = i;
            }
        }
        return new Subject(
                letters.toString(),
                null,
                from,
                page.get(from).start(),
                page.get(last).end(),
                0.9);
    }

    private boolean letter(Token token) {
        int from = token.end() - 1;
        boolean single = token.start() == from
                || (token.tagged() && !Letters.wordly(page.text().at(from - 1)));
        return token.is(Kind.WORD) && single && Letters.latin(page.text().at(from));
    }

    /** True for the digit in {@code A * P * I * 3}, set apart by the same sign as the letters. */
    private boolean digit(int from, int i) {
        Token token = page.get(i);
        boolean single = token.is(Kind.NUMBER) && token.end() - token.start() == 1 && i >= from + 2;
        return single
                && page.get(i - 1).is(Kind.PUNCT)
                && page.get(from + 1).punct(page.get(i - 1).mark());
    }

    private static boolean sign(Token token) {
        return token.is(Kind.PUNCT) || token.is(Kind.NEWLINE) || token.is(Role.ARROW) || token.is(Role.FILLER);
    }

    /** True for one or two known words in a row. */
    private boolean labels(String word) {
        for (int cut = 2; cut <= word.length(); cut++) {
            if (vocabulary.label(word.substring(0, cut))
                    && (cut == word.length() || vocabulary.label(word.substring(cut)))) {
                return true;
            }
        }
        return false;
    }
}
