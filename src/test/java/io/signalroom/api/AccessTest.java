package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that are none, and where a token may stand. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
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

    private static HttpResponse<Buffer> call(ApiServer server, String path, String authorization) {
        return authorization == null ? server.get(path) : server.get(path, "Authorization", authorization);
    }

    @Test
    void a_bad_token_is_refused_even_where_none_is_needed() {
        for (String bad :
                List.of("Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "bearer ~", "Bearer " + "A".repeat(5000))) {
            HttpResponse<Buffer> response = call(open, "/signals", bad);
            assertThat(response.statusCode()).as(bad).isEqualTo(401);
            assertThat(response.getHeader("WWW-Authenticate")).contains("invalid_token");
        }
    }

    @Test
    void the_name_of_the_scheme_is_read_in_any_case() {
        assertThat(call(closed, "/signals", "bEARER " + closed.token(Scope.READ))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_proxys_own_scheme_counts_as_no_token() {
        assertThat(call(open, "/signals", "Basic dXNlcjpwYXNz").statusCode()).isEqualTo(200);
        assertThat(call(closed, "/signals", "Basic dXNlcjpwYXNz").statusCode()).isEqualTo(401);
    }

    @Test
    void a_token_in_the_address_is_no_token() {
        assertThat(call(closed, "/signals?access_token=" + closed.token(Scope.READ), null)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_refusal_does_not_say_what_is_wrong_with_the_token() {
        JsonObject unsigned = call(open, "/signals", "Bearer a.b.c").bodyAsJsonObject();
        JsonObject foreign =
                call(open, "/signals", "Bearer " + open.token(Scope.READ) + "x").bodyAsJsonObject();
        assertThat(unsigned.getString("detail")).isEqualTo(foreign.getString("detail"));
    }
}
