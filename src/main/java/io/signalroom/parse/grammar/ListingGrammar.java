package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Match;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalEvent;
import java.util.List;

/** Reads that an exchange lists or delists a coin, or is said to. */
public final class ListingGrammar {
    private ListingGrammar() {}

    /** The listing found; null without an exchange or a coin. */
    public static ParsedSignal read(Findings found) {
        Page page = found.page();
        Place exchange = exchange(found);
        List<Subject> coins = exchange == null ? List.of() : ListedCoins.of(page);
        if (coins.isEmpty()) {
            return null;
        }
        Draft draft = new Draft(page.text(), PostKind.LISTING);
        Subject first = coins.get(0);
        draft.fields.symbol(first.symbol()).exchange(exchange.name()).event(event(page, exchange.start()));
        draft.mark("symbol", 0, first.start(), first.end(), first.score());
        draft.mark("exchange", 0, exchange.start(), exchange.end(), 0.9);
        if (coins.size() > 1) {
            for (int k = 0; k < coins.size(); k++) {
                draft.mark(
                        "symbols",
                        k,
                        coins.get(k).start(),
                        coins.get(k).end(),
                        coins.get(k).score());
            }
            draft.fields.symbols(coins.stream().map(Subject::symbol).toList());
        }
        Token word = page.first(page.has(Role.DELIST) ? Role.DELIST : page.has(Role.RUMOUR) ? Role.RUMOUR : Role.LIST);
        return draft.mark("event", word, 0.9).done(0.9);
    }

    /** A listing that is asked about, or may come, is a rumour; what is closed and not listed is delisted. */
    private static SignalEvent event(Page page, int exchange) {
        boolean open = page.question() || supposed(page, exchange);
        boolean ends = !page.has(Role.LIST) && (page.has(Role.CLOSE) || page.has(Role.CANCEL));
        return page.has(Role.RUMOUR) || (open && !page.has(Role.DELIST))
                ? SignalEvent.RUMOURED
                : page.has(Role.DELIST) || ends ? SignalEvent.DELISTED : SignalEvent.LISTED;
    }

    /** True if the sentence that names the exchange says "may" or "could". */
    private static boolean supposed(Page page, int exchange) {
        boolean may = false;
        boolean here = false;
        for (int i = 0; i < page.size() && !(here && Nearby.ends(page.get(i))); i++) {
            Token token = page.get(i);
            here |= token.start() >= exchange;
            may = (may && !Nearby.ends(token)) || (modal(token) && !beside(page, i, Kind.NUMBER));
        }
        return may;
    }

    private static boolean modal(Token token) {
        return token.is(Role.FORECAST) && token.term().value().equals("MAY");
    }

    /** True for the month in "15 May". */
    private static boolean beside(Page page, int i, Kind kind) {
        Token before = page.peek(i - 1);
        Token after = page.peek(i + 1);
        return (before != null && before.is(kind)) || (after != null && after.is(kind));
    }

    /** The first exchange that is not denied ("not X but Y"), else the first; null if there is none. */
    private static Token named(Page page) {
        for (int i = 0; i < page.size() && page.has(Role.EXCHANGE) && page.has(Role.NEGATION); i++) {
            boolean denied = page.peek(i + 1) != null && page.get(i + 1).is(Role.NEGATION);
            if (page.get(i).is(Role.EXCHANGE) && !denied) {
                return page.get(i);
            }
        }
        return page.first(Role.EXCHANGE);
    }

    /** The first exchange named; else the one whose account speaks: {@code @CoinbaseAssets: …}. */
    private static Place exchange(Findings found) {
        Page page = found.page();
        Token word = named(page);
        if (word != null) {
            return new Place(word.term().value(), word.start(), word.end());
        }
        Token account = page.peek(0);
        Match match = account != null && account.is(Kind.HANDLE)
                ? found.vocabulary().match(page.text(), account.start() + 1)
                : null;
        boolean known = match != null && match.term() != null && match.term().role() == Role.EXCHANGE;
        return known ? new Place(match.term().value(), account.start(), account.end()) : null;
    }
}
