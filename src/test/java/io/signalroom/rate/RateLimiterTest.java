package io.signalroom.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.rate.RateLimiter.Grant;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final AtomicLong nanos = new AtomicLong(7);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RateLimiter limiter = new RateLimiter("test", 60, meters, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_burst_may_take_all_and_one_comes_back_each_second() {
        for (int left = 59; left >= 0; left--) {
            assertThat(limiter.take("10.0.0.1").remaining()).isEqualTo(left);
        }
        assertThat(limiter.take("10.0.0.1")).isEqualTo(new Grant(false, 0, 60, 1));
        pass(Duration.ofMillis(999));
        assertThat(limiter.take("10.0.0.1").granted()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(limiter.take("10.0.0.1").granted()).isTrue();
        assertThat(limiter.take("10.0.0.1").granted()).isFalse();
        assertThat(meters.counter("signalroom.rate.refused", "policy", "test").count())
                .isEqualTo(3);
    }

    @Test
    void one_client_does_not_pay_for_another() {
        for (int i = 0; i < 61; i++) {
            limiter.take("10.0.0.1");
        }
        assertThat(limiter.take("10.0.0.2").granted()).isTrue();
    }

    @Test
    void what_was_taken_elsewhere_is_taken_out_as_far_as_it_goes() {
        limiter.take("a");
        assertThat(limiter.toTell(10)).containsExactly(new RateLimiter.Spent("a", 1));
        assertThat(limiter.toTell(10)).isEmpty();
        limiter.take("a");
        limiter.spentElsewhere("a", 40);
        left_is("a", 17);
        limiter.spentElsewhere("a", 0);
        left_is("a", 16);
        limiter.spentElsewhere("a", 1_000);
        assertThat(limiter.take("a").granted()).isFalse();
        pass(Duration.ofSeconds(1)); // no debt is left behind
        assertThat(limiter.take("a").granted()).isTrue();
        limiter.spentElsewhere("nobody", 5);
        left_is("nobody", 59);
    }

    private void left_is(String client, long left) {
        assertThat(limiter.take(client).remaining()).isEqualTo(left);
    }
}
