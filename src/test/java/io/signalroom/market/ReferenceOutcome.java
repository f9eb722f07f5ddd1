package io.signalroom.market;

import io.signalroom.market.Outcome.State;
import io.signalroom.market.Outcome.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The outcome written straight from its definitions, over all candles at once: for each event the first candle that shows
 * it is searched from the beginning. Slow and obvious.
 */
final class ReferenceOutcome {
    private final TradePlan plan;
    private final Assumptions assumed;
    private final List<Candle> candles;
    private final boolean over;
    private final int dir;

    private ReferenceOutcome(TradePlan plan, Assumptions assumed, List<Candle> all) {
        this.plan = plan;
        this.assumed = assumed;
        this.dir = plan.direction();
        Instant begins = plan.arrival().plus(assumed.latency());
        Instant expires = begins.plus(assumed.expiry());
        this.candles = all.stream()
                .filter(c -> !c.open().isBefore(begins) && c.open().isBefore(expires))
                .toList();
        this.over = all.stream()
                .anyMatch(c -> !c.open().isBefore(begins) && !c.close().isBefore(expires));
    }

    static Outcome of(TradePlan plan, Assumptions assumed, List<Candle> candles) {
        return new ReferenceOutcome(plan, assumed, candles).outcome();
    }

    private double worst(Candle c) {
        return dir > 0 ? c.low() : c.high();
    }

    private double best(Candle c) {
        return dir > 0 ? c.high() : c.low();
    }

    /** The candle in which entry {@code e} would fill, or the number of candles. */
    private int fillAt(int e) {
        return plan.atMarket() ? 0 : first(0, i -> dir * (plan.entry(e) - worst(candles.get(i))) > 0);
    }

    private int first(int from, java.util.function.IntPredicate test) {
        return IntStream.range(from, candles.size()).filter(test).findFirst().orElse(candles.size());
    }

    private double fillPrice(int e) {
        Candle candle = candles.get(fillAt(e));
        double open = candle.first();
        return plan.atMarket()
                ? open * (1 + dir * assumed.slippage())
                : dir > 0 ? Math.min(open, plan.entry(e)) : Math.max(open, plan.entry(e));
    }

    /** Entries filled by the end of candle {@code i}. */
    private int[] filledBy(int i) {
        return IntStream.range(0, Math.max(1, plan.entryCount()))
                .filter(e -> fillAt(e) <= i)
                .boxed()
                .sorted((a, b) -> fillAt(a) != fillAt(b) ? fillAt(a) - fillAt(b) : a - b)
                .mapToInt(e -> e)
                .toArray();
    }

    private double paidBy(int i) {
        double paid = 0;
        int n = 0;
        for (int e : filledBy(i)) {
            paid = (paid * n + fillPrice(e)) / ++n;
        }
        return paid;
    }

    private Outcome outcome() {
        if (candles.isEmpty()) {
            return new Outcome(State.NO_DATA, List.of(), List.of(), null, null, false);
        }
        int entered = IntStream.range(0, Math.max(1, plan.entryCount()))
                .map(this::fillAt)
                .min()
                .orElseThrow();
        int away = plan.targetKnown()
                ? first(0, i -> dir * (best(candles.get(i)) - plan.target(0, 0)) >= 0)
                : candles.size();
        int wrong = plan.hasStop() && !plan.atMarket()
                ? first(0, i -> dir * (worst(candles.get(i)) - plan.stop(plan.entry(0))) <= 0)
                : candles.size();
        if (Math.min(away, wrong) < entered || entered == candles.size()) {
            boolean ended = over || Math.min(away, wrong) < candles.size();
            return new Outcome(ended ? State.UNFILLED : State.WAITING, List.of(), List.of(), null, null, false);
        }
        return held(entered);
    }

    private Outcome held(int entered) {
        int firstTarget = plan.targetCount() == 0
                ? candles.size()
                : first(entered + 1, i -> dir * (best(candles.get(i)) - plan.target(0, paidBy(i))) >= 0);
        int beforeTarget = plan.hasStop()
                ? first(entered, i -> dir * (worst(candles.get(i)) - plan.stop(paidBy(Math.min(i, firstTarget)))) <= 0)
                : candles.size();
        int firstExit = Math.min(firstTarget, beforeTarget);
        int lastFill = Math.min(firstExit, candles.size() - 1);
        double paid = paidBy(lastFill);
        double stop = plan.hasStop() ? plan.stop(paid) : 0;
        int stopped = beforeTarget <= firstTarget
                ? beforeTarget
                : plan.hasStop()
                        ? first(firstTarget + 1, i -> dir * (worst(candles.get(i)) - stop) <= 0)
                        : candles.size();
        List<Trade> exits = new ArrayList<>();
        double left = 1;
        for (int k = 0; k < plan.targetCount(); k++) {
            double target = plan.target(k, paid);
            int at = first(Math.max(entered + 1, firstTarget), i -> dir * (best(candles.get(i)) - target) >= 0);
            boolean earlier = exits.size() == k;
            if (at < stopped && at < candles.size() && earlier) {
                exits.add(new Trade(candles.get(at).open(), target, 1.0 / plan.targetCount()));
                left -= 1.0 / plan.targetCount();
            }
        }
        State state = State.OPEN;
        if (plan.targetCount() > 0 && exits.size() == plan.targetCount()) {
            state = State.ALL_TARGETS;
        } else if (stopped < candles.size()) {
            Candle candle = candles.get(stopped);
            boolean gap = stopped > entered && dir * (candle.first() - stop) <= 0;
            double price = (gap ? candle.first() : stop) * (1 - dir * assumed.slippage());
            exits.add(new Trade(candle.open(), price, left));
            state = State.STOPPED;
        } else if (over) {
            Candle candle = candles.get(candles.size() - 1);
            exits.add(new Trade(candle.open(), candle.last() * (1 - dir * assumed.slippage()), left));
            state = State.EXPIRED;
        }
        return result(state, lastFill, paid, stop, exits);
    }

    private Outcome result(State state, int lastFill, double paid, double stop, List<Trade> exits) {
        List<Trade> fills = new ArrayList<>();
        for (int e : filledBy(lastFill)) {
            fills.add(new Trade(candles.get(fillAt(e)).open(), fillPrice(e), 1.0 / Math.max(1, plan.entryCount())));
        }
        double net = -assumed.fee() * paid;
        for (Trade exit : exits) {
            net += exit.part() * ((exit.price() - paid) * dir - assumed.fee() * exit.price());
        }
        boolean closed = state != State.OPEN;
        double risk = Math.abs(paid - stop);
        return new Outcome(
                state,
                fills,
                exits,
                closed && plan.hasStop() && risk > 0 ? net / risk : null,
                closed ? 100 * net / paid : null,
                plan.liquidates(paid));
    }
}
