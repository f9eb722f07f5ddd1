package io.signalroom.telegram.export;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.ImportStore;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Imports are taken up wherever a kill has left them; files are there for as long as they are needed. */
@ExtendWith(Servers.class)
@Execution(ExecutionMode.CONCURRENT)
class ImportVerticleTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private final Room room = new Room();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        room.close();
    }

    private String deploy() {
        return await(room.vertx.deployVerticle(new ImportVerticle(room.pool, room.bus, folder)));
    }

    /** A file of so many posts that waits; its name. */
    private String uploaded(int channel, int posts) throws IOException {
        String name = "file" + channel + ".json";
        String messages = IntStream.rangeClosed(1, posts)
                .mapToObj(i -> "{\"id\":" + i + ",\"type\":\"message\",\"date_unixtime\":\"" + (1_772_355_600 + i)
                        + "\",\"text\":\"hello " + i + "\"}")
                .collect(Collectors.joining(","));
        Path file = Files.writeString(
                folder.resolve(name),
                "{\"type\":\"public_channel\",\"id\":" + channel + ",\"messages\":[" + messages + "]}");
        await(new ImportStore().uploaded(room.pool, Imports.ALL, name, Files.size(file), "tester"));
        return name;
    }

    private void until(String state, long imports) {
        room.eventually(
                SOON,
                () -> room.value("SELECT count(*) FROM import_batch WHERE state = '" + state + "'")
                        .equals(imports));
    }

    private void sql(String update) {
        room.value(update + " RETURNING 1");
    }

    private static void age(Path file, Duration old) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(old)));
    }

    @Test
    void what_a_kill_has_left_is_begun_anew_and_counted_right() throws IOException {
        Path file = folder.resolve(uploaded(5, 1_500));
        String content = Files.readString(file);
        deploy();
        until("done", 1);
        Object report = room.value("SELECT report::text FROM import_batch");
        room.eventually(SOON, () -> !Files.exists(file));

        Files.writeString(file, content);
        sql(
                "UPDATE import_batch SET state = 'running', holder = 'killed', beat_at = now() - interval '11 seconds', report = NULL");
        until("done", 1);

        assertThat(room.value("SELECT report::text FROM import_batch")).isEqualTo(report);
        assertThat(room.value("SELECT count(*) FROM message")).isEqualTo(1_500L);
        room.eventually(SOON, () -> !Files.exists(file));
    }

    @Test
    void who_still_shows_himself_is_left_alone() throws IOException {
        uploaded(5, 1);
        sql("UPDATE import_batch SET state = 'running', holder = 'alive', beat_at = now() + interval '1 minute'");
        uploaded(6, 1);

        deploy();

        until("done", 1);
        assertThat(room.value("SELECT holder FROM import_batch WHERE state = 'running'"))
                .isEqualTo("alive");
    }

    @Test
    void the_file_of_another_node_is_left_to_it_and_given_up_when_that_is_away_for_long() throws IOException {
        Files.delete(folder.resolve(uploaded(5, 1)));
        Files.delete(folder.resolve(uploaded(6, 1)));
        sql("UPDATE import_batch SET beat_at = now() - interval '11 minutes' WHERE id = 1");

        deploy();

        until("failed", 1);
        assertThat(room.value("SELECT problem FROM import_batch WHERE id = 1"))
                .isEqualTo("The node that has the file is away. Upload it again: what is stored is not stored twice.");
        assertThat(room.value("SELECT state FROM import_batch WHERE id = 2")).isEqualTo("uploaded");
    }

    @Test
    void a_command_that_was_killed_is_given_up_and_can_be_undone() {
        await(new ImportStore().begun(room.pool, Imports.ALL, 1, "command line", "killed"));
        sql("UPDATE import_batch SET beat_at = now() - interval '61 seconds'");

        deploy();

        until("failed", 1);
        assertThat(room.value("SELECT problem FROM import_batch")).asString().contains("Import the file again");
        await(new ImportStore().undo(room.pool, 1));
        until("undone", 1);
    }

    @Test
    void an_undo_that_a_kill_has_left_is_gone_on_with() throws IOException {
        uploaded(5, 1_500);
        deploy();
        until("done", 1);
        sql("UPDATE import_batch SET state = 'undoing', holder = 'killed', beat_at = now() - interval '11 seconds'");

        until("undone", 1);

        assertThat(room.value("SELECT count(*) FROM message")).isEqualTo(0L);
        assertThat(room.value("SELECT undo_total || ' ' || undo_removed || ' ' || undo_kept FROM import_batch"))
                .isEqualTo("1500 1500 0");
    }

    @Test
    void an_import_that_runs_is_stopped_by_its_undo() throws IOException {
        uploaded(5, 30_000); // more than may wait for a parser, and there is none
        deploy();
        room.eventually(SOON, () -> (Long) room.value("SELECT posts FROM import_batch") == 20_000);
        assertThat(room.value("SELECT count(*) FROM parse_queue")).isEqualTo(20_000L);

        await(new ImportStore().undo(room.pool, 1));

        until("undone", 1);
        assertThat(room.value("SELECT count(*) FROM message")).isEqualTo(0L);
        assertThat(room.value("SELECT count(*) FROM parse_queue")).isEqualTo(0L);
        assertThat(room.value("SELECT count(*) FROM channel")).isEqualTo(0L);
    }

    @Test
    void a_stop_waits_for_an_undo_whose_reading_has_ended_meanwhile() throws IOException {
        uploaded(5, 30_000); // more than may wait for a parser: its reading ends once the undo makes room
        String verticle = deploy();
        room.eventually(SOON, () -> (Long) room.value("SELECT posts FROM import_batch") == 20_000);
        await(new ImportStore().undo(room.pool, 1));
        room.eventually(SOON, () -> (Long) room.value("SELECT undo_removed FROM import_batch") >= 5_000);

        await(room.vertx.undeploy(verticle));

        Object removed = room.value("SELECT undo_removed FROM import_batch");
        await(room.vertx.timer(1_000)); // time for many steps, if it went on
        assertThat(room.value("SELECT undo_removed FROM import_batch")).isEqualTo(removed);
        assertThat(room.value("SELECT state FROM import_batch")).isEqualTo("undoing");
    }

    @Test
    void two_are_read_at_once_and_a_stop_leaves_them_to_whoever_comes_next() throws IOException {
        uploaded(5, 21_000); // each more than may wait for a parser
        uploaded(6, 21_000);
        uploaded(7, 1);
        String first = deploy();
        room.eventually(SOON, () -> (Long) room.value("SELECT sum(posts)::bigint FROM import_batch") >= 19_000);
        assertThat(room.value("SELECT string_agg(state, ' ' ORDER BY id) FROM import_batch"))
                .isEqualTo("running running uploaded");

        await(room.vertx.undeploy(first));
        sql("DELETE FROM parse_queue WHERE id > 0");
        deploy();

        room.eventually(SOON, () -> {
            room.value("WITH gone AS (DELETE FROM parse_queue RETURNING 1) SELECT count(*) FROM gone");
            return room.value("SELECT count(*) FROM import_batch WHERE state = 'done'")
                    .equals(3L);
        });
        assertThat(room.value("SELECT count(*) FROM message")).isEqualTo(42_001L);
        assertThat(room.value("SELECT string_agg(report->>'created', ' ' ORDER BY id) FROM import_batch"))
                .isEqualTo("21000 21000 1");
    }

    @Test
    void half_uploads_and_files_that_nobody_needs_are_deleted_and_others_not() throws IOException {
        Duration old = Duration.ofSeconds(61);
        age(Files.writeString(folder.resolve("a.part"), "{"), old);
        age(Files.writeString(folder.resolve("b.json"), "{}"), old);
        Path coming = Files.writeString(folder.resolve("c.part"), "{");
        Path waits = folder.resolve(uploaded(5, 1));
        sql("UPDATE import_batch SET state = 'running', holder = 'alive', beat_at = now() + interval '1 minute'");
        age(waits, old);

        deploy();

        room.eventually(SOON, () -> !Files.exists(folder.resolve("a.part")) && !Files.exists(folder.resolve("b.json")));
        assertThat(coming).exists();
        assertThat(waits).exists();
    }
}
