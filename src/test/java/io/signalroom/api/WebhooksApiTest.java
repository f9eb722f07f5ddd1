package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an admin can do with webhooks. Every name stands for a public address here, and nothing is sent. */
@ExtendWith(Servers.class)
class WebhooksApiTest {
    private static final String URL = "https://hooks.example.com/in?key=of-its-owner";
    private final ApiServer server = ApiServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<Buffer> call(HttpMethod method, String path, JsonObject body, Map<String, String> headers) {
        return server.send(
                method,
                path,
                request -> {
                    request.bearerTokenAuthentication(server.token(Scope.ADMIN));
                    headers.forEach(request::putHeader);
                    return body == null ? request : request.putHeader("Content-Type", "application/json");
                },
                body == null ? null : body.toBuffer());
    }

    private HttpResponse<Buffer> call(HttpMethod method, String path, JsonObject body) {
        return call(method, path, body, Map.of());
    }

    private JsonObject made(JsonObject filters) {
        JsonObject body = new JsonObject().put("url", URL).put("filters", filters);
        HttpResponse<Buffer> answer = call(HttpMethod.POST, "/webhooks", body);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(201);
        JsonObject webhook = answer.bodyAsJsonObject();
        assertThat(answer.getHeader("Location")).isEqualTo(path(webhook, ""));
        return webhook;
    }

    private static String path(JsonObject webhook, String rest) {
        return ApiServer.API + "/webhooks/" + webhook.getString("id") + rest;
    }

    private HttpResponse<Buffer> of(HttpMethod method, JsonObject webhook, String rest) {
        return call(method, path(webhook, rest).substring(ApiServer.API.length()), null);
    }

    private HttpResponse<Buffer> patch(JsonObject webhook, JsonObject change, String ifMatch) {
        String path = "/webhooks/" + webhook.getString("id");
        return call(HttpMethod.PATCH, path, change, ifMatch == null ? Map.of() : Map.of("If-Match", ifMatch));
    }

