package io.signalroom.market;

import io.signalroom.market.Outcome.State;
import io.signalroom.market.Outcome.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows one plan candle by candle, by the triple barrier method (López de Prado, Advances in Financial Machine Learning,
 * 2018, 3.4): targets above, stop below, expiry at the end. Where one candle leaves open what came first, the worse is
 * taken: the entry fills before the stop, the stop before any target, and no target is reached in the candle of the first
 * fill.
 *
 * <p>A limit entry fills when a price trades through it, at the better of limit and open; none does after the first exit.
 * Without any fill, the first target or the stop ends the wait. For one thread; linear in the candles.
 */
public final class Position {
    private final TradePlan plan;
    private final Assumptions assumed;
    private final Instant begins;
    private final Instant expires;
    private final boolean[] filled;
    private final List<Trade> fills = new ArrayList<>(2);
    private final List<Trade> exits = new ArrayList<>(4);
    private State state = State.NO_DATA;
    private double cost;
    private double remaining = 1;
    private Candle last;

    /** A plan whose orders wait. */
    public Position(TradePlan plan, Assumptions assumed) {
        this.plan = plan;
        this.assumed = assumed;
        this.begins = plan.arrival().plus(assumed.latency());
        this.expires = begins.plus(assumed.expiry());
        this.filled = new boolean[Math.max(1, plan.entryCount())];
    }

    /**
     * Takes the next candle. Candles come in order; gaps are allowed, as are candles of times long past or settled.
     *
     * @throws IllegalArgumentException if it begins before the end of the one before
     */
    public void accept(Candle candle) {
        if (last != null && candle.open().isBefore(last.close())) {
            throw new IllegalArgumentException(candle.open() + " is before " + last.close());
        }
        if (state.settled() || candle.open().isBefore(begins)) {
            return;
        }
        if (candle.open().isBefore(expires)) {
            trade(candle);
            last = candle;
        }
        if (!state.settled() && !candle.close().isBefore(expires)) {
            expire();
        }
    }

    private void trade(Candle candle) {
        state = state == State.NO_DATA ? State.WAITING : state;
        boolean held = state == State.OPEN;
        fill(candle);
        if (fills.isEmpty()) {
            state = missed(candle) ? State.UNFILLED : state;
            return;
        }
        state = State.OPEN;
        if (plan.hasStop() && reached(candle, plan.stop(cost), -1)) {
            double stop = plan.stop(cost);
            boolean gap = held && reached(candle.first(), stop, -1);
            exit(candle, slipped(gap ? candle.first() : stop, -1), remaining);
            state = State.STOPPED;
        } else if (held) {
            targets(candle);
        }
    }

    private void fill(Candle candle) {
        if (plan.atMarket()) {
            if (!filled[0]) {
                fill(0, candle, slipped(candle.first(), 1));
            }
            return;
        }
        for (int i = 0; i < plan.entryCount() && exits.isEmpty(); i++) {
            double limit = plan.entry(i);
            boolean through = plan.direction() > 0 ? candle.low() < limit : candle.high() > limit;
            if (!filled[i] && through) {
                boolean better = reached(candle.first(), limit, -1);
                fill(i, candle, better ? candle.first() : limit);
            }
        }
    }

    private void fill(int i, Candle candle, double price) {
        filled[i] = true;
        cost = (cost * fills.size() + price) / (fills.size() + 1);
        fills.add(new Trade(candle.open(), price, 1.0 / filled.length));
    }

    /** True if the price went away, or the idea was proven wrong, before anything was bought. */
    private boolean missed(Candle candle) {
        boolean away = plan.targetKnown() && reached(candle, plan.target(0, 0), 1);
        boolean wrong = plan.hasStop() && plan.entryCount() > 0 && reached(candle, plan.stop(plan.entry(0)), -1);
        return away || wrong;
    }

    private void targets(Candle candle) {
        int count = plan.targetCount();
        while (exits.size() < count && reached(candle, plan.target(exits.size(), cost), 1)) {
            exit(candle, plan.target(exits.size(), cost), 1.0 / count);
        }
        if (count > 0 && exits.size() == count) {
            state = State.ALL_TARGETS;
        }
    }

    private void exit(Candle candle, double price, double part) {
        exits.add(new Trade(candle.open(), price, part));
        remaining -= part;
    }

    private void expire() {
        if (fills.isEmpty()) {
            state = state == State.NO_DATA ? State.NO_DATA : State.UNFILLED;
            return;
        }
        exit(last, slipped(last.last(), -1), remaining);
        state = State.EXPIRED;
    }

    /** True if the candle touches {@code price} on the plan's gaining ({@code side} +1) or losing side. */
    private boolean reached(Candle candle, double price, int side) {
        return reached(side * plan.direction() > 0 ? candle.high() : candle.low(), price, side);
    }

    private boolean reached(double traded, double price, int side) {
        return side * plan.direction() > 0 ? traded >= price : traded <= price;
    }

    /** {@code price} made worse for who buys into the plan ({@code side} +1) or gets out of it (-1). */
    private double slipped(double price, int side) {
        return price * (1 + side * plan.direction() * assumed.slippage());
    }

    /** How it stands, or ended. */
    public Outcome outcome() {
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
                fills,
                exits,
                risk > 0 ? net / risk : null,
                closed ? 100 * net / cost : null,
                !fills.isEmpty() && plan.liquidates(cost));
    }
}
