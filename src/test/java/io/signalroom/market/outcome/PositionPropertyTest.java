package io.signalroom.market.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.outcome.Outcome.State;
import io.signalroom.market.outcome.Outcome.Trade;
import io.signalroom.market.outcome.ReferenceOutcome.Bar;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Outcomes candle by candle equal those played along a path of prices, on candles and plans with gaps and ties. */
class PositionPropertyTest {
    private static final long MINUTE = 60_000;
    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final double CLOSE = 1e-9;

    @Property(tries = 20_000)
    void candle_by_candle_equals_the_definitions(@ForAll long seed) {
        Random dice = new Random(seed);
        follows(dice, call(dice, "BTC"));
    }

    @Property(tries = 20_000)
    void plans_that_contradict_themselves_equal_the_definitions_too(@ForAll long seed) {
        Random dice = new Random(seed);
        follows(dice, hostile(dice));
    }

    private static void follows(Random dice, SignalFields call) {
        Assumptions assumed = assumed(dice);
        long begins = NOON + dice.nextInt(4 * 60) * 1_000L;
        long expires = begins + (5 + dice.nextInt(90)) * MINUTE;
        List<Bar> candles = candles(dice);
        Position position = new Position(TradePlan.of(call), assumed, begins, expires);
        int seen = 0;
        while (seen < candles.size()) {
            int next = Math.min(candles.size(), seen + 1 + dice.nextInt(dice.nextBoolean() ? 4 : 200));
            position.follow(series(candles.subList(dice.nextInt(seen + 1), next)));
            same(position.outcome(), ReferenceOutcome.of(call, assumed, begins, expires, candles.subList(0, next)));
            seen = next;
        }
    }

    @Property(tries = 5_000)
    void where_candles_end_before_the_expiry_the_last_price_closes_it(@ForAll long seed) {
        Random dice = new Random(seed);
        SignalFields call = dice.nextBoolean() ? call(dice, "BTC") : hostile(dice);
        Assumptions assumed = assumed(dice);
        long expires = NOON + (5 + dice.nextInt(90)) * MINUTE;
        long died = NOON + dice.nextInt(60) * MINUTE;
        List<Bar> candles = candles(dice).stream()
                .filter(c -> c.close() < Math.min(died, expires))
                .toList();
        Position position = new Position(TradePlan.of(call), assumed, NOON, expires);
        position.follow(known(candles, expires - 1));
        same(position.outcome(), ReferenceOutcome.of(call, assumed, NOON, expires, candles, false));
        position.follow(known(dice.nextBoolean() ? candles : List.of(), expires + dice.nextInt(2)));
        same(position.outcome(), ReferenceOutcome.of(call, assumed, NOON, expires, candles, true));
    }

    @Property(tries = 5_000)
    void no_stop_gains_and_no_result_is_divided_by_less_than_its_costs(@ForAll long seed) {
        Random dice = new Random(seed);
        SignalFields call = hostile(dice);
        Assumptions assumed = assumed(dice);
        Position position = new Position(TradePlan.of(call), assumed, NOON, NOON + 90 * MINUTE);
        position.follow(series(candles(dice)));
        Outcome outcome = position.outcome();
        if (outcome.state() == State.STOPPED && outcome.exits().size() == 1) {
            assertThat(outcome.percent()).isNegative();
        }
        if (outcome.r() != null) {
            double costs = 2 * assumed.fee() + assumed.slippage();
            assertThat(Math.abs(outcome.r()) * costs).isLessThanOrEqualTo(Math.abs(outcome.percent()) / 100 + CLOSE);
        }
        if (outcome.percent() != null) {
            assertThat(position.hasStop()).isEqualTo(outcome.r() != null);
        }
    }

    private static Assumptions assumed(Random dice) {
        return new Assumptions(
                Duration.ZERO,
                Duration.ofDays(1),
                Duration.ofDays(1),
                dice.nextInt(3) * 0.001,
                dice.nextInt(3) * 0.001);
    }

    static CandleSeries series(List<Bar> bars) {
        return known(bars, Long.MIN_VALUE);
    }

    /** @param to no candle that begins before it is still to come */
    static CandleSeries known(List<Bar> bars, long to) {
        CandleSeries.Builder series = new CandleSeries.Builder(1).knownTo(to);
        bars.forEach(b -> series.add(b.open(), b.close(), b.first(), b.high(), b.low(), b.last()));
        return series.build();
    }

    private static void same(Outcome got, Outcome wanted) {
        assertThat(got.state()).isEqualTo(wanted.state());
        assertThat(got.missedBy()).isEqualTo(wanted.missedBy());
        same(got.fills(), wanted.fills());
        same(got.exits(), wanted.exits());
        same(got.r(), wanted.r());
        same(got.percent(), wanted.percent());
        assertThat(got.liquidation()).isEqualTo(wanted.liquidation());
    }

