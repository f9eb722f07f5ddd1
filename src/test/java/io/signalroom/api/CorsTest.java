package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages of other origins. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_listed_origin_may_read_and_others_may_not() {
        HttpResponse<Buffer> listed = server.get("/signals", "Origin", "https://charts.example");
        assertThat(listed.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://charts.example");
        assertThat(listed.getHeader("Access-Control-Allow-Credentials")).isNull();
        assertThat(listed.getHeader("Access-Control-Expose-Headers"))
                .contains("ETag", "Link", "X-RateLimit-Reset", "X-Request-Id");
        for (String other : new String[] {
            "https://evil.example", "null", "https://charts.example.evil", "http://charts.example", "*"
        }) {
            HttpResponse<Buffer> response = server.get("/signals", "Origin", other);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.getHeader("Access-Control-Allow-Origin")).isNull();
            assertThat(vary(response)).contains("origin");
        }
        assertThat(vary(server.get("/signals"))).contains("origin").contains("accept-encoding");
        assertThat(server.get("/signals/x", "Origin", "https://charts.example")
                        .getHeader("Access-Control-Allow-Origin"))
                .isNotNull();
    }

    private static String vary(HttpResponse<Buffer> response) {
        return String.join(",", response.headers().getAll("Vary")).toLowerCase(java.util.Locale.ROOT);
    }

    @Test
    void a_preflight_is_answered_for_listed_origins_only() {
        HttpResponse<Buffer> listed = preflight("https://charts.example");
        assertThat(listed.statusCode()).isEqualTo(204);
        assertThat(listed.getHeader("Access-Control-Allow-Methods")).isEqualTo("GET, POST, PATCH, DELETE");
        assertThat(listed.getHeader("Access-Control-Allow-Headers")).contains("Authorization");
        assertThat(preflight("https://evil.example").getHeader("Access-Control-Allow-Methods"))
                .isNull();
    }

    private HttpResponse<Buffer> preflight(String origin) {
        return server.send(
                HttpMethod.OPTIONS,
                "/signals",
                r -> r.putHeader("Origin", origin).putHeader("Access-Control-Request-Method", "POST"),
                null);
    }
}
