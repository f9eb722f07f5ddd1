package io.signalroom.telegram.tdlib;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.telegram.SourceState;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From TDLib to committed rows. */
@ExtendWith(Servers.class)
class TdlibSourceTest {
    private static final String ALL_READ = "Reads 1 of 1 channels";

    @TempDir
    Path folder;

    private TdlibRig rig;

    @BeforeEach
    void open() {
        rig = new TdlibRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static JsonObject post(long id, String text) {
        return TdShapes.message(id, Instant.now(), text);
    }

    private static JsonObject old(long id, String text) {
        return TdShapes.message(id, Instant.now().minus(Duration.ofDays(2)).plusSeconds(id), text);
    }

    private void had(long from, long to) {
        for (long id = from; id <= to; id++) {
            JsonObject message = old(id, "old " + id);
            rig.fake.posts.put(message.getLong("id"), message);
        }
    }

    @Test
    void posts_edits_and_deletions_are_stored_as_witnessed() {
        rig.signIn();
        rig.poll(0, "desk");
        rig.awaitDetail(ALL_READ);
        rig.fake.post(post(1, "LONG SOL"));
        rig.fake.push(TdShapes.newContent(1, "LONG SOL, stop 5"));
        rig.fake.push(TdShapes.edited(1, Instant.now()));
        rig.fake.push(TdShapes.deleted(true, false, 1));
        rig.room.eventually(TdlibRig.SOON, () -> (Long) rig.room.value("SELECT count(*) FROM message_deletion") == 1);

        assertThat(rig.stored()).isEqualTo("1.1 witnessed LONG SOL|1.2 witnessed LONG SOL, stop 5");
        assertThat(rig.room.value("SELECT id || ' ' || username || ' ' || title || ' ' || source FROM channel"))
                .isEqualTo(TdShapes.CHANNEL + " Desk The desk mtproto");
        assertThat(rig.state()).isEqualTo("reading");
        assertThat(rig.fake.asked("joinChat")).isEqualTo(1);
        assertThat(rig.fake.asked("openChat")).isEqualTo(1);
    }

    @Test
    void the_past_is_loaded_up_to_its_bound_as_imported_and_never_replaces_what_was_witnessed() {
        had(1, 250);
        rig.room.post(new Post(
                TdShapes.CHANNEL,
                250,
                Instant.ofEpochSecond(rig.fake.posts.get(250L << 20).getLong("date")),
                null,
                "as it was first said",
                null,
                Origin.WITNESSED));
        rig.signIn();
        rig.poll(120, "desk");
        rig.awaitDetail(ALL_READ);

        assertThat(rig.room.value("SELECT count(*) || ' ' || min(message_id) FROM message WHERE origin = 'imported'"))
                .isEqualTo("120 131");
        assertThat(rig.room.value("SELECT text FROM message WHERE message_id = 250 AND revision = 1"))
                .isEqualTo("as it was first said");
    }

    @Test
    void what_was_posted_while_nobody_read_is_filled_in_after_a_restart_without_doubles() {
        rig.signIn();
        rig.poll(0, "desk");
        rig.awaitDetail(ALL_READ);
        rig.fake.post(post(1, "one"));
        rig.awaitVersions(1);
        rig.stop();
        JsonObject edited =
                post(1, "one, edited").put("edit_date", Instant.now().getEpochSecond());
        rig.fake.posts.put(edited.getLong("id"), edited);
        JsonObject missed =
                post(2, "two").put("date", Instant.now().minusSeconds(900).getEpochSecond());
        rig.fake.posts.put(missed.getLong("id"), missed);
        JsonObject fresh = post(3, "three");
        rig.fake.posts.put(fresh.getLong("id"), fresh);
        rig.poll(0, "desk");
        rig.awaitVersions(4);
        rig.awaitDetail(ALL_READ);

        assertThat(rig.stored())
                .isEqualTo("1.1 witnessed one|1.2 imported one, edited|2.1 imported two|3.1 witnessed three");
    }

    @Test
    void a_hole_that_is_too_large_is_told_with_its_cure() {
        rig.signIn();
        rig.poll(0, "desk");
        rig.awaitDetail(ALL_READ);
        rig.fake.post(old(1, "the last before the outage"));
        rig.awaitVersions(1);
        rig.stop();
        had(2, 1_500);
        rig.poll(0, "desk");
        rig.awaitDetail("import an export of the channel to fill it");

        rig.awaitVersions(1_001);
        assertThat(rig.room.value("SELECT min(message_id) FROM message WHERE message_id > 1"))
                .isEqualTo(501L);
    }

    @Test
    void posts_come_through_while_telegram_makes_the_past_wait() {
        had(1, 300);
        rig.fake.fail("getChatHistory", TdShapes.error(429, "Too Many Requests: retry after 2"));
        rig.signIn();
        long began = System.nanoTime();
        rig.poll(1_000, "desk");
        rig.awaitDetail("@desk: Telegram asks to wait 2 seconds");
        rig.fake.post(post(301, "now"));
        rig.awaitVersions(1);

        assertThat(rig.stored()).isEqualTo("301.1 witnessed now");
        rig.awaitVersions(301);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
        rig.awaitDetail(ALL_READ);
        assertThat(rig.detail()).doesNotContain("wait");
    }

    @Test
    void a_name_that_is_nobodys_holds_up_no_other() {
        rig.signIn();
        rig.poll(0, "nobody", "desk");
        rig.awaitDetail("Reads 1 of 2 channels");
        rig.fake.post(post(1, "one"));
        rig.awaitVersions(1);

        assertThat(rig.detail()).contains("@nobody: nobody has this name");
        assertThat(rig.state()).isEqualTo("reading");
    }

    @Test
    void without_a_session_nothing_is_opened_and_after_signing_in_it_reads_by_itself() {
        rig.poll(0, "desk");
        rig.awaitState(SourceState.BLOCKED);
        assertThat(rig.detail()).contains("telegram sign-in");
        assertThat(rig.fake.requests).isEmpty();

        rig.signIn();
        rig.awaitDetail(ALL_READ);
    }

    @Test
    void a_session_that_was_ended_elsewhere_is_told_and_not_opened_again() {
        rig.signIn();
        rig.poll(0, "desk");
        rig.awaitDetail(ALL_READ);
        rig.fake.state("LoggingOut");
        rig.fake.state("Closed");
        rig.awaitState(SourceState.BLOCKED);

        assertThat(rig.detail()).contains("Nobody is signed in");
        assertThat(folder.resolve("tdlib/signed-in")).doesNotExist();
    }

    @Test
    void a_session_in_use_is_told_and_tried_again() {
        rig.signIn();
        rig.fake.lock(true);
        rig.poll(0, "desk");
        rig.awaitState(SourceState.BLOCKED);
        assertThat(rig.detail()).contains("end any other program that uses it");

        rig.fake.lock(false);
        rig.awaitDetail(ALL_READ);
    }

    @Test
    void without_the_network_it_says_so_and_goes_on() {
        rig.signIn();
        rig.poll(0, "desk");
        rig.awaitDetail(ALL_READ);
        rig.fake.network("Connecting");
        rig.awaitState(SourceState.RETRYING);
        rig.fake.network("Ready");
        rig.awaitState(SourceState.READING);
    }

    @Test
    void a_library_that_closes_by_itself_is_opened_again() {
        rig.signIn();
        rig.poll(0, "desk");
        rig.awaitDetail(ALL_READ);
        rig.fake.state("Closed");
        rig.room.eventually(TdlibRig.SOON, () -> rig.fake.asked("setTdlibParameters") == 2);
        rig.awaitDetail(ALL_READ);
        rig.fake.post(post(1, "one"));
        rig.awaitVersions(1);
    }

    @Test
    void a_full_queue_leaves_the_rest_to_tdlib_until_the_database_takes_again() throws Exception {
        rig.signIn();
        rig.poll(0, "desk");
        rig.awaitDetail(ALL_READ);
        int before = rig.fake.received.get();
        await(rig.room.pool.query("ALTER TABLE message RENAME TO away").execute());
        for (int i = 1; i <= 5_000; i++) {
            rig.fake.post(post(i, "post " + i));
        }
        rig.room.eventually(
                TdlibRig.SOON, () -> rig.meters.counter("signalroom.tdlib.full").count() > 0);
        assertThat(rig.fake.received.get() - before).isLessThan(1_200);

        await(rig.room.pool.query("ALTER TABLE away RENAME TO message").execute());
        rig.awaitVersions(5_000);
        assertThat(rig.room.value("SELECT count(DISTINCT message_id) FROM message"))
                .isEqualTo(5_000L);
        assertThat(Files.exists(folder.resolve("tdlib/marks.json"))).isTrue();
    }
}
