package io.signalroom.market.outcome;

import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.outcome.Outcome.Miss;
import io.signalroom.market.outcome.Outcome.State;

/**
 * Follows one plan along candles, by the triple barrier method (López de Prado, Advances in Financial Machine Learning,
 * 2018, 3.4): targets above, stop below, expiry at the end. Where one candle leaves open what came first, the worse is
 * taken: the entry fills before the stop, the stop before any target, and no target is reached in the candle of the first
 * fill. What a candle's first price shows came before all else in it.
 *
 * <p>A limit entry fills when a price trades through it, at the better of limit and open; none does after the first exit, nor
 * at the stop or behind it, so that no stop gains. Before any fill, the first target (Cornix: "target achieved before
 * entering") or the stop ends the wait.
 *
 * <p>R = (what was gained - costs) / |paid - stop|. There is none if that risk is less than one round trip costs, 2 x fee +
 * slippage of what was paid: divided by next to nothing, one call would outweigh all others. The stop is obeyed all the same.
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
    private final Holding held;
    private State state = State.NO_DATA;
    private Miss missedBy;
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
        this.held = new Holding(plan.direction());
        this.filled = new boolean[Math.max(1, plan.entryCount())];
    }

    boolean settled() {
        return state.settled();
    }

    /** When it was known that nothing would be bought: begin of that candle, or the expiry. */
    long missedAt() {
        return missedBy == Miss.EXPIRY ? expires : lastOpen;
    }

    /**
     * Whether the call counts among those with a stop: it gives one, and what was paid (before a fill: what would be) is
     * further from it than one round trip costs.
     */
    boolean hasStop() {
        return plan.boundedBy(held.cost(), assumed.roundTrip());
    }

    /** A number that grows with every event, so that two equal ones mean that nothing happened between. */
    int stage() {
        return (held.fills().size() + held.exitCount()) * State.values().length + state.ordinal();
    }

    /**
     * Goes on along the candles behind those it has seen. Several series in order of time are the same as one. What has
     * expired is closed at its last price, though no candle shows it: a market may die. Without any candle it stays without
     * data.
     */
    void follow(CandleSeries candles) {
        if (state.settled()) {
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
        seenTo = Math.max(seenTo, candles.knownTo());
        if (!state.settled() && end < candles.size() && candles.opens(end) < expires) {
            trade(candles, end);
        }
        if (!state.settled() && seenTo >= expires) {
            expire();
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
        boolean bought = state == State.OPEN;
        double open = candles.first(i);
        double worst = plan.direction() > 0 ? candles.low(i) : candles.high(i);
        double best = plan.direction() > 0 ? candles.high(i) : candles.low(i);
        if (bought ? stopped(open, open) : missed(open, open)) {
            return;
        }
        fill(open, worst);
        if (held.empty()) {
            if (!missed(best, worst)) {
                watch();
            }
            return;
        }
        state = State.OPEN;
        if (!stopped(worst, plan.stop(held.cost())) && bought) {
            targets(best);
        }
        watch();
    }

    private boolean stopped(double traded, double price) {
        boolean stopped = plan.behind(traded, plan.stop(held.cost()));
        if (stopped) {
            close(price);
            state = State.STOPPED;
        }
        return stopped;
    }

    /** Sells what is left at the market. */
    private void close(double price) {
        held.close(lastOpen, plan.worse(price, -1, assumed.slippage()));
    }

    /** Sets the nearest prices at which anything can happen. */
    private void watch() {
        double gain = Double.POSITIVE_INFINITY;
        double loss = Double.NEGATIVE_INFINITY;
        int side = plan.direction();
        boolean bought = !held.empty();
        if (bought ? held.exitCount() < plan.targetCount() : plan.targetKnown()) {
            gain = side * plan.target(held.exitCount(), held.cost());
        }
        if (bought || plan.stopKnown()) {
            loss = side * (bought ? plan.stop(held.cost()) : plan.knownStop());
        }
        for (int e = 0; e < plan.entryCount() && held.exitCount() == 0; e++) {
            loss = filled[e] ? loss : Math.max(loss, side * plan.entry(e));
        }
        above = side > 0 ? gain : -loss;
        below = side > 0 ? loss : -gain;
    }

    private void fill(double open, double worst) {
        if (plan.atMarket()) {
            if (!filled[0]) {
                fill(0, plan.worse(open, 1, assumed.slippage()));
            }
            return;
        }
        for (int e = 0; e < plan.entryCount() && held.exitCount() == 0; e++) {
            double limit = plan.entry(e);
            boolean through = !filled[e] && plan.behind(worst, limit) && worst != limit;
            if (through && (held.empty() || !plan.behind(limit, plan.stop(held.cost())))) {
                fill(e, plan.behind(open, limit) ? open : limit);
            }
        }
    }

    private void fill(int entry, double price) {
        filled[entry] = true;
        held.fill(lastOpen, price, 1.0 / filled.length);
    }

    /** Ends the wait if the price went away, or the idea was proven wrong, before anything was bought. */
    private boolean missed(double best, double worst) {
        if (plan.stopKnown() && plan.behind(worst, plan.knownStop())) {
            missedBy = Miss.STOP_FIRST;
        } else if (plan.targetKnown() && plan.beyond(best, plan.target(0, 0))) {
            missedBy = Miss.TARGET_FIRST;
        }
        state = missedBy == null ? state : State.UNFILLED;
        return missedBy != null;
    }

    private void targets(double best) {
        int count = plan.targetCount();
        while (held.exitCount() < count && plan.beyond(best, plan.target(held.exitCount(), held.cost()))) {
            held.exit(lastOpen, plan.target(held.exitCount(), held.cost()), 1.0 / count);
        }
        if (count > 0 && held.exitCount() == count) {
            state = State.ALL_TARGETS;
        }
    }

    private void expire() {
        if (state == State.WAITING) {
            missedBy = Miss.EXPIRY;
            state = State.UNFILLED;
        } else if (state == State.OPEN) {
            close(lastPrice);
            state = State.EXPIRED;
        }
    }

    /** How it stands, or ended. */
    Outcome outcome() {
        boolean closed = state.settled() && !held.empty();
        double paid = held.cost();
        double net = held.net(assumed.fee());
        return new Outcome(
                state,
                missedBy,
                held.fills(),
                held.exits(),
                closed && hasStop() ? net / (plan.risk(paid) * paid) : null,
                closed ? 100 * net / paid : null,
                !held.empty() && plan.liquidates(paid));
    }
}
