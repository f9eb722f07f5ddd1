package io.signalroom.rate;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes count a client together, through a real Redis. */
@ExtendWith(Servers.class)
class RateVerticleTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final AtomicLong NAMES = new AtomicLong();

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String policy =
            "test" + NAMES.incrementAndGet() + "-" + ProcessHandle.current().pid();
    private final RateLimiter one = new RateLimiter(policy, 10, meters, () -> 7);
    private final RateLimiter other = new RateLimiter(policy, 10, meters, () -> 7);

    private void share(String url) {
        await(vertx.deployVerticle(new RateVerticle(List.of(one), url, meters)));
        await(vertx.deployVerticle(new RateVerticle(List.of(other), url, meters)));
    }

    @BeforeEach
    void fill() {
        assertThat(one.take("full").granted()).isTrue();
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void what_a_client_took_from_one_node_it_cannot_take_from_the_other() {
        share(Servers.redisUrl());
        for (int i = 0; i < 10; i++) {
            assertThat(one.take("a").granted()).isTrue();
        }
        assertThat(other.take("a").remaining()).isEqualTo(9); // until the nodes have told each other
        Room.eventually(vertx, SOON, () -> other.spent("a") == 10);
        assertThat(other.take("a").granted()).isFalse();
        assertThat(other.take("b").granted()).isTrue();
    }

    @Test
    void nothing_is_taken_twice_and_nodes_that_are_asked_in_turn_agree() {
        share(Servers.redisUrl());
        for (int i = 0; i < 3; i++) {
            one.take("a");
        }
        await(vertx.timer(1_000)); // four turns to tell
        other.take("a");
        Room.eventually(vertx, SOON, () -> other.spent("a") == 4);
        await(vertx.timer(1_000));
        one.take("a");
        Room.eventually(vertx, SOON, () -> one.spent("a") == 5);
        await(vertx.timer(1_000));
        other.take("a");
        Room.eventually(vertx, SOON, () -> other.spent("a") == 6);
        assertThat(one.spent("a")).isEqualTo(5); // it hears of the last one when it is asked itself
    }

    @Test
    void a_new_slice_of_time_forgets_nothing_of_the_one_before() {
        AtomicLong millis = new AtomicLong(9_000 + System.currentTimeMillis() / 10_000 * 10_000);
        await(vertx.deployVerticle(new RateVerticle(List.of(one), Servers.redisUrl(), meters, millis::get)));
        for (int i = 0; i < 5; i++) {
            one.take("a");
        }
        await(vertx.timer(1_000)); // four turns to tell
        millis.addAndGet(2_000);
        await(vertx.deployVerticle(new RateVerticle(List.of(other), Servers.redisUrl(), meters, millis::get)));
        other.take("a");
        Room.eventually(vertx, SOON, () -> other.spent("a") == 6);
        one.take("a");
        Room.eventually(vertx, SOON, () -> one.spent("a") == 7);
    }

    @Test
    void what_the_others_told_at_the_end_of_a_slice_is_seen_in_the_next() {
        AtomicLong millis = new AtomicLong(9_000 + System.currentTimeMillis() / 10_000 * 10_000);
        await(vertx.deployVerticle(new RateVerticle(List.of(one), Servers.redisUrl(), meters, millis::get)));
        await(vertx.deployVerticle(new RateVerticle(List.of(other), Servers.redisUrl(), meters, millis::get)));
        other.take("a");
        await(vertx.timer(1_000)); // four turns to tell
        one.take("a");
        Room.eventually(vertx, SOON, () -> one.spent("a") == 2);
        millis.addAndGet(2_000);
        other.take("a");
        Room.eventually(vertx, SOON, () -> other.spent("a") == 3);
        one.take("a");
        Room.eventually(vertx, SOON, () -> one.spent("a") == 4);
    }

    @Test
    void what_was_told_to_a_redis_that_answered_too_late_is_not_taken_for_the_others() {
        SlowRedis slow = new SlowRedis(vertx, Servers.redisUrl());
        await(vertx.deployVerticle(new RateVerticle(List.of(one), slow.url(), meters)));
        await(vertx.deployVerticle(new RateVerticle(List.of(other), Servers.redisUrl(), meters)));
        await(vertx.timer(1_000)); // four turns to tell what was taken before
        slow.delay(180);
        for (int i = 0; i < 3; i++) {
            one.take("a");
        }
        Room.eventually(
                vertx, SOON, () -> meters.counter("signalroom.rate.untold").count() >= 3);
        slow.delay(0);

        one.take("a");
        await(vertx.timer(1_000));
        assertThat(one.spent("a")).isEqualTo(4);
        other.take("a");
        Room.eventually(vertx, SOON, () -> other.spent("a") == 5);
        one.take("a");
        Room.eventually(vertx, SOON, () -> one.spent("a") == 6);
    }

    @Test
    void without_redis_each_node_counts_alone_and_says_so() {
        share("redis://127.0.0.1:1");
        one.take("a");
        Room.eventually(
                vertx, SOON, () -> meters.counter("signalroom.rate.untold").count() >= 1);
        for (int i = 0; i < 10; i++) {
            assertThat(other.take("a").granted()).isTrue();
        }
        assertThat(other.take("a").granted()).isFalse();
    }
}
