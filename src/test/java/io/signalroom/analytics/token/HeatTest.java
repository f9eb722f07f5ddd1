package io.signalroom.analytics.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatTest {
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = DAY.plus(Duration.ofHours(18)).plusSeconds(600);
    private static final Instant FROM = DAY.minus(Duration.ofHours(5));

    private static Integer[] hours(int... signals) {
        Integer[] hours = new Integer[24];
        Arrays.fill(hours, 0);
        for (int i = 0; i < signals.length; i += 2) {
            hours[signals[i]] = signals[i + 1];
        }
        return hours;
    }

    @Test
    void a_signal_is_worth_half_as_much_every_six_hours() {
        Heat heat = new Heat("SOL");
        heat.add(DAY, hours(18, 2, 12, 1, 6, 4), 1, List.of(7L), FROM, NOW);
        assertThat(heat.attention()).isCloseTo(2 + 0.5 + 4 * 0.25, within(1e-12));
        assertThat(heat.signals()).isEqualTo(7);
        assertThat(heat.bullish()).isEqualTo(7);
    }

    @Test
    void hours_before_the_last_24_count_nothing_and_neither_do_their_channels() {
        Heat heat = new Heat("SOL");
        heat.add(DAY.minus(Duration.ofDays(1)), hours(18, 9), -1, List.of(7L), FROM, NOW);
        assertThat(heat.signals()).isZero();
        assertThat(heat.channels()).isZero();
        heat.add(DAY.minus(Duration.ofDays(1)), hours(19, 1), -1, List.of(7L, 8L), FROM, NOW);
        assertThat(heat.signals()).isEqualTo(1);
        assertThat(heat.bearish()).isEqualTo(1);
        assertThat(heat.channels()).isEqualTo(2);
        assertThat(heat.attention()).isCloseTo(Math.pow(0.5, 23 / 6.0), within(1e-12));
    }

    @Test
    void the_score_is_what_the_contract_says() {
        Heat heat = new Heat("SOL");
        heat.add(DAY, hours(18, 3), 1, List.of(1L, 2L, 3L), FROM, NOW);
        heat.usually(24); // one an hour
        double even = 0;
        for (int hour = 0; hour < 24; hour++) {
            even += Math.pow(0.5, hour / 6.0);
        }
        assertThat(heat.usual()).isCloseTo(even, within(1e-12));
        assertThat(heat.score())
                .isCloseTo(Math.log(1 + 3.0) * Math.log(1 + 3.0) * Math.log(1 + 4.0 / (even + 1)), within(1e-12));
    }

    @Test
    void what_is_called_as_usual_is_less_hot_than_what_is_not() {
        Heat usual = new Heat("BTC");
        Heat news = new Heat("PEPE");
        usual.add(DAY, hours(18, 3), 1, List.of(1L, 2L), FROM, NOW);
        news.add(DAY, hours(18, 3), 1, List.of(1L, 2L), FROM, NOW);
        assertThat(news.usually(0).score()).isGreaterThan(usual.usually(20).score());
    }
}
