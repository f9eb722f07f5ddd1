package io.signalroom.market.outcome;

import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.outcome.Outcome.Miss;
import io.signalroom.market.outcome.Outcome.State;
import io.signalroom.market.outcome.Outcome.Trade;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows one plan along candles, by the triple barrier method (López de Prado, Advances in Financial Machine Learning,
 * 2018, 3.4): targets above, stop below, expiry at the end. Where one candle leaves open what came first, the worse is
 * taken: the entry fills before the stop, the stop before any target, and no target is reached in the candle of the first
 * fill. What a candle's first price shows came before all else in it.
 *
 * <p>A limit entry fills when a price trades through it, at the better of limit and open; none does after the first exit.
 * Before any fill, the first target or the stop ends the wait.
 *
 * <p>Between two events a position needs no candle: {@link #above} and {@link #below} are the nearest prices at which
 * anything can happen, and the series finds the next candle that touches one. So a quiet week costs a few comparisons.
 * For one thread.
 */
final class Position {
    private final TradePlan plan;
    private final Assumptions assumed;
    private final long begins;
    private final long expires;
    private final boolean[] filled;
    private final List<Trade> fills = new ArrayList<>(1);
    private final List<Trade> exits = new ArrayList<>(2);
    private State state = State.NO_DATA;
    private Miss missedBy;
    private double cost;
    private double remaining = 1;
    private long seenTo = Long.MIN_VALUE;
    private long lastOpen;
    private double lastPrice;
    private double above;
    private double below;

    /** A plan whose first order is placed at {@code begins}; all is over at {@code expires}, in milliseconds since 1970. */
    Position(TradePlan plan, Assumptions assumed, long begins, long expires) {
        this.plan = plan;
        this.assumed = assumed;
        this.begins = begins;
        this.expires = expires;
        this.filled = new boolean[Math.max(1, plan.entryCount())];
    }

    boolean settled() {
        return state.settled();
    }

    /** When it was known that nothing would be bought: begin of that candle, or the expiry. */
    long missedAt() {
        return missedBy == Miss.EXPIRY ? expires : lastOpen;
    }

    /** A number that grows with every event, so that two equal ones mean that nothing happened between. */
    int stage() {
        return (fills.size() + exits.size()) * State.values().length + state.ordinal();
    }

    /** Goes on along the candles behind those it has seen. Several series in order of time are the same as one. */
    void follow(CandleSeries candles) {
        if (candles.size() == 0 || state.settled()) {
            return;
        }
        int i = candles.opening(Math.max(begins, seenTo));
        int end = Math.max(i, candles.closing(expires));
        while (i < end && !state.settled()) {
            i = next(candles, i, end);
            if (i < end) {
                trade(candles, i);
                i++;
            }
        }
        seenTo = Math.max(seenTo, candles.closes(candles.size() - 1));
        if (!state.settled() && end < candles.size()) {
            if (candles.opens(end) < expires) {
                trade(candles, end);
            }
            if (!state.settled()) {
                expire();
            }
        }
    }

    /** The next candle in which anything can happen; those before it only move the last price. */
    private int next(CandleSeries candles, int from, int end) {
        if (state == State.NO_DATA) {
            return from;
        }
        int touched = candles.touch(from, end, above, below);
        if (touched > from) {
            lastOpen = candles.opens(touched - 1);
            lastPrice = candles.last(touched - 1);
        }
        return touched;
    }

    private void trade(CandleSeries candles, int i) {
        lastOpen = candles.opens(i);
        lastPrice = candles.last(i);
        state = state == State.NO_DATA ? State.WAITING : state;
        boolean held = state == State.OPEN;
        double open = candles.first(i);
        double worst = plan.direction() > 0 ? candles.low(i) : candles.high(i);
        double best = plan.direction() > 0 ? candles.high(i) : candles.low(i);
        if (!held && missed(open, open)) {
            return;
        }
        fill(open, worst);
        if (fills.isEmpty()) {
            if (!missed(best, worst)) {
                watch();
            }
            return;
        }
        state = State.OPEN;
        if (plan.hasStop() && behind(worst, plan.stop(cost))) {
            double stop = plan.stop(cost);
            exit(slipped(held && behind(open, stop) ? open : stop, -1), remaining);
            state = State.STOPPED;
        } else if (held) {
            targets(best);
        }
        watch();
    }

    /** Sets the nearest prices at which anything can happen. */
    private void watch() {
        double gain = Double.POSITIVE_INFINITY;
        double loss = Double.NEGATIVE_INFINITY;
        int side = plan.direction();
        boolean bought = !fills.isEmpty();
        if (bought ? exits.size() < plan.targetCount() : plan.targetKnown()) {
            gain = side * plan.target(exits.size(), cost);
        }
        if (bought ? plan.hasStop() : plan.stopKnown()) {
            loss = side * (bought ? plan.stop(cost) : plan.knownStop());
        }
        for (int e = 0; e < plan.entryCount() && exits.isEmpty(); e++) {
            loss = filled[e] ? loss : Math.max(loss, side * plan.entry(e));
        }
        above = side > 0 ? gain : -loss;
        below = side > 0 ? loss : -gain;
    }

    private void fill(double open, double worst) {
        if (plan.atMarket()) {
            if (!filled[0]) {
                fill(0, slipped(open, 1));
            }
            return;
        }
        for (int e = 0; e < plan.entryCount() && exits.isEmpty(); e++) {
            double limit = plan.entry(e);
            if (!filled[e] && behind(worst, limit) && worst != limit) {
                fill(e, behind(open, limit) ? open : limit);
            }
        }
    }

    private void fill(int entry, double price) {
        filled[entry] = true;
        cost = (cost * fills.size() + price) / (fills.size() + 1);
        fills.add(new Trade(lastOpen, price, 1.0 / filled.length));
    }

    /** Ends the wait if the price went away, or the idea was proven wrong, before anything was bought. */
    private boolean missed(double best, double worst) {
        if (plan.stopKnown() && behind(worst, plan.knownStop())) {
            missedBy = Miss.STOP_FIRST;
        } else if (plan.targetKnown() && beyond(best, plan.target(0, 0))) {
            missedBy = Miss.TARGET_FIRST;
        }
        state = missedBy == null ? state : State.UNFILLED;
        return missedBy != null;
    }

    private void targets(double best) {
        int count = plan.targetCount();
        while (exits.size() < count && beyond(best, plan.target(exits.size(), cost))) {
            exit(plan.target(exits.size(), cost), 1.0 / count);
        }
        if (count > 0 && exits.size() == count) {
            state = State.ALL_TARGETS;
        }
    }

    private void exit(double price, double part) {
        exits.add(new Trade(lastOpen, price, part));
        remaining -= part;
    }

    private void expire() {
        if (state == State.NO_DATA) {
            return;
        }
        if (fills.isEmpty()) {
            missedBy = Miss.EXPIRY;
            state = State.UNFILLED;
            return;
        }
        exit(slipped(lastPrice, -1), remaining);
        state = State.EXPIRED;
    }

    /** True if {@code traded} is at {@code price} or on its gaining side. */
    private boolean beyond(double traded, double price) {
        return plan.direction() > 0 ? traded >= price : traded <= price;
    }

    /** True if {@code traded} is at {@code price} or on its losing side. */
    private boolean behind(double traded, double price) {
        return plan.direction() > 0 ? traded <= price : traded >= price;
    }

    /** {@code price} made worse for who buys into the plan ({@code side} +1) or gets out of it (-1). */
    private double slipped(double price, int side) {
        return price * (1 + side * plan.direction() * assumed.slippage());
    }

    /** How it stands, or ended. */
    Outcome outcome() {
        boolean closed = state.settled() && !fills.isEmpty();
        double gained = 0;
        double received = 0;
        for (Trade exit : exits) {
            gained += exit.part() * (exit.price() - cost) * plan.direction();
            received += exit.part() * exit.price();
        }
        double net = gained - assumed.fee() * (cost + received);
        double risk = closed && plan.hasStop() ? Math.abs(cost - plan.stop(cost)) : 0;
        return new Outcome(
                state,
                missedBy,
                fills,
                exits,
                risk > 0 ? net / risk : null,
                closed ? 100 * net / cost : null,
                !fills.isEmpty() && plan.liquidates(cost));
    }
}
