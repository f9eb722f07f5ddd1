package io.signalroom.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.security.RateLimiter.Grant;
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
    void the_addresses_of_one_network_are_one_client() {
        assertThat(RateLimiter.client("2001:db8:1:2::1")).isEqualTo(RateLimiter.client("2001:db8:1:2:ffff:1:2:3"));
        assertThat(RateLimiter.client("2001:db8:1:2::1")).isNotEqualTo(RateLimiter.client("2001:db8:1:3::1"));
        assertThat(RateLimiter.client("fe80::1%eth0")).isEqualTo(RateLimiter.client("fe80::2"));
        assertThat(RateLimiter.client("10.0.0.1")).isNotEqualTo(RateLimiter.client("10.0.0.2"));
        assertThat(RateLimiter.client("a.socket")).isEqualTo("a.socket");
    }
}
