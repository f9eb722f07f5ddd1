package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.ledger.DemoData;
import io.signalroom.ledger.DemoProgress;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class MockSourceTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void it_makes_its_channels_and_its_ids_never_repeat() {
        for (int run = 1; run <= 2; run++) {
            String id = deployMock(0);
            int expected = 40 * run;
            room.eventually(SOON, () -> (Long) room.value("SELECT count(*) FROM message") >= expected);
            await(room.vertx.undeploy(id));
        }

        assertThat(room.value("SELECT count(*) FROM channel")).isEqualTo(50L);
        assertThat(room.value("SELECT string_agg(DISTINCT origin, ' ') FROM message"))
                .isEqualTo("demo");
        assertThat(room.value("SELECT count(*) FROM message WHERE revision > 1 AND edited_at IS NULL"))
                .isEqualTo(0L);
    }

    @Test
    void it_waits_for_the_demo_and_goes_on_after_it() {
        deployMock(2_000);
        room.eventually(
                SOON,
                () -> (Long) room.value("SELECT count(*) FROM message WHERE posted_at > now() - interval '1 minute'")
                        > 20);

        assertThat(await(DemoProgress.read(room.pool)).finished()).isTrue();
        assertThat(room.value("SELECT count(*) FROM message WHERE revision > 1 AND edited_at IS NULL"))
                .isEqualTo(0L);
        assertThat(room.value("""
                        SELECT count(*) FROM message a JOIN message b USING (channel_id)
                        WHERE a.message_id > b.message_id AND a.posted_at < b.posted_at""")).isEqualTo(0L);
    }

    @Test
    void it_invents_nothing_after_the_demo_was_removed_until_there_is_another() {
        deployMock(0);
        room.eventually(SOON, () -> (Long) room.value("SELECT count(*) FROM message") > 20);
        assertThat(await(new DemoData().askRemoval(room.pool))).isTrue();
        room.eventually(SOON, () -> room.value("SELECT count(*) FROM channel").equals(0L));
        await(room.vertx.timer(500));
        assertThat(room.value("SELECT count(*) FROM message")).isEqualTo(0L);

        assertThat(await(DemoProgress.planned(1_000).planIfNone(room.pool))).isTrue();
        room.eventually(SOON, () -> (Long) room.value("SELECT coalesce(sum(posts), 0)::bigint FROM channel") > 1_000);
    }

    private String deployMock(int posts) {
        return await(room.vertx.deployVerticle(new TelegramPollerVerticle(
                room.pool,
                room.bus,
                posts,
                ParseRoom.MOST_WAITING,
                new SimpleMeterRegistry(),
                (on, guard) -> List.of(new MockSource(on, room.pool, () -> Duration.ofMillis(5))))));
    }
}
