package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.telegram.export.ImportReport;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Room;
import io.signalroom.testing.ServerProcess;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Files that are no exports, or bad ones, given to the import command and to what it calls. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("it measures the heap")
class BadExportsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MANY = 100_000;
    /** So much that holding the file, or its posts, would be seen: it has 150 MB. */
    private static final String LONG = "x".repeat(1_400);

    private final Room room = new Room();

    @TempDir
    private Path folder;

    private int posts;

    @AfterAll
    void stop() {
        room.close();
    }

    @TestFactory
    Stream<DynamicTest> a_bad_file_is_refused_in_words_or_read_as_far_as_it_goes() {
        Map<String, Executable> checks = new LinkedHashMap<>();
        checks.put("I001", () -> assertRefused(Files.createFile(file("empty.json")), "The file is empty"));
        checks.put("I002", this::a_cut_file_is_read_up_to_the_cut);
        checks.put("I003", this::a_long_file_is_never_held_whole);
        checks.put("I004", this::parts_of_a_text_are_one_text);
        checks.put("I005", this::a_time_without_a_zone_is_not_guessed);
        checks.put("I007", this::a_private_chat_is_left_out);
        checks.put("I008", () -> assertRefused(folder.resolve("../../../../../etc/passwd"), "not the JSON"));
        checks.put("I009", this::a_link_to_a_secret_file_tells_nothing_of_it);
        checks.put("I011", this::an_archive_is_not_unpacked);
        checks.put("I013", this::encodings_are_understood);
        checks.put(
                "I014",
                () -> assertRefused(Files.writeString(file("messages.html"), "<!DOCTYPE html>"), "format JSON"));
        assertThat(Case.all().stream()
                        .filter(bad -> bad.surface().equals("import-file"))
                        .map(Case::id))
                .allMatch(checks::containsKey);
        return checks.entrySet().stream().map(check -> DynamicTest.dynamicTest(check.getKey(), check.getValue()));
    }

    private void a_cut_file_is_read_up_to_the_cut() throws IOException {
        String whole = channel(post("one"), post("two"), post("three")).encode();
        Path file = Files.writeString(file("cut.json"), whole.substring(0, whole.indexOf("three")));
        long before = stored();
        String output = command(1, file);
        assertThat(output).containsPattern("breaks off at line 1, column \\d+").contains("2 new");
        assertThat(command(1, file)).contains("0 new", "2 known, same text");
        assertThat(stored()).isEqualTo(before + 2);
    }

    private void a_long_file_is_never_held_whole() throws IOException {
        Path file = file("long.json");
        try (OutputStream out = Files.newOutputStream(file)) {
            JsonObject post = post(LONG);
            out.write("{\"name\":\"A\",\"type\":\"public_channel\",\"id\":5,\"messages\":["
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] bytes = (post.encode() + ",\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 1; i < MANY; i++) {
                out.write(bytes);
            }
            out.write((post.encode() + "]}").getBytes(StandardCharsets.US_ASCII));
        }
        List<Long> used = new ArrayList<>();
        How noneOfThem = new How(null, Instant.parse("2100-01-01T00:00:00Z"), null, false);
        ImportReport report = Imports.run(room, file, noneOfThem, progress -> {
            if (progress.bytesRead() * 5 / progress.bytesTotal() >= used.size()) {
                used.add(heap());
            }
        });
        assertThat(report.skipped()).isEqualTo(MANY);
        assertThat(used).hasSizeGreaterThanOrEqualTo(5);
        assertThat(Collections.max(used) - used.get(0)).isLessThan(50L << 20);
        Files.delete(file);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void parts_of_a_text_are_one_text() throws IOException {
        JsonObject post = post("");
        JsonObject tag = new JsonObject().put("type", "hashtag").put("text", "#BTC");
        post.put("text", new JsonArray().add("BUY ").add(tag));
        imported(Files.writeString(file("parts.json"), channel(post).encode()), Imports.ALL);
        assertThat(room.value("SELECT text FROM message WHERE message_id = " + post.getInteger("id")))
                .isEqualTo("BUY #BTC");
    }

    private void a_time_without_a_zone_is_not_guessed() throws IOException {
        JsonObject post = post("local").put("date", "2021-07-01T11:00:00");
        post.remove("date_unixtime");
        Path file = Files.writeString(
                file("local.json"), channel(post, post("whole")).encode());
        long before = stored();
        ImportReport report = imported(file, Imports.ALL);
        assertThat(report.problems()).singleElement().asString().contains("--zone");
        assertThat(report.failed()).isEqualTo(1);
        assertThat(stored()).isEqualTo(before + 1);

        imported(file, new How("Asia/Tokyo", null, null, false));
        assertThat(room.value("SELECT posted_at::text FROM message WHERE message_id = " + post.getInteger("id")))
                .isEqualTo("2021-07-01 02:00:00+00");
    }

    private void a_private_chat_is_left_out() throws IOException {
        JsonObject chat = channel(post("between us")).put("type", "personal_chat");
        long before = stored();
        assertThat(command(1, Files.writeString(file("chat.json"), chat.encode())))
                .contains("it is no channel");
        assertThat(stored()).isEqualTo(before);
    }

    private void a_link_to_a_secret_file_tells_nothing_of_it() throws IOException {
        Path secret = Files.writeString(file("shadow"), "root:hunter2:19000:0:99999:7:::\n");
        Path link = Files.createSymbolicLink(file("link.json"), secret);
        assertThat(assertRefused(link, "not the JSON")).doesNotContain("hunter2");
    }

    private void an_archive_is_not_unpacked() throws IOException {
        Path bomb = file("bomb.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("result.json"));
            zip.write("{\"id\":5,\"type\":\"public_channel\",\"messages\":[".getBytes(StandardCharsets.UTF_8));
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 64; i++) {
                zip.write(blanks);
            }
        }
        long before = size();
        assertRefused(bomb, "grows without measure");
        assertThat(size() - before).isLessThan(1 << 20);
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private void encodings_are_understood() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            String text = "\uFEFF" + channel(post("ärger")).encodePrettily().replace("\n", "\r\n");
            long before = stored();
            imported(Files.writeString(file(charset + ".json"), text, charset), Imports.ALL);
            assertThat(stored()).as(charset.name()).isEqualTo(before + 1);
        }
        assertThat(room.value("SELECT count(*) FROM message WHERE text = 'ärger'"))
                .isEqualTo(3L);
    }

    private String assertRefused(Path file, String words) {
        long before = stored();
        String output = command(1, file);
        assertThat(output).contains(words);
        assertThat(stored()).isEqualTo(before);
        return output;
    }

    private String command(int status, Path file) {
        Map<String, String> settings = Map.of("DATABASE_URL", room.url, "SECRET_KEY", Tokens.SECRET);
        ServerProcess process = ServerProcess.run(folder.resolve("data"), settings, "import", file.toString());
        assertThat(process.exitStatus(LIMIT)).as(process.output()).isEqualTo(status);
        assertThat(process.output()).doesNotContain("Exception", "\tat ");
        return process.output().replaceAll(" +", " ");
    }

    private ImportReport imported(Path file, How options) {
        return Imports.run(room, file, options);
    }

    private long stored() {
        return (Long) room.value("SELECT count(*) FROM message");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static JsonObject channel(JsonObject... messages) {
        return new JsonObject()
                .put("name", "A")
                .put("type", "public_channel")
                .put("id", 5)
                .put("messages", new JsonArray(List.of(messages)));
    }

    private JsonObject post(String text) {
        return new JsonObject()
                .put("id", ++posts)
                .put("type", "message")
                .put("date_unixtime", String.valueOf(1_772_355_600 + posts))
                .put("text", text);
    }
}
