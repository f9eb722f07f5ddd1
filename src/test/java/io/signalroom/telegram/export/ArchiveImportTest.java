package io.signalroom.telegram.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.problem.DomainException;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Exports that were packed. */
@ExtendWith(Servers.class)
class ArchiveImportTest {
    private static final Path SAMPLES = Path.of("src/test/resources/telegram");
    private static final Path PAGES = SAMPLES.resolve("html");
    private static final String HARBOR = "1987654321";

    private final Room room = new Room();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        room.close();
    }

    private ImportReport run(Path file, String channel) {
        return Imports.run(room, file, new How(null, null, null, false, channel));
    }

    private static ImportReport total(int created, int same, int skipped) {
        return new ImportReport(created, same, 0, skipped, 0, 1, true, List.of(), List.of());
    }

    @Test
    void an_archive_is_read_where_it_lies_in_the_order_of_its_pages() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("ChatExport/messages2.html", Files.readAllBytes(PAGES.resolve("messages2.html")));
        files.put("ChatExport/photos/photo_1.jpg", new byte[100_000]);
        files.put("ChatExport/messages.html", Files.readAllBytes(PAGES.resolve("messages.html")));
        files.put("../../../../tmp/evil.html", new byte[10]);

        assertThat(Imports.total(run(zip(files), HARBOR))).isEqualTo(total(5, 0, 2));
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void an_archive_with_a_json_needs_no_channel() throws IOException {
        Path file = zip(Map.of("ChatExport/result.json", Files.readAllBytes(SAMPLES.resolve("result.json"))));
        assertThat(Imports.total(run(file, null))).isEqualTo(total(5, 0, 3));
    }

    @Test
    void an_archive_with_nothing_or_too_much_is_refused() throws IOException {
        byte[] page = Files.readAllBytes(PAGES.resolve("messages.html"));
        Path none = zip(Map.of("readme.txt", page, "messages0.html", page, "messages01.html", page));
        assertThatThrownBy(() -> run(none, HARBOR)).hasMessageContaining("without a result.json");
        Path several = zip(Map.of("a/messages.html", page, "b/messages.html", page));
        assertThatThrownBy(() -> run(several, HARBOR)).hasMessageContaining("more than one");
        Path broken = Files.write(
                folder.resolve("broken.zip"), "PK\u0003\u0004 and nothing".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> run(broken, HARBOR)).hasMessageContaining("damaged");
    }

    @Test
    void an_archive_that_grows_without_measure_is_refused() throws IOException {
        Path bomb = zip(Map.of("result.json", bombed("{\"id\":5,\"type\":\"public_channel\",\"messages\":[")));
        assertThatThrownBy(() -> run(bomb, null)).hasMessageContaining("grows without measure");
        Path page = zip(Map.of("messages.html", bombed("<div class=\"message default\" id=\"message1\">")));
        assertThatThrownBy(() -> run(page, HARBOR)).hasMessageContaining("no message");
    }

    /** Ends with 64 MiB of nothing. */
    private static byte[] bombed(String start) {
        byte[] all = new byte[64 << 20];
        Arrays.fill(all, (byte) ' ');
        byte[] head = start.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, all, 0, head.length);
        return all;
    }

    @Test
    void an_archive_that_cannot_be_read_is_closed() throws IOException {
        Path file = zip(Map.of("result.json", Files.readAllBytes(SAMPLES.resolve("result.json"))));
        byte[] bytes = Files.readAllBytes(file);
        bytes[3] = 9; // what stands before the file itself
        Files.write(file, bytes);

        assertThatThrownBy(() -> run(file, null))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("damaged zip archive");
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.filter(Files::isRegularFile).map(ArchiveImportTest::target))
                    .isNotEmpty()
                    .doesNotContain(file.toRealPath());
        }
    }

    private static Path target(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException closedMeanwhile) {
            return link;
        }
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        return zip(folder.resolve("export.zip"), files);
    }

    /** Packs them in the order in which they are given. */
    static Path zip(Path file, Map<String, byte[]> files) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return file;
    }
}