    @Test
    void a_webhook_is_made_read_listed_changed_and_removed() {
        JsonObject filters =
                new JsonObject().put("tokens", new JsonArray().add("sol")).put("minConfidence", 0.8);
        JsonObject webhook = made(filters);
        made(new JsonObject());
        JsonObject read = of(HttpMethod.GET, webhook, "").bodyAsJsonObject();
        assertThat(read.getJsonObject("filters").getJsonArray("tokens")).containsExactly("SOL");
        assertThat(read.getString("createdBy")).isEqualTo("tester");
        JsonArray list =
                call(HttpMethod.GET, "/webhooks", null).bodyAsJsonObject().getJsonArray("data");
        assertThat(list).hasSize(2);
        assertThat(list.getJsonObject(1)).isEqualTo(read);
        JsonObject disabled =
                patch(webhook, new JsonObject().put("state", "disabled"), "*").bodyAsJsonObject();
        assertThat(disabled.getString("reason")).isNotBlank();
        assertThat(disabled.getString("url")).isEqualTo(URL);
        assertThat(disabled.getJsonObject("filters")).isEqualTo(read.getJsonObject("filters"));
        assertThat(of(HttpMethod.DELETE, webhook, "").statusCode()).isEqualTo(204);
        for (String rest : List.of("", "/deliveries")) {
            assertThat(of(HttpMethod.GET, webhook, rest).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_secret_is_shown_once_and_is_nowhere_in_the_database() {
        JsonObject webhook = made(new JsonObject());
        HttpResponse<Buffer> rotated = of(HttpMethod.POST, webhook, "/secrets");
        assertThat(rotated.statusCode()).isEqualTo(201);
        String first = webhook.getString("secret");
        String second = rotated.bodyAsJsonObject().getString("secret");
        assertThat(first).isNotEqualTo(second);
        String told = of(HttpMethod.GET, webhook, "").bodyAsString()
                + call(HttpMethod.GET, "/webhooks", null).bodyAsString();
        String stored = Wait.on(server.pool
                        .query(
                                "SELECT w::text || encode(secret, 'base64') || encode(previous_secret, 'base64') FROM webhook w")
                        .execute())
                .iterator()
                .next()
                .getString(0);
        for (String secret : List.of(first, second)) {
            String text = secret.substring("whsec_".length());
            StringBuilder hex = new StringBuilder();
            for (byte b : Base64.getDecoder().decode(text)) {
                hex.append(String.format("%02x", b));
            }
            assertThat(told + stored).doesNotContain(text, hex);
        }
        assertThat(of(HttpMethod.GET, webhook, "").bodyAsJsonObject().getString("previousSecretUntil"))
                .isEqualTo(rotated.bodyAsJsonObject().getString("previousUntil"));
    }

    @Test
    void what_tells_of_a_webhook_is_kept_by_nobody() {
        JsonObject webhook = made(new JsonObject());
        List<HttpResponse<Buffer>> answers = List.of(
                of(HttpMethod.GET, webhook, ""),
                call(HttpMethod.GET, "/webhooks", null),
                of(HttpMethod.POST, webhook, "/secrets"),
                of(HttpMethod.POST, webhook, "/test"),
                patch(webhook, new JsonObject().put("state", "active"), "*"));
        assertThat(answers).allMatch(answer -> answer.getHeader("Cache-Control").equals("no-store"));
    }

    @Test
    void who_has_not_read_what_can_be_changed_changes_nothing_and_figures_do_not_count() {
        JsonObject webhook = made(new JsonObject());
        JsonObject move = new JsonObject().put("url", "https://hooks.example.com/elsewhere");
        String tag = of(HttpMethod.GET, webhook, "").getHeader("ETag");
        of(HttpMethod.POST, webhook, "/test"); // one more that waits
        assertThat(of(HttpMethod.GET, webhook, "").bodyAsJsonObject().getInteger("waiting"))
                .isEqualTo(1);
        assertThat(patch(webhook, move, null).statusCode()).isEqualTo(428);
        HttpResponse<Buffer> moved = patch(webhook, move, tag);
        assertThat(moved.statusCode()).isEqualTo(200);
        assertThat(patch(webhook, move, tag).statusCode()).isEqualTo(412);
        assertThat(patch(webhook, move, moved.getHeader("ETag")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_change_to_an_address_inside_is_refused_too() {
        JsonObject webhook = made(new JsonObject());
        HttpResponse<Buffer> refused = patch(webhook, new JsonObject().put("url", "https://192.168.0.1/"), "*");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.bodyAsJsonObject()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo("/body/url");
        assertThat(of(HttpMethod.GET, webhook, "").bodyAsJsonObject().getString("url"))
                .isEqualTo(URL);
    }

    @Test
    void the_log_is_paged_by_key_in_both_directions() {
        JsonObject webhook = made(new JsonObject());
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(
                    0, of(HttpMethod.POST, webhook, "/test").bodyAsJsonObject().getString("id"));
        }
        JsonObject first = of(HttpMethod.GET, webhook, "/deliveries?limit=2").bodyAsJsonObject();
        JsonObject second = page(webhook, first, "next");
        JsonObject third = page(webhook, second, "next");
        List<String> listed = new ArrayList<>(ids(first));
        listed.addAll(ids(second));
        listed.addAll(ids(third));
        assertThat(listed).isEqualTo(asked);
        assertThat(third.getJsonObject("page").getBoolean("hasMore")).isFalse();
        assertThat(ids(page(webhook, third, "prev"))).isEqualTo(ids(second));
        assertThat(ids(page(webhook, second, "prev"))).isEqualTo(ids(first));
        assertThat(ids(of(HttpMethod.GET, webhook, "/deliveries?state=delivered")
                        .bodyAsJsonObject()))
                .isEmpty();
        assertThat(ids(of(HttpMethod.GET, webhook, "/deliveries?state=waiting").bodyAsJsonObject()))
                .isEqualTo(asked);
        assertThat(of(HttpMethod.GET, webhook, "/deliveries?cursor=bm9uZQ").statusCode())
                .isEqualTo(400);
    }

    private JsonObject page(JsonObject webhook, JsonObject from, String which) {
        String cursor = from.getJsonObject("page").getString(which);
        return of(HttpMethod.GET, webhook, "/deliveries?limit=2&cursor=" + cursor)
                .bodyAsJsonObject();
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("data").stream()
                .map(line -> ((JsonObject) line).getString("id"))
                .toList();
    }

    @Test
    void of_more_than_a_hundred_the_next_is_refused() {
        for (int i = 0; i < 100; i++) {
            made(new JsonObject());
        }
        HttpResponse<Buffer> refused = call(HttpMethod.POST, "/webhooks", new JsonObject().put("url", URL));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.bodyAsJsonObject().getString("detail")).contains("100");
    }
}
