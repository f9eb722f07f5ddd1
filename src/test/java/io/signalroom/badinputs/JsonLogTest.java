package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.badinputs.RawHttp.Answer;
import io.signalroom.testing.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code LOG_FORMAT=json} the whole program says one JSON object a line, whatever is asked of it, from start to end. */
class JsonLogTest {
    private static final String CONTROLS = "\u001b[31mred\u001b[0m\u0007";

    @TempDir
    private Path data;

    @Test
    void every_line_is_one_event_with_the_request_it_is_about() throws IOException {
        ServerProcess server = ServerProcess.serve(
                data,
                Map.of(
                        "LOG_FORMAT",
                        "json",
                        "LOG_LEVEL",
                        "DEBUG",
                        "SECRET_KEY",
                        Tokens.SECRET,
                        "TRUSTED_PROXIES",
                        "127.0.0.1,::1",
                        "DEMO_POSTS",
                        "50"));
        RawHttp http = new RawHttp(URI.create(server.url()).getPort());
        assertThat(ask(http, "/api/v1/signals", "good-1", "Bearer " + token()).status())
                .isEqualTo(200);
        assertThat(ask(http, "/api/v1/signals?limit=0", "bad-1", "Bearer " + token())
                        .status())
                .isEqualTo(400);
        assertThat(ask(http, "/api/v1/signals", "bad-2", "Bearer " + token() + "x")
                        .status())
                .isEqualTo(401);
        assertThat(ask(http, "/api/v1/%0A%0D%1B[31m", "bad-3", "Basic x").status())
                .isEqualTo(404);
        assertThat(ask(http, "/api/v1/signals?q=%0Aa%00", "bad-4", "Basic x").status())
                .isEqualTo(400);
        ask(http, "/api/v1/" + CONTROLS, "bad-5", "Basic x");
        ask(http, "/api/v1/signals", "bad-6", "Bearer " + CONTROLS);
        String forged = "x\n{\"level\":\"INFO\",\"message\":\"forged\"}";
        ask(http, "/api/v1/none", forged, "Basic x");
        assertThat(server.terminate()).isZero();

        List<JsonObject> events = server.output().lines().map(JsonObject::new).toList();
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.fieldNames()).contains("@timestamp", "level", "logger_name", "message"));
        assertThat(events).noneMatch(event -> event.getString("message").equals("forged"));
        assertThat(server.output()).doesNotContain("\u001b", "\u0007");
        for (String id : List.of("bad-1", "bad-2", "bad-3", "bad-4")) {
            assertThat(events)
                    .as(id)
                    .filteredOn(e -> id.equals(e.getString("requestId")))
                    .hasSize(1);
        }
    }

    private static Answer ask(RawHttp http, String path, String id, String authorization) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: " + id
                + "\r\nAuthorization: " + authorization + "\r\n\r\n";
        return http.send(true, request.getBytes(StandardCharsets.UTF_8));
    }

    private static String token() {
        return Tokens.of("reader", "read", 300);
    }
}
