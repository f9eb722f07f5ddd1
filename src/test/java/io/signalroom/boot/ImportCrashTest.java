package io.signalroom.boot;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.ServerProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An import, and its undo, through kill -9 of the whole server. */
@Execution(ExecutionMode.CONCURRENT)
class ImportCrashTest {
    private static final int POSTS = 12_000;
    private static final Map<String, String> OFTEN = Map.of("RATE_PER_MINUTE", "1000000");
    private static final Duration SOON = Duration.ofSeconds(120);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void an_import_that_is_killed_in_the_middle_is_gone_on_with_and_so_is_its_undo() throws Exception {
        Path data = folder.resolve("data");
        ServerProcess server = ServerProcess.serve(data, OFTEN);
        String token = token(data);
        JsonObject begun = send(server, token, "POST", "/imports", file());
        String path = "/imports/" + begun.getString("id");
        ServerProcess first = server;
        eventually(() -> posts(first, token, path) > 0);
        server.killHard();

        server = ServerProcess.serve(data, OFTEN);
        ServerProcess second = server;
        eventually(() -> state(second, token, path).equals("done"));
        JsonObject report = send(server, token, "GET", path, null).getJsonObject("report");
        assertThat(report.getLong("created")).isEqualTo(POSTS);
        assertThat(report.getLong("same")).isZero();
        assertThat(data.resolve("imports")).isEmptyDirectory();

        send(server, token, "DELETE", path, null);
        eventually(() -> removed(second, token, path) > 0);
        server.killHard();

        server = ServerProcess.serve(data, OFTEN);
        ServerProcess third = server;
        eventually(() -> state(third, token, path).equals("undone"));
        assertThat(new JsonObject(server.get("/api/v1/channels")).getJsonArray("data"))
                .isEmpty();
        assertThat(server.terminate()).isZero();
        ServerProcess check = ServerProcess.run(data, Map.of(), "verify");
        check.exitStatus(Duration.ofSeconds(90));
        assertThat(check.output()).contains("ok").doesNotContain("BROKEN");
    }

    private static String token(Path data) {
        ServerProcess token = ServerProcess.run(data, Map.of(), "token", "--scope", "admin");
        assertThat(token.exitStatus(Duration.ofSeconds(60))).isZero();
        return token.output()
                .lines()
                .filter(line -> line.startsWith("ey"))
                .findFirst()
                .orElseThrow();
    }

    private Path file() throws IOException {
        Path file = folder.resolve("result.json");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("{\"name\":\"A\",\"type\":\"public_channel\",\"id\":77,\"messages\":[");
            for (int i = 1; i <= POSTS; i++) {
                out.write((i == 1 ? "" : ",") + "{\"id\":" + i + ",\"type\":\"message\",\"date_unixtime\":\""
                        + (1_772_355_600 + i) + "\",\"text\":\"#SOL/USDT LONG\\nEntry: 182\\nTP1: 191.5\\nSL: 17"
                        + i % 10 + "\"}");
            }
            out.write("]}");
        }
        return file;
    }

    private JsonObject send(ServerProcess server, String token, String method, String path, Path file) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1" + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("If-Match", "*")
                    .timeout(Duration.ofSeconds(30))
                    .method(method, file == null ? BodyPublishers.noBody() : BodyPublishers.ofFile(file))
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
            return new JsonObject(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String state(ServerProcess server, String token, String path) {
        return send(server, token, "GET", path, null).getString("state");
    }

    private long posts(ServerProcess server, String token, String path) {
        return send(server, token, "GET", path, null).getJsonObject("progress").getLong("posts");
    }

    private long removed(ServerProcess server, String token, String path) {
        return send(server, token, "GET", path, null).getJsonObject("undo").getLong("removed");
    }

    private void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            await(vertx.timer(20));
        }
    }
}
