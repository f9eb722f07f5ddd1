package io.signalroom.analytics.pattern;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.DemoData;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.signal.Origin;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Patterns stay those of the tables, whatever happens. */
@ExtendWith(Servers.class)
class PatternUpkeepTest {
    private final PatternRig rig = new PatternRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void when_the_demo_is_removed_its_patterns_and_sketches_go_with_it() {
        rig.deploy();
        rig.copies(3, Origin.DEMO);
        assertThat(rig.patterns("copy_network"))
                .singleElement()
                .satisfies(network -> assertThat(network.getString("origin")).isEqualTo("demo"));
        await(rig.room.pool.withTransaction(new DemoData()::remove));
        assertThat(rig.answer(new JsonObject()).getJsonArray("data")).isEmpty();
        assertThat(rig.room.value("SELECT (SELECT count(*) FROM signal_sketch) + (SELECT count(*) FROM signal_copy)"))
                .isEqualTo(0L);
    }

    @Test
    void what_came_while_the_database_failed_is_taken_over_when_it_works_again() {
        rig.deploy();
        rig.copies(3, Origin.WITNESSED);
        assertThat(rig.patterns("copy_network")).hasSize(1);
        await(rig.room.pool.query("ALTER TABLE signal_copy RENAME TO away").execute());
        String text = PatternRig.words("LONG NEW", 99);
        rig.call(1, 20, text);
        rig.call(2, 10, text);
        rig.room.eventually(PatternRig.SOON, rig::parsed);
        assertThat(rig.upToDate()).isFalse();
        await(rig.room.pool.query("ALTER TABLE away RENAME TO signal_copy").execute());
        assertThat(rig.patterns("copy_network").get(0).getInteger("signalCount"))
                .isEqualTo(4);
    }

    @Test
    void a_second_node_takes_over_when_the_first_goes() {
        rig.deploy();
        String second =
                await(rig.room.vertx.deployVerticle(new PatternVerticle(rig.room.pool, rig.room.bus, rig.clock)));
        rig.copies(3, Origin.WITNESSED);
        assertThat(rig.patterns("copy_network")).hasSize(1);
        rig.undeploy();
        String text = PatternRig.words("LONG NEW", 99);
        rig.call(1, 20, text);
        rig.call(2, 10, text);
        assertThat(rig.patterns("copy_network").get(0).getInteger("signalCount"))
                .isEqualTo(4);
        await(rig.room.vertx.undeploy(second));
    }

    @Test
    void a_withdrawn_signal_is_in_no_pattern() {
        rig.deploy();
        rig.copies(3, Origin.WITNESSED);
        assertThat(rig.patterns("copy_network")).hasSize(1);
        StoredSignal any = rig.signals().get(0);
        await(rig.room.pool.withTransaction(tx -> new SignalStore().withdraw(tx, new EventLog(), any.id())));
        assertThat(rig.patterns("copy_network")).isEmpty();
    }

    @Test
    void a_new_signal_is_in_the_patterns_within_two_seconds() {
        rig.quietMonth(Origin.WITNESSED);
        rig.copies(5, Origin.WITNESSED);
        rig.deploy();
        rig.answer(new JsonObject());
        for (int i = 1; i <= 3; i++) {
            long before = (long) rig.room.value("SELECT signal_count::bigint FROM pattern WHERE kind = 'copy_network'");
            String text = PatternRig.words("LONG ADA", 300 + i);
            rig.call(1, 10 * i, text);
            rig.call(2, 10 * i - 5, text);
            long sent = System.nanoTime();
            rig.room.eventually(
                    PatternRig.SOON,
                    () -> rig.room
                            .value("SELECT signal_count::bigint FROM pattern WHERE kind = 'copy_network'")
                            .equals(before + 1));
            assertThat(System.nanoTime() - sent)
                    .isLessThan(Duration.ofSeconds(2).toNanos());
        }
    }

    @Test
    void what_has_not_changed_is_not_written_again() {
        rig.deploy();
        rig.copies(4, Origin.WITNESSED);
        rig.patterns("copy_network");
        Object written = rig.room.value("SELECT xmin::text || ctid::text FROM pattern WHERE kind = 'copy_network'");
        rig.call(7, 5, PatternRig.words("SHORT XRP", 9));
        rig.answer(new JsonObject());
        assertThat(rig.room.value("SELECT xmin::text || ctid::text FROM pattern WHERE kind = 'copy_network'"))
                .isEqualTo(written);
    }
}
