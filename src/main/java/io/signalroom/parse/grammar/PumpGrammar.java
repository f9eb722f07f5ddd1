package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalEvent;

/** Reads posts of an organised pump and automatic alerts about moving coins. */
public final class PumpGrammar {
    /** How far behind the reveal phrase the coin may stand, in tokens. */
    private static final int REVEAL_REACH = 24;

    private PumpGrammar() {}

    /** The pump post on this page, or null. */
    public static ParsedSignal read(Page page) {
        if (!possible(page)) {
            return null;
        }
        Subject coin = revealed(page);
        SignalEvent stage = stage(page, coin);
        if (stage == null) {
            return null;
        }
        Draft draft = new Draft(page.text(), PostKind.PUMP_ALERT);
        draft.fields.event(stage);
        boolean named = stage == SignalEvent.REVEAL || stage == SignalEvent.RESULT || stage == SignalEvent.MARKET_MOVE;
        if (named && coin != null) {
            draft.fields.symbol(coin.symbol());
            draft.mark("symbol", 0, coin.start(), coin.end(), coin.score());
        }
        Token exchange = page.first(Role.EXCHANGE);
        if (exchange != null) {
            draft.mark("exchange", exchange, 0.9)
                    .fields
                    .exchange(exchange.term().value());
        }
        change(page, stage, draft);
        return draft.done(0.85);
    }

    private static boolean possible(Page page) {
        boolean words = page.has(Role.PUMP) || page.has(Role.SCHEDULE) || page.has(Role.REVEAL);
        boolean signs = page.has(Role.OUTCOME) || page.has(Role.REMAINING) || page.has(Role.MOVER) || pace(page);
        return (words || signs) && !page.has(Role.STOP) && !page.has(Kind.ADDRESS);
    }

    private static void change(Page page, SignalEvent stage, Draft draft) {
        if (stage != SignalEvent.MARKET_MOVE && stage != SignalEvent.RESULT) {
            return;
        }
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Kind.PERCENT)) {
                var value = token.figure().value();
                draft.mark("changePercent", token, 0.8)
                        .fields
                        .changePercent(token.mark() == '-' ? value.negate() : value);
                return;
            }
        }
    }

    private static SignalEvent stage(Page page, Subject coin) {
        boolean pump = pump(page);
        if (mover(page, coin)) {
            return SignalEvent.MARKET_MOVE;
        }
        if (pump && page.has(Role.CANCEL)) {
            return SignalEvent.CANCELLED;
        }
        if (page.has(Role.OUTCOME) && (pump || coin != null)) {
            return SignalEvent.RESULT;
        }
        boolean organised = pump || page.has(Role.REVEAL) || (next(page) && page.has(Role.SUBJECT));
        boolean time = page.has(Kind.NUMBER) && (page.has(Role.MINUTES) || page.has(Role.HOURS) || page.has(Role.DAYS));
        if (page.has(Role.REMAINING) && organised && (time || coin == null)) {
            return SignalEvent.COUNTDOWN;
        }
        boolean named =
                page.has(Role.REVEAL) || (pump && page.has(Role.SUBJECT) && coin != null && coin.score() >= 0.9);
        if (named && coin != null && !page.has(Role.ENTRY) && !page.has(Role.HIT)) {
            return SignalEvent.REVEAL;
        }
        boolean scheduled = page.has(Role.SCHEDULE) && (page.has(Kind.DATE) || page.has(Kind.NUMBER));
        return pump && scheduled && !page.has(Role.BAIT) ? SignalEvent.ANNOUNCED : null;
    }

    /** True if the post says what the next one will bring. */
    private static boolean next(Page page) {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Role.REMAINING) && token.term().value().equals("NEXT")) {
                return true;
            }
        }
        return false;
    }

    /** True if the post speaks of a pump, perhaps within a longer phrase. */
    private static boolean pump(Page page) {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Role.PUMP)
                    || (token.term() != null && token.term().value().equals("PUMP"))) {
                return true;
            }
        }
        return false;
    }

    /** "X +11 % in 7 min" from a bot: a coin, a change, an interval, and little else. */
    private static boolean mover(Page page, Subject coin) {
        boolean interval = page.has(Kind.TIMEFRAME) || page.has(Role.MINUTES);
        boolean told = page.has(Role.MOVER) || page.has(Role.PUMP) || (pace(page) && page.size() < 16);
        return coin != null
                && page.has(Kind.PERCENT)
                && interval
                && told
                && page.size() < 40
                && !page.has(Role.REMAINING)
                && !page.has(Role.REVEAL);
    }

    /** A pair, a change and minutes. */
    private static boolean pace(Page page) {
        return page.has(Kind.PAIR)
                && page.has(Kind.PERCENT)
                && page.has(Role.MINUTES)
                && !page.has(Role.HIT)
                && !page.has(Role.SIDE);
    }

    /** The coin behind the reveal phrase, perhaps with its letters spaced; else the surest coin of the page. */
    private static Subject revealed(Page page) {
        for (int i = 0; i < page.size() && page.has(Role.REVEAL); i++) {
            if (page.get(i).is(Role.REVEAL)) {
                Subject found = behind(page, i);
                if (found != null) {
                    return found;
                }
            }
        }
        boolean announced = page.has(Role.REVEAL) && !page.has(Kind.PAIR);
        Subject best = SubjectGrammar.best(page);
        double sure = announced ? pump(page) ? 0.7 : 2 : 0.6;
        return best != null && best.score() >= sure ? best : null;
    }

    private static Subject behind(Page page, int i) {
        Subject spaced = spaced(page, i);
        if (spaced != null) {
            return spaced;
        }
        for (int k = i + 1; k < Math.min(page.size(), i + REVEAL_REACH); k++) {
            Token token = page.get(k);
            int from = start(token);
            if (token.is(Kind.PAIR)) {
                return new Subject(token.pair().base(), token.pair().quote(), k, token.start(), token.end(), 0.95);
            }
            if (token.is(Kind.WORD) && ticker(page, token, from)) {
                return new Subject(page.text().upper(from, token.end()), null, k, token.start(), token.end(), 0.9);
            }
            if (token.unknown() && token.end() - from > 1 && !token.tagged()) {
                return null;
            }
        }
        return null;
    }

    /** {@code N * U * L * S} is NULS. */
    private static Subject spaced(Page page, int i) {
        StringBuilder letters = new StringBuilder();
        Token first = null;
        Token last = null;
        for (int k = i + 1; k < Math.min(page.size(), i + REVEAL_REACH); k++) {
            Token token = page.get(k);
            int from = start(token);
            boolean letter = token.is(Kind.WORD)
                    && token.end() == from + 1
                    && Letters.latin(page.text().at(from));
            if (letter) {
                first = first == null ? token : first;
                last = token;
                letters.append(page.text().upper(from, token.end()));
            } else if (!token.is(Kind.PUNCT) && !token.is(Kind.NEWLINE)) {
                break;
            }
        }
        return letters.length() < 2 ? null : new Subject(letters.toString(), null, i, first.start(), last.end(), 0.9);
    }

    private static int start(Token token) {
        return token.tagged() ? token.start() + 1 : token.start();
    }

    private static boolean ticker(Page page, Token token, int from) {
        boolean word = token.term() == null || (token.asset() != null && !token.is(Role.QUOTE));
        return word && SubjectGrammar.capitals(page.text(), from, token.end());
    }
}
