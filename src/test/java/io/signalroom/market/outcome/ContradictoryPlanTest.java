package io.signalroom.market.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.outcome.Outcome.State;
import io.signalroom.market.outcome.Outcome.Trade;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls whose prices contradict each other are measured so that nobody gains by writing them. */
class ContradictoryPlanTest {
    private static final long MINUTE = 60_000;
    private static final long EXPIRES = 5 * MINUTE;

    private static SignalFields.Builder call(Side side, int... entries) {
        return SignalFields.builder().symbol("SOL").side(side).entries(prices(entries));
    }

    private static List<BigDecimal> prices(int... prices) {
        return Arrays.stream(prices).mapToObj(BigDecimal::valueOf).toList();
    }

    private static BigDecimal decimal(String number) {
        return new BigDecimal(number);
    }

    /** First, highest, lowest and last price of each minute. */
    private static Position follow(SignalFields.Builder call, double[]... minutes) {
        CandleSeries.Builder series = new CandleSeries.Builder(minutes.length);
        for (int i = 0; i < minutes.length; i++) {
            double[] c = minutes[i];
            series.add(i * MINUTE, (i + 1) * MINUTE, c[0], c[1], c[2], c[3]);
        }
        Position position = new Position(TradePlan.of(call.build()), Assumptions.DEFAULT, 0, EXPIRES);
        position.follow(series.build());
        return position;
    }

    private static double[] minute(double... prices) {
        return prices;
    }

    private static List<Double> fills(Outcome outcome) {
        return outcome.fills().stream().map(Trade::price).toList();
    }

    @Test
    void a_stop_above_a_rising_entry_is_no_stop_and_pays_nobody() {
        SignalFields.Builder call = call(Side.LONG, 100).stopLoss(decimal("105"));
        assertThat(TradePlan.of(call.build()).hasStop()).isFalse();
        Position position = follow(call, minute(106, 106, 99, 99));
        assertThat(position.outcome().state()).isEqualTo(State.OPEN);
        assertThat(position.hasStop()).isFalse();
        position.follow(new CandleSeries.Builder(0).knownTo(EXPIRES).build());
        assertThat(position.outcome().state()).isEqualTo(State.EXPIRED);
        assertThat(position.outcome().r()).isNull();
        assertThat(position.outcome().percent()).isLessThan(-1);
    }

    @Test
    void a_stop_below_a_falling_entry_is_no_stop() {
        assertThat(TradePlan.of(call(Side.SHORT, 100).stopLoss(decimal("95")).build())
                        .hasStop())
                .isFalse();
    }

    @Test
    void an_entry_behind_the_stop_is_never_bought_and_the_loss_stays() {
        Outcome outcome = follow(call(Side.LONG, 100, 90).stopLoss(decimal("95")), minute(101, 101, 89, 92))
                .outcome();
        assertThat(fills(outcome)).containsExactly(100.0);
        assertThat(outcome.state()).isEqualTo(State.STOPPED);
        assertThat(outcome.r()).isBetween(-1.1, -1.0);
    }

    @Test
    void an_entry_at_the_stop_is_never_bought() {
        assertThat(TradePlan.of(call(Side.SHORT, 100, 105)
                                .stopLoss(decimal("105"))
                                .build())
                        .entryCount())
                .isEqualTo(1);
    }

    @Test
    void a_gap_through_the_stop_buys_nothing_more() {
        Outcome outcome = follow(
                        call(Side.LONG, 100, 97).stopLoss(decimal("95")),
                        minute(101, 101, 99, 99),
                        minute(80, 81, 79, 80))
                .outcome();
        assertThat(fills(outcome)).containsExactly(100.0);
        assertThat(outcome.r()).isLessThan(-4);
    }

    @Test
    void a_stop_next_to_the_entry_stops_but_gives_no_multiple_of_the_risk() {
        Position position = follow(call(Side.LONG, 100).stopLoss(decimal("99.999999999")), minute(101, 101, 99, 99));
        assertThat(position.outcome().state()).isEqualTo(State.STOPPED);
        assertThat(position.outcome().r()).isNull();
        assertThat(position.outcome().percent()).isCloseTo(-0.25, within(0.001));
        assertThat(position.hasStop()).isFalse();
    }

    @Test
    void a_stop_of_less_percent_than_a_round_trip_costs_gives_no_multiple_of_the_risk_and_of_as_many_does() {
        double[] fall = minute(101, 101, 98, 98);
        Position less = follow(call(Side.LONG, 100).stopLossPercent(decimal("0.24")), fall);
        assertThat(less.outcome().r()).isNull();
        assertThat(less.hasStop()).isFalse();
        assertThat(follow(call(Side.LONG, 100).stopLossPercent(decimal("0.26")), fall)
                        .outcome()
                        .r())
                .isNegative();
    }

    @Test
    void a_stop_next_to_what_the_market_asked_gives_no_multiple_of_the_risk() {
        SignalFields.Builder call = call(Side.LONG).entryMarket(true).stopLoss(decimal("99.9"));
        Position position = follow(call, minute(100, 100, 99, 99));
        assertThat(position.outcome().state()).isEqualTo(State.STOPPED);
        assertThat(position.outcome().r()).isNull();
        assertThat(position.hasStop()).isFalse();
    }

    @Test
    void a_stop_in_percent_cancels_no_entry_of_a_ladder() {
        Outcome falling = follow(call(Side.SHORT, 100, 110).stopLossPercent(decimal("5")), minute(106, 107, 105, 106))
                .outcome();
        assertThat(falling.state()).isEqualTo(State.OPEN);
        assertThat(fills(falling)).containsExactly(106.0);
        Outcome rising = follow(call(Side.LONG, 100, 90).stopLossPercent(decimal("5")), minute(94, 95, 93, 94))
                .outcome();
        assertThat(fills(rising)).containsExactly(94.0);
    }

    @Test
    void a_stop_in_percent_closes_before_an_entry_behind_it_fills() {
        Outcome outcome = follow(call(Side.LONG, 100, 94).stopLossPercent(decimal("5")), minute(101, 101, 93, 93))
                .outcome();
        assertThat(fills(outcome)).containsExactly(100.0);
        assertThat(outcome.state()).isEqualTo(State.STOPPED);
    }

    @Test
    void targets_on_the_losing_side_are_none() {
        SignalFields.Builder call = call(Side.LONG, 100, 98).targets(prices(90, 99, 104));
        assertThat(TradePlan.of(call.build()).targetCount()).isEqualTo(1);
        assertThat(TradePlan.of(call.targets(prices(90, 95)).build()).targetCount())
                .isZero();
        Outcome outcome =
                follow(call, minute(101, 101, 97, 97), minute(97, 100, 97, 98)).outcome();
        assertThat(outcome.state()).isEqualTo(State.OPEN);
        assertThat(outcome.exits()).isEmpty();
    }

    @Test
    void a_target_of_ten_percent_is_reached_at_exactly_that() {
        Outcome outcome = follow(
                        call(Side.LONG, 100).targetsPercent(prices(10)),
                        minute(101, 101, 99, 99),
                        minute(100, 110, 100, 105))
                .outcome();
        assertThat(outcome.state()).isEqualTo(State.ALL_TARGETS);
    }
}