    private static void same(List<Trade> got, List<Trade> wanted) {
        assertThat(got).hasSameSizeAs(wanted);
        for (int i = 0; i < got.size(); i++) {
            assertThat(got.get(i).at()).isEqualTo(wanted.get(i).at());
            same(got.get(i).price(), wanted.get(i).price());
            same(got.get(i).part(), wanted.get(i).part());
        }
    }

    private static void same(Double got, Double wanted) {
        if (wanted == null) {
            assertThat(got).isNull();
        } else {
            assertThat(got).isCloseTo(wanted, within(CLOSE * (1 + Math.abs(wanted))));
        }
    }

    /** Anything written anywhere: stops before, between and at entries, targets on either side, next to no risk. */
    private static SignalFields hostile(Random dice) {
        SignalFields.Builder call = SignalFields.builder()
                .symbol("BTC")
                .side(Side.values()[dice.nextInt(Side.values().length)])
                .entries(prices(dice, dice.nextInt(4)))
                .leverage(BigDecimal.valueOf(1 + dice.nextInt(40)));
        if (dice.nextInt(4) == 0) {
            call.targetsPercent(List.of(BigDecimal.valueOf(dice.nextInt(9) - 2), BigDecimal.valueOf(3)));
        } else {
            call.targets(prices(dice, dice.nextInt(4)));
        }
        switch (dice.nextInt(6)) {
            case 0 -> call.stopLossPercent(BigDecimal.valueOf(dice.nextInt(9)));
            case 1 -> call.stopLossPercent(BigDecimal.valueOf(dice.nextInt(12), 1));
            case 2 -> call.stopLossPercent(BigDecimal.valueOf(99 + dice.nextInt(3)));
            case 3 -> call.stopLoss(BigDecimal.valueOf(1_000 + dice.nextInt(21) - 10, 1));
            default -> call.stopLoss(prices(dice, 1).get(0));
        }
        return call.build();
    }

    private static List<BigDecimal> prices(Random dice, int count) {
        List<BigDecimal> prices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            prices.add(BigDecimal.valueOf(94 + dice.nextInt(13)));
        }
        return prices;
    }

    /** A call whose prices are whole and near 100, so that ties are common. */
    static SignalFields call(Random dice, String symbol) {
        boolean rising = dice.nextBoolean();
        int sign = rising ? 1 : -1;
        List<BigDecimal> entries = new ArrayList<>();
        for (int i = dice.nextInt(4); i > 0; i--) {
            entries.add(BigDecimal.valueOf(100 - sign * dice.nextInt(3)));
        }
        boolean percent = dice.nextInt(4) == 0;
        List<BigDecimal> targets = new ArrayList<>();
        for (int i = dice.nextInt(4); i > 0; i--) {
            targets.add(BigDecimal.valueOf(percent ? 1 + dice.nextInt(6) : 100 + sign * (2 + dice.nextInt(6))));
        }
        SignalFields.Builder call = SignalFields.builder()
                .symbol(symbol)
                .side(rising ? Side.LONG : Side.SHORT)
                .entries(entries)
                .entryMarket(entries.isEmpty());
        call = percent ? call.targetsPercent(targets) : call.targets(targets);
        switch (dice.nextInt(4)) {
            case 0 -> call.stopLossPercent(BigDecimal.valueOf(1 + dice.nextInt(6)));
            case 1 -> {}
            default -> call.stopLoss(BigDecimal.valueOf(100 - sign * (4 + dice.nextInt(5))));
        }
        if (dice.nextInt(3) == 0) {
            call.leverage(BigDecimal.valueOf(5 + dice.nextInt(40)));
        }
        return call.build();
    }

    /** A walk from a few minutes before the call, with candles missing here and there and some that last longer. */
    static List<Bar> candles(Random dice) {
        List<Bar> candles = new ArrayList<>();
        double price = 98 + dice.nextInt(6);
        int restlessness = 1 + dice.nextInt(6);
        for (int minute = -3; minute < 150; ) {
            int length = dice.nextInt(12) == 0 ? 1 + dice.nextInt(7) : 1;
            double first = dice.nextInt(6) == 0 ? price + dice.nextInt(5) - 2 : price;
            double last = first + (dice.nextInt(restlessness) == 0 ? dice.nextInt(5) - 2 : 0);
            double high = Math.max(first, last) + (dice.nextInt(restlessness) == 0 ? dice.nextInt(3) : 0);
            double low = Math.min(first, last) - (dice.nextInt(restlessness) == 0 ? dice.nextInt(3) : 0);
            long open = NOON + minute * MINUTE;
            if (dice.nextInt(9) > 0) {
                candles.add(new Bar(open, open + length * MINUTE, first, high, low, last));
            }
            price = last;
            minute += length;
        }
        return candles;
    }
}
