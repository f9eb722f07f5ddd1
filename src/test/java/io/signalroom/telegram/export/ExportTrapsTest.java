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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that are damaged, odd, or something else. */
@ExtendWith(Servers.class)
class ExportTrapsTest {
    private static final Path SAMPLES = Path.of("src/test/resources/telegram");
    private final Room room = new Room();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void private_chats_are_left_out_and_counted() throws IOException {
        Path file = write(chat("personal_chat", post(1, "\"secret\"") + "," + post(2, "\"secret\"")));

        ImportReport report = run(file);

        assertThat(Imports.total(report))
                .isEqualTo(new ImportReport(
                        0,
                        0,
                        0,
                        2,
                        0,
                        0,
                        true,
                        List.of("1 chat of type personal_chat was left out: it is no channel."),
                        List.of()));
        assertThat(room.value("SELECT count(*) FROM message")).isEqualTo(0L);
    }

    @Test
    void a_broken_message_is_counted_and_costs_no_other() throws IOException {
        Path file = write(chat(
                "private_channel",
                post(1, "\"one\"")
                        + ", 7, {\"id\":2,\"type\":\"message\",\"date_unixtime\":\"soon\",\"text\":\"two\"},"
                        + "{\"type\":\"message\",\"date_unixtime\":\"1772355600\",\"text\":\"no id\"},"
                        + post(3, "\"" + "x".repeat(70_000) + "\"") + ","
                        + "{\"id\":5,\"type\":\"message\",\"date_unixtime\":\"1772355600\",\"text\":{\"odd\":[1,{\"text\":\"x\"}]}},"
                        + post(4, "[\"a\\u0000b\\ud800\",{\"type\":\"new kind\",\"text\":\"c\",\"x\":[[]]},[],3]")));

        ImportReport report = run(file);

        assertThat(report.created()).isEqualTo(3);
        assertThat(report.failed()).isEqualTo(4);
        assertThat(report.problems())
                .containsExactly(
                        "something among the messages is no message",
                        "message 2: its time cannot be read",
                        "a message without an id",
                        "message 3: its text is longer than 65536 characters");
        assertThat(text(4)).isEqualTo("a\uFFFDb\uFFFDc3");
    }

    @Test
    void what_stands_before_a_cut_is_stored_and_the_place_named() throws IOException {
        String whole = Files.readString(SAMPLES.resolve("result.json"));
        Path file = write(whole.substring(0, whole.indexOf("\"id\": 5") + 40));

        ImportReport report = run(file);
        ImportReport again = run(SAMPLES.resolve("result.json"));

        assertThat(report.created()).isEqualTo(3);
        assertThat(report.complete()).isFalse();
        assertThat(report.problems()).singleElement().asString().contains("breaks off at line 119");
        assertThat(again.created()).isEqualTo(2);
        assertThat(again.same()).isEqualTo(3);
    }

    @Test
    void other_files_are_refused_with_what_to_do() throws IOException {
        assertRefused("", "The file is empty");
        assertRefused("<!DOCTYPE html>", "in the format JSON");
        assertRefused("PK\u0003\u0004", "damaged zip archive");
        assertRefused("[1,2]", "not the JSON");
        assertRefused("{\"a\":1}", "There is no chat in it");
        assertRefused("hello", "not the JSON");
        assertThatThrownBy(() -> run(folder.resolve("nothing.json"))).hasMessageContaining("There is no readable file");
    }

    @Test
    void a_group_is_taken_when_it_was_exported_by_itself_only() throws IOException {
        String group = chat("private_supergroup", post(1, "\"a\""));
        ImportReport account = run(write("{\"chats\":{\"list\":[" + group + "]}}"));
        assertThat(account.skipped()).isEqualTo(1);
        assertThat(account.problems()).singleElement().asString().contains("--include groups");
        assertThat(run(write(group)).created()).isEqualTo(1);
    }

    @Test
    void the_groups_of_an_account_are_taken_when_they_are_asked_for_and_what_is_left_out_is_counted()
            throws IOException {
        String account = "{\"chats\":{\"list\":["
                + String.join(
                        ",",
                        chat("A", "public_channel", 5, post(1, "\"a\"")),
                        chat("Desk", "private_supergroup", 6, post(1, "\"b\"")),
                        chat("Open desk", "public_supergroup", 7, post(1, "\"c\"")),
                        chat("", "public_supergroup", 8, post(1, "\"d\"")),
                        chat("Mara", "personal_chat", 9, post(1, "\"e\"") + "," + post(2, "\"f\"")),
                        chat("Nobody", "personal_chat", 10, ""))
                + "]}}";
        assertThat(run(write(account)).problems())
                .containsExactly(
                        "1 chat of type private_supergroup was left out: it is a group of an account."
                                + " Import it too by --include groups (the parameter include), or export it by itself.",
                        "1 chat of type public_supergroup was left out: it is a group of an account."
                                + " Import it too by --include groups (the parameter include), or export it by itself.",
                        "1 chat of type public_supergroup was left out: it is a group without a name."
                                + " Export it by itself to import it.",
                        "2 chats of type personal_chat were left out: they are no channels.");
        assertThat(room.value("SELECT string_agg(channel_id::text, ' ') FROM message"))
                .isEqualTo("5");

        ImportReport with = run(write(account), new How(null, null, null, false, null, true));
        assertThat(with.problems())
                .containsExactly(
                        "1 chat of type public_supergroup was left out: it is a group without a name."
                                + " Export it by itself to import it.",
                        "2 chats of type personal_chat were left out: they are no channels.");
        assertThat(
                        room.value(
                                "SELECT string_agg(c.id || ' ' || title, ', ' ORDER BY c.id) FROM channel c JOIN message ON channel_id = c.id"))
                .isEqualTo("5 A, 6 Desk, 7 Open desk");
        assertThat(with.skipped()).isEqualTo(3);
    }

    @Test
    void marks_of_encoding_and_a_folder_are_understood() throws IOException {
        String text = chat("public_channel", post(1, "\"ärger\""));
        Files.write(folder.resolve("utf16.json"), text.getBytes(StandardCharsets.UTF_16));
        Files.writeString(folder.resolve("result.json"), "\uFEFF" + text);

        assertThat(run(folder.resolve("utf16.json")).created()).isEqualTo(1);
        assertThat(run(folder).same()).isEqualTo(1);
        assertThat(text(1)).isEqualTo("ärger");
    }

    private void assertRefused(String content, String words) throws IOException {
        Path file = write(content);
        assertThatThrownBy(() -> run(file)).isInstanceOf(DomainException.class).hasMessageContaining(words);
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
        return chat("A", type, 5, messages);
    }

    private static String chat(String name, String type, int id, String messages) {
        return "{\"name\":\"" + name + "\",\"type\":\"" + type + "\",\"id\":" + id + ",\"messages\":[" + messages
                + "]}";
    }

    private static String post(int id, String text) {
        return "{\"id\":" + id + ",\"type\":\"message\",\"date_unixtime\":\"" + (1_772_355_600 + id) + "\",\"text\":"
                + text + ",\"text_entities\":[]}";
    }
}
