package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.signal.Judgement;
import io.signalroom.testing.FaultCount;
import io.signalroom.testing.Servers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A full inbox holds up the poller, so that no queue of ours grows without a bound: Telegram keeps the posts. */
@ExtendWith(Servers.class)
class HeldBackTest {
    private static final int BOUND = 300;
    private static final int BATCH = 100;
    private static final int POSTS = 2_000;
    private final PollerRig rig = new PollerRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void the_poller_waits_for_the_parsers_says_so_and_goes_on_by_itself() {
        Set<Long> sent = new HashSet<>();
        for (long i = 1; i <= POSTS; i++) {
            rig.fake.push(BotPosts.post(i, "post " + i));
            sent.add(i);
        }
        String poller = rig.pollWithin(BOUND);
        rig.awaitState(SourceState.PAUSED);
        int calls = rig.fake.calls().size();
        await(rig.room.vertx.timer(1_500));

        assertThat(rig.fake.calls()).hasSize(calls);
        assertThat(rig.versions()).isBetween((long) BOUND, (long) BOUND + BATCH);
        assertThat(rig.status.get("source:bot_api").getString("detail"))
                .contains("The parsers are far behind", "goes on by itself");
        assertThat(rig.meters.get("signalroom.source.held.back").counter().count())
                .isEqualTo(1);
        assertThat(state(SourceState.PAUSED)).isEqualTo(1);
        assertThat(state(SourceState.READING)).isZero();
        assertThat(rig.meters.get("signalroom.source.answer.age").gauge().value())
                .isBetween(1.0, 60.0);

        await(rig.room.pool.query("ALTER TABLE parse_queue RENAME TO gone").execute());
        rig.awaitState(SourceState.RETRYING);
        await(rig.room.pool.query("ALTER TABLE gone RENAME TO parse_queue").execute());
        rig.awaitState(SourceState.PAUSED);
        assertThat(rig.meters.get("signalroom.source.held.back").counter().count())
                .as("it is the same wait")
                .isEqualTo(1);

        await(rig.room.vertx.deployVerticle(new ParserVerticle(
                rig.room.pool, rig.room.bus, (text, parent) -> Judgement.noise(1, List.of("nothing")))));
        rig.awaitVersions(POSTS);
        rig.awaitState(SourceState.READING);
        assertThat(state(SourceState.READING)).isEqualTo(1);

        FaultCount.of("back-pressure", 0, sent, sent, stored()).print();
        await(rig.room.vertx.undeploy(poller));
        assertThat(rig.meters.find("signalroom.source.state").gauges()).isEmpty();
    }

    private double state(SourceState state) {
        Gauge gauge = rig.meters
                .get("signalroom.source.state")
                .tag("state", state.wire())
                .gauge();
        return gauge.value();
    }

    private List<Long> stored() {
        return await(rig.room.pool.query("SELECT message_id FROM message").execute()).stream()
                .map(row -> row.getLong(0))
                .toList();
    }
}
