package io.signalroom.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.signalroom.testing.SetClock;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Case T035: MTProto's FLOOD_WAIT_300, of which TDLib makes a 429. The clock is the test's, so no load moves it. */
@ExtendWith(Servers.class)
class TdFloodWaitTest {
    private static final int POSTS = 300;
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final SetClock clock = new SetClock(began);

    @TempDir
    Path folder;

    private TdlibRig rig;

    @BeforeEach
    void open() {
        rig = new TdlibRig(folder, clock);
        for (long id = 1; id <= POSTS; id++) {
            JsonObject message = TdShapes.message(id, began.minusSeconds(3_600).plusSeconds(id), "old " + id);
            rig.fake.posts.put(message.getLong("id"), message);
        }
    }

    @AfterEach
    void close() {
        rig.close();
    }

    /** What is pushed is taken meanwhile, one after the other, and each gives the source a turn in which it could ask. */
    @Test
    void nothing_is_asked_for_until_the_wait_is_over_and_then_at_once() {
        rig.fake.fail("getChatHistory", TdShapes.error(429, "Too Many Requests: retry after 300"));
        rig.signIn();
        rig.poll(1_000, "desk");
        rig.awaitDetail("@desk: Telegram asks to wait 300 seconds");
        List<JsonObject> asked = List.copyOf(rig.fake.requests);
        assertThat(rig.fake.asked("getChatHistory")).isEqualTo(1);

        int pushed = 0;
        for (int second : new int[] {1, 150, 300}) {
            clock.set(began.plusSeconds(second));
            for (int i = 0; i < 2; i++) {
                pushed++;
                rig.fake.post(TdShapes.message(POSTS + pushed, began, "now " + pushed));
                rig.awaitVersions(pushed);
            }
        }
        assertThat(rig.fake.requests).isEqualTo(asked);

        clock.set(began.plusSeconds(301));
        rig.fake.post(TdShapes.message(POSTS + pushed + 1, began, "now"));
        rig.awaitVersions(POSTS + pushed + 1);
        rig.awaitDetail("Reads 1 of 1 channels");
    }
}
