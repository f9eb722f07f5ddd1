package io.signalroom.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WalkStepsTest {
    private static final PriceWalk WALK = PriceWalk.market();
    private static final String[] COINS = {"BTC", "SOL", "PEPE", "BTTC", "GOLDYAK"};
    private static final double CLOSE = 1e-9;
    private static final long YEAR_2026 = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private static double priced(String coin, String quote, long second) {
        return WALK.value(coin, second) / (quote == null ? 1 : WALK.value(quote, second));
    }

    @Property(tries = 500)
    void in_steps_of_any_length_the_price_is_that_of_the_walk(
            @ForAll long seed,
            @ForAll @IntRange(max = 4) int coin,
            @ForAll boolean inBitcoin,
            @ForAll @LongRange(min = -1_000_000_000L, max = 4_000_000_000L) long begin) {
        Random dice = new Random(seed);
        String quote = inBitcoin ? "BTC" : null;
        WalkSteps steps = WALK.steps(COINS[coin], quote, begin);
        long second = begin;
        for (int i = 0; i < 100; i++) {
            assertThat(steps.value() / priced(COINS[coin], quote, second)).isCloseTo(1, within(CLOSE));
            second += dice.nextInt(dice.nextBoolean() ? 100 : 100_000);
            steps.to(second);
        }
    }

    @Property(tries = 100)
    void high_and_low_are_the_walks_between_the_ends_of_a_step(
            @ForAll @IntRange(max = 4) int coin,
            @ForAll @IntRange(min = 1, max = 4_000) int length,
            @ForAll @LongRange(min = 1_500_000_000L, max = 2_000_000_000L) long begin) {
        WalkSteps steps = WALK.steps(COINS[coin], null, begin);
        steps.to(begin + length);
        double highest = 0;
        double lowest = Double.MAX_VALUE;
        for (long second = begin; second <= begin + length; second++) {
            highest = Math.max(highest, WALK.value(COINS[coin], second));
            lowest = Math.min(lowest, WALK.value(COINS[coin], second));
        }
        // no second is outside, and the extremes lie less than a second's curvature beyond the seconds'
        assertThat(steps.high() / highest).isBetween(1 - CLOSE, 1 + 1e-6);
        assertThat(lowest / steps.low()).isBetween(1 - CLOSE, 1 + 1e-6);
    }

    @Property(tries = 200)
    void a_moment_has_the_same_price_to_the_bit_wherever_the_steps_began(
            @ForAll @IntRange(max = 4) int coin,
            @ForAll @IntRange(min = 0, max = 200_000) int earlier,
            @ForAll @LongRange(min = 1_500_000_000L, max = 2_000_000_000L) long second) {
        WalkSteps steps = WALK.steps(COINS[coin], "ETH", second - earlier);
        steps.to(second);
        assertThat(steps.value())
                .isEqualTo(WALK.steps(COINS[coin], "ETH", second).value());
    }

    @Test
    void a_step_of_no_length_has_one_price() {
        WalkSteps steps = WALK.steps("SOL", null, YEAR_2026);
        steps.to(YEAR_2026);
        assertThat(steps.high()).isEqualTo(steps.low()).isEqualTo(steps.value());
    }

    @Test
    void steps_do_not_go_back() {
        WalkSteps steps = WALK.steps("SOL", null, YEAR_2026);
        assertThatThrownBy(() -> steps.to(YEAR_2026 - 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
