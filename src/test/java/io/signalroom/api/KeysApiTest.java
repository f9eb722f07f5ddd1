package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys, the tokens they give, and what is left of both after a revocation. */
@ExtendWith(Servers.class)
class KeysApiTest {
    private static final Duration SOON = Duration.ofSeconds(8);
    private final ApiServer server = ApiServer.startClosed();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<Buffer> call(HttpMethod method, String path, String token, JsonObject body) {
        return server.send(
                method,
                path,
                r -> {
                    if (token != null) {
                        r.bearerTokenAuthentication(token);
                    }
                    return body == null ? r : r.putHeader("Content-Type", "application/json");
                },
                body == null ? null : body.toBuffer());
    }

    private JsonObject made(String name, String scope) {
        JsonObject body = new JsonObject().put("name", name).put("scope", scope);
        HttpResponse<Buffer> response = call(HttpMethod.POST, "/auth/keys", server.token(Scope.ADMIN), body);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        return response.bodyAsJsonObject();
    }

    private HttpResponse<Buffer> exchange(String key) {
        return call(HttpMethod.POST, "/auth/token", null, new JsonObject().put("apiKey", key));
    }

    private String token(String key) {
        HttpResponse<Buffer> response = exchange(key);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.bodyAsJsonObject().getInteger("expiresIn")).isEqualTo(900);
        return response.bodyAsJsonObject().getString("accessToken");
    }

    private JsonArray list() {
        return call(HttpMethod.GET, "/auth/keys", server.token(Scope.ADMIN), null)
                .bodyAsJsonObject()
                .getJsonArray("data");
    }

    @Test
    void wrong_secrets_are_counted_by_key_and_a_right_one_passes_all_the_same() {
        String key = made("desk", "write").getString("apiKey");
        String wrong = key.substring(0, 21) + "0".repeat(64);
        for (int i = 0; i < 5; i++) {
            assertThat(exchange(wrong).statusCode()).isEqualTo(401);
        }
        HttpResponse<Buffer> refused = exchange(wrong);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1, 12);
        assertThat(exchange("sgr_" + "0".repeat(16) + "_" + "0".repeat(64)).statusCode())
                .isEqualTo(401);
        assertThat(exchange(key).statusCode()).isEqualTo(200);
    }

    @Test
    void a_key_gives_tokens_that_may_do_what_it_may() {
        String reader = token(made("spreadsheet", "read").getString("apiKey"));
        assertThat(call(HttpMethod.GET, "/signals", reader, null).statusCode()).isEqualTo(200);
        JsonObject channel = new JsonObject().put("title", "Room");
        assertThat(call(HttpMethod.POST, "/channels", reader, channel).statusCode())
                .isEqualTo(403);
        assertThat(call(HttpMethod.GET, "/auth/keys", reader, null).statusCode())
                .isEqualTo(403);
        String writer = token(made("desk", "write").getString("apiKey"));
        assertThat(call(HttpMethod.POST, "/channels", writer, channel).statusCode())
                .isEqualTo(201);
        JsonObject another = new JsonObject().put("name", "mine").put("scope", "admin");
        assertThat(call(HttpMethod.POST, "/auth/keys", writer, another).statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_list_tells_who_made_and_used_a_key_and_no_secret() {
        JsonObject first = made("first", "admin");
        JsonObject unused = new JsonObject().put("name", "second").put("scope", "read");
        String admin = token(first.getString("apiKey"));
        assertThat(call(HttpMethod.POST, "/auth/keys", admin, unused).statusCode())
                .isEqualTo(201);
        JsonArray keys = list();
        assertThat(keys.getJsonObject(0).getString("createdBy")).isEqualTo("key:" + first.getString("id"));
        assertThat(keys.getJsonObject(0).containsKey("lastUsedAt")).isFalse();
        assertThat(keys.getJsonObject(1).getString("createdBy")).isEqualTo("tester");
        assertThat(keys.getJsonObject(1).containsKey("lastUsedAt")).isTrue();
        String secret = first.getString("apiKey").substring(21);
        assertThat(keys.encode()).doesNotContain(secret);
        assertThat(Wait.on(server.pool
                                .query("SELECT string_agg(k::text || encode(digest, 'escape'), '') FROM api_key k")
                                .execute())
                        .iterator()
                        .next()
                        .getString(0))
                .doesNotContain(secret);
    }

    @Test
    void a_revoked_key_gives_no_token_and_its_tokens_are_refused_soon() {
        JsonObject key = made("lost", "read");
        String token = token(key.getString("apiKey"));
        String other = token(made("kept", "read").getString("apiKey"));
        String path = "/auth/keys/" + key.getString("id");
        assertThat(call(HttpMethod.DELETE, path, server.token(Scope.ADMIN), null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(call(HttpMethod.DELETE, path, server.token(Scope.ADMIN), null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(exchange(key.getString("apiKey")).statusCode()).isEqualTo(401);
        Room.eventually(
                server.vertx,
                SOON,
                () -> call(HttpMethod.GET, "/signals", token, null).statusCode() == 401);
        assertThat(call(HttpMethod.GET, "/signals", other, null).statusCode()).isEqualTo(200);
        assertThat(list().stream().map(JsonObject.class::cast).filter(k -> k.containsKey("revokedAt")))
                .hasSize(1);
    }

    @Test
    void whatever_is_wrong_with_a_key_the_answer_is_the_same() {
        String key = made("mine", "read").getString("apiKey");
        String tail = key.substring(key.length() - 1).equals("0") ? "1" : "0";
        List<String> wrong = List.of(
                key.substring(0, key.length() - 1) + tail,
                "sgr_0123456789abcdef_" + key.substring(21),
                key + "0",
                key.toUpperCase(java.util.Locale.ROOT),
                "hunter2");
        List<JsonObject> answers = wrong.stream()
                .map(this::exchange)
                .peek(response -> assertThat(response.statusCode()).isEqualTo(401))
                .map(response -> response.bodyAsJsonObject())
                .peek(problem -> problem.remove("requestId"))
                .distinct()
                .toList();
        assertThat(answers).hasSize(1);
    }

    @Test
    void a_key_that_is_none_is_a_fault_of_the_request() {
        assertThat(call(HttpMethod.POST, "/auth/token", null, new JsonObject()).statusCode())
                .isEqualTo(400);
        assertThat(call(
                                HttpMethod.POST,
                                "/auth/keys",
                                server.token(Scope.ADMIN),
                                new JsonObject().put("name", " ").put("scope", "read"))
                        .statusCode())
                .isEqualTo(400);
    }
}
