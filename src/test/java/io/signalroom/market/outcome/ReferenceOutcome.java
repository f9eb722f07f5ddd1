package io.signalroom.market.outcome;

import io.signalroom.market.outcome.Outcome.Miss;
import io.signalroom.market.outcome.Outcome.State;
import io.signalroom.market.outcome.Outcome.Trade;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The outcome by playing every candle as a path of prices: its first, from there to the worst, to the best. On the path the
 * nearest order is carried out, then the next, until none is left. All orders come from the call's fields; nothing of {@link
 * TradePlan} and {@link Position} is used. Prices of falling calls are negated, so that all calls are rising ones. Slow.
 */
final class ReferenceOutcome {
    private static final double NONE = Double.NaN;

    private final int dir;
    private final double leverage;
    private final Assumptions assumed;
    private final List<Double> rungs;
    private final int ladder;
    private final List<Double> targets;
    private final List<Double> targetsPercent;
    private final double stop;
    private final double stopPercent;
    private final List<Trade> fills = new ArrayList<>();
    private final List<Trade> exits = new ArrayList<>();
    private State state = State.NO_DATA;
    private Miss missedBy;
    private double left = 1;

    /** A candle. */
    record Bar(long open, long close, double first, double high, double low, double last) {}

    private ReferenceOutcome(SignalFields call, Assumptions assumed) {
        this.assumed = assumed;
        dir = call.side() == Side.LONG || call.side() == Side.BUY ? 1 : -1;
        leverage = call.leverage() == null ? 1 : call.leverage().doubleValue();
        List<Double> all = mirrored(call.entries());
        double nearest = all.stream().max(Comparator.naturalOrder()).orElse(Double.POSITIVE_INFINITY);
        double written = call.stopLoss() == null ? NONE : dir * call.stopLoss().doubleValue();
        stop = written < nearest ? written : NONE;
        rungs = new ArrayList<>(
                all.stream().filter(r -> Double.isNaN(stop) || r > stop).toList());
        ladder = Math.max(1, rungs.size());
        double percent = call.stopLoss() == null && call.stopLossPercent() != null
                ? call.stopLossPercent().doubleValue()
                : NONE;
        stopPercent = percent > 0 && (dir < 0 || percent < 100) ? percent : NONE;
        targets = mirrored(call.targets()).stream()
                .filter(t -> all.isEmpty() || t > nearest)
                .sorted()
                .toList();
        targetsPercent = call.targets().isEmpty()
                ? call.targetsPercent().stream()
                        .map(BigDecimal::doubleValue)
                        .filter(t -> t > 0)
                        .sorted()
                        .toList()
                : List.of();
    }

    /** Prices times the direction. */
    private List<Double> mirrored(List<BigDecimal> prices) {
        return prices.stream().map(p -> dir * p.doubleValue()).toList();
    }

    static Outcome of(SignalFields call, Assumptions assumed, long begins, long expires, List<Bar> candles) {
        boolean over = candles.stream().anyMatch(c -> c.open() >= begins && c.close() >= expires);
        return of(call, assumed, begins, expires, candles, over);
    }

    /** @param over whether it is known that nothing comes before the expiry any more */
    static Outcome of(
            SignalFields call, Assumptions assumed, long begins, long expires, List<Bar> candles, boolean over) {
        ReferenceOutcome reference = new ReferenceOutcome(call, assumed);
        List<Bar> within = candles.stream()
                .filter(c -> c.open() >= begins && c.open() < expires)
                .toList();
        boolean ladder = !call.entries().isEmpty();
        within.forEach(candle -> reference.play(candle, ladder));
        if (over && !within.isEmpty()) {
            reference.expire(within.get(within.size() - 1));
        }
        return reference.outcome();
    }

    private double paid() {
        return fills.stream().mapToDouble(Trade::price).sum() / fills.size();
    }

    /** The stop of a rising call that paid so much; no number if there is none. */
    private double stop(double mirroredPaid) {
        return Double.isNaN(stopPercent) ? stop : mirroredPaid - Math.abs(mirroredPaid) * stopPercent / 100;
    }

