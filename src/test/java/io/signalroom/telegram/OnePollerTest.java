package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.bus.Bus;
import io.signalroom.db.Db;
import io.signalroom.db.Lease;
import io.signalroom.db.LeaseLostException;
import io.signalroom.ledger.PostBatch;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.testing.FaultCount;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
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

    @Test
    void a_first_that_wakes_after_its_lease_was_taken_writes_nothing() {
        Lease old = new Lease(rig.room.pool, "another", "old");
        Lease next = new Lease(rig.room.pool, "another", "next");
        await(old.take());
        rig.room.value("UPDATE poll_lease SET expires_at = '-infinity' WHERE name = 'another' RETURNING 1");
        await(next.take());
        List<ChannelInfo> channels = List.of(new ChannelInfo(7, null, "Channel 7", false));
        Delivery delivery =
                Delivery.of(new PostBatch("test", channels, List.of(Room.witnessed(7, 1, "from the old one"))));
        Ingest.Step along = tx -> SourceOffsets.save(tx, "old", 5L);

        assertThatThrownBy(() -> await(new Ingest(rig.room.pool, rig.room.bus, old::check).store(delivery, along)))
                .isInstanceOf(LeaseLostException.class);
        long written = (Long) rig.room.value("SELECT (SELECT count(*) FROM message) + (SELECT count(*) FROM channel)"
                + " + (SELECT count(*) FROM source_offset WHERE source = 'old')");
        FaultCount.unexpected("P22", 1, written).print();

        await(new Ingest(rig.room.pool, rig.room.bus, next::check).store(delivery, along));
        assertThat(rig.versions()).isEqualTo(1);
    }
}
