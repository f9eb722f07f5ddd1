package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Asset;
import io.signalroom.parse.vocab.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the coins a post names. A pair is surest, then the value of a label ("Coin: X"), a tagged ticker, a known ticker
 * in capitals, one beside a direction word, a name. Words of the vocabulary are never coins unless they also are tickers.
 */
final class SubjectGrammar {
    private static final double PAIR = 1.0;
    private static final double LABELLED = 0.95;
    private static final double TAGGED = 0.9;
    private static final double UNKNOWN_TAGGED = 0.7;
    private static final double TICKER = 0.6;
    private static final double NAME = 0.55;
    private static final double BESIDE = 0.2;
    private static final double UNKNOWN_BESIDE = 0.5;
    private static final int MAX_TICKER = 12;

    private SubjectGrammar() {}

    /** The surest coin, the first among equals; null if none. */
    static Subject best(Page page) {
        Subject best = null;
        for (int i = 0; i < page.size(); i++) {
            Subject subject = at(page, i);
            if (subject != null && (best == null || subject.score() > best.score())) {
                best = subject;
            }
        }
        return best == null || best.quote() != null ? best : best.withQuote(quoteBeside(page, best));
    }

    /** All coins named at least this surely, each once, in the order of the text. */
    static List<Subject> all(Page page, double atLeast) {
        List<Subject> found = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            Subject subject = at(page, i);
            if (subject != null && subject.score() >= atLeast && !named(found, subject.symbol())) {
                found.add(subject);
            }
        }
        return found;
    }

    private static boolean named(List<Subject> found, String symbol) {
        for (Subject subject : found) {
            if (subject.symbol().equals(symbol)) {
                return true;
            }
        }
        return false;
    }

    /** The coin that token {@code i} names, or null. */
    static Subject at(Page page, int i) {
        Token token = page.get(i);
        if (token.is(Kind.PAIR)) {
            String base = token.pair().base();
            return new Subject(base, token.pair().quote(), i, token.start(), token.end(), PAIR);
        }
        if (!token.is(Kind.WORD) || token.figure() != null) {
            return null;
        }
        return token.asset() != null ? known(page, i, token) : unknown(page, i, token);
    }

    private static Subject known(Page page, int i, Token token) {
        Asset asset = token.asset();
        NormalText text = page.text();
        boolean upper = Character.isUpperCase(text.at(token.end() - 1)) || Letters.digit(text.at(token.start()));
        boolean quote = token.is(Role.QUOTE) && !"BTC".equals(asset.ticker()) && !"ETH".equals(asset.ticker());
        double score;
        if (token.tagged()) {
            score = quote ? NAME - BESIDE : TAGGED;
        } else if (!quote && labelled(page, i)) {
            score = LABELLED;
        } else if (quote || otherwise(page, i, token)) {
            return null;
        } else if (asset.byName()) {
            score = NAME + (beside(page, i) ? BESIDE : 0);
        } else if (upper && !asset.homograph()) {
            score = TICKER + (beside(page, i) ? BESIDE : 0);
        } else {
            boolean near = beside(page, i);
            score = near && (upper || !asset.homograph()) ? UNKNOWN_BESIDE : upper ? 0.3 : 0;
        }
        return score == 0 ? null : new Subject(asset.ticker(), null, i, token.start(), token.end(), score);
    }

    /** True if the word more likely means something else than the coin. */
    private static boolean otherwise(Page page, int i, Token token) {
        if (token.is(Role.SCHEDULE)) {
            Token before = page.peek(i - 1);
            return before != null && (before.is(Kind.DATE) || before.is(Kind.NUMBER));
        }
        if (token.is(Role.FILLER) || token.is(Role.STOPWORD)) {
            return !capitals(page.text(), token.start(), token.end()) || !beside(page, i);
        }
        return token.term() != null && !token.is(Role.CHAIN) && !token.is(Role.QUOTE);
    }

    private static Subject unknown(Page page, int i, Token token) {
        if (token.term() != null) {
            return null;
        }
        NormalText text = page.text();
        int from = token.start();
        while (from < token.end() && !Letters.wordly(text.at(from))) {
            from++;
        }
        if (token.end() - from > MAX_TICKER || !capitals(text, from, token.end())) {
            return null;
        }
        String symbol = text.upper(from, token.end());
        double score = symbol.endsWith("USDT")
                ? 0
                : token.tagged()
                        ? token.mark() == '$' ? UNKNOWN_TAGGED + 0.1 : UNKNOWN_TAGGED
                        : labelled(page, i) ? LABELLED - 0.1 : beside(page, i) || i == 0 ? UNKNOWN_BESIDE : 0;
        return score == 0 ? null : new Subject(symbol, null, i, token.start(), token.end(), score);
    }

    /** True for two or more Latin capitals, with digits perhaps. */
    static boolean capitals(NormalText text, int from, int end) {
        int letters = 0;
        for (int i = from; i < end; i++) {
            char c = text.at(i);
            if (c >= 'A' && c <= 'Z') {
                letters++;
            } else if (!Letters.digit(c)) {
                return false;
            }
        }
        return letters >= 2;
    }

    private static boolean labelled(Page page, int i) {
        for (int k = i - 1; k >= Math.max(0, i - 4); k--) {
            Token before = page.get(k);
            if (before.is(Role.SUBJECT)) {
                return k < i - 1 || page.get(i).tagged();
            }
            if (!before.is(Kind.PUNCT)) {
                return false;
            }
        }
        return false;
    }

    /** True next to a direction word, perhaps with a small word or sign between. */
    private static boolean beside(Page page, int i) {
        return side(page.peek(i - 1))
                || side(page.peek(i + 1))
                || (side(page.peek(i - 2)) && small(page.peek(i - 1)))
                || (side(page.peek(i + 2)) && small(page.peek(i + 1)));
    }

    private static boolean side(Token token) {
        return token != null
                && (token.is(Role.SIDE)
                        || (token.is(Role.ENTRY) && !token.term().value().isEmpty()));
    }

    private static boolean small(Token token) {
        return token.is(Kind.PUNCT) || token.is(Role.FILLER) || token.is(Role.UP) || token.is(Role.DOWN);
    }

    /** A quote written as a tag or word right behind the coin, or as its pair elsewhere. */
    private static String quoteBeside(Page page, Subject subject) {
        for (int i = subject.at() + 1; i < Math.min(page.size(), subject.at() + 3); i++) {
            Token token = page.get(i);
            if (token.is(Role.QUOTE) && token.tagged()) {
                return token.term().value();
            }
            if (!token.is(Kind.PUNCT)) {
                return null;
            }
        }
        return null;
    }
}
