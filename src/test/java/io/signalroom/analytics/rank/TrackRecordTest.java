package io.signalroom.analytics.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.analytics.rank.TrackRecord.Result;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackRecordTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static TrackRecord daily(double... rs) {
        return new TrackRecord(IntStream.range(0, rs.length)
                .mapToObj(i -> new Result(DAY.plusDays(i), rs[i]))
                .toList());
    }

    @ParameterizedTest
    @CsvSource({"3, 3, .438", "12, 15, .548", "17, 20, .640", "60, 100, .502", "85, 100, .767", "255, 300, .805"})
    void lower_bounds_of_win_rates_are_the_published_ones(int wins, int n, double lower) {
        assertThat(WilsonInterval.of(wins, n).lower()).isCloseTo(lower, within(0.0006));
    }

    @Test
    void the_interval_holds_the_share_and_stays_within_0_and_1() {
        for (int n = 1; n < 60; n++) {
            for (int wins = 0; wins <= n; wins++) {
                WilsonInterval interval = WilsonInterval.of(wins, n);
                assertThat(interval.lower()).isBetween(0.0, (double) wins / n);
                assertThat(interval.upper()).isBetween((double) wins / n, 1.0);
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> WilsonInterval.of(2, 1));
    }

    @Test
    void figures_are_those_worked_out_by_hand() {
        TrackRecord record = daily(2, -1, -1, 3, -1, 0.5);
        assertThat(record.expectancy()).isCloseTo(2.5 / 6, within(1e-12));
        assertThat(record.median()).isCloseTo(-0.25, within(1e-12));
        assertThat(record.profitFactor()).isCloseTo(5.5 / 3, within(1e-12));
        assertThat(record.maxDrawdown()).isCloseTo(2, within(1e-12));
        assertThat(record.shrunk(-0.1)).isCloseTo((2.5 - 2) / 26, within(1e-12));
        assertThat(record.systemQuality()).isCloseTo(0.5852057, within(1e-6));
    }

    @Test
    void nothing_and_one_result_have_no_spread() {
        assertThat(daily().expectancy()).isZero();
        assertThat(daily().lowerBound()).isZero();
        assertThat(daily(1).systemQuality()).isNull();
        assertThat(daily(1, 1).systemQuality()).isNull();
        assertThat(daily(1, 1).profitFactor()).isNull();
    }

    @Test
    void the_bound_lies_below_the_mean_and_nearer_with_more_days() {
        double[] few = DoubleStream.iterate(1.5, r -> 0.5 - r).limit(20).toArray();
        double[] many = DoubleStream.iterate(1.5, r -> 0.5 - r).limit(400).toArray();
        assertThat(daily(few).lowerBound()).isLessThan(daily(few).expectancy());
        assertThat(daily(many).lowerBound())
                .isBetween(daily(few).lowerBound(), daily(many).expectancy());
        assertThat(daily(few).lowerBound()).isEqualTo(daily(few).lowerBound());
    }

    /** Twenty calls of one day are one bet, of which nothing is known but its mean. */
    @Test
    void calls_of_one_day_count_as_one_bet() {
        List<Result> spread = IntStream.range(0, 40)
                .mapToObj(i -> new Result(DAY.plusDays(i), i % 2 == 0 ? 2 : -1))
                .toList();
        List<Result> bunched = IntStream.range(0, 40)
                .mapToObj(i -> new Result(DAY.plusDays(i / 20), i < 20 ? 2 : -1))
                .toList();
        assertThat(new TrackRecord(bunched).lowerBound()).isLessThan(new TrackRecord(spread).lowerBound());
    }
}
