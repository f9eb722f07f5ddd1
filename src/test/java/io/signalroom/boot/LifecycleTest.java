package io.signalroom.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.ServerProcess;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How the program comes and goes, as the person at the terminal sees it. */
@ExtendWith(Servers.class)
@Execution(ExecutionMode.CONCURRENT)
class LifecycleTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @Test
    void sigterm_ends_everything_in_order_with_status_0() {
        ServerProcess server = ServerProcess.serve(data, Map.of());
        List<ProcessHandle> children = children(server);
        assertThat(children).isNotEmpty();
        assertThat(new JsonObject(server.get("/health/ready"))).isNotNull();
        assertThat(server.terminate()).isZero();
        assertThat(server.output())
                .contains("Signalroom has stopped")
                .containsOnlyOnce("java -jar target/signalroom.jar key create --scope admin")
                .doesNotContain("ERROR");
        awaitEnd(children);
    }

    @Test
    void kill_9_leaves_nothing_running_and_the_next_start_works() {
        ServerProcess server = ServerProcess.install(data, Map.of());
        List<ProcessHandle> children = children(server);
        server.killHard();
        awaitEnd(children);
        ServerProcess next = ServerProcess.serve(data, Map.of());
        assertThat(next.terminate()).isZero();
    }

    @Test
    void a_taken_port_is_named_and_nothing_is_left_running() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            ServerProcess server = ServerProcess.run(data, Map.of("HTTP_PORT", port), "serve");
            assertThat(server.exitStatus(LIMIT)).isEqualTo(1);
            assertThat(server.output()).contains(port, "another program has the port", "HTTP_PORT");
        }
        ServerProcess next = ServerProcess.serve(data, Map.of());
        assertThat(next.terminate()).isZero();
    }

    @Test
    void an_address_of_another_machine_is_not_called_a_taken_port() {
        ServerProcess server = ServerProcess.run(data, Map.of("HTTP_HOST", "203.0.113.7"), "serve");
        assertThat(server.exitStatus(LIMIT)).isEqualTo(1);
        assertThat(server.output()).contains("203.0.113.7", "HTTP_HOST").doesNotContain("another program");
    }

    @Test
    void a_second_server_on_the_same_data_is_refused_in_words() {
        try (ServerProcess first = ServerProcess.serve(data, Map.of())) {
            ServerProcess second = ServerProcess.run(data, Map.of(), "serve");
            assertThat(second.exitStatus(LIMIT)).isEqualTo(1);
            assertThat(second.output())
                    .contains(String.valueOf(first.pid()), "DATA_DIR")
                    .doesNotContain("Exception");
            assertThat(first.get("/health/live")).isNotEmpty();
        }
    }

    @Test
    void with_servers_of_our_own_nothing_is_started_and_a_secret_is_asked_for() {
        Map<String, String> outside = Map.of("DATABASE_URL", Servers.freshDatabase(), "REDIS_URL", Servers.redisUrl());
        ServerProcess refused = ServerProcess.run(data, outside, "serve");
        assertThat(refused.exitStatus(LIMIT)).isEqualTo(2);
        assertThat(refused.output()).contains("SECRET_KEY");

        Map<String, String> settings = new HashMap<>(outside);
        settings.put("SECRET_KEY", "0123456789abcdef0123456789abcdef");
        ServerProcess server = ServerProcess.serve(data, settings);
        assertThat(children(server)).isEmpty();
        assertThat(new JsonObject(server.get("/api/v1/status")).getString("mode"))
                .isEqualTo("external");
        assertThat(server.terminate()).isZero();
    }

    @Test
    void wrong_settings_are_all_named_and_end_with_status_2() {
        ServerProcess server = ServerProcess.run(
                data, Map.of("HTTP_PORT", "eighty", "SECRET_KEY", "hunter2", "LOG_LEVEL", "LOUD"), "serve");
        assertThat(server.exitStatus(Duration.ofSeconds(20))).isEqualTo(2);
        assertThat(server.output())
                .contains("HTTP_PORT", "SECRET_KEY", "LOG_LEVEL")
                .doesNotContain("hunter2", "eighty");
    }

    @Test
    void the_command_line_helps() {
        ServerProcess help = ServerProcess.run(data, Map.of(), "--help");
        assertThat(help.exitStatus(LIMIT)).isZero();
        assertThat(help.output())
                .contains("serve", "import", "parse", "demo", "token", "verify", "migrate")
                .contains("conf/application.yaml");
        ServerProcess wrong = ServerProcess.run(data, Map.of(), "serv");
        assertThat(wrong.exitStatus(LIMIT)).isEqualTo(2);
        assertThat(wrong.output()).contains("Did you mean", "serve");
    }

    @Test
    void a_printed_token_opens_this_server_and_no_other() throws Exception {
        try (ServerProcess server = ServerProcess.serve(data, Map.of())) {
            ServerProcess token = ServerProcess.run(data, Map.of(), "token", "--scope", "write");
            assertThat(token.exitStatus(LIMIT)).isZero();
            assertThat(create(server, token.output().strip())).isEqualTo(201);
            assertThat(create(server, token.output().strip() + "x")).isEqualTo(401);
        }
    }

    private static int create(ServerProcess server, String token) throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(server.url() + "/api/v1/signals"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"text\":\"SOL/USDT LONG entry 182-184.5 tp 191.5 sl 176.9\"}"))
                .build();
        return java.net.http.HttpClient.newHttpClient()
                .send(request, java.net.http.HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The last watchdog may need a moment to see that its server is gone. */
    private static void awaitEnd(List<ProcessHandle> children) {
        children.forEach(child -> child.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    private static List<ProcessHandle> children(ServerProcess server) {
        return ProcessHandle.of(server.pid()).orElseThrow().descendants().toList();
    }
}
