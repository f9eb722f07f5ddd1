package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.signal.Side;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody changes what he has not seen. */
@ExtendWith(Servers.class)
class IfMatchTest {
    private static final JsonObject CONFIRM = new JsonObject().put("verdict", "confirm");
    private final ApiServer server = ApiServer.start();
    private String path;

    @BeforeEach
    void store() {
        server.witness(
                Samples.HARBOR,
                Samples.post(Samples.HARBOR, 1, Samples.NOON, "SOL"),
                Samples.trade("SOL", Side.LONG, 0.9));
        path = "/signals/"
                + server.get("/signals")
                        .bodyAsJsonObject()
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getString("id");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<Buffer> change(HttpMethod method, String match, JsonObject body) {
        return server.send(
                method,
                path,
                r -> {
                    r.bearerTokenAuthentication(server.token(Scope.WRITE));
                    if (match != null) {
                        r.putHeader("If-Match", match);
                    }
                    return body == null ? r : r.putHeader("Content-Type", "application/json");
                },
                body == null ? null : body.toBuffer());
    }

    private String tag() {
        return server.get(path).getHeader("ETag");
    }

    @Test
    void a_change_names_what_it_changes() {
        String seen = tag();
        assertThat(change(HttpMethod.PATCH, null, CONFIRM).statusCode()).isEqualTo(428);
        assertThat(change(HttpMethod.PATCH, "W/\"other\"", CONFIRM).statusCode())
                .isEqualTo(412);
        assertThat(tag()).isEqualTo(seen);
        assertThat(change(HttpMethod.PATCH, "\"x\", " + seen, CONFIRM).statusCode())
                .isEqualTo(200);
        assertThat(tag()).isNotEqualTo(seen);
    }

    @Test
    void who_comes_second_with_the_same_is_told() {
        String seen = tag();
        assertThat(change(HttpMethod.PATCH, seen, CONFIRM).statusCode()).isEqualTo(200);
        HttpResponse<Buffer> second = change(HttpMethod.PATCH, seen, CONFIRM);
        assertThat(second.statusCode()).isEqualTo(412);
        assertThat(second.bodyAsJsonObject().getString("code")).isEqualTo("precondition_failed");
        assertThat(change(HttpMethod.DELETE, seen, null).statusCode()).isEqualTo(412);
        assertThat(change(HttpMethod.DELETE, null, null).statusCode()).isEqualTo(428);
        assertThat(change(HttpMethod.DELETE, tag(), null).statusCode()).isEqualTo(204);
        assertThat(change(HttpMethod.DELETE, null, null).statusCode()).isEqualTo(404);
    }

    @Test
    void any_form_will_do_for_who_says_so() {
        assertThat(change(HttpMethod.PATCH, "*", CONFIRM).statusCode()).isEqualTo(200);
        assertThat(change(HttpMethod.DELETE, "*", null).statusCode()).isEqualTo(204);
    }
}
