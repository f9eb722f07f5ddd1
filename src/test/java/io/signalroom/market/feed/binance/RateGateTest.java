package io.signalroom.market.feed.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateGateTest {
    private Instant now = Instant.parse("2026-03-01T12:00:10Z");
    private final RateGate gate = new RateGate(() -> now);

    @Test
    void our_own_calls_count_before_binance_says_so() {
        int passed = 0;
        while (gate.enter().isEmpty()) {
            passed++;
        }

        assertThat(passed).isEqualTo(2_400);
        assertThat(gate.enter().orElseThrow().patience()).isEqualTo(Duration.ofSeconds(50));
        assertThat(gate.refused()).isEqualTo(2);
    }

    @Test
    void an_older_word_of_binance_does_not_lower_the_count() {
        gate.heard(4_799);
        gate.heard(3);

        assertThat(gate.enter()).isPresent();
    }

    @Test
    void a_new_minute_begins_at_nothing() {
        gate.heard(999_999_999);
        now = now.plusSeconds(50);

        assertThat(gate.enter()).isEmpty();
        assertThat(gate.used()).isEqualTo(RateGate.WEIGHT);
    }

    @Test
    void a_shorter_wait_does_not_end_a_longer_one() {
        gate.shut(Duration.ofSeconds(100), "long");
        gate.shut(Duration.ofSeconds(1), "short");
        now = now.plusSeconds(99);

        assertThat(gate.enter().orElseThrow()).hasMessage("long");
        now = now.plusSeconds(1);
        assertThat(gate.enter()).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_makes_no_wait_longer_than_it_was() {
        gate.shut(Duration.ofSeconds(8), "fault");
        now = now.minus(Duration.ofDays(1));

        assertThat(gate.enter().orElseThrow().patience()).isEqualTo(Duration.ofSeconds(8));
        now = now.plusSeconds(8);
        assertThat(gate.enter()).isEmpty();
    }
}
