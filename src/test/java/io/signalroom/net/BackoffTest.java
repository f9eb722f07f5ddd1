package io.signalroom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waits_double_to_six_seconds_with_up_to_a_quarter_more() {
        Backoff backoff = new Backoff(new Random(1));
        for (long base : new long[] {1, 2, 4, 6, 6, 6}) {
            assertThat(backoff.next(false).toMillis()).isBetween(base * 1_000, base * 1_250);
        }
    }

    @Test
    void asked_to_go_slowly_they_double_to_a_minute() {
        Backoff backoff = new Backoff(new Random(1));
        long[] waits =
                LongStream.range(0, 8).map(i -> backoff.next(true).toMillis()).toArray();
        assertThat(waits[5]).isBetween(32_000L, 40_000L);
        assertThat(waits[7]).isBetween(48_000L, 60_000L);
    }

    @Test
    void after_many_failures_there_is_one_call_a_minute() {
        Backoff backoff = new Backoff(new Random(1));
        LongStream.range(0, 64).forEach(i -> backoff.next(false));
        assertThat(backoff.next(false).toMillis()).isBetween(48_000L, 60_000L);
    }

    @Test
    void a_success_starts_again_at_a_second() {
        Backoff backoff = new Backoff(new Random(1));
        LongStream.range(0, 5).forEach(i -> backoff.next(false));
        backoff.reset();
        assertThat(backoff.next(false).toMillis()).isBetween(1_000L, 1_250L);
    }
}
