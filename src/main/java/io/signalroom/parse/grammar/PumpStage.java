package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.SignalEvent;

/** Tells how far a pump has come, or that a bot reports a moving coin. */
final class PumpStage {
    private final Page page;

    PumpStage(Page page) {
        this.page = page;
    }

    /** The stage of a post that names this coin, or none if it is null. */
    SignalEvent of(Subject coin) {
        if (cancelled()) {
            return SignalEvent.CANCELLED;
        }
        boolean gain = page.has(Kind.MULTIPLE) || (page.has(Kind.PERCENT) && pump());
        boolean reached = page.has(Role.HIT) && gain && !page.has(Role.TARGET);
        boolean told = coin == null && page.has(Kind.PERCENT) && course() && !dated() && !page.has(Role.REMAINING);
        if (page.has(Role.OUTCOME) || reached || told) {
            return SignalEvent.RESULT;
        }
        if (waits(coin)) {
            return left() || !dated() ? SignalEvent.COUNTDOWN : SignalEvent.ANNOUNCED;
        }
        boolean heading = coin != null && coin.score() <= PumpCoin.WEAK && dated();
        if (coin == null || heading) {
            return !dated() && left() ? SignalEvent.COUNTDOWN : SignalEvent.ANNOUNCED;
        }
        return mover() ? SignalEvent.MARKET_MOVE : course() ? SignalEvent.RESULT : SignalEvent.REVEAL;
    }

    private boolean cancelled() {
        for (int i = 0; i < page.size() && page.has(Role.CANCEL); i++) {
            Token token = page.get(i);
            if (token.is(Role.CANCEL) && !"MAYBE".equals(token.term().value())) {
                return true;
            }
        }
        return denied();
    }

    /** "No pump tonight". */
    private boolean denied() {
        for (int i = 0; i + 1 < page.size() && page.has(Role.NEGATION); i++) {
            if (page.get(i).is(Role.NEGATION) && pump(page.get(i + 1))) {
                return true;
            }
        }
        return false;
    }

    /** True if the post says how much time remains, or what the next one will bring. */
    private boolean waits(Subject coin) {
        boolean revealed = coin != null && page.has(Role.REVEAL) && !left();
        return page.has(Role.REMAINING) && !revealed;
    }

    private boolean dated() {
        return page.has(Kind.DATE) || page.has(Role.SCHEDULE);
    }

    /** True if a span of time is written: "in 2 hours", "5 min". */
    private boolean left() {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            Token next = page.peek(i + 1);
            boolean count = token.is(Kind.NUMBER) || token.is(Kind.INDEX);
            if (token.is(Kind.TIMEFRAME) || (count && next != null && unit(next))) {
                return true;
            }
        }
        return false;
    }

    private static boolean unit(Token token) {
        boolean seconds = token.is(Role.COUNTED) && token.term().value().equals("SECONDS");
        return token.is(Role.MINUTES) || token.is(Role.HOURS) || token.is(Role.DAYS) || seconds;
    }

    /** A bot's report: a signed change beside prices or an interval, and nobody speaks of our pump. */
    private boolean mover() {
        boolean interval = page.has(Kind.TIMEFRAME) || page.has(Role.MINUTES) || page.has(Role.MOVER);
        boolean calls = page.has(Role.TARGET) || page.has(Role.REVEAL);
        return page.has(Kind.PERCENT) && !calls && (interval || (signed() && !page.has(Role.SIDE)));
    }

    private boolean asks() {
        return page.has(Role.SIDE) || page.has(Role.TARGET) || page.has(Role.REVEAL);
    }

    private boolean signed() {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Kind.PERCENT) && token.mark() != Token.NONE) {
                return true;
            }
        }
        return false;
    }

    /** True if the post tells where the price went from and to, and asks for nothing. */
    private boolean course() {
        boolean change = page.has(Role.ARROW) || page.has(Kind.MULTIPLE) || page.has(Kind.PERCENT);
        return !asks() && page.count(Kind.NUMBER) >= 2 && change;
    }

    /** True if the post speaks of a pump, perhaps within a longer phrase. */
    boolean pump() {
        for (int i = 0; i < page.size(); i++) {
            if (pump(page.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean pump(Token token) {
        return token.is(Role.PUMP)
                || (token.term() != null && token.term().value().equals("PUMP"));
    }
}
