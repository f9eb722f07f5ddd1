package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts, edits, faults, lost acknowledgements and restarts in any order: every version is stored once. */
@ExtendWith(Servers.class)
@Execution(ExecutionMode.CONCURRENT)
class AnyInterleavingTest {
    private static final int STEPS = 60;
    private final PollerRig rig = new PollerRig();
    private final Map<Long, List<String>> said = new TreeMap<>();

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void every_version_is_stored_once_and_in_order(long seed) {
        Random random = new Random(seed);
        String poller = rig.poll();
        for (int step = 1; step <= STEPS; step++) {
            int what = random.nextInt(20);
            if (what < 17) {
                say(random, step);
            } else if (what < 18) {
                rig.fake.failWith(fault(random));
            } else if (what < 19) {
                loseNextAcknowledgement();
            } else {
                await(rig.room.vertx.undeploy(poller));
                poller = rig.poll();
            }
            await(rig.room.vertx.timer(1 + random.nextInt(30)));
        }
        long versions = said.values().stream().mapToInt(List::size).sum();
        rig.room.eventually(PollerRig.SOON.multipliedBy(3), () -> rig.versions() >= versions);

        assertThat(stored()).as("seed %d", seed).isEqualTo(said);
    }

    private void say(Random random, int step) {
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            long message = 1 + random.nextInt(30);
            List<String> versions = said.computeIfAbsent(message, m -> new ArrayList<>());
            String text = "step " + step + "." + i;
            int second = step * 10 + i;
            rig.fake.push(versions.isEmpty() ? BotPosts.post(message, text) : BotPosts.edit(message, second, text));
            versions.add(text);
        }
    }

    private void loseNextAcknowledgement() {
        AtomicBoolean lost = new AtomicBoolean();
        rig.fake.onConfirm(
                x -> lost.getAndSet(true) ? Future.succeededFuture() : Future.failedFuture("lost on the way"));
    }

    private static Consumer<HttpServerRequest> fault(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> BotFaults.status(502, "Bad Gateway");
            case 1 -> BotFaults.cut();
            case 2 -> BotFaults.cutInside();
            default -> BotFaults.tooMany(1, true);
        };
    }

    private Map<Long, List<String>> stored() {
        Map<Long, List<String>> stored = new TreeMap<>();
        for (Row row : await(rig.room
                .pool
                .query("SELECT message_id, text FROM message ORDER BY message_id, revision")
                .execute())) {
            stored.computeIfAbsent(row.getLong(0), m -> new ArrayList<>()).add(row.getString(1));
        }
        return stored;
    }
}
