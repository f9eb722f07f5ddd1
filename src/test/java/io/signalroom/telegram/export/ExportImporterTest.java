package io.signalroom.telegram.export;

import static io.signalroom.testing.Room.witnessed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Servers.class)
class ExportImporterTest {
    private static final Path SAMPLES = Path.of("src/test/resources/telegram");
    private static final long HARBOR = 1_987_654_321L;
    private final Room room = new Room();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void a_second_import_stores_nothing() {
        ImportReport first = run(SAMPLES.resolve("result.json"));
        ImportReport second = run(SAMPLES.resolve("result.json"));

        assertThat(Imports.total(first)).isEqualTo(new ImportReport(5, 0, 0, 3, 0, 1, true, List.of(), List.of()));
        assertThat(Imports.total(second)).isEqualTo(new ImportReport(0, 5, 0, 3, 0, 1, true, List.of(), List.of()));
        assertThat(room.value("SELECT count(*) FROM message")).isEqualTo(5L);
        assertThat(room.value("SELECT count(*) FROM parse_queue")).isEqualTo(5L);
    }

    @Test
    void parts_of_a_text_are_joined_and_answers_edits_and_times_kept() {
        run(SAMPLES.resolve("result.json"));

        assertThat(text(2))
                .asString()
                .startsWith("🚀 NEW CALL\n#SOL/USDT LONG\nEntry: 182.0")
                .endsWith("\nchart");
        assertThat(room.value("SELECT reply_to FROM message WHERE message_id = 5"))
                .isEqualTo(2L);
        assertThat(room.value("SELECT extract(epoch FROM edited_at)::bigint FROM message WHERE message_id = 4"))
                .isEqualTo(1_772_366_400L);
        assertThat(room.value("SELECT extract(epoch FROM posted_at)::bigint FROM message WHERE message_id = 2"))
                .isEqualTo(1_772_355_600L);
        assertThat(room.value("SELECT origin || ' ' || source || ' ' || title FROM channel"))
                .isEqualTo("imported import Harbor Light Signals");
    }

    @Test
    void an_account_gives_the_same_posts_as_its_channel() {
        run(SAMPLES.resolve("result.json"));

        ImportReport account = run(SAMPLES.resolve("result-full-account.json"));

        assertThat(Imports.total(account)).isEqualTo(new ImportReport(0, 2, 0, 0, 0, 1, true, List.of(), List.of()));
    }

    @Test
    void control_characters_that_are_no_json_are_read() {
        ImportReport report = run(SAMPLES.resolve("result-bad-control.json"));

        assertThat(report.created()).isEqualTo(1);
        assertThat(text(10)).isEqualTo("page\fbreak and a real backslash \\x0C");
    }

    @Test
    void what_was_witnessed_stays_the_first_version() {
        room.post(witnessed(HARBOR, 4, "ARB short from 1.1034, stop 1.13, target 1.05"));

        ImportReport report = run(SAMPLES.resolve("result.json"));

        assertThat(report.created()).isEqualTo(4);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(room.value("SELECT text || origin FROM message WHERE message_id = 4 AND revision = 1"))
                .isEqualTo("ARB short from 1.1034, stop 1.13, target 1.05witnessed");
        assertThat(room.value("SELECT origin FROM message WHERE message_id = 4 AND revision = 2"))
                .isEqualTo("imported");
    }

    @Test
    void a_dry_run_counts_and_stores_nothing() {
        ImportReport report = run(SAMPLES.resolve("result.json"), new How(null, null, null, true));

        assertThat(report.created()).isEqualTo(5);
        assertThat(room.value("SELECT count(*) FROM message")).isEqualTo(0L);
        assertThat(room.value("SELECT count(*) FROM channel")).isEqualTo(0L);
    }

    @Test
    void only_the_wanted_time_is_imported() {
        How options = new How(null, Instant.ofEpochSecond(1_772_359_200), Instant.ofEpochSecond(1_772_370_000), false);

        ImportReport report = run(SAMPLES.resolve("result.json"), options);

        assertThat(report.created()).isEqualTo(2);
        assertThat(report.skipped()).isEqualTo(6);
    }

    @Test
    void a_local_time_is_read_in_the_zone_given_and_the_report_says_so() throws IOException {
        Path file = write(chat(
                "public_channel",
                "{\"id\":1,\"type\":\"message\",\"date\":\"2021-07-01T11:00:00\",\"text\":\"BTC long\"}"));

        ImportReport report = run(file, new How("Europe/Helsinki", null, null, false));

        assertThat(room.value("SELECT posted_at::text FROM message")).isEqualTo("2021-07-01 08:00:00+00");
        assertThat(report.problems())
                .singleElement()
                .asString()
                .contains("1 posts")
                .contains("Europe/Helsinki");
    }

    @Test
    void a_long_file_goes_in_batches_with_progress() throws IOException {
        Path file = folder.resolve("result.json");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("{\"name\":null,\"type\":\"public_channel\",\"id\":77,\"messages\":[");
            for (int i = 1; i <= 2_500; i++) {
                out.write((i == 1 ? "" : ",") + post(i, "\"call " + i + "\""));
            }
            out.write("]}");
        }
        List<ImportProgress> steps = new ArrayList<>();

        ImportReport report = Imports.run(room, file, Imports.ALL, steps::add);

        assertThat(report.created()).isEqualTo(2_500);
        assertThat(steps).extracting(ImportProgress::posts).containsExactly(1_000L, 2_000L, 2_500L);
        assertThat(steps.get(2).bytesRead())
                .isEqualTo(Files.size(file))
                .isEqualTo(steps.get(2).bytesTotal());
        assertThat(room.value("SELECT title FROM channel")).isEqualTo("Channel 77");
    }

    private ImportReport run(Path file) {
        return run(file, Imports.ALL);
    }

    private ImportReport run(Path file, How options) {
        return Imports.run(room, file, options);
    }

    private Object text(int messageId) {
        return room.value("SELECT text FROM message WHERE message_id = " + messageId);
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("given.json"), content);
    }

    private static String chat(String type, String messages) {
        return "{\"name\":\"A\",\"type\":\"" + type + "\",\"id\":5,\"messages\":[" + messages + "]}";
    }

    private static String post(int id, String text) {
        return "{\"id\":" + id + ",\"type\":\"message\",\"date_unixtime\":\"" + (1_772_355_600 + id) + "\",\"text\":"
                + text + ",\"text_entities\":[]}";
    }
}
