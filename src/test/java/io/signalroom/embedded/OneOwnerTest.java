package io.signalroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Folders.class)
@Timeout(120)
class OneOwnerTest {
    private final Path folder = Folders.warm();

    @Test
    void a_second_server_is_refused_and_told_by_whom() {
        try (ChildJvm jvm = ChildJvm.on(folder)) {
            jvm.postgresUrl();
            assertThatThrownBy(() -> EmbeddedServers.start(folder, true, true))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("in use by process " + jvm.pid());
        }
    }

    @Test
    void a_second_start_in_the_same_program_is_refused_and_does_not_give_the_folder_away() {
        try (EmbeddedServers first = EmbeddedServers.start(folder, false, true)) {
            assertThat(first.redisUrl()).isPresent();
            String pid = String.valueOf(ProcessHandle.current().pid());
            assertThatThrownBy(() -> EmbeddedServers.start(folder, false, true)).hasMessageContaining(pid);
            try (ChildJvm jvm = ChildJvm.on(folder)) {
                assertThat(jvm.says()).startsWith("REFUSED").contains("in use by process " + pid);
            }
        }
        try (EmbeddedServers again = EmbeddedServers.start(folder, false, true)) {
            assertThat(again.redisUrl()).isPresent();
        }
    }

    @Test
    void a_command_joins_a_running_server() throws SQLException {
        try (ChildJvm jvm = ChildJvm.on(folder)) {
            String url = jvm.postgresUrl();
            RunningServers joined = EmbeddedServers.join(folder).orElseThrow();
            assertThat(joined.pid()).isEqualTo(jvm.pid());
            assertThat(joined.postgresUrl()).contains(url);
            assertThat(Sql.value(url, "SELECT 1")).isEqualTo("1");
            String redis = joined.redisUrl().orElseThrow();
            assertThat(RedisClient.ask(redis, "PING")).isEqualTo("+PONG");
            assertThat(joined.toString()).doesNotContain(url).doesNotContain(redis);
        }
    }

    @Test
    void there_is_nothing_to_join_before_after_or_once_it_was_killed() {
        assertThat(EmbeddedServers.join(folder.resolve("nowhere"))).isEmpty();
        assertThat(EmbeddedServers.join(folder)).isEmpty();
        try (EmbeddedServers servers = EmbeddedServers.start(folder, false, true)) {
            assertThat(EmbeddedServers.join(folder).flatMap(RunningServers::redisUrl))
                    .isEqualTo(servers.redisUrl());
        }
        assertThat(EmbeddedServers.join(folder)).isEmpty();
        try (ChildJvm jvm = ChildJvm.on(folder)) {
            jvm.postgresUrl();
            jvm.kill();
            assertThat(EmbeddedServers.join(folder)).isEqualTo(Optional.empty());
        }
    }
}
