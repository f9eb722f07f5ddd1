package io.signalroom.telegram.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.problem.DomainException;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same channel as in result.json, exported as HTML. */
@ExtendWith(Servers.class)
class HtmlImportTest {
    private static final Path SAMPLES = Path.of("src/test/resources/telegram");
    private static final Path PAGES = SAMPLES.resolve("html");
    private static final String HARBOR = "1987654321";
    private static final String TEXTS = """
            SELECT channel_id || ' ' || message_id || ' ' || revision || ' ' || posted_at || ' ' || coalesce(reply_to, 0)
                || ' ' || text FROM message ORDER BY message_id, revision""";

    private final Room room = new Room();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        room.close();
    }

    private ImportReport run(Path file, String channel) {
        return Imports.run(room, file, how(channel));
    }

    private static How how(String channel) {
        return new How(null, null, null, false, channel);
    }

    private List<String> stored() {
        return Room.await(room.pool.query(TEXTS).execute()).stream()
                .map((Row row) -> row.getString(0))
                .toList();
    }

    private static ImportReport total(int created, int same, int skipped) {
        return new ImportReport(created, same, 0, skipped, 0, 1, true, List.of(), List.of());
    }

    @Test
    void a_folder_of_pages_gives_the_posts_that_the_json_gives() {
        ImportReport report = run(PAGES, HARBOR);
        List<String> html = stored();
        try (Room other = new Room()) {
            Imports.run(other, SAMPLES.resolve("result.json"), Imports.ALL);
            assertThat(html)
                    .isEqualTo(Room.await(other.pool.query(TEXTS).execute()).stream()
                            .map((Row row) -> row.getString(0))
                            .toList());
        }

        assertThat(Imports.total(report)).isEqualTo(total(5, 0, 2));
        assertThat(room.value("SELECT title || ' ' || origin || ' ' || source FROM channel"))
                .isEqualTo("Harbor Light Signals imported import");
    }

    @Test
    void twice_and_after_and_before_the_json_it_changes_nothing() {
        run(PAGES, HARBOR);
        assertThat(Imports.total(run(PAGES, "-100" + HARBOR))).isEqualTo(total(0, 5, 2));
        assertThat(Imports.total(run(SAMPLES.resolve("result.json"), null))).isEqualTo(total(0, 5, 3));
        assertThat(Imports.total(run(PAGES, "harbor light signals"))).isEqualTo(total(0, 5, 2));
        assertThat(stored()).hasSize(5);
    }

    @Test
    void another_text_is_no_edit_since_the_pages_know_of_none() {
        room.post(Room.witnessed(Long.parseLong(HARBOR), 4, "ARB short from 1.1034, stop 1.13"));

        ImportReport report = run(PAGES, HARBOR);

        assertThat(Imports.total(report)).isEqualTo(total(4, 1, 2));
        assertThat(room.value("SELECT count(*) FROM message WHERE message_id = 4"))
                .isEqualTo(1L);
    }

    @Test
    void spacing_that_one_form_keeps_and_another_loses_is_no_edit() throws IOException {
        run(PAGES, HARBOR);
        String spaced =
                Files.readString(SAMPLES.resolve("result.json")).replace("Market is quiet", "Market  is\\u00a0quiet");
        ImportReport report = run(Files.writeString(folder.resolve("result.json"), spaced), null);
        assertThat(Imports.total(report)).isEqualTo(total(0, 5, 3));
    }

    @Test
    void without_a_channel_it_says_what_to_do() {
        assertThatThrownBy(() -> run(PAGES, null))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("--channel")
                .hasMessageContaining("JSON");
        assertThat(room.value("SELECT problem FROM import_batch").toString()).contains("--channel");
    }

    @Test
    void a_channel_is_found_by_id_username_or_title_and_made_by_a_title_of_its_own() {
        room.post(Room.witnessed(7, 100, "hello"));

        assertThat(run(PAGES, "@Channel7").byChannel().get(0).id()).isEqualTo(7);
        assertThat(run(PAGES, "channel 7").byChannel().get(0).id()).isEqualTo(7);
        assertThat(run(PAGES, "A desk of its own").byChannel().get(0).id()).isLessThan(-1);
        assertThat(run(PAGES, "A desk of its own").same()).isEqualTo(5);
        assertThat(room.value("SELECT title FROM channel WHERE id < -1")).isEqualTo("A desk of its own");
        assertThatThrownBy(() -> run(PAGES, "@nobody_there")).hasMessageContaining("@nobody_there");
        room.post(Room.witnessed(8, 100, "hello"));
        room.value("UPDATE channel SET title = 'Channel 7' WHERE id = 8 RETURNING 1");
        assertThatThrownBy(() -> run(PAGES, "Channel 7")).hasMessageContaining("give its id");
    }

    @Test
    void an_id_below_zero_is_one_of_ours_or_none() {
        run(PAGES, "A desk of its own");
        String own = String.valueOf(room.value("SELECT id FROM channel"));
        assertThat(run(PAGES, own).same()).isEqualTo(5);
        for (String none : List.of("-1", "-77")) {
            assertThatThrownBy(() -> run(PAGES, none))
                    .isInstanceOf(DomainException.class)
                    .hasMessageContaining("no channel " + none);
        }
        assertThat(room.value("SELECT count(*) FROM channel")).isEqualTo(1L);
    }

    @Test
    void a_page_that_is_missing_is_told_and_costs_no_other() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("messages.html", Files.readAllBytes(PAGES.resolve("messages.html")));
        files.put("messages3.html", Files.readAllBytes(PAGES.resolve("messages2.html")));
        Path pages = Files.createDirectory(folder.resolve("pages"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(pages.resolve(file.getKey()), file.getValue());
        }
        for (Path given : List.of(pages, ArchiveImportTest.zip(folder.resolve("export.zip"), files))) {
            ImportReport report = run(given, HARBOR);
            assertThat(report.created() + report.same()).isEqualTo(5);
            assertThat(report.complete()).isFalse();
            assertThat(report.problems()).singleElement().asString().startsWith("messages2.html is missing");
        }
        assertThat(PageName.missing(List.of(2, 3, 9))).startsWith("6 pages are missing, messages.html the first");
        assertThat(PageName.missing(List.of(1, 2, 3))).isNull();
    }

    @Test
    void a_dry_run_makes_neither_posts_nor_a_channel() {
        ImportReport report = Imports.run(room, PAGES, new How(null, null, null, true, "New desk"));
        assertThat(report.created()).isEqualTo(5);
        assertThat(room.value("SELECT (SELECT count(*) FROM message) + (SELECT count(*) FROM channel)"))
                .isEqualTo(0L);
    }

    @Test
    void an_undo_takes_it_away() {
        run(PAGES, HARBOR);
        Imports.undo(room, 1);
        assertThat(stored()).isEmpty();
    }
}
