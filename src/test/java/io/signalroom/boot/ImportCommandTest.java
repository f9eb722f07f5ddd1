package io.signalroom.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Room;
import io.signalroom.testing.ServerProcess;
import io.signalroom.testing.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Imports by the command line: made, listed, undone. */
@ExtendWith(Servers.class)
@Execution(ExecutionMode.CONCURRENT)
class ImportCommandTest {
    private static final String SAMPLE = "src/test/resources/telegram/result.json";
    private final Room room = new Room();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        room.close();
    }

    private String command(int status, String... words) {
        List<String> line = new ArrayList<>(List.of("import"));
        line.addAll(List.of(words));
        Map<String, String> settings =
                Map.of("DATABASE_URL", room.url, "SECRET_KEY", "0123456789abcdef0123456789abcdef");
        ServerProcess process = ServerProcess.run(folder, settings, line.toArray(String[]::new));
        assertThat(process.exitStatus(Duration.ofSeconds(120)))
                .as(process.output())
                .isEqualTo(status);
        assertThat(process.output()).doesNotContain("Exception");
        return process.output().replaceAll(" +", " ");
    }

    @Test
    void a_file_that_is_not_enough_is_refused_before_there_is_an_import_of_it() {
        String pages = "src/test/resources/telegram/html";
        assertThat(command(1, pages)).contains("does not say which channel it is of", "--channel");
        assertThat(command(1, folder.resolve("nothing.json").toString())).contains("There is no readable file");
        assertThat(command(2, SAMPLE, "--include", "chats")).contains("--include takes groups only");
        assertThat(room.value("SELECT count(*) FROM import_batch")).isEqualTo(0L);
    }

    @Test
    void the_groups_of_an_account_are_imported_when_they_are_asked_for() throws IOException {
        Path account = Files.writeString(folder.resolve("result.json"), """
                {"chats":{"list":[{"name":"Desk","type":"private_supergroup","id":6,"messages":[
                    {"id":1,"type":"message","date_unixtime":"1772355600","text":"hello"}]}]}}""");
        assertThat(command(1, account.toString()))
                .contains("1 chat of type private_supergroup was left out", "--include groups");
        assertThat(command(0, account.toString(), "--include", "groups"))
                .contains("1 new")
                .doesNotContain("left out");
    }

    @Test
    void an_import_says_its_id_is_listed_and_taken_back() {
        assertThat(command(0, "--list")).contains("There is no import.");
        assertThat(command(0, SAMPLE))
                .contains("5 new")
                .contains("This was imp_1. Take it back by: import --undo imp_1");
        assertThat(room.value("SELECT count(*) > 0 FROM signal")).isEqualTo(true);
        assertThat(command(0, SAMPLE, "--dry-run")).contains("Would store").doesNotContain("--undo");

        assertThat(command(0, "--undo", "imp_1"))
                .contains("Removed 5 posts of imp_1 and what was read out of them; 0 stay");
        assertThat(room.value("SELECT (SELECT count(*) FROM message) + (SELECT count(*) FROM signal)"))
                .isEqualTo(0L);
        assertThat(command(0, "--list"))
                .contains("imp_2 done")
                .contains("dry run: 0 new, 0 changed by command line")
                .contains("imp_1 undone");
        assertThat(command(1, "--undo", "imp_9")).contains("There is no import imp_9");
        assertThat(command(1, "--undo", "x")).contains("There is no import x");
        assertThat(command(2, SAMPLE, "--list")).contains("mutually exclusive");
    }
}