    private double stopNow() {
        return stop(dir * paid());
    }

    private double target(int k) {
        return targetsPercent.isEmpty() ? targets.get(k) : dir * paid() + paid() * targetsPercent.get(k) / 100;
    }

    private int targetCount() {
        return targets.size() + targetsPercent.size();
    }

    private void play(Bar candle, boolean limits) {
        if (state.settled()) {
            return;
        }
        state = state == State.NO_DATA ? State.WAITING : state;
        boolean heldBefore = !fills.isEmpty();
        double first = dir * candle.first();
        double worst = dir > 0 ? candle.low() : -candle.high();
        double best = dir > 0 ? candle.high() : -candle.low();
        if (!heldBefore) {
            double known =
                    limits ? stop(rungs.stream().min(Comparator.naturalOrder()).orElseThrow()) : stop;
            miss(first <= known, Miss.STOP_FIRST);
            miss(!targets.isEmpty() && first >= targets.get(0), Miss.TARGET_FIRST);
        } else if (first <= stopNow()) {
            stopAt(candle, first);
        }
        if (!state.settled() && !limits && !heldBefore) {
            buy(candle, first + Math.abs(first) * assumed.slippage());
        }
        fall(candle, first, worst);
        miss(fills.isEmpty() && !targets.isEmpty() && best >= targets.get(0), Miss.TARGET_FIRST);
        while (!state.settled() && heldBefore && exits.size() < targetCount() && best >= target(exits.size())) {
            exits.add(new Trade(candle.open(), dir * target(exits.size()), 1.0 / targetCount()));
            left -= 1.0 / targetCount();
            state = exits.size() == targetCount() ? State.ALL_TARGETS : state;
        }
    }

    private void miss(boolean missed, Miss by) {
        if (missed && !state.settled()) {
            state = State.UNFILLED;
            missedBy = by;
        }
    }

    /** Carries out what lies between two prices, the nearest first. At one price the stop comes before an entry. */
    private void fall(Bar candle, double first, double worst) {
        while (!state.settled()) {
            Double rung = exits.isEmpty()
                    ? rungs.stream()
                            .filter(r -> worst < r)
                            .max(Comparator.naturalOrder())
                            .orElse(null)
                    : null;
            boolean stops = !fills.isEmpty() && worst <= stopNow();
            if (stops && (rung == null || Math.min(rung, first) <= stopNow())) {
                stopAt(candle, stopNow());
            } else if (rung != null) {
                rungs.remove(rung);
                buy(candle, Math.min(rung, first));
            } else {
                return;
            }
        }
    }

    private void buy(Bar candle, double price) {
        fills.add(new Trade(candle.open(), dir * price, 1.0 / ladder));
        state = State.OPEN;
    }

    private void stopAt(Bar candle, double price) {
        exits.add(new Trade(candle.open(), dir * price * (1 - dir * assumed.slippage()), left));
        state = State.STOPPED;
    }

    private void expire(Bar newest) {
        miss(fills.isEmpty(), Miss.EXPIRY);
        if (!state.settled()) {
            exits.add(new Trade(newest.open(), newest.last() * (1 - dir * assumed.slippage()), left));
            state = State.EXPIRED;
        }
    }

    private Outcome outcome() {
        if (fills.isEmpty()) {
            return new Outcome(state, missedBy, List.of(), List.of(), null, null, false);
        }
        double paid = paid();
        double share = Double.isNaN(stopPercent) ? Math.abs(paid - dir * stop) / paid : stopPercent / 100;
        double net = -assumed.fee() * paid;
        for (Trade exit : exits) {
            net += exit.part() * ((exit.price() - paid) * dir - assumed.fee() * exit.price());
        }
        boolean closed = state != State.OPEN;
        boolean bounded = share >= 2 * assumed.fee() + assumed.slippage() - 1e-9;
        return new Outcome(
                state,
                null,
                fills,
                exits,
                closed && bounded ? net / (paid * share) : null,
                closed ? 100 * net / paid : null,
                leverage * share >= 1 - 1e-9);
    }
}
