package io.signalroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerLogTest {
    private static final int LINE = 1_000;

    @TempDir
    private Path dir;

    @Test
    void twelve_megabytes_of_log_leave_two_files_of_four() throws Exception {
        ServerLog log = new ServerLog(dir.resolve("logs/server.log"));
        String line = "x".repeat(LINE - 1) + "\n";
        say(log, line.repeat(12_000_000 / LINE) + "last\n");
        assertThat(Files.size(dir.resolve("logs/server.log"))).isLessThan((4L << 20) + 2 * LINE);
        assertThat(Files.size(dir.resolve("logs/server.log.1"))).isBetween(4L << 20, (4L << 20) + 2 * LINE);
        assertThat(dir.resolve("logs")).isDirectoryContaining("glob:**server.log");
        assertThat(log.tail()).endsWith("last").hasLineCount(20);
    }

    @Test
    void a_log_that_cannot_be_written_still_listens_and_says_so() throws Exception {
        Path file = dir.resolve("logs/server.log");
        ServerLog log = new ServerLog(file);
        Files.createDirectory(file);
        say(log, "one\ntwo\n");
        assertThat(log.tail()).contains("one", "two", "not written to");
    }

    private static void say(ServerLog log, String text) throws InterruptedException {
        log.follow(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .join();
    }
}
