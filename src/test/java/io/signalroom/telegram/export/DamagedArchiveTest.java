package io.signalroom.telegram.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives whose directory is whole, and what they hold is not. */
@ExtendWith(Servers.class)
class DamagedArchiveTest {
    private static final int POSTS = 5_000;
    private static final int PACKED_SIZE = 20;

    private final Room room = new Room();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        room.close();
    }

    private ImportReport run(Path file) {
        return Imports.run(room, file, new How("UTC", null, null, false, "1987654321"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"result.json", "messages.html"})
    void one_whose_bytes_cannot_be_unpacked_any_more_says_so(String name) throws IOException {
        Path file = zip(Map.of(name, export(name)));
        byte[] whole = Files.readAllBytes(file);
        int at = whole.length / 2;
        do {
            byte[] flipped = whole.clone();
            flipped[at++] ^= 0x55;
            Files.write(file, flipped);
        } while (unpacks(file));

        saysThatItIsDamaged(run(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"result.json", "messages.html"})
    void one_that_lacks_the_end_of_what_it_holds_says_so(String name) throws IOException {
        Path file = zip(Map.of(name, export(name)));
        cut(file);

        saysThatItIsDamaged(run(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"result.json", "messages.html"})
    void one_that_holds_something_else_than_was_packed_says_so(String name) throws IOException {
        Path file = zip(Map.of(name, export(name)));
        byte[] bytes = Files.readAllBytes(file);
        bytes[directory(bytes) + 16] ^= 1; // its check sum
        Files.write(file, bytes);

        ImportReport report = run(file);
        assertThat(report.created()).as("up to a few at the end").isBetween(POSTS - 50L, (long) POSTS);
        assertThat(report.complete()).isFalse();
        assertThat(report.problems()).containsExactly(ZipExport.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"result.json", "messages.html"})
    void one_in_which_nothing_can_be_read_is_refused_as_damaged(String name) throws IOException {
        Path file = zip(Map.of(name, export(name)));
        byte[] bytes = Files.readAllBytes(file);
        bytes[30 + name.length()] = 7; // a kind of block that there is not
        Files.write(file, bytes);

        assertThatThrownBy(() -> run(file)).hasMessageContaining("damaged zip archive");
    }

    @Test
    void the_pages_beside_a_damaged_one_are_read() throws IOException {
        Map<String, byte[]> pages = new LinkedHashMap<>();
        pages.put("messages.html", export("messages.html"));
        pages.put("messages2.html", page(POSTS, 3));
        Path file = zip(pages);
        cut(file);

        ImportReport report = run(file);
        assertThat(report.problems()).containsExactly(ZipExport.DAMAGED);
        assertThat(room.value("SELECT count(*) FROM message WHERE message_id > " + POSTS))
                .isEqualTo(3L);
    }

    private void saysThatItIsDamaged(ImportReport report) {
        assertThat(report.created()).isBetween(1L, POSTS - 1L);
        assertThat(report.complete()).isFalse();
        assertThat(report.problems()).contains(ZipExport.DAMAGED);
        assertThat(room.value("SELECT state FROM import_batch")).isEqualTo("done");
    }

    private static byte[] export(String name) {
        return name.endsWith(".html") ? page(0, POSTS) : json();
    }

    private static byte[] json() {
        Random chance = new Random(1);
        StringBuilder json =
                new StringBuilder("{\"name\":\"H\",\"type\":\"public_channel\",\"id\":1987654321,\"messages\":[");
        for (int i = 1; i <= POSTS; i++) {
            json.append(i == 1 ? "" : ",")
                    .append("{\"id\":" + i + ",\"type\":\"message\",\"date_unixtime\":\"" + (1_772_000_000L + i)
                            + "\",\"text\":\"" + Long.toString(chance.nextLong(), 36) + "\"}");
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] page(int after, int posts) {
        Random chance = new Random(1);
        StringBuilder html = new StringBuilder("<html><body><div class=\"history\">");
        for (int i = after + 1; i <= after + posts; i++) {
            html.append("<div class=\"message default clearfix\" id=\"message" + i + "\"><div class=\"body\">"
                    + "<div class=\"pull_right date details\" title=\"01.03.2026 09:00:00 UTC+00:00\">09:00</div>"
                    + "<div class=\"text\">" + Long.toString(chance.nextLong(), 36) + "</div></div></div>");
        }
        return html.append("</div></body></html>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean unpacks(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                zip.getInputStream(entry).readAllBytes();
            }
            return true;
        } catch (ZipException e) {
            return false;
        }
    }

    /** The first file in it lacks its last bytes, as its directory tells. */
    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer directory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = directory(bytes) + PACKED_SIZE;
        directory.putInt(at, directory.getInt(at) * 3 / 4);
        Files.write(file, bytes);
    }

    /** Where the directory begins. */
    private static int directory(byte[] bytes) {
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return little.getInt(bytes.length - 6);
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        return ArchiveImportTest.zip(folder.resolve("export.zip"), files);
    }
}
