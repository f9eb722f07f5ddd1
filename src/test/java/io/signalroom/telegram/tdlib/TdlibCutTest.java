package io.signalroom.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.telegram.SourceState;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TDLib promises no update of what was posted while it had no connection, and tells nothing once it has died. */
@ExtendWith(Servers.class)
class TdlibCutTest {
    @TempDir
    Path folder;

    private TdlibRig rig;

    @BeforeEach
    void open() {
        rig = new TdlibRig(folder);
        rig.signIn();
        rig.poll(0, "desk");
        rig.awaitDetail("Reads 1 of 1 channels");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static JsonObject post(long id) {
        return TdShapes.message(id, Instant.now(), "post " + id);
    }

    @Test
    void what_was_posted_while_the_connection_was_cut_is_read_however_much_came_before_it_was_whole_again() {
        rig.fake.post(post(1));
        rig.awaitVersions(1);
        rig.fake.network("Connecting");
        rig.awaitState(SourceState.RETRYING);
        JsonObject missed = post(2);
        rig.fake.posts.put(missed.getLong("id"), missed);
        for (long id = 3; id <= 90; id++) {
            rig.fake.post(post(id));
        }
        rig.awaitVersions(89);
        rig.fake.network("Ready");
        rig.awaitVersions(90);

        assertThat(rig.room.value("SELECT text FROM message WHERE message_id = 2"))
                .isEqualTo("post 2");
        rig.fake.post(post(91));
        rig.awaitVersions(91);
    }

    @Test
    void a_library_whose_thread_dies_is_opened_again_and_what_came_meanwhile_is_read() {
        rig.fake.post(post(1));
        rig.awaitVersions(1);
        rig.fake.die();
        rig.room.eventually(TdlibRig.SOON, () -> rig.fake.asked("setTdlibParameters") == 2);
        rig.fake.post(post(2));
        rig.awaitVersions(2);

        assertThat(rig.fake.asked("close")).isEqualTo(1);
        assertThat(rig.state()).isEqualTo("reading");
    }
}
