package io.signalroom.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final List<Duration> PROMISED = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    @Test
    void waits_are_those_promised_and_up_to_a_fifth_more() {
        Retries retries = new Retries(new Random(1));
        for (int failed = 1; failed <= PROMISED.size(); failed++) {
            Duration least = PROMISED.get(failed - 1);
            Duration[] drawn = new Duration[200];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = retries.after(failed).orElseThrow();
            }
            assertThat(drawn).allSatisfy(wait -> assertThat(wait).isBetween(least, least.plus(least.dividedBy(5))));
            assertThat(List.of(drawn).stream().distinct().count()).isGreaterThan(100);
        }
        assertThat(retries.after(PROMISED.size() + 1)).isEmpty();
    }

    @Test
    void a_receiver_is_left_alone_for_as_long_as_it_asks_up_to_an_hour() {
        assertThat(Retries.hold(0)).isZero();
        assertThat(Retries.hold(-1)).isZero();
        assertThat(Retries.hold(90)).isEqualTo(Duration.ofSeconds(90));
        assertThat(Retries.hold(999_999_999)).isEqualTo(Duration.ofHours(1));
    }
}
