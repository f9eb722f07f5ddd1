package io.signalroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Folders.class)
@Timeout(180)
class InterruptedFirstStartTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void a_first_start_killed_while_unpacking_and_again_while_making_the_database_is_made_up_for() throws Exception {
        Path folder = Folders.bare(Folders.uid());
        try (ChildJvm jvm = ChildJvm.on(folder)) {
            Processes.await(SOON, () -> holds(folder.resolve("bin"), ".unpack-"));
            jvm.kill();
        }
        assertThat(folder.resolve("bin/postgres-18.4.0")).doesNotExist();
        try (ChildJvm jvm = ChildJvm.on(folder)) {
            Processes.await(SOON, () -> holds(folder.resolve("postgres.new"), "global"));
            jvm.kill();
        }
        assertThat(folder.resolve("postgres")).doesNotExist();
        assertServes(folder);
        assertThat(holds(folder.resolve("bin"), ".unpack-")).isFalse();
        assertThat(folder.resolve("postgres.new")).doesNotExist();
        assertThat(Processes.on(folder)).isEmpty();
    }

    private static void assertServes(Path folder) throws SQLException {
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, true)) {
            assertThat(servers.redisProblem()).isEmpty();
            assertThat(Sql.value(servers.postgresUrl().orElseThrow(), "SELECT 1"))
                    .isEqualTo("1");
        }
    }

    private static boolean holds(Path dir, String prefix) {
        if (!Files.isDirectory(dir)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(dir)) {
            return entries.anyMatch(entry -> entry.getFileName().toString().startsWith(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
