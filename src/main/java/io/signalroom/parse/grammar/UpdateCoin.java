package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.vocab.Role;
import java.util.Locale;

/** Finds the coin that news about an earlier signal speaks of, which may be named in passing. */
final class UpdateCoin {
    /** Coins named less surely give way to the parent's. */
    private static final double LIKELY = 0.5;
    /** Fewest letters of a ticker written small. */
    private static final int SHORTEST = 3;

    private static final int LONGEST = 12;

    private final Page page;

    private UpdateCoin(Page page) {
        this.page = page;
    }

    /** The coin if surely named; else what may be its name, unless the parent tells better; null if none. */
    static Subject of(Findings found) {
        UpdateCoin coin = new UpdateCoin(found.page());
        Subject best = coin.best(found);
        if (best != null && best.score() >= LIKELY && !coin.label(best)) {
            return best;
        }
        if (found.parent() != null) {
            return null;
        }
        Subject named = coin.named();
        return named != null ? named : best != null ? best : coin.lowly();
    }

    /** The surest, but no label and no leader of the market that is named as the reason, if another is there. */
    private Subject best(Findings found) {
        Subject best = found.subject();
        if (best == null || !(leader(best) || label(best))) {
            return written(best);
        }
        Subject other = null;
        for (Subject coin : found.coins()) {
            boolean likely = coin.score() >= LIKELY && !leader(coin) && !label(coin);
            other = likely && (other == null || coin.score() > other.score()) ? coin : other;
        }
        return written(other == null ? best : other);
    }

    private boolean leader(Subject coin) {
        Token token = page.get(coin.at());
        return token.is(Role.QUOTE) && !token.tagged() && page.lineStart(coin.at()) != coin.at();
    }

    /** "High: 0.0127", "310K MC". */
    private boolean label(Subject coin) {
        Token word = page.get(coin.at());
        if (word.is(Kind.WORD) && (word.is(Role.MARKET_CAP) || word.is(Role.LIQUIDITY) || word.is(Role.VOLUME))) {
            return !word.tagged();
        }
        Token colon = page.peek(coin.at() + 1);
        Token value = page.peek(coin.at() + 2);
        return page.get(coin.at()).is(Kind.WORD)
                && colon != null
                && colon.punct(':')
                && value != null
                && value.is(Kind.NUMBER);
    }

    /** A ticker that no list knows is as written, even if it is the name of another coin: {@code $SILVER}. */
    private Subject written(Subject coin) {
        Token token = coin == null ? null : page.get(coin.at());
        if (token == null || !token.tagged() || (token.asset() != null && !named(token))) {
            return coin;
        }
        String symbol = page.text().asWritten(coin.start() + 1, coin.end()).toUpperCase(Locale.ROOT);
        return new Subject(symbol, coin.quote(), coin.at(), coin.start(), coin.end(), coin.score());
    }

    private boolean named(Token token) {
        return token.mark() == '$'
                && token.asset().byName()
                && SubjectGrammar.capitals(page.text(), token.start() + 1, token.end());
    }

    /** A word behind a dollar sign, or one in capitals that does something: "X hit 2.7x". */
    private Subject named() {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (!token.unknown() || token.end() - token.start() > LONGEST + 1) {
                continue;
            }
            boolean tag = token.mark() == '$' && Letters.letter(page.text().at(token.start() + 1));
            boolean capitals = SubjectGrammar.capitals(page.text(), token.start(), token.end());
            if (tag || (capitals && acts(i))) {
                return written(new Subject(
                        page.text().upper(tag ? token.start() + 1 : token.start(), token.end()),
                        null,
                        i,
                        token.start(),
                        token.end(),
                        LIKELY));
            }
        }
        return null;
    }

    /** True if news follows, perhaps behind signs and small words, and this word alone is written in capitals. */
    private boolean acts(int i) {
        int at = i + 1;
        while (page.peek(at) != null && (page.get(at).is(Kind.PUNCT) || small(page.get(at)))) {
            at++;
        }
        Token verb = page.peek(at);
        boolean gain = verb != null && at > i + 1 && (verb.is(Kind.PERCENT) || verb.is(Kind.MULTIPLE));
        if (gain
                && small(page.get(i + 1))
                && Letters.lower(page.text().at(page.get(i + 1).end() - 1))) {
            return true;
        }
        return verb != null
                && verb.is(Kind.WORD)
                && (told(verb) || verb.is(Role.SIDE))
                && Letters.lower(page.text().at(verb.end() - 1));
    }

    private static boolean small(Token token) {
        return token.is(Role.FILLER) || token.is(Role.STOPWORD);
    }

    private static boolean told(Token token) {
        return token.is(Role.HIT)
                || token.is(Role.TARGET)
                || token.is(Role.STOP)
                || token.is(Role.STOPPED)
                || token.is(Role.FILLED)
                || token.is(Role.CLOSE);
    }

    /** A ticker in capitals that a small word of some language resembles, else one written small that none does. */
    private Subject lowly() {
        Subject small = null;
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.asset() == null || token.is(Kind.PAIR)) {
                continue;
            }
            Subject found = new Subject(token.asset().ticker(), null, i, token.start(), token.end(), LIKELY);
            if (weak(token) && SubjectGrammar.capitals(page.text(), token.start(), token.end())) {
                return found;
            }
            boolean plain =
                    token.term() == null && !token.asset().homograph() && token.end() - token.start() >= SHORTEST;
            small = small == null && (plain || leads(i, token)) ? found : small;
        }
        return small;
    }

    /** The first word, right before a label or verb of the news: "ape tp1 ✔". */
    private boolean leads(int i, Token token) {
        Token next = page.peek(i + 1);
        return i == 0 && weak(token) && next != null && (told(next) || next.is(Role.SIDE));
    }

    /** True if the word's other meaning is one that a post about a coin may well have by chance. */
    private static boolean weak(Token token) {
        if (token.term() == null) {
            return true;
        }
        return switch (token.term().role()) {
            case FILLER, STOPWORD, CHAIN, ASIDE, PRICE, LAUNCH, PUMP, BAIT, COUNTED, MOVER -> true;
            case QUOTE -> "BTC ETH BNB".contains(token.asset().ticker());
            default -> false;
        };
    }
}
