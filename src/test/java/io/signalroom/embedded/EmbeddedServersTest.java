package io.signalroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Folders.class)
class EmbeddedServersTest {
    private final Path folder = Folders.warm();

    @Test
    void a_first_start_gives_an_empty_database_and_a_redis() throws SQLException {
        try (EmbeddedServers servers = EmbeddedServers.start(Folders.fresh(), true, true)) {
            String url = servers.postgresUrl().orElseThrow();
            assertThat(Sql.value(url, "SHOW server_version")).startsWith("18.4");
            assertThat(Sql.value(url, "SELECT current_database()")).isEqualTo("signalroom");
            assertThat(servers.redisProblem()).isEmpty();
            assertThat(RedisClient.ask(servers.redisUrl().orElseThrow(), "PING"))
                    .isEqualTo("+PONG");
        }
    }

    @Test
    void what_is_stored_outlives_a_restart_and_the_urls_stay() throws SQLException {
        String before;
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
            before = servers.postgresUrl().orElseThrow();
            Sql.run(before, "CREATE TABLE kept AS SELECT 42 AS n");
        }
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
            assertThat(servers.postgresUrl()).contains(before);
            assertThat(Sql.value(before, "SELECT n FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void postgres_is_durable_and_speaks_utc() throws SQLException {
        Map<String, String> expected = Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "data_checksums", "on",
                "log_timezone", "UTC",
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "server_encoding", "UTF8");
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
            for (Map.Entry<String, String> setting : expected.entrySet()) {
                String value = Sql.value(servers.postgresUrl().orElseThrow(), "SHOW " + setting.getKey());
                assertThat(value).as(setting.getKey()).isEqualTo(setting.getValue());
            }
            assertThat(Sql.value(
                            servers.postgresUrl().orElseThrow(),
                            "SELECT datcollate || ' ' || datlocale" + " FROM pg_database WHERE datname = 'signalroom'"))
                    .isEqualTo("C C.UTF-8");
            // JDBC sets its own zone for its session, so the server is asked how it was started
            assertThat(Processes.postmaster(folder).info().commandLine().orElseThrow())
                    .contains("-c timezone=UTC");
        }
    }

    @Test
    void only_the_password_opens_it_and_nobody_enters_as_superuser() throws SQLException {
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
            String url = servers.postgresUrl().orElseThrow();
            String password = URI.create(url).getUserInfo().split(":")[1];
            assertThat(Sql.value(url, "SHOW is_superuser")).isEqualTo("off");
            assertThatThrownBy(() -> Sql.value(url.replace(password, "guess"), "SELECT 1"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> Sql.value(url.replace("signalroom:", "postgres:"), "SELECT 1"))
                    .hasMessageContaining("no pg_hba.conf entry");
        }
    }

    @Test
    void secrets_are_readable_for_their_owner_only() throws IOException {
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, true)) {
            List<String> secrets = List.of("connection", "postgres.password", "redis/redis.conf", "logs/postgres.log");
            for (String secret : secrets) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
                        .as(secret)
                        .isEqualTo("rw-------");
            }
            String password = URI.create(servers.postgresUrl().orElseThrow())
                    .getUserInfo()
                    .split(":")[1];
            assertThat(Processes.on(folder))
                    .isNotEmpty()
                    .noneMatch(
                            process -> process.info().commandLine().orElse("").contains(password));
        }
    }

    @Test
    void a_taken_port_is_replaced_by_a_free_one() throws IOException, SQLException {
        int port;
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
            port = URI.create(servers.postgresUrl().orElseThrow()).getPort();
        }
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(Ports.loopback(), port));
            try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
                String url = servers.postgresUrl().orElseThrow();
                assertThat(URI.create(url).getPort()).isNotEqualTo(port);
                assertThat(Sql.value(url, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void close_leaves_no_process_and_may_be_called_twice() {
        EmbeddedServers servers = EmbeddedServers.start(folder, true, true);
        List<ProcessHandle> all = Processes.on(folder).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
        assertThat(all).hasSizeGreaterThan(5);
        servers.close();
        servers.close();
        assertThat(Processes.on(folder)).isEmpty();
        Processes.awaitGone(all, Duration.ofSeconds(2));
    }

    @Test
    void a_lost_password_file_does_not_cost_the_data() throws IOException, SQLException {
        String before;
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
            before = servers.postgresUrl().orElseThrow();
            Sql.run(before, "CREATE TABLE kept AS SELECT 42 AS n");
        }
        Files.delete(folder.resolve("postgres.password"));
        try (EmbeddedServers servers = EmbeddedServers.start(folder, true, false)) {
            String after = servers.postgresUrl().orElseThrow();
            assertThat(after).isNotEqualTo(before);
            assertThat(Sql.value(after, "SELECT n FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void nothing_asked_is_nothing_started_and_no_folder_made() {
        Path untouched = folder.resolve("untouched");
        try (EmbeddedServers servers = EmbeddedServers.start(untouched, false, false)) {
            assertThat(servers.postgresUrl()).isEmpty();
            assertThat(servers.redisUrl()).isEmpty();
            assertThat(untouched).doesNotExist();
        }
    }
}
