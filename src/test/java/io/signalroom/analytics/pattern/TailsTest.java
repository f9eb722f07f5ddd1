package io.signalroom.analytics.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailsTest {
    private static final MathContext EXACT = new MathContext(60);

    /** Upper tails from 1 minus the cumulative values of printed Poisson tables. */
    @ParameterizedTest
    @CsvSource({"1,1,0.632121", "3,1,0.080301", "5,2,0.052653", "10,5,0.031828", "4,0.5,0.001752", "2,3,0.800852"})
    void a_poisson_tail_is_that_of_the_tables(int k, double rate, double tail) {
        assertThat(Math.pow(10, Tails.poisson(k, rate))).isCloseTo(tail, within(5e-7));
    }

    /** Two-sided p of printed normal tables; 5 and 8 sigma as physicists give them. */
    @ParameterizedTest
    @CsvSource({
        "0,1",
        "1,0.3173105",
        "1.959963985,0.05",
        "2.575829304,0.01",
        "3.290526731,0.001",
        "5,5.733031e-7",
        "8,1.244192e-15",
        "-1.644853627,0.1"
    })
    void a_normal_tail_is_that_of_the_tables(double z, double tail) {
        assertThat(Tails.normal(z)).isCloseTo(Math.log10(tail), within(1e-6));
    }

    /** Far out the tail goes to the density over z. */
    @Test
    void a_tail_too_small_for_a_double_still_has_its_logarithm() {
        double z = 100;
        double log = (-z * z / 2 - Math.log(z * Math.sqrt(Math.PI / 2))) / Math.log(10);
        assertThat(Tails.normal(z)).isCloseTo(log, within(1e-4));
        assertThat(Tails.poisson(1_000, 0.001)).isBetween(-6_000.0, -5_000.0);
    }

    @Property(tries = 300)
    void a_poisson_tail_equals_the_slow_sum_of_its_terms(
            @ForAll @IntRange(min = 0, max = 120) int k, @ForAll @DoubleRange(min = 0.01, max = 60) double rate) {
        BigDecimal below = BigDecimal.ZERO;
        BigDecimal term = BigDecimal.ONE;
        BigDecimal all = BigDecimal.ZERO;
        for (int i = 0; i < 1_000; i++) {
            below = i < k ? below.add(term, EXACT) : below;
            all = all.add(term, EXACT);
            term = term.multiply(BigDecimal.valueOf(rate), EXACT).divide(BigDecimal.valueOf(i + 1), EXACT);
        }
        double tail = all.subtract(below, EXACT).divide(all, EXACT).doubleValue();
        assertThat(Math.pow(10, Tails.poisson(k, rate))).isCloseTo(tail, within(tail * 1e-9 + 1e-13));
    }

    @Property(tries = 300)
    void a_binomial_tail_equals_the_slow_sum_of_its_terms(
            @ForAll @IntRange(min = 1, max = 200) int n,
            @ForAll @IntRange(min = 0, max = 200) int above,
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double share) {
        int k = Math.min(n, (int) Math.ceil(n * share + 1e-9) + above % (n + 1));
        BigDecimal p = BigDecimal.valueOf(share);
        BigDecimal q = BigDecimal.ONE.subtract(p);
        BigDecimal tail = BigDecimal.ZERO;
        BigDecimal choose = BigDecimal.ONE;
        for (int i = 0; i <= n; i++) {
            if (i >= k) {
                tail = tail.add(choose.multiply(p.pow(i, EXACT)).multiply(q.pow(n - i, EXACT)), EXACT);
            }
            choose = choose.multiply(BigDecimal.valueOf(n - i)).divide(BigDecimal.valueOf(i + 1), EXACT);
        }
        double expected = k <= n * share ? 0 : log10(tail);
        assertThat(Tails.binomial(k, n, share)).isCloseTo(expected, within(1e-8 * Math.max(1, -expected)));
    }

    /** Also of what is too small for all digits of a double. */
    private static double log10(BigDecimal value) {
        BigDecimal digits = value.round(new MathContext(17));
        return Math.log10(digits.unscaledValue().doubleValue()) - digits.scale();
    }

    /** The example of Holm's method in its textbook form: .01 .04 .03 .005, of four tests, give .03 .06 .06 .02. */
    @Test
    void holm_corrects_by_rank_and_never_turns_the_order_round() {
        double[] logs = {Math.log10(0.01), Math.log10(0.04), Math.log10(0.03), Math.log10(0.005)};
        double[] expected = {0.03, 0.06, 0.06, 0.02};
        double[] corrected = Tails.holm(logs, 4);
        for (int i = 0; i < 4; i++) {
            assertThat(Math.pow(10, corrected[i])).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void tests_that_are_not_shown_count_too() {
        assertThat(Math.pow(10, Tails.holm(new double[] {-4}, 100)[0])).isCloseTo(0.01, within(1e-12));
        assertThat(Tails.holm(new double[] {-1}, 100)[0]).isZero();
        assertThat(Tails.holm(new double[0], 5)).isEmpty();
    }

    /** 30 of 100 against 45 of 100: z = -0.15 / sqrt(0.375 * 0.625 * 0.02). */
    @Test
    void two_proportions_are_compared_with_their_pooled_share() {
        assertThat(Tails.twoProportions(30, 100, 45, 100)).isCloseTo(-2.19089, within(1e-5));
        assertThat(Tails.twoProportions(10, 10, 30, 30)).isZero();
    }
}
