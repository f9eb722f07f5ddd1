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
    private static final double KNOWN_BESIDE = 0.54;
    private static final int MAX_TICKER = 12;
    /** Boards may name hundreds; nothing depends on more. */
    private static final int MAX_COINS = 32;

    private SubjectGrammar() {}

    /** The surest of these coins, the first among equals, with its quote; null if there is none. */
    static Subject best(Page page, List<Subject> coins) {
        Subject best = null;
        for (Subject coin : coins) {
            best = best == null || coin.score() > best.score() ? coin : best;
        }
        return best == null || best.quote() != null ? best : best.withQuote(quoteBeside(page, best));
    }

    /** All coins named, each once and where it is named most surely, in the order of the text. */
    static List<Subject> all(Page page) {
        List<Subject> found = new ArrayList<>(4);
        for (int i = 0; i < page.size() && found.size() < MAX_COINS; i++) {
            Subject subject = at(page, i);
            if (subject != null) {
                add(found, subject);
            }
        }
        return found;
    }

    private static void add(List<Subject> found, Subject subject) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).symbol().equals(subject.symbol())) {
                if (subject.score() > found.get(i).score()) {
                    found.set(i, subject);
                }
                return;
            }
        }
        found.add(subject);
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
        if (token.asset() == null) {
            return unknown(page, i, token);
        }
        Subject bracketed = behind(page, i);
        return bracketed != null ? bracketed : known(page, i, token);
    }

    /** True for money that is no coin anybody calls. */
    static boolean money(Token token) {
        return token.is(Role.QUOTE)
                && (token.asset() == null || !coin(token.asset().ticker()));
    }

    /** True for currencies that are called themselves, not only paid with. */
    static boolean coin(String ticker) {
        return switch (ticker) {
            case "BTC", "ETH", "BNB" -> true;
            default -> false;
        };
    }

    /** {@code Render (RNDR)}: the ticker behind a coin's name. */
    private static Subject behind(Page page, int i) {
        Token open = page.peek(i + 1);
        Token ticker = page.peek(i + 2);
        Token close = page.peek(i + 3);
        boolean form = open != null && ticker != null && close != null && open.punct('(') && close.punct(')');
        if (!form
                || !ticker.is(Kind.WORD)
                || (ticker.term() != null && ticker.asset() == null)
                || !capitals(page.text(), ticker.start(), ticker.end())) {
            return null;
        }
        String symbol = page.text().upper(ticker.start(), ticker.end());
        return new Subject(
                symbol,
                null,
                i,
                ticker.start(),
                ticker.end(),
                CoinPlace.labelled(page, i) ? LABELLED : TICKER + BESIDE);
    }

    private static Subject known(Page page, int i, Token token) {
        Asset asset = token.asset();
        NormalText text = page.text();
        boolean upper = Letters.upper(text.at(token.end() - 1)) || Letters.digit(text.at(token.start()));
        boolean quote = money(token);
        Token before = page.peek(i - 1);
        if (token.is(Role.QUOTE) && !token.tagged() && before != null && before.is(Kind.NUMBER)) {
            return null; // the unit of a price
        }
        Token next = page.peek(i + 1);
        if (token.end() - token.start() == 1 && next != null && next.punct(':')) {
            return null; // the initial of a label
        }
        double score;
        if (token.tagged()) {
            score = quote ? NAME - BESIDE : TAGGED;
        } else if (!quote && upper && CoinPlace.quoted(page, i)) {
            score = LABELLED;
        } else if (!quote && CoinPlace.labelled(page, i)) {
            score = LABELLED;
        } else if (quote || otherwise(page, i, token)) {
            return null;
        } else if (asset.byName()) {
            score = NAME + (CoinPlace.beside(page, i) ? BESIDE : 0);
        } else if (upper && !asset.homograph()) {
            score = TICKER + (CoinPlace.beside(page, i) ? BESIDE : 0);
        } else if (upper && (CoinPlace.bracketed(page, i) || CoinPlace.headed(page, i))) {
            score = TICKER + BESIDE / 2;
        } else if (CoinPlace.alone(page, i)) {
            score = TICKER + BESIDE;
        } else {
            boolean near = CoinPlace.beside(page, i);
            boolean leads = (upper && CoinPlace.border(page, i))
                    || (page.lineStart(i) == i && (CoinPlace.priced(page, i) || CoinPlace.side(page.peek(i + 1))));
            boolean named = upper && CoinPlace.named(page, i);
            boolean plain = upper || !asset.homograph();
            score = leads || named || (plain && (near || CoinPlace.priced(page, i)))
                    ? KNOWN_BESIDE
                    : upper ? 0.3 : plain ? 0.2 : 0;
        }
        return score == 0 ? null : new Subject(asset.ticker(), null, i, token.start(), token.end(), score);
    }

    /** True if the word more likely means something else than the coin. */
    private static boolean otherwise(Page page, int i, Token token) {
        if (token.is(Role.SCHEDULE)) {
            Token before = page.peek(i - 1);
            return before != null && (before.is(Kind.DATE) || before.is(Kind.NUMBER));
        }
        if (token.term() == null || token.is(Role.CHAIN) || token.is(Role.QUOTE)) {
            return false;
        }
        boolean written = capitals(page.text(), token.start(), token.end());
        boolean opens = page.lineStart(i) == i && CoinPlace.side(page.peek(i + 1));
        return !(written || opens)
                || (token.asset().homograph() && !CoinPlace.beside(page, i) && !CoinPlace.border(page, i));
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
        if (token.mark() == '$' && Letters.unspaced(text.at(from))) {
            return new Subject(text.slice(from, token.end()), null, i, token.start(), token.end(), UNKNOWN_TAGGED);
        }
        if (token.end() - from > MAX_TICKER || !capitals(text, from, token.end())) {
            return null;
        }
        String symbol = text.upper(from, token.end());
        double score = symbol.endsWith("USDT")
                ? 0
                : token.tagged()
                        ? token.mark() == '$' ? UNKNOWN_TAGGED + 0.1 : UNKNOWN_TAGGED
                        : CoinPlace.labelled(page, i)
                                ? LABELLED - 0.1
                                : CoinPlace.quoted(page, i)
                                        ? UNKNOWN_TAGGED
                                        : CoinPlace.beside(page, i) || i == 0 ? UNKNOWN_BESIDE : 0;
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

    /** A quote written as a tag or word right behind the coin, or as its pair elsewhere. */
    private static String quoteBeside(Page page, Subject subject) {
        for (int i = subject.at() + 1; i < Math.min(page.size(), subject.at() + 3); i++) {
            Token token = page.get(i);
            boolean beside = token.tagged() || (i == subject.at() + 1 && subject.score() >= TAGGED);
            if (token.is(Role.QUOTE) && beside) {
                return token.term().value();
            }
            if (!token.is(Kind.PUNCT)) {
                return null;
            }
        }
        return null;
    }
}
