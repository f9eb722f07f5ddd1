package io.signalroom.market.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.outcome.RandomEntry.Benchmark;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RandomEntryTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 1_440 * MINUTE;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long ARRIVAL = NOON.toEpochMilli();
    private static final Duration EXPIRY = Duration.ofDays(1);
    private static final double FEE = 0.001;
    private static final double SLIPPAGE = 0.0005;
    private static final Assumptions FREE = assumed(0, 0);

    private static Assumptions assumed(double fee, double slippage) {
        return new Assumptions(Duration.ofSeconds(30), Duration.ofDays(7), Duration.ofDays(1), fee, slippage);
    }

    private static SignalId call(int n) {
        return SignalId.of(NOON, 7, n, 0);
    }

    /** Entered at the market, 3 % to the target and to the stop of a price of 100. */
    private static SignalFields.Builder even(Side side) {
        int sign = side == Side.LONG ? 1 : -1;
        return SignalFields.builder()
                .symbol("SOL")
                .side(side)
                .entryMarket(true)
                .targets(List.of(BigDecimal.valueOf(100 + 3 * sign)))
                .stopLoss(BigDecimal.valueOf(100 - 3 * sign));
    }

    private static TradePlan plan(Side side) {
        return TradePlan.of(even(side).build());
    }

    /** Three days around noon, 100 at noon. */
    private static CandleSeries days(double... drift) {
        CandleSeries.Builder series = new CandleSeries.Builder(4_320);
        for (long minute = -1_440; minute < 2_880; minute++) {
            double first = price(minute, drift);
            double last = price(minute + 1, drift);
            long opens = ARRIVAL + minute * MINUTE;
            series.add(opens, opens + MINUTE, first, Math.max(first, last), Math.min(first, last), last);
        }
        return series.build();
    }

    /** Percent a day before and after noon. */
    private static double price(long minute, double... drift) {
        return 100 * Math.pow(1 + drift[minute < 0 ? 0 : 1] / 100, minute / 1_440.0);
    }

    private static Optional<Benchmark> benchmark(Assumptions assumed, CandleSeries candles, TradePlan plan) {
        return new RandomEntry(assumed, candles).of(call(1), plan, ARRIVAL, EXPIRY);
    }

    /** A walk whose price is expected to stay, in steps of 10 seconds. */
    private static CandleSeries walk(long seed) {
        Random dice = new Random(seed);
        double step = 0.04 / Math.sqrt(8_640); // 4 % a day
        CandleSeries.Builder series = new CandleSeries.Builder(4_320);
        double price = 100;
        for (long minute = -1_440; minute < 2_880; minute++) {
            double first = price;
            double high = first;
            double low = first;
            for (int i = 0; i < 6; i++) {
                price *= Math.exp(step * dice.nextGaussian() - step * step / 2);
                high = Math.max(high, price);
                low = Math.min(low, price);
            }
            long opens = ARRIVAL + minute * MINUTE;
            series.add(opens, opens + MINUTE, first, high, low, price);
        }
        return series.build();
    }

    @Test
    void on_a_walk_that_leads_nowhere_blind_entries_lose_their_costs() {
        double free = 0;
        double paid = 0;
        int calls = 600;
        for (int n = 0; n < calls; n++) {
            CandleSeries candles = walk(n);
            double now = candles.priceAt(ARRIVAL);
            TradePlan plan = plan(n % 2 == 0 ? Side.LONG : Side.SHORT).scaled(now / 100);
            free += benchmark(FREE, candles, plan).orElseThrow().r() / calls;
            paid += benchmark(assumed(FEE, SLIPPAGE), candles, plan)
                            .orElseThrow()
                            .r()
                    / calls;
        }
        assertThat(free).isCloseTo(0, within(0.04));
        // fees of both sides, slippage of the entry, which widens the risk too, and of all exits but those at the
        // target
        assertThat(free - paid)
                .isBetween((2 * FEE + 1.5 * SLIPPAGE) / (0.03 + SLIPPAGE), (2 * FEE + 2 * SLIPPAGE) / 0.03);
    }

    @Test
    void a_call_that_knows_the_turn_is_far_better_than_blind_entries() {
        CandleSeries turn = days(-14, 12);
        Position position = new Position(plan(Side.LONG), FREE, ARRIVAL + 30_000, ARRIVAL + 30_000 + DAY);
        position.follow(turn);
        double r = position.outcome().r();
        assertThat(r).isCloseTo(1, within(0.05));
        assertThat(benchmark(FREE, turn, plan(Side.LONG)).orElseThrow().excess(r))
                .isGreaterThan(0.5);
    }

    @Test
    void in_a_rising_market_blind_entries_win_too_and_the_call_has_no_excess() {
        Benchmark rising = benchmark(FREE, days(10, 10), plan(Side.LONG)).orElseThrow();
        assertThat(rising.draws()).isEqualTo(RandomEntry.DRAWS);
        assertThat(rising.excess(1)).isCloseTo(0, within(0.02));
        assertThat(benchmark(FREE, days(10, 10), plan(Side.SHORT)).orElseThrow().r())
                .isCloseTo(-1, within(0.02));
    }

    @Property(tries = 300)
    void a_plan_and_prices_at_another_level_have_the_same_result(@ForAll long seed) {
        Random dice = new Random(seed);
        int exponent = dice.nextInt(40) - 20;
        double factor = Math.pow(2, exponent); // exact, so that no price moves against a level
        CandleSeries candles = walk(seed);
        TradePlan plan = plan(dice.nextBoolean() ? Side.LONG : Side.SHORT).scaled(candles.priceAt(ARRIVAL) / 100);
        Assumptions assumed = assumed(FEE, SLIPPAGE);
        assertThat(benchmark(assumed, times(candles, factor), plan.scaled(factor)))
                .isEqualTo(benchmark(assumed, candles, plan));
    }

    private static CandleSeries times(CandleSeries c, double factor) {
        CandleSeries.Builder series = new CandleSeries.Builder(c.size());
        for (int i = 0; i < c.size(); i++) {
            series.add(
                    c.opens(i),
                    c.closes(i),
                    c.first(i) * factor,
                    c.high(i) * factor,
                    c.low(i) * factor,
                    c.last(i) * factor);
        }
        return series.build();
    }

    @Test
    void the_same_call_has_the_same_benchmark_for_ever_and_another_call_other_draws() {
        CandleSeries candles = walk(1);
        RandomEntry entries = new RandomEntry(assumed(FEE, SLIPPAGE), candles);
        TradePlan plan = plan(Side.LONG).scaled(candles.priceAt(ARRIVAL) / 100);
        Optional<Benchmark> once = entries.of(call(1), plan, ARRIVAL, EXPIRY);
        assertThat(entries.of(call(1), plan, ARRIVAL, EXPIRY)).isEqualTo(once);
        assertThat(once.orElseThrow().r()).as("as ever").isCloseTo(0.197297, within(1e-6));
        assertThat(entries.of(call(2), plan, ARRIVAL, EXPIRY)).isPresent().isNotEqualTo(once);
    }

    @Test
    void no_draw_sees_a_candle_behind_its_expiry_or_before_the_day() {
        CandleSeries enough = walk(2);
        TradePlan plan = plan(Side.LONG).scaled(enough.priceAt(ARRIVAL) / 100);
        CandleSeries.Builder more = new CandleSeries.Builder(5_000);
        more.add(ARRIVAL - DAY - 10 * MINUTE, ARRIVAL - DAY - 9 * MINUTE, 900, 900, 900, 900);
        for (int i = 0; i < enough.size(); i++) {
            more.add(enough.opens(i), enough.closes(i), enough.first(i), enough.high(i), enough.low(i), enough.last(i));
        }
        more.add(ARRIVAL + 2 * DAY + 2 * MINUTE, ARRIVAL + 2 * DAY + 3 * MINUTE, 900, 900, 1, 900);
        assertThat(benchmark(FREE, more.build(), plan).orElseThrow().r())
                .isCloseTo(benchmark(FREE, enough, plan).orElseThrow().r(), within(0.02));
    }

    @Test
    void candles_that_do_not_reach_give_nothing() {
        CandleSeries all = walk(3);
        TradePlan plan = plan(Side.LONG).scaled(all.priceAt(ARRIVAL) / 100);
        assertThat(benchmark(FREE, part(all, 30, 4_320), plan)).isPresent(); // a quiet half hour
        assertThat(benchmark(FREE, part(all, 90, 4_320), plan)).isEmpty();
        assertThat(benchmark(FREE, part(all, 0, 4_319), plan)).isEmpty();
        assertThat(benchmark(FREE, CandleSeries.EMPTY, plan)).isEmpty();
    }

    private static CandleSeries part(CandleSeries c, int from, int to) {
        CandleSeries.Builder series = new CandleSeries.Builder(to - from);
        for (int i = from; i < to; i++) {
            series.add(c.opens(i), c.closes(i), c.first(i), c.high(i), c.low(i), c.last(i));
        }
        return series.build();
    }

    @Test
    void without_a_stop_or_with_hardly_a_fill_there_is_nothing_to_compare() {
        CandleSeries rising = days(10, 10);
        assertThat(benchmark(FREE, rising, TradePlan.hold())).isEmpty();
        SignalFields far = even(Side.LONG)
                .entryMarket(false)
                .entries(List.of(BigDecimal.valueOf(98)))
                .build();
        assertThat(benchmark(FREE, rising, TradePlan.of(far))).isEmpty();
    }
}
