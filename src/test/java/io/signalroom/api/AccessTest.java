package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation with no token, a bad one, and one of each scope, open and closed. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private static final List<String> READS = List.of(
            "/signals",
            "/signals/changes",
            "/signals/x",
            "/channels",
            "/channels/x",
            "/status",
            "/analytics/historical");
    private static final List<List<String>> WRITES =
            List.of(List.of("POST", "/signals"), List.of("DELETE", "/signals/x"), List.of("POST", "/channels"));
    private ApiServer open;
    private ApiServer closed;

    @BeforeAll
    void start() {
        open = ApiServer.start();
        closed = ApiServer.startClosed();
    }

    @AfterAll
    void stop() {
        open.close();
        closed.close();
    }

    private static HttpResponse<Buffer> call(ApiServer server, String method, String path, String authorization) {
        return server.send(
                HttpMethod.valueOf(method),
                path,
                r -> {
                    r.putHeader("Content-Type", "application/json");
                    return authorization == null ? r : r.putHeader("Authorization", authorization);
                },
                method.equals("POST") ? Buffer.buffer("{\"unknown\":1}") : null);
    }

    private static String bearer(ApiServer server, Scope scope) {
        return "Bearer " + server.token(scope);
    }

    @Test
    void reading_is_open_unless_the_operator_closed_it() {
        for (String path : READS) {
            assertThat(call(open, "GET", path, null).statusCode()).as(path).isNotIn(401, 403);
            HttpResponse<Buffer> refused = call(closed, "GET", path, null);
            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(refused.getHeader("WWW-Authenticate")).isEqualTo("Bearer realm=\"signalroom\"");
            for (Scope scope : Scope.values()) {
                assertThat(call(closed, "GET", path, bearer(closed, scope)).statusCode())
                        .as(path)
                        .isNotIn(401, 403);
            }
        }
    }

    @Test
    void every_change_needs_the_scope_write() {
        for (List<String> write : WRITES) {
            for (ApiServer server : List.of(open, closed)) {
                String method = write.get(0);
                String path = write.get(1);
                assertThat(call(server, method, path, null).statusCode())
                        .as("%s", write)
                        .isEqualTo(401);
                HttpResponse<Buffer> reader = call(server, method, path, bearer(server, Scope.READ));
                assertThat(reader.statusCode()).as("%s", write).isEqualTo(403);
                assertThat(reader.getHeader("WWW-Authenticate"))
                        .contains("insufficient_scope")
                        .contains("scope=\"write\"");
                assertThat(call(server, method, path, bearer(server, Scope.WRITE))
                                .statusCode())
                        .isIn(400, 404);
                assertThat(call(server, method, path, bearer(server, Scope.ADMIN))
                                .statusCode())
                        .isIn(400, 404);
            }
        }
    }

    @Test
    void a_bad_token_is_refused_even_where_none_is_needed() {
        for (String bad :
                List.of("Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "bearer ~", "Bearer " + "A".repeat(5000))) {
            HttpResponse<Buffer> response = call(open, "GET", "/signals", bad);
            assertThat(response.statusCode()).as(bad).isEqualTo(401);
            assertThat(response.getHeader("WWW-Authenticate")).contains("invalid_token");
        }
    }

    @Test
    void the_name_of_the_scheme_is_read_in_any_case() {
        assertThat(call(closed, "GET", "/signals", "bEARER " + closed.token(Scope.READ))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_proxys_own_scheme_counts_as_no_token() {
        assertThat(call(open, "GET", "/signals", "Basic dXNlcjpwYXNz").statusCode())
                .isEqualTo(200);
        assertThat(call(closed, "GET", "/signals", "Basic dXNlcjpwYXNz").statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_token_in_the_address_is_no_token() {
        assertThat(call(closed, "GET", "/signals?access_token=" + closed.token(Scope.READ), null)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_refusal_does_not_say_what_is_wrong_with_the_token() {
        JsonObject unsigned = call(open, "GET", "/signals", "Bearer a.b.c").bodyAsJsonObject();
        JsonObject foreign = call(open, "GET", "/signals", "Bearer " + open.token(Scope.READ) + "x")
                .bodyAsJsonObject();
        assertThat(unsigned.getString("detail")).isEqualTo(foreign.getString("detail"));
    }

    @Test
    void a_caller_without_a_token_learns_nothing_about_what_there_is() {
        assertThat(call(closed, "DELETE", "/signals/x", null).statusCode())
                .isEqualTo(call(closed, "DELETE", "/signals/sig_01KJMMA2G0RADVVNV44EYTBRC2", null)
                        .statusCode());
    }
}
