package io.signalroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs as root and as an ordinary user: what only root can arrange is checked from the other side under the latter. */
@ExtendWith(Folders.class)
@Timeout(120)
class UsersTest {
    @Test
    void an_ordinary_user_starts_both_and_they_run_as_him() throws SQLException {
        Path folder = Folders.fresh(ChildJvm.ordinaryUser());
        try (ChildJvm jvm = ChildJvm.ofOrdinaryUserOn(folder)) {
            String answer = jvm.says();
            assertThat(answer).startsWith("UP postgresql://").contains("redis://");
            assertThat(Sql.value(answer.split(" ")[1], "SELECT 1")).isEqualTo("1");
            String user =
                    ProcessHandle.of(jvm.pid()).orElseThrow().info().user().orElseThrow();
            assertThat(Processes.on(folder))
                    .hasSize(6)
                    .allMatch(process -> userOf(process).equals(user));
        }
        assertThat(Processes.on(folder)).isEmpty();
    }

    @Test
    void nothing_runs_as_root_but_the_watchdogs() {
        Path folder = Folders.fresh();
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, true)) {
            assertThat(servers.redisProblem()).isEmpty();
            assertThat(userOf(Processes.postmaster(folder))).isNotEqualTo("root");
            assertThat(userOf(Processes.redis(folder))).isNotEqualTo("root");
        }
    }

    @Test
    void a_folder_below_a_closed_parent_such_as_root_s_home_works() throws IOException, SQLException {
        Path closed = Folders.bare(Folders.uid());
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path folder = closed.resolve("signalroom/data");
        for (int start = 1; start <= 2; start++) {
            try (EmbeddedServers servers = EmbeddedServers.start(folder, true, true)) {
                String url = servers.postgresUrl().orElseThrow();
                Sql.run(url, "CREATE TABLE IF NOT EXISTS starts (n int)");
                Sql.run(url, "INSERT INTO starts VALUES (1)");
                assertThat(Sql.value(url, "SELECT count(*) FROM starts")).isEqualTo(String.valueOf(start));
                assertThat(servers.redisProblem()).isEmpty();
            }
        }
        assertThat(Files.getPosixFilePermissions(closed)).hasSize(3);
    }

    @Test
    void every_way_down_from_root_that_this_system_has_serves_the_same_data() throws IOException, SQLException {
        Path folder = Folders.fresh();
        EmbeddedServers.start(folder, true, false).close();
        List<RunAs> ways = waysDownFor(folder);
        assertThat(ways).isNotEmpty();
        for (RunAs way : ways) {
            serve(folder, way);
        }
    }

    @Test
    void below_a_closed_parent_each_way_that_passes_its_probe_also_makes_and_serves_a_database() throws Exception {
        Path closed = Folders.bare(Folders.uid());
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path first = closed.resolve("first");
        EmbeddedServers.start(first, true, false).close();
        List<RunAs> ways = waysDownFor(first);
        assertThat(ways).isNotEmpty();
        for (RunAs way : ways) {
            Path folder = Files.createDirectory(closed.resolve("next-" + ways.indexOf(way)));
            Files.createSymbolicLink(folder.resolve("bin"), first.resolve("bin"));
            serve(folder, way);
        }
    }

    private static List<RunAs> waysDownFor(Path folder) {
        DataFolder data = DataFolder.open(folder);
        if (!data.asRoot()) {
            RunAs himself = RunAs.find(data, programs(data).resolve("postgres"));
            assertThat(himself.prefix()).isEmpty();
            return List.of(himself);
        }
        return RunAs.WAYS_DOWN_FROM_ROOT.stream()
                .filter(way ->
                        way.probe(data, programs(data).resolve("postgres")).ok())
                .toList();
    }

    private static void serve(Path folder, RunAs way) throws IOException, SQLException {
        DataFolder data = DataFolder.open(folder);
        String password = new PostgresCluster(data, programs(data), way, true).ensure();
        PostgresServer server = new PostgresServer(data, programs(data).resolve("postgres"), way, password, 0);
        try (Supervised running = Supervised.start(server)) {
            assertThat(running.alive()).isTrue();
            assertThat(Sql.value(server.url(), "SELECT 1")).as("%s", way).isEqualTo("1");
        }
        Processes.awaitGone(Processes.on(folder), Duration.ofSeconds(2));
    }

    private static Path programs(DataFolder data) {
        return data.bin().resolve(Platform.current().postgres().folder()).resolve("bin");
    }

    @Test
    void a_folder_of_another_user_is_refused_with_his_name() throws IOException {
        Path folder = Folders.fresh();
        EmbeddedServers.start(folder, false, true).close();
        if (Folders.asRoot()) {
            Files.setAttribute(folder, "unix:uid", Folders.NOBODY, LinkOption.NOFOLLOW_LINKS);
        }
        try (ChildJvm jvm = ChildJvm.ofOrdinaryUserOn(folder)) {
            String expected = Folders.asRoot() ? "belongs to user root, and this is user nobody" : "UP ";
            assertThat(jvm.says()).contains(expected);
        }
    }

    @Test
    void root_does_not_take_over_the_folder_of_a_user() throws IOException {
        Path folder = Folders.fresh(ChildJvm.ordinaryUser());
        try (ChildJvm jvm = ChildJvm.ofOrdinaryUserOn(folder)) {
            assertThat(jvm.says()).startsWith("UP ");
        }
        if (Folders.asRoot()) {
            assertThatThrownBy(() -> EmbeddedServers.start(folder, true, true))
                    .hasMessageContaining("belongs to user nobody, and this is user root")
                    .hasMessageContaining("DATA_DIR");
        }
        assertThat(DataFolder.uidOf(folder.resolve("lock"))).isEqualTo(ChildJvm.ordinaryUser());
    }

    @Test
    void a_folder_that_is_not_writable_is_refused_with_the_cure() throws IOException {
        Path folder = Folders.bare(Folders.uid());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try (ChildJvm jvm = ChildJvm.ofOrdinaryUserOn(folder)) {
            assertThat(jvm.says())
                    .startsWith("REFUSED")
                    .contains("is not writable for user")
                    .contains("DATA_DIR");
        }
    }

    private static String userOf(ProcessHandle process) {
        return process.info().user().orElse("");
    }
}
