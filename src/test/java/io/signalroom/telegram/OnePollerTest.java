package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Bus;
import io.signalroom.db.Db;
import io.signalroom.testing.Servers;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes, one bot. */
@ExtendWith(Servers.class)
class OnePollerTest {
    private final PollerRig rig = new PollerRig();
    private final Vertx otherNode = Vertx.vertx();
    private final Pool otherPool =
            Db.pool(otherNode, rig.room.url, "other", new Db.Limits(4, Duration.ofSeconds(2), Duration.ofSeconds(10)));
    private final Bus otherBus = Bus.open(otherNode);
    private String first;

    @BeforeEach
    void first_reads() {
        first = rig.poll(otherNode, otherPool, otherBus, FakeBotApi.TOKEN);
        rig.awaitCalls(1);
        rig.poll();
    }

    @AfterEach
    void close() {
        await(otherNode.close());
        rig.close();
    }

    @Test
    void the_second_stands_by_and_disturbs_nobody() {
        for (int i = 1; i <= 20; i++) {
            rig.fake.push(BotPosts.post(i, "post " + i));
            rig.awaitVersions(i);
        }

        assertThat(rig.state()).isEmpty();
        assertThat(rig.room.value("SELECT fence FROM poll_lease")).isEqualTo(1L);
    }

    @Test
    void after_an_orderly_stop_the_second_goes_on_at_once() {
        long stopped = System.nanoTime();
        await(otherNode.undeploy(first));
        rig.fake.push(BotPosts.post(1, "after the stop"));
        rig.awaitVersions(1);

        assertThat(System.nanoTime() - stopped).isLessThan(5_000_000_000L);
        assertThat(rig.state()).isEqualTo("reading");
    }

    @Test
    void a_first_that_is_cut_from_the_database_is_replaced_within_eight_seconds() {
        long cut = System.nanoTime();
        await(otherPool.close());
        rig.fake.push(BotPosts.post(1, "after the cut"));
        rig.awaitVersions(1);

        assertThat(System.nanoTime() - cut).isLessThan(8_000_000_000L);
        assertThat(rig.room.value("SELECT fence FROM poll_lease")).isEqualTo(2L);
    }
}
