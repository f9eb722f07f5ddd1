package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.signal.Side;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every operation shares: methods, media types, sizes, origins, headers. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTest {
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        for (int id = 1; id <= 10; id++) {
            server.witness(
                    Samples.HARBOR,
                    Samples.post(Samples.HARBOR, id, Samples.NOON.plusSeconds(id), "post"),
                    Samples.trade("SOL", Side.LONG, 0.9));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<Buffer> send(HttpMethod method, String path) {
        return server.send(method, path, r -> r, null);
    }

    private HttpResponse<Buffer> post(Function<HttpRequest<Buffer>, HttpRequest<Buffer>> with, Buffer body) {
        return server.send(
                HttpMethod.POST,
                "/channels",
                r -> with.apply(r.bearerTokenAuthentication(server.token(Scope.WRITE))),
                body);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/signals,'GET, POST, HEAD, OPTIONS'",
        "DELETE,/signals,'GET, POST, HEAD, OPTIONS'",
        "PUT,/signals/sig_1,'DELETE, GET, PATCH, HEAD, OPTIONS'",
        "POST,/signals/sig_1,'DELETE, GET, PATCH, HEAD, OPTIONS'",
        "POST,/signals/changes,'GET, HEAD, OPTIONS'",
        "POST,/status,'GET, HEAD, OPTIONS'",
        "TRACE,/channels,'GET, POST, HEAD, OPTIONS'",
        "BREW,/channels,'GET, POST, HEAD, OPTIONS'"
    })
    void a_method_that_is_not_taken_names_those_that_are(String method, String path, String allow) {
        HttpResponse<Buffer> response = send(HttpMethod.valueOf(method), path);
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.getHeader("Allow")).isEqualTo(allow);
    }

    @Test
    void options_names_the_methods() {
        HttpResponse<Buffer> response = send(HttpMethod.OPTIONS, "/signals/sig_1");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.getHeader("Allow")).isEqualTo("DELETE, GET, PATCH, HEAD, OPTIONS");
    }

    @Test
    void head_answers_like_get_without_a_body() {
        HttpResponse<Buffer> get = server.get("/signals");
        HttpResponse<Buffer> head = send(HttpMethod.HEAD, "/signals");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isNull();
        assertThat(head.getHeader("ETag")).isEqualTo(get.getHeader("ETag"));
        assertThat(send(HttpMethod.HEAD, "/signals/none").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/signals/a/b",
                "/signalsx",
                "/signals%2F",
                "/../signals/x/y",
                "//",
                "/signals/sig_1/"
            })
    void a_path_that_is_not_there_is_not_found(String path) {
        assertThat(send(HttpMethod.GET, path).statusCode()).isEqualTo(404);
        assertThat(send(HttpMethod.POST, path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/*",
                "text/html, */*;q=0.1",
                "application/json;q=0.5",
                "APPLICATION/JSON",
                "application/json; charset=utf-8",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
            })
    void an_accept_that_leaves_room_for_json_is_fine(String accept) {
        assertThat(server.get("/signals?limit=1", "Accept", accept).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/xml",
                "*/*;q=0",
                "application/json;q=0, */*",
                "image/*",
                "json",
                "application/problem+json"
            })
    void an_accept_without_json_is_not_acceptable(String accept) {
        assertThat(server.get("/signals", "Accept", accept).statusCode()).isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "/", "*/*;q=x", "application/json;q=", "\"", "a/b;c=\""})
    void a_broken_accept_does_not_break_the_server(String accept) {
        assertThat(server.get("/signals", "Accept", accept).statusCode()).isIn(200, 400, 406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "json",
                "",
                "application/json; charset=utf-16",
                "application/problem+json"
            })
    void a_body_that_is_not_json_is_not_taken(String type) {
        HttpResponse<Buffer> response =
                post(r -> r.putHeader("Content-Type", type), Buffer.buffer("{\"title\":\"x\"}"));
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.getHeader("Accept")).isEqualTo("application/json");
    }

    @Test
    void a_body_without_a_type_or_with_a_coding_is_not_taken() {
        assertThat(post(r -> r, Buffer.buffer("{}")).statusCode()).isIn(400, 415);
        HttpResponse<Buffer> zipped = post(
                r -> r.putHeader("Content-Type", "application/json").putHeader("Content-Encoding", "gzip"),
                Buffer.buffer("{}"));
        assertThat(zipped.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=UTF-8", "Application/JSON; charset=\"utf-8\""})
    void the_charset_of_json_may_be_named(String type) {
        HttpResponse<Buffer> response = post(r -> r.putHeader("Content-Type", type), Buffer.buffer("{}"));
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void a_body_over_64_kib_is_too_large_with_and_without_its_length_told() {
        Buffer body = Buffer.buffer("{\"title\":\"" + "x".repeat(65_536) + "\"}");
        assertThat(post(r -> r.putHeader("Content-Type", "application/json"), body)
                        .statusCode())
                .isEqualTo(413);
        HttpResponse<Buffer> chunked = Wait.on(server.client
                .post("/api/v1/channels")
                .bearerTokenAuthentication(server.token(Scope.WRITE))
                .putHeader("Content-Type", "application/json")
                .sendStream(new Chunks(body)));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.getHeader("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void a_request_id_is_kept_if_it_is_harmless() {
        assertThat(server.get("/signals", "X-Request-Id", "abc-1_2.3").getHeader("X-Request-Id"))
                .isEqualTo("abc-1_2.3");
        for (String harmful : new String[] {"a b", "x".repeat(65), "<script>", "a\"b", ""}) {
            assertThat(server.get("/signals", "X-Request-Id", harmful).getHeader("X-Request-Id"))
                    .isNotEqualTo(harmful)
                    .hasSize(36);
        }
        JsonObject problem = server.get("/signals/x", "X-Request-Id", "abc").bodyAsJsonObject();
        assertThat(problem.getString("requestId")).isEqualTo("abc");
    }

    @Test
    void a_long_answer_is_compressed_when_asked_for_and_a_short_one_is_not() {
        HttpResponse<Buffer> zipped = Wait.on(server.client
                .get("/api/v1/signals")
                .putHeader("Accept-Encoding", "gzip")
                .send());
        assertThat(zipped.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.getHeader("ETag")).isEqualTo(server.get("/signals").getHeader("ETag"));
        assertThat(server.get("/signals").getHeader("Content-Encoding")).isNull();
        assertThat(server.get("/signals/x", "Accept-Encoding", "gzip").getHeader("Content-Encoding"))
                .isNull();
    }

    @Test
    void the_headers_that_keep_browsers_careful_are_on_every_answer() {
        for (String path : new String[] {"/signals", "/signals/x", "/nothing", "/signals?x=1"}) {
            HttpResponse<Buffer> response = server.get(path);
            assertThat(response.getHeader("X-Frame-Options")).isEqualTo("DENY");
            assertThat(response.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(response.getHeader("Permissions-Policy")).contains("camera=()");
        }
        assertThat(server.get("/nothing").getHeader("Cache-Control")).isEqualTo("no-store");
    }
}
