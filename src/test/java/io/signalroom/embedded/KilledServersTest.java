package io.signalroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Folders.class)
@Timeout(120)
class KilledServersTest {
    private static final Duration GONE = Duration.ofSeconds(5);

    private final Path folder = Folders.warm();

    /** Here, so that a child JVM starts warm and its test is about one thing. */
    @BeforeEach
    void make_the_database() throws SQLException {
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
            Sql.run(servers.postgresUrl().orElseThrow(), "CREATE TABLE kept (n int)");
        }
    }

    @Test
    void kill_minus_9_of_the_jvm_takes_the_servers_along_and_loses_no_commit() throws SQLException {
        try (ChildJvm jvm = ChildJvm.on(folder)) {
            Sql.run(jvm.postgresUrl(), "INSERT INTO kept VALUES (1)");
            List<ProcessHandle> servers = Processes.below(jvm.pid());
            jvm.kill();
            Processes.awaitGone(servers, GONE);
            assertThat(Processes.on(folder)).isEmpty();
        }
        assertKept("1");
    }

    @Test
    void a_start_right_after_the_kill_waits_for_the_old_server_and_takes_over() throws SQLException {
        try (ChildJvm jvm = ChildJvm.on(folder)) {
            Sql.run(jvm.postgresUrl(), "INSERT INTO kept VALUES (2)");
            jvm.kill();
            assertKept("2");
        }
    }

    @Test
    void servers_that_lost_even_their_watchdogs_are_ended_by_the_next_start() throws SQLException {
        try (ChildJvm jvm = ChildJvm.on(folder)) {
            Sql.run(jvm.postgresUrl(), "INSERT INTO kept VALUES (3)");
            List<ProcessHandle> watchdogs = Processes.watchdogs(folder);
            assertThat(watchdogs).hasSize(4);
            ProcessHandle orphan = Processes.postmaster(folder);
            ProcessHandle orphanRedis = Processes.redis(folder);
            watchdogs.forEach(watchdog -> Processes.kill9(watchdog.pid()));
            jvm.kill();
            assertThat(Processes.runs(orphan)).isTrue();
            assertThat(Processes.runs(orphanRedis)).isTrue();
            assertKept("3");
            assertThat(Processes.runs(orphan)).isFalse();
            assertThat(Processes.runs(orphanRedis)).isFalse();
        }
    }

    @Test
    void a_postgres_that_is_killed_comes_back_with_its_data_under_the_same_url() throws SQLException {
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
            String url = servers.postgresUrl().orElseThrow();
            Sql.run(url, "INSERT INTO kept VALUES (4)");
            List<ProcessHandle> old = Processes.on(folder);
            old.forEach(process -> Processes.kill9(process.pid()));
            Processes.awaitGone(old, GONE);
            Processes.await(Duration.ofSeconds(30), () -> valueOf(url).isPresent());
            assertThat(valueOf(url)).contains("4");
        }
        assertThat(Processes.on(folder)).isEmpty();
    }

    @Test
    void a_redis_that_is_killed_comes_back_under_the_same_url() {
        try (EmbeddedServers servers = EmbeddedServers.start(folder, false, true)) {
            String url = servers.redisUrl().orElseThrow();
            ProcessHandle old = Processes.redis(folder);
            Processes.kill9(old.pid());
            Processes.awaitGone(List.of(old), GONE);
            Processes.await(Duration.ofSeconds(30), () -> answers(url));
        }
        assertThat(Processes.on(folder)).isEmpty();
    }

    @Test
    void ctrl_c_reaches_the_program_and_not_its_servers() throws Exception {
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, true)) {
            assertThat(servers.redisProblem()).isEmpty();
            List<ProcessHandle> all =
                    new ArrayList<>(Processes.below(ProcessHandle.current().pid()));
            all.removeIf(process -> Processes.on(folder).stream().noneMatch(ours -> ours.pid() == process.pid()));
            assertThat(all).isNotEmpty();
            for (ProcessHandle process : all) {
                assertThat(processGroup(process.pid()))
                        .isNotEqualTo(processGroup(ProcessHandle.current().pid()));
            }
        }
    }

    private void assertKept(String expected) throws SQLException {
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
            assertThat(Sql.value(servers.postgresUrl().orElseThrow(), "SELECT n FROM kept"))
                    .isEqualTo(expected);
        }
        assertThat(Processes.on(folder)).isEmpty();
    }

    /**
     * A connection that is taken proves nothing: what a thread of the killed server still holds open takes one too, and
     * resets it.
     */
    private static boolean answers(String redisUrl) {
        try {
            return "+PONG".equals(RedisClient.ask(redisUrl, "PING"));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static Optional<String> valueOf(String url) {
        try {
            return Optional.of(Sql.value(url, "SELECT n FROM kept"));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** The terminal sends Ctrl-C to a process group. */
    private static String processGroup(long pid) {
        return Command.run(List.of("ps", "-o", "pgid=", "-p", String.valueOf(pid)), GONE)
                .output()
                .trim();
    }
}
