package io.signalroom.analytics.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.analytics.rank.TrackRecord.Result;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackRecordTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static TrackRecord daily(double... rs) {
        return new TrackRecord(IntStream.range(0, rs.length)
                .mapToObj(i -> new Result(DAY.plusDays(i), rs[i]))
                .toList());
    }

    /**
     * The first six are domain.md's, with the upper bounds that solve the interval's defining equation |share - p| =
     * z √(p (1 - p) / n); the others are those of Newcombe, Two-sided confidence intervals for the single proportion,
     * Statistics in Medicine 17 (1998), table I, method 3.
     */
    @ParameterizedTest
    @CsvSource({
        "3, 3, .438, 1",
        "12, 15, .548, .930",
        "17, 20, .640, .948",
        "60, 100, .502, .691",
        "85, 100, .767, .907",
        "255, 300, .805, .886",
        "81, 263, .2553, .3662",
        "15, 148, .0624, .1605",
        "0, 20, 0, .1611",
        "1, 29, .0061, .1718"
    })
    void intervals_of_win_rates_are_the_published_ones(int wins, int n, double lower, double upper) {
        assertThat(WilsonInterval.of(wins, n).lower()).isCloseTo(lower, within(0.0006));
        assertThat(WilsonInterval.of(wins, n).upper()).isCloseTo(upper, within(0.0006));
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
        assertThat(daily().lowerBound()).isNull();
        assertThat(daily(1).lowerBound()).isNull();
        assertThat(daily(1).systemQuality()).isNull();
        assertThat(daily(0.1, 0.1, 0.1).systemQuality()).isNull();
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

    @Test
    void many_calls_of_a_single_day_have_no_bound() {
        List<Result> oneDay = DoubleStream.iterate(2, r -> 1 - r)
                .limit(40)
                .mapToObj(r -> new Result(DAY, r))
                .toList();
        assertThat(new TrackRecord(oneDay).lowerBound()).isNull();
    }

    /**
     * The mean of n normal results has the 5 % quantile mean - 1.6449 sd / √n; the bootstrap's is the same but for the chance of
     * 2,000 draws, about 0.05 standard errors.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void with_one_normal_result_a_day_the_bound_is_the_closed_form(long seed) {
        Random dice = new Random(seed);
        double[] rs = DoubleStream.generate(() -> 0.3 + 1.5 * dice.nextGaussian())
                .limit(300)
                .toArray();
        double mean = DoubleStream.of(rs).average().orElseThrow();
        double error = Math.sqrt(
                DoubleStream.of(rs).map(r -> (r - mean) * (r - mean)).average().orElseThrow() / rs.length);
        assertThat(daily(rs).lowerBound()).isCloseTo(mean - 1.6449 * error, within(0.2 * error));
    }

    /** A day's calls that share one fate tell as much as one call does. */
    @Test
    void repeating_each_days_result_does_not_raise_the_bound() {
        double[] rs = DoubleStream.iterate(1.5, r -> 0.5 - r).limit(60).toArray();
        List<Result> five = IntStream.range(0, 300)
                .mapToObj(i -> new Result(DAY.plusDays(i / 5), rs[i / 5]))
                .toList();
        assertThat(new TrackRecord(five).lowerBound()).isCloseTo(daily(rs).lowerBound(), within(1e-12));
    }

    /** 25 trades of expectancy 0.8 R and standard deviation 2.5 R: forexdominion.com, SQN Ratio, its worked example. */
    @Test
    void the_system_quality_is_the_published_one() {
        double[] rs = IntStream.range(0, 25)
                .mapToDouble(i -> i == 0 ? 0.8 : 0.8 + (i % 2 == 0 ? 2.5 : -2.5))
                .toArray();
        assertThat(daily(rs).systemQuality()).isCloseTo(1.6, within(1e-9));
    }

    @Test
    void the_system_quality_counts_a_hundred_results_at_most() {
        double[] rs = DoubleStream.iterate(2, r -> 1 - r).limit(400).toArray(); // 2, -1, 2, -1, ...
        double spread = 1.5 * Math.sqrt(400 / 399.0);
        assertThat(daily(rs).systemQuality()).isCloseTo(10 * 0.5 / spread, within(1e-9));
    }

    /** Twenty results weigh as much as the prior does. */
    @Test
    void few_results_are_drawn_to_the_mean_of_all() {
        double[] rs = DoubleStream.iterate(2, r -> 1 - r).limit(20).toArray();
        assertThat(daily(rs).shrunk(-0.1)).isCloseTo((0.5 - 0.1) / 2, within(1e-12));
        assertThat(daily().shrunk(-0.1)).isCloseTo(-0.1, within(1e-12));
    }
}
