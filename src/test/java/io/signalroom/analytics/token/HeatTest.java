package io.signalroom.analytics.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeatTest {
    private static Heat heat(double attention, double usual, int channels) {
        return new Heat("SOL", attention, usual, 3, 2, 1, channels);
    }

    @Test
    void a_signal_an_hour_gives_the_sum_of_what_each_hour_weighs() {
        double even = 0;
        for (int hour = 0; hour < 24; hour++) {
            even += Math.pow(0.5, hour / 6.0);
        }
        assertThat(Heat.evenly(24)).isCloseTo(even, within(1e-10));
        assertThat(Heat.evenly(0)).isZero();
    }

    @Test
    void the_score_is_what_the_contract_says() {
        assertThat(heat(3, 8.7, 2).score())
                .isCloseTo(Math.log(1 + 3.0) * Math.log(1 + 2.0) * Math.log(1 + 4.0 / 9.7), within(1e-12));
    }

    @Test
    void what_is_called_as_usual_is_less_hot_than_what_is_not() {
        assertThat(heat(3, Heat.evenly(0), 2).score())
                .isGreaterThan(heat(3, Heat.evenly(20), 2).score());
    }
}
