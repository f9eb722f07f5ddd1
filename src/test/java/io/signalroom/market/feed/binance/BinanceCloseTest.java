package io.signalroom.market.feed.binance;

import static io.signalroom.market.feed.binance.BinanceRig.BTC;
import static io.signalroom.market.feed.binance.BinanceRig.SOL;
import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.market.feed.PriceFeed.History;
import io.signalroom.telegram.BotFaults;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever runs when the feed is closed, nothing of it stays. */
class BinanceCloseTest {
    private final BinanceRig rig = new BinanceRig();
    private final FakeStreams streams = rig.fake.streams;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void close_ends_running_calls_and_leaves_no_connection() {
        rig.fake.faults.add(BotFaults.hang());
        Future<History> running = rig.start(() -> {
            Instant from = Instant.parse("2026-03-01T09:00:00Z");
            return rig.feed.history(SOL, from, from.plusSeconds(60));
        });
        rig.eventually(() -> rig.fake.calls.size() == 1);
        rig.on(rig.feed::close);

        assertThat(running.failed()).isTrue();
        rig.eventually(() -> rig.fake.open.isEmpty());
        assertThat(rig.fault()).hasMessageContaining("ended");
    }

    @Test
    void close_leaves_nothing_open_and_nothing_comes_after() {
        rig.followed(SOL);
        rig.on(rig.feed::close);
        rig.follow(Set.of(SOL, BTC));

        rig.eventually(() -> rig.fake.open.isEmpty());
        assertThat(rig.counts().live().connected()).isFalse();
        await(rig.vertx.timer(1_500));
        assertThat(streams.connections).hasValue(1);
        assertThat(rig.heard).isEmpty();
    }

    @Test
    void close_ends_a_connection_that_is_being_made_and_a_wait_for_the_next() {
        streams.hanging = true;
        rig.follow(Set.of(SOL));
        rig.eventually(() -> streams.connections.get() == 1);
        rig.on(rig.feed::close);

        rig.eventually(() -> rig.fake.open.isEmpty());
        await(rig.vertx.timer(2_500));
        assertThat(streams.connections).hasValue(1);
    }
}
