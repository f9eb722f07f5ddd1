package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Uploads, and what comes of them. */
final class ImportsRig {
    private static final long SECONDS = 30;
    final ApiServer server;

    ImportsRig(ApiServer server) {
        this.server = server;
    }

    /** A file of the samples. */
    static Buffer sample(String name) {
        try {
            return Buffer.buffer(Files.readAllBytes(Path.of("src/test/resources/telegram", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<Buffer> upload(String query, Buffer file) {
        return ask(HttpMethod.POST, "/imports" + query, "", file);
    }

    /** Uploads it and waits for its end. */
    JsonObject imported(String query, Buffer file) {
        HttpResponse<Buffer> answer = upload(query, file);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(202);
        String id = answer.bodyAsJsonObject().getString("id");
        assertThat(answer.getHeader("Location")).isEqualTo("/api/v1/imports/" + id);
        return until(id, "done", "failed");
    }

    HttpResponse<Buffer> ask(HttpMethod method, String path, String ifMatch, Buffer body) {
        return server.send(
                method,
                path,
                r -> {
                    r.bearerTokenAuthentication(server.token(Scope.ADMIN));
                    if (!ifMatch.isEmpty()) {
                        r.putHeader("If-Match", ifMatch);
                    }
                    return body == null ? r : r.putHeader("Content-Type", "application/json");
                },
                body);
    }

    JsonObject get(String path) {
        return ask(HttpMethod.GET, path, "", null).bodyAsJsonObject();
    }

    /** Waits until an import has one of these states. */
    JsonObject until(String id, String... states) {
        List<String> wanted = Arrays.asList(states);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        JsonObject now = get("/imports/" + id);
        while (!wanted.contains(now.getString("state"))) {
            assertThat(System.nanoTime()).as("in time: %s", now).isLessThan(end);
            Wait.on(server.vertx.timer(20));
            now = get("/imports/" + id);
        }
        return now;
    }

    long count(String what) {
        return Wait.on(server.pool
                .query("SELECT count(*) FROM " + what)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    /** The names of what lies in the folder of uploads. */
    List<String> files() {
        try (Stream<Path> all = Files.list(server.imports)) {
            return all.map(p -> p.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void untilNoFile() {
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        while (!files().isEmpty()) {
            assertThat(System.nanoTime()).as("deleted in time: %s", files()).isLessThan(end);
            Wait.on(server.vertx.timer(20));
        }
    }
}
