package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.vocab.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The coins that the headline of a listing names: tickers in brackets if there are any, else those in pairs, behind
 * labels and tags, else any in capitals, else words in capitals that mean something in another language, else names. Weak
 * ones count, too, if they are enumerated with sure ones.
 */
final class ListedCoins {
    /** How many tokens of a post may hold its headline. */
    private static final int HEADLINE = 60;

    private static final int NONE = -1;
    private static final int NAMED = 0;
    private static final int WEAK = 1;
    private static final int PLAIN = 2;
    private static final int MARKED = 3;
    private static final int BRACKETED = 4;

    private final Page page;
    private final int[] ranks;

    private ListedCoins(Page page) {
        this.page = page;
        this.ranks = new int[Math.min(page.size(), HEADLINE)];
    }

    /** The coins in the order of the text, each once. */
    static List<Subject> of(Page page) {
        return new ListedCoins(page).find();
    }

    private List<Subject> find() {
        int best = NONE;
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rank(i);
            best = Math.max(best, ranks[i]);
        }
        List<Subject> coins = new ArrayList<>();
        for (int i = 0; i < ranks.length && best > NONE; i++) {
            boolean one = best == WEAK && !coins.isEmpty();
            boolean sure = ranks[i] == best && (best != NAMED || listing(i) || !coins.isEmpty());
            if ((sure && !one) || (best != NAMED && loose(i) && enumerated(i, best))) {
                add(coins, subject(i));
            }
        }
        return coins;
    }

    /** True if a word for listing or delisting stands at most three tokens before or right behind. */
    private boolean listing(int i) {
        for (int k = Math.max(0, i - 3); k <= i + 1 && k < page.size(); k++) {
            if (page.get(k).is(Role.LIST) || page.get(k).is(Role.DELIST)) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<Subject> coins, Subject coin) {
        for (Subject other : coins) {
            if (other.symbol().equals(coin.symbol())) {
                return;
            }
        }
        coins.add(coin);
    }

    private Subject subject(int i) {
        Token token = page.get(i);
        if (token.is(Kind.PAIR)) {
            return new Subject(token.pair().base(), null, i, token.start(), token.end(), 0.9);
        }
        int from = token.tagged() ? token.start() + 1 : token.start();
        String symbol = ranks[i] == NAMED ? token.asset().ticker() : page.text().upper(from, token.end());
        return new Subject(symbol, null, i, token.start(), token.end(), 0.8);
    }

    private boolean loose(int i) {
        return ranks[i] == WEAK || ranks[i] == NAMED;
    }

    /** True if a coin surely named stands beside, with a comma or "and" between. */
    private boolean enumerated(int i, int best) {
        return listed(i, -1, best) || listed(i, 1, best);
    }

    private boolean listed(int i, int step, int best) {
        Token between = page.peek(i + step);
        int at = i + 2 * step;
        boolean and = between != null && (between.punct(',') || between.punct('/') || between.is(Role.FILLER));
        boolean both = and
                && between.punct(',')
                && page.peek(at) != null
                && page.get(at).is(Role.FILLER);
        at = ticker(both ? at + step : at, step);
        return and && at >= 0 && at < ranks.length && (ranks[at] == best || (loose(at) && listed(at, step, best)));
    }

    /** Where the ticker of the coin stands that begins or ends at {@code at}: {@code Kaspa (KAS)}. */
    private int ticker(int at, int step) {
        Token edge = page.peek(step < 0 ? at : at + 1);
        boolean brackets = edge != null && edge.punct(step < 0 ? ')' : '(');
        return !brackets ? at : step < 0 ? at - 1 : at + 2;
    }

    private int rank(int i) {
        Token token = page.get(i);
        if (token.is(Kind.PAIR)) {
            return bracketed(i) ? BRACKETED : MARKED;
        }
        if (!token.is(Kind.WORD) || money(i) || zone(page, i)) {
            return NONE;
        }
        if (token.asset() != null && token.asset().byName() && !framed(i)) {
            return name(i) ? NAMED : NONE;
        }
        int from = token.tagged() ? token.start() + 1 : token.start();
        boolean letter =
                token.end() == from + 1 && Letters.upper(page.text().at(from)) && token.asset() != null && framed(i);
        if (!letter && !SubjectGrammar.capitals(page.text(), from, token.end())) {
            return NONE;
        }
        if (token.term() != null && token.asset() == null) {
            return small(token) && (framed(i) || stands(i)) ? WEAK : NONE;
        }
        return bracketed(i) ? BRACKETED : marked(i) ? MARKED : PLAIN;
    }

    /** True for a coin's name, unless its ticker follows, others are paid with it, or it names a network. */
    private boolean name(int i) {
        Token token = page.get(i);
        Token before = page.peek(i - 1);
        Token after = page.peek(i + 1);
        boolean network = token.is(Role.CHAIN)
                && ((before != null && before.is(Role.FILLER)) || (after != null && after.is(Role.NETWORK)));
        boolean ticker = after != null && after.punct('(');
        boolean small = token.term() != null && !Letters.upper(page.text().at(token.start()));
        return !network
                && !ticker
                && !small
                && !SubjectGrammar.coin(token.asset().ticker());
    }

    /** True for currencies and exchanges, which coins are traded for, and for a coin beside them: "KRW, BTC markets". */
    private boolean money(int i) {
        Token token = page.get(i);
        boolean paid = token.is(Role.QUOTE) && !token.tagged() && (paid(i, -1) || paid(i, 1));
        return paid || SubjectGrammar.money(token) || token.is(Role.EXCHANGE);
    }

    private boolean paid(int i, int step) {
        Token beside = page.peek(i + step);
        boolean sign = beside != null && (beside.is(Kind.PUNCT) || beside.is(Role.FILLER));
        Token other = sign ? page.peek(i + 2 * step) : beside;
        return other != null && SubjectGrammar.money(other);
    }

    /** True for the time zone behind a time of day: "15:00 KST". */
    static boolean zone(Page page, int i) {
        Token before = page.peek(i - 1);
        return before != null && before.is(Kind.DATE);
    }

    /** Words that a ticker may resemble by chance. */
    private static boolean small(Token token) {
        return switch (token.term().role()) {
            case FILLER, STOPWORD, SUBJECT, COUNTED, ARROW, ICON, ASIDE -> true;
            case HORIZON, BAIT, PROFIT, LOSS, MOVER, SCALE -> true;
            default -> false;
        };
    }

    /** True if a word beside is written small, so that these capitals mean something. */
    private boolean stands(int i) {
        return lower(page.peek(i - 1)) || lower(page.peek(i + 1));
    }

    private boolean lower(Token word) {
        return word != null && word.is(Kind.WORD) && Letters.lower(page.text().at(word.end() - 1));
    }

    private boolean bracketed(int i) {
        Token before = page.peek(i - 1);
        return before != null && before.punct('(');
    }

    private boolean framed(int i) {
        Token after = page.peek(i + 1);
        return bracketed(i) && after != null && after.punct(')');
    }

    private boolean marked(int i) {
        Token before = page.peek(i - 1);
        boolean labelled = before != null
                && before.punct(':')
                && page.peek(i - 2) != null
                && page.get(i - 2).is(Role.SUBJECT);
        return page.get(i).tagged() || labelled;
    }
}
