package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** Finds the coin of a pump, which may be disguised: spelled out, in a link only, unknown to any list. */
final class PumpCoin {
    /** How far behind the reveal phrase the coin may stand, in tokens. */
    private static final int REACH = 24;

    private static final int LONGEST = 10;
    /** Coins behind a label are at least as sure. */
    private static final double LABELLED = 0.9;
    /** A word in capitals with a line of its own may as well be a heading. */
    static final double WEAK = 0.5;

    private final Findings found;
    private final Page page;
    private final SpelledCoin spaced;

    PumpCoin(Findings found) {
        this.found = found;
        this.page = found.page();
        this.spaced = new SpelledCoin(page, found.vocabulary());
    }

    /** The coin that the post names plainly as the pump's; null if none. */
    Subject named() {
        Subject revealed = revealed();
        if (revealed != null) {
            return revealed;
        }
        Subject best = best();
        if (best != null && best.score() >= 0.9) {
            return best;
        }
        Subject linked = linked();
        Subject letters = linked == null ? spaced.last() : linked;
        letters = letters == null ? placed() : letters;
        return letters != null ? letters : best != null && best.score() >= Findings.SURE ? best : alone();
    }

    /** A word in capitals right before its change: "X ▲ 13.2 %"; null if there is none. */
    Subject moving() {
        for (int i = 0; i + 1 < page.size() && page.has(Kind.PERCENT); i++) {
            Token next = page.get(i + 1);
            Token after = page.peek(i + 2);
            boolean sign = next.is(Kind.PUNCT) || next.is(Role.UP) || next.is(Role.DOWN) || next.is(Role.ARROW);
            boolean change = next.is(Kind.PERCENT) || (sign && after != null && after.is(Kind.PERCENT));
            if (change && ticker(page.get(i))) {
                return subject(i, 0.6);
            }
        }
        return null;
    }

    /** The value of a label: "coin GVT"; null if there is none. */
    private Subject placed() {
        PlacedTicker placed = new PlacedTicker(page);
        for (int i = 0; i < page.size() && page.has(Role.SUBJECT); i++) {
            Subject found = page.get(i).unknown() || small(i) ? placed.at(i) : null;
            if (found != null && found.score() >= LABELLED) {
                return found;
            }
        }
        return null;
    }

    /** A ticker that begins a line, or stands out in one, for posts that tell what a coin did; null if none. */
    Subject leading() {
        PlacedTicker placed = new PlacedTicker(page);
        Subject standing = null;
        for (int i = 0; i < page.size(); i++) {
            boolean begins = i == 0
                    || page.get(i - 1).is(Kind.NEWLINE)
                    || page.get(i - 1).is(Kind.PUNCT);
            if (begins && ticker(page.get(i)) && !ListedCoins.zone(page, i)) {
                return subject(i, 0.6);
            }
            standing = standing == null && page.get(i).unknown() ? placed.at(i) : standing;
        }
        return standing;
    }

    /** The surest coin that is no currency the others are paid in. */
    private Subject best() {
        Subject best = null;
        for (Subject coin : found.coins()) {
            boolean time = page.get(coin.at()).is(Role.SCHEDULE)
                    && !page.get(coin.at()).tagged();
            best = !time && !paidWith(coin) && (best == null || coin.score() > best.score()) ? coin : best;
        }
        return best;
    }

    /** Nobody pumps what the others are paid with; but a bot may report that it moves. */
    private boolean paidWith(Subject coin) {
        Token token = page.get(coin.at());
        boolean named = token.tagged() || coin.score() >= LABELLED;
        return token.is(Role.QUOTE) && !named && (SubjectGrammar.money(token) || !moves(coin.at()));
    }

    private boolean moves(int i) {
        for (int k = page.lineStart(i); k < page.lineEnd(i); k++) {
            if (page.get(k).is(Kind.PERCENT)) {
                return true;
            }
        }
        return false;
    }

    private Subject revealed() {
        for (int i = 0; i < page.size() && page.has(Role.REVEAL); i++) {
            if (page.get(i).is(Role.REVEAL)) {
                Subject coin = spaced.behind(i);
                coin = coin == null ? behind(i) : coin;
                coin = coin == null ? ahead(i) : coin;
                if (coin != null) {
                    return coin;
                }
            }
        }
        return null;
    }

    private Subject behind(int i) {
        boolean timed = false;
        for (int k = i + 1; k < Math.min(page.size(), i + REACH); k++) {
            Token token = page.get(k);
            if (token.is(Kind.PAIR)) {
                return new Subject(token.pair().base(), token.pair().quote(), k, token.start(), token.end(), 0.95);
            }
            if (ticker(token) || (small(k) && (token.tagged() || (value(k - 1) && !timed)))) {
                return subject(k, 0.9);
            }
            timed |= token.is(Kind.NUMBER) || token.is(Kind.DATE);
            if (token.unknown() && token.end() - start(token) > 1 && !token.tagged()) {
                return null;
            }
        }
        return null;
    }

    /** True for a small word of some language, written in capitals and with nothing behind it on its line. */
    private boolean small(int i) {
        Token token = page.get(i);
        Token next = page.peek(i + 1);
        boolean ends = next == null || next.is(Kind.NEWLINE) || next.is(Kind.PUNCT);
        return ends
                && (token.is(Role.FILLER) || token.is(Role.STOPWORD))
                && SubjectGrammar.capitals(page.text(), start(token), token.end());
    }

    /** True if a value follows: behind a colon, "is", a phrase that reveals the coin. */
    private boolean value(int i) {
        Token before = page.get(i);
        return before.punct(':') || before.is(Role.FILLER) || before.is(Role.STOPWORD) || before.is(Role.REVEAL);
    }

    /** "X is the coin". */
    private Subject ahead(int i) {
        int at = i > 0 && page.get(i - 1).is(Role.FILLER) ? i - 2 : i - 1;
        return at >= 0 && ticker(page.get(at)) ? subject(at, 0.9) : null;
    }

    private Subject linked() {
        for (int i = 0; i < page.size() && page.has(Kind.LINK); i++) {
            Subject pair =
                    page.get(i).is(Kind.LINK) ? LinkPair.of(page.text(), page.get(i), i, found.vocabulary()) : null;
            if (pair != null) {
                return pair;
            }
        }
        return null;
    }

    /** A ticker with a line of its own, or framed by arrows. */
    private Subject alone() {
        for (int i = 0; i < page.size(); i++) {
            if (ticker(page.get(i)) && !ListedCoins.zone(page, i) && edge(i - 1) && edge(i + 1)) {
                return subject(i, WEAK);
            }
        }
        return null;
    }

    private boolean edge(int i) {
        Token token = page.peek(i);
        return token == null || token.is(Kind.NEWLINE) || token.is(Role.ARROW);
    }

    private Subject subject(int i, double score) {
        Token token = page.get(i);
        return new Subject(page.text().upper(start(token), token.end()), null, i, token.start(), token.end(), score);
    }

    private static int start(Token token) {
        return token.tagged() ? token.start() + 1 : token.start();
    }

    /** A word in capitals that means nothing else. */
    private boolean ticker(Token token) {
        int from = start(token);
        boolean word = token.term() == null
                || (token.asset() != null
                        && !SubjectGrammar.money(token)
                        && !token.is(Role.EXCHANGE)
                        && !token.is(Role.PUMP));
        return token.is(Kind.WORD)
                && word
                && token.end() - from <= LONGEST
                && SubjectGrammar.capitals(page.text(), from, token.end());
    }
}
