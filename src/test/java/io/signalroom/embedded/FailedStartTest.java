package io.signalroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Folders.class)
@Timeout(120)
class FailedStartTest {
    private final Path folder = Folders.warm();

    @Test
    void a_failed_start_shows_the_end_of_the_log_leaves_nothing_running_and_frees_the_folder() throws Exception {
        Path control = folder.resolve("postgres/global/pg_control");
        byte[] good = Files.readAllBytes(control);
        Files.write(control, new byte[good.length]);

        assertThatThrownBy(() -> EmbeddedServers.start(folder, true, true))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("PostgreSQL did not start")
                .hasMessageContaining("PG_CONTROL_VERSION 0")
                .hasMessageContaining("DATABASE_URL");

        assertThat(Processes.on(folder)).isEmpty();
        assertThat(EmbeddedServers.join(folder)).isEmpty();
        Files.write(control, good);
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
            assertThat(Sql.value(servers.postgresUrl().orElseThrow(), "SELECT 1"))
                    .isEqualTo("1");
        }
    }

    @Test
    void without_a_redis_everything_else_works() throws IOException, SQLException {
        Files.createFile(folder.resolve("redis"));
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, true)) {
            assertThat(servers.redisUrl()).isEmpty();
            assertThat(servers.redisProblem().orElseThrow()).contains("redis");
            assertThat(Sql.value(servers.postgresUrl().orElseThrow(), "SELECT 1"))
                    .isEqualTo("1");
        }
    }

    @Test
    void a_port_taken_between_choice_and_start_is_exchanged() throws IOException, SQLException {
        DataFolder data = DataFolder.open(folder);
        Path program =
                data.bin().resolve(Platform.current().postgres().folder()).resolve("bin/postgres");
        String password = Files.readString(data.password());
        PostgresServer server = new PostgresServer(data, program, RunAs.find(data, program), password, 0);
        String chosen = server.url();
        try (ServerSocket other = new ServerSocket()) {
            other.bind(
                    new InetSocketAddress(Ports.loopback(), URI.create(chosen).getPort()));
            try (Supervised running = Supervised.start(server)) {
                assertThat(running.alive()).isTrue();
                assertThat(server.url()).isNotEqualTo(chosen);
                assertThat(Sql.value(server.url(), "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void a_cluster_half_made_by_an_interrupted_start_is_made_anew() throws IOException, SQLException {
        Path fresh = Folders.fresh();
        Path half = Files.createDirectories(fresh.resolve("postgres.new/global"));
        Files.writeString(half.resolve("1262"), "half");
        try (EmbeddedServers servers = EmbeddedServers.start(fresh, true, false)) {
            assertThat(Sql.value(servers.postgresUrl().orElseThrow(), "SELECT 1"))
                    .isEqualTo("1");
            assertThat(fresh.resolve("postgres.new")).doesNotExist();
        }
    }

    @Test
    void data_of_another_major_version_are_not_touched() throws IOException {
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> EmbeddedServers.start(folder, true, false))
                .hasMessageContaining("was written by PostgreSQL 17, this is 18")
                .hasMessageContaining("DATA_DIR");
    }

    @Test
    void a_folder_that_is_a_file_is_refused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> EmbeddedServers.start(file, true, false))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("DATA_DIR");
    }

    @Test
    void a_stale_postmaster_file_that_names_a_stranger_of_the_same_user_stops_nobody() throws Exception {
        Process stranger = new ProcessBuilder(ChildJvm.asOrdinaryUser("sleep", "60")).start();
        try {
            Files.writeString(folder.resolve("postgres/postmaster.pid"), staleFile(stranger.pid()));
            try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
                assertThat(Sql.value(servers.postgresUrl().orElseThrow(), "SELECT 1"))
                        .isEqualTo("1");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    private String staleFile(long pid) {
        return pid + "\n" + folder.resolve("postgres") + "\n1\n5432\n\n127.0.0.1\n  1 1\nready   \n";
    }
}
