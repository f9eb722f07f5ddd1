package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The coins that the headline of a listing names: tickers in brackets if there are any, else those in pairs, behind
 * labels and tags, else any in capitals, else words in capitals that mean something in another language.
 */
final class ListedCoins {
    /** How many tokens of a post may hold its headline. */
    private static final int HEADLINE = 60;

    private static final int NONE = -1;
    private static final int WEAK = 0;
    private static final int PLAIN = 1;
    private static final int MARKED = 2;
    private static final int BRACKETED = 3;

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
            if ((ranks[i] == best && !one) || (ranks[i] == WEAK && enumerated(i, best))) {
                add(coins, subject(i));
            }
        }
        return coins;
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
        return new Subject(page.text().upper(from, token.end()), null, i, token.start(), token.end(), 0.8);
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
        at += both ? step : 0;
        if (!and || at < 0 || at >= ranks.length) {
            return false;
        }
        return ranks[at] == best || (step < 0 && ranks[at] == WEAK && listed(at, step, best));
    }

    private int rank(int i) {
        Token token = page.get(i);
        if (token.is(Kind.PAIR)) {
            return bracketed(i) ? BRACKETED : MARKED;
        }
        boolean name = token.asset() != null && token.asset().byName() && !framed(i);
        if (!token.is(Kind.WORD) || money(i) || zone(page, i) || name) {
            return NONE;
        }
        int from = token.tagged() ? token.start() + 1 : token.start();
        boolean letter = token.end() == from + 1
                && Character.isUpperCase(page.text().at(from))
                && token.asset() != null
                && framed(i);
        if (!letter && !SubjectGrammar.capitals(page.text(), from, token.end())) {
            return NONE;
        }
        if (token.term() != null && token.asset() == null) {
            return small(token) && (framed(i) || stands(i)) ? WEAK : NONE;
        }
        return bracketed(i) ? BRACKETED : marked(i) ? MARKED : PLAIN;
    }

    /** True for currencies, exchanges and fiat money, which coins are traded for. */
    private boolean money(int i) {
        Token token = page.get(i);
        boolean fiat = token.asset() != null
                && page.text().at(token.end()) == ' '
                && fiat(token.asset().ticker());
        return fiat || SubjectGrammar.money(token) || token.is(Role.EXCHANGE);
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
        return word != null
                && word.is(Kind.WORD)
                && Character.isLowerCase(page.text().at(word.end() - 1));
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

    private static boolean fiat(String ticker) {
        return switch (ticker) {
            case "USD", "EUR", "GBP", "KRW", "JPY", "TRY", "AUD", "BRL" -> true;
            default -> false;
        };
    }
}
