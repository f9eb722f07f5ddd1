package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.signalroom.security.Scope;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Who did what, and who was refused, is in the log; no secret is. */
@ExtendWith(Servers.class)
class AuditTrailTest {
    private static final String SIGNAL =
            "{\"kind\":\"trade_signal\",\"symbol\":\"SOL\",\"side\":\"LONG\",\"entries\":[\"1\"]}";

    private final Logger api = (Logger) LoggerFactory.getLogger("io.signalroom.api");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ApiServer server = ApiServer.start();

    @BeforeEach
    void listen() {
        lines.start();
        api.addAppender(lines);
        api.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        api.setLevel(null);
        api.detachAppender(lines);
        server.close();
    }

    private int call(HttpMethod method, String path, String token, String body) {
        return server.send(
                        method,
                        path,
                        r -> (token == null ? r : r.bearerTokenAuthentication(token))
                                .putHeader("Content-Type", "application/json")
                                .putHeader("X-Request-Id", "r1"),
                        body == null ? null : Buffer.buffer(body))
                .statusCode();
    }

    private List<String> said() {
        return List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void a_change_a_token_and_every_refusal_are_written_down_with_who_and_from_where() {
        String writer = server.token(Scope.WRITE);
        assertThat(call(HttpMethod.POST, "/signals", writer, SIGNAL)).isEqualTo(201);
        assertThat(call(HttpMethod.POST, "/signals", null, SIGNAL)).isEqualTo(401);
        assertThat(call(HttpMethod.POST, "/signals", server.token(Scope.READ), SIGNAL))
                .isEqualTo(403);
        assertThat(call(HttpMethod.GET, "/channels", "no.to.ken", null)).isEqualTo(401);
        assertThat(call(HttpMethod.POST, "/auth/token", null, "{\"apiKey\":\"hunter2\"}"))
                .isEqualTo(401);
        assertThat(said())
                .containsExactly(
                        "createSignal /api/v1/signals by tester from 127.0.0.1: 201, request r1",
                        "createSignal /api/v1/signals by nobody from 127.0.0.1: 401, request r1",
                        "createSignal /api/v1/signals by tester from 127.0.0.1: 403, request r1",
                        "GET /api/v1/channels by nobody from 127.0.0.1: 401, request r1",
                        "createToken /api/v1/auth/token by nobody from 127.0.0.1: 401, request r1");
    }

    @Test
    void who_gets_a_token_is_told_and_neither_it_nor_the_key() {
        JsonObject key = server.send(
                        HttpMethod.POST,
                        "/auth/keys",
                        r -> r.bearerTokenAuthentication(server.token(Scope.ADMIN))
                                .putHeader("Content-Type", "application/json"),
                        Buffer.buffer("{\"name\":\"desk\",\"scope\":\"read\"}"))
                .bodyAsJsonObject();
        String secret = key.getString("apiKey");
        JsonObject token = server.send(
                        HttpMethod.POST,
                        "/auth/token",
                        r -> r.putHeader("Content-Type", "application/json"),
                        new JsonObject().put("apiKey", secret).toBuffer())
                .bodyAsJsonObject();
        assertThat(said())
                .anyMatch(line -> line.equals("a token is made for key:" + key.getString("id")))
                .anyMatch(line -> line.startsWith("createToken /api/v1/auth/token by nobody from 127.0.0.1: 200"))
                .noneMatch(line -> line.contains(secret.substring(21)))
                .noneMatch(line -> line.contains(token.getString("accessToken")));
    }

    @Test
    void reading_what_is_open_leaves_no_line() {
        assertThat(call(HttpMethod.GET, "/channels", null, null)).isEqualTo(200);
        assertThat(call(HttpMethod.GET, "/channels?nonsense=1", null, null)).isEqualTo(400);
        assertThat(said()).isEmpty();
    }

    @Test
    void an_upload_is_written_down_and_who_watches_its_progress_only_if_he_may_not() {
        String admin = server.token(Scope.ADMIN);
        assertThat(call(HttpMethod.POST, "/imports", admin, "{}")).isEqualTo(202);
        assertThat(call(HttpMethod.GET, "/imports/imp_1", admin, null)).isEqualTo(200);
        assertThat(call(HttpMethod.GET, "/imports", admin, null)).isEqualTo(200);
        assertThat(call(HttpMethod.GET, "/imports", server.token(Scope.WRITE), null))
                .isEqualTo(403);
        assertThat(said())
                .containsExactly(
                        "createImport /api/v1/imports by tester from 127.0.0.1: 202, request r1",
                        "listImports /api/v1/imports by tester from 127.0.0.1: 403, request r1");
    }

    @Test
    void a_flood_of_refusals_does_not_fill_a_disk_and_is_counted() {
        for (int i = 0; i < 400; i++) {
            assertThat(call(HttpMethod.GET, "/channels", "no.to.ken", null)).isEqualTo(401);
        }
        int written = said().size();
        assertThat(written).isBetween(300, 399);
        assertThat(call(HttpMethod.POST, "/signals", server.token(Scope.WRITE), SIGNAL))
                .isEqualTo(201);
        assertThat(said().get(written)).startsWith("createSignal /api/v1/signals by tester");
        int leftOut = said().stream()
                .filter(line -> line.endsWith(" refusals not written down"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll(".*, after (\\d+) .*", "$1")))
                .sum();
        assertThat(leftOut).isEqualTo(400 - written);
    }
}
