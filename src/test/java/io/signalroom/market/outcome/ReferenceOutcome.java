package io.signalroom.market.outcome;

import io.signalroom.market.outcome.Outcome.Miss;
import io.signalroom.market.outcome.Outcome.State;
import io.signalroom.market.outcome.Outcome.Trade;
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
    private final List<Bar> candles;
    private final boolean over;
    private final int dir;

    /** A candle. */
    record Bar(long open, long close, double first, double high, double low, double last) {}

    private ReferenceOutcome(TradePlan plan, Assumptions assumed, long begins, long expires, List<Bar> all) {
        this.plan = plan;
        this.assumed = assumed;
        this.dir = plan.direction();
        this.candles = all.stream()
                .filter(c -> c.open() >= begins && c.open() < expires)
                .toList();
        this.over = all.stream().anyMatch(c -> c.open() >= begins && c.close() >= expires);
    }

    static Outcome of(TradePlan plan, Assumptions assumed, long begins, long expires, List<Bar> candles) {
        return new ReferenceOutcome(plan, assumed, begins, expires, candles).outcome();
    }

    private double worst(Bar c) {
        return dir > 0 ? c.low() : c.high();
    }

    private double best(Bar c) {
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
        Bar candle = candles.get(fillAt(e));
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
        int n = candles.size();
        if (n == 0) {
            return none(State.NO_DATA, null);
        }
        int entered = IntStream.range(0, Math.max(1, plan.entryCount()))
                .map(this::fillAt)
                .min()
                .orElseThrow();
        int targetAtOpen = first(0, i -> plan.targetKnown() && dir * (open(i) - plan.target(0, 0)) >= 0);
        int stopAtOpen = first(0, i -> plan.stopKnown() && dir * (open(i) - plan.knownStop()) <= 0);
        int away = first(0, i -> plan.targetKnown() && dir * (best(candles.get(i)) - plan.target(0, 0)) >= 0);
        int wrong = first(0, i -> plan.stopKnown() && dir * (worst(candles.get(i)) - plan.knownStop()) <= 0);
        int stopped = stopAtOpen <= entered ? Math.min(stopAtOpen, wrong) : wrong;
        int gone = targetAtOpen <= entered ? Math.min(targetAtOpen, away) : away;
        boolean stopBefore = stopped < entered || stopAtOpen <= entered && stopAtOpen < n;
        boolean targetBefore = gone < entered || targetAtOpen <= entered && targetAtOpen < n;
        if (stopBefore || targetBefore) {
            return none(State.UNFILLED, miss(stopBefore, targetBefore, stopped, gone, stopAtOpen, targetAtOpen));
        }
        if (entered == n) {
            return over ? none(State.UNFILLED, Miss.EXPIRY) : none(State.WAITING, null);
        }
        return held(entered);
    }

    /** Of two in one candle, what its open shows came first; else the stop did. */
    private static Miss miss(boolean stop, boolean target, int stopped, int gone, int stopAtOpen, int targetAtOpen) {
        if (stop && target && stopped == gone) {
            return targetAtOpen == gone && stopAtOpen != gone ? Miss.TARGET_FIRST : Miss.STOP_FIRST;
        }
        return stop && (!target || stopped < gone) ? Miss.STOP_FIRST : Miss.TARGET_FIRST;
    }

    private double open(int i) {
        return candles.get(i).first();
    }

    private static Outcome none(State state, Miss missedBy) {
        return new Outcome(state, missedBy, List.of(), List.of(), null, null, false);
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
            Bar candle = candles.get(stopped);
            boolean gap = stopped > entered && dir * (candle.first() - stop) <= 0;
            double price = (gap ? candle.first() : stop) * (1 - dir * assumed.slippage());
            exits.add(new Trade(candle.open(), price, left));
            state = State.STOPPED;
        } else if (over) {
            Bar candle = candles.get(candles.size() - 1);
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
                null,
                fills,
                exits,
                closed && plan.hasStop() && risk > 0 ? net / risk : null,
                closed ? 100 * net / paid : null,
                plan.liquidates(paid));
    }
}
