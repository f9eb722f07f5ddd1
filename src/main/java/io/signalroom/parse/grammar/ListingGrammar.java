package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalEvent;
import java.util.ArrayList;
import java.util.List;

/** Reads that an exchange lists or delists a coin, or is said to. */
public final class ListingGrammar {
    /** How many tokens of a post may hold its headline. */
    private static final int HEADLINE = 60;

    private ListingGrammar() {}

    /** The listing on this page, or null. */
    public static ParsedSignal read(Page page) {
        boolean listed = page.has(Role.LIST)
                || page.has(Role.DELIST)
                || page.has(Role.RUMOUR)
                || (page.has(Role.LAUNCH) && onExchange(page));
        Token exchange = page.first(Role.EXCHANGE);
        if (!listed || exchange == null || page.has(Role.STOP) || page.has(Role.ENTRY) || question(page)) {
            return null;
        }
        List<Subject> coins = coins(page);
        if (coins.isEmpty()) {
            return null;
        }
        Draft draft = new Draft(page.text(), PostKind.LISTING);
        Subject first = coins.get(0);
        draft.fields.symbol(first.symbol()).exchange(exchange.term().value()).event(event(page));
        draft.mark("symbol", 0, first.start(), first.end(), first.score());
        draft.mark("exchange", exchange, 0.9);
        if (coins.size() > 1) {
            draft.fields.symbols(coins.stream().map(Subject::symbol).toList());
        }
        Token word = page.first(page.has(Role.DELIST) ? Role.DELIST : page.has(Role.RUMOUR) ? Role.RUMOUR : Role.LIST);
        return draft.mark("event", word, 0.9).done(0.9);
    }

    /** "Just launched: X is now on Coinbase". */
    private static boolean onExchange(Page page) {
        return page.has(Role.EXCHANGE) && !page.has(Kind.ADDRESS) && !page.has(Role.TARGET);
    }

    private static SignalEvent event(Page page) {
        return page.has(Role.RUMOUR)
                ? SignalEvent.RUMOURED
                : page.has(Role.DELIST) ? SignalEvent.DELISTED : SignalEvent.LISTED;
    }

    private static boolean question(Page page) {
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).punct('?')) {
                return true;
            }
        }
        return false;
    }

    /** Tickers in parentheses if there are any, else those in pairs and capitals. */
    private static List<Subject> coins(Page page) {
        List<Subject> bracketed = new ArrayList<>();
        List<Subject> plain = new ArrayList<>();
        for (int i = 0; i < Math.min(page.size(), HEADLINE); i++) {
            Subject coin = coin(page, i);
            if (coin != null) {
                Token before = page.peek(i - 1);
                add(before != null && before.punct('(') ? bracketed : plain, coin);
            }
        }
        return bracketed.isEmpty() ? plain : bracketed;
    }

    private static void add(List<Subject> coins, Subject coin) {
        for (Subject other : coins) {
            if (other.symbol().equals(coin.symbol())) {
                return;
            }
        }
        coins.add(coin);
    }

    private static Subject coin(Page page, int i) {
        Token token = page.get(i);
        if (token.is(Kind.PAIR)) {
            return new Subject(token.pair().base(), null, i, token.start(), token.end(), 0.9);
        }
        if (!token.is(Kind.WORD)
                || (token.term() != null
                        && (token.asset() == null || token.is(Role.QUOTE) || token.is(Role.EXCHANGE)))) {
            return null;
        }
        int from = token.tagged() ? token.start() + 1 : token.start();
        if ((token.asset() != null && token.asset().byName())
                || !SubjectGrammar.capitals(page.text(), from, token.end())) {
            return null;
        }
        boolean currency = token.asset() != null
                && token.asset().ticker().length() == 3
                && page.text().at(token.end()) == ' '
                && fiat(token.asset().ticker());
        return currency
                ? null
                : new Subject(page.text().upper(from, token.end()), null, i, token.start(), token.end(), 0.8);
    }

    private static boolean fiat(String ticker) {
        return switch (ticker) {
            case "USD", "EUR", "GBP", "KRW", "JPY", "TRY", "AUD", "BRL" -> true;
            default -> false;
        };
    }
}
