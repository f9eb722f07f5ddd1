package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How often clients may ask. */
@ExtendWith(Servers.class)
class RateTest {
    private final ApiServer server = ApiServer.startWithRate(3);

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<Buffer> as(String token) {
        return server.get("/channels", "Authorization", "Bearer " + token);
    }

    @Test
    void every_answer_says_where_the_client_stands() {
        HttpResponse<Buffer> first = server.get("/channels");
        assertThat(first.getHeader("RateLimit-Policy")).isEqualTo("\"default\";q=3;w=60");
        assertThat(first.getHeader("RateLimit")).isEqualTo("\"default\";r=2;t=20");
        assertThat(first.getHeader("X-RateLimit-Limit")).isEqualTo("3");
        assertThat(first.getHeader("X-RateLimit-Remaining")).isEqualTo("2");
        assertThat(first.getHeader("X-RateLimit-Reset")).isEqualTo("20");
        HttpResponse<Buffer> wrong = server.get("/channels?nonsense=1");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.getHeader("X-RateLimit-Remaining")).isEqualTo("1");
        HttpResponse<Buffer> token = server.send(
                HttpMethod.POST,
                "/auth/token",
                r -> r.putHeader("Content-Type", "application/json"),
                new JsonObject().put("apiKey", "x").toBuffer());
        assertThat(token.getHeader("RateLimit-Policy")).isEqualTo("\"default\";q=3;w=60, \"tokens\";q=10000;w=60");
        assertThat(token.getHeader("X-RateLimit-Limit")).isEqualTo("3"); // the narrowest
        assertThat(token.getHeader("X-RateLimit-Remaining")).isEqualTo("0");
    }

    @Test
    void who_asks_too_often_is_told_to_wait_and_for_how_long() {
        for (int i = 0; i < 3; i++) {
            assertThat(server.get("/channels").statusCode()).isEqualTo(200);
        }
        HttpResponse<Buffer> refused = server.get("/channels");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.bodyAsJsonObject().getString("code")).isEqualTo("too_many_requests");
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1, 20);
    }

    @Test
    void what_an_address_names_itself_gives_it_no_more() {
        for (int i = 0; i < 3; i++) {
            server.get("/channels", "X-Forwarded-For", "203.0.113." + i);
        }
        assertThat(server.get("/channels", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(429);
    }

    @Test
    void a_caller_is_counted_by_himself_and_who_guesses_tokens_by_his_address() {
        String token = server.token(Scope.READ);
        for (int i = 0; i < 3; i++) {
            assertThat(as(token).statusCode()).isEqualTo(200);
        }
        assertThat(as(token).statusCode()).isEqualTo(429);
        for (int i = 0; i < 3; i++) {
            assertThat(as("nonsense").statusCode()).isEqualTo(401);
        }
        assertThat(as("nonsense").statusCode()).isEqualTo(429);
        assertThat(server.get("/channels").statusCode()).isEqualTo(429);
    }
}
