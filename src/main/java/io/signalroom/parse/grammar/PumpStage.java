package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.SignalEvent;

/** Tells how far a pump has come, or that a bot reports a moving coin. */
final class PumpStage {
    private static final int NOON = 12;
    /** A pump makes more than so many percent. */
    private static final int MODEST = 30;
    /** No coin moves so far unless it is pumped. */
    private static final int HUGE = 100;

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
        boolean grew = page.has(Role.OUTCOME) && !reports(coin);
        if (grew || reached || told) {
            return SignalEvent.RESULT;
        }
        if (waits(coin)) {
            return left() || !dated() ? SignalEvent.COUNTDOWN : SignalEvent.ANNOUNCED;
        }
        boolean heading = coin != null && coin.score() <= PumpCoin.WEAK && dated();
        if (coin == null || heading) {
            return !dated() && (left() || ticks()) ? SignalEvent.COUNTDOWN : SignalEvent.ANNOUNCED;
        }
        if (page.has(Kind.PERCENT) && !asks() && !below(pump() ? MODEST : HUGE)) {
            return SignalEvent.RESULT;
        }
        return mover() ? SignalEvent.MARKET_MOVE : course() ? SignalEvent.RESULT : SignalEvent.REVEAL;
    }

    /** True if a bot tells a change that is small for a pump: "rose 9.8 % in 5 minutes". */
    private boolean reports(Subject coin) {
        boolean interval = page.has(Kind.TIMEFRAME) || page.has(Role.MINUTES);
        return coin != null
                && interval
                && page.count(Kind.PERCENT) == 1
                && !pump()
                && !page.has(Kind.MULTIPLE)
                && below(MODEST);
    }

    /** True if the first percentage is below this. */
    private boolean below(int limit) {
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).is(Kind.PERCENT)) {
                return page.get(i).figure().approx() < limit;
            }
        }
        return false;
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
            if ((token.is(Kind.TIMEFRAME) && !clock(token)) || (count && next != null && unit(next))) {
                return true;
            }
        }
        return false;
    }

    /** "One minute!", a bare "5". */
    private boolean ticks() {
        Token first = page.peek(0);
        boolean bare = page.size() <= 2 && first != null && (first.is(Kind.NUMBER) || first.is(Kind.INDEX));
        return bare || page.has(Role.MINUTES);
    }

    /** "Today 20h" is a time of day, if nobody says that so much remains. */
    private boolean clock(Token interval) {
        boolean hours = page.text().lowerAt(interval.end() - 1) == 'h';
        return hours && interval.figure().approx() > NOON && !page.has(Role.REMAINING);
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
