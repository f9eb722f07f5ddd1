package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server itself: what is no request, the page of the contract, the end. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerTest {
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.startWith(router -> router.get("/socket")
                .handler(rc -> rc.request()
                        .toWebSocket()
                        .onSuccess(socket ->
                                socket.handler(socket::write).exceptionHandler(x -> socket.close((short) 1009)))));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** All bytes the server sends until it closes. */
    private String raw(String request) {
        NetSocket socket = Wait.on(server.vertx.createNetClient().connect(server.port, "127.0.0.1"));
        Buffer received = Buffer.buffer();
        Promise<Void> closed = Promise.promise();
        socket.handler(received::appendBuffer).closeHandler(x -> closed.tryComplete());
        socket.write(request);
        Wait.on(closed.future());
        return received.toString();
    }

    private HttpResponse<Buffer> get(String path) {
        return Wait.on(server.client.get(path).send());
    }

    @Test
    void a_line_that_is_too_long_is_a_problem_too() {
        assertThat(raw("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .containsPattern("^HTTP/1.. 414")
                .contains("application/problem+json")
                .containsPattern("(?i)x-request-id: \\S+")
                .containsPattern("(?i)x-content-type-options: nosniff")
                .contains("uri_too_long");
    }

    @Test
    void headers_that_are_too_long_are_a_problem_too() {
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(9_000) + "\r\n\r\n"))
                .containsPattern("^HTTP/1.. 431")
                .contains("headers_too_large");
    }

    @Test
    void what_is_not_http_is_a_problem_too() {
        assertThat(raw("hello\r\n\r\n")).containsPattern("^HTTP/1.. 400").contains("invalid_request");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n")).containsPattern("^HTTP/1.. 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/api/v1/signals/%zz", "/eventbus/%zz", "/assets/%zz", "/docs/%zz", "/a%", "/a%2"})
    void a_path_with_a_broken_escape_is_refused(String path) {
        HttpResponse<Buffer> response = get(path);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.bodyAsJsonObject().getString("instance")).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2f..%2f", "..%2F..%2F..%2f", "..%5c..%5c", "%2e%2e%2f%2e%2e%2f", "%00"})
    void a_way_out_of_the_library_is_not_there(String way) {
        String library = get("/docs").bodyAsString().replaceFirst("(?s).*\"(/docs/[0-9.]+/).*", "$1");
        assertThat(get(library + way).statusCode()).isEqualTo(404);
    }

    @Test
    void a_request_with_two_hosts_is_refused_and_the_connection_closed() {
        assertThat(raw("GET /docs HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"))
                .containsPattern("^HTTP/1.. 400")
                .containsIgnoringCase("connection: close")
                .contains("application/problem+json");
    }

    @Test
    void an_upgrade_to_clear_http_2_is_not_offered() {
        String answer = raw("GET /openapi.yaml HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n"
                + "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("HTTP/1.1 101");
    }

    @Test
    void the_contract_is_served_as_it_is() {
        HttpResponse<Buffer> response = get("/openapi.yaml");
        assertThat(response.getHeader("Content-Type")).isEqualTo("application/yaml");
        assertThat(response.body()).isEqualTo(server.contract.source());
    }

    @Test
    void the_page_of_the_contract_takes_everything_from_this_server() {
        HttpResponse<Buffer> page = get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("script-src 'self';")
                .contains("default-src 'none'")
                .doesNotContain("unsafe-eval", "http:", "https:", "*");
        List<String> addresses = java.util.regex.Pattern.compile("(?:src|href)=\"(/[^\"]+)\"")
                .matcher(page.bodyAsString())
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(addresses).hasSizeGreaterThanOrEqualTo(4);
        for (String address : addresses) {
            assertThat(get(address).statusCode()).as(address).isEqualTo(200);
        }
        assertThat(page.bodyAsString()).doesNotContain("<script>", "onclick", "http://", "https://");
        String library = addresses.stream()
                .filter(a -> a.endsWith("bundle.js"))
                .findFirst()
                .orElseThrow();
        assertThat(get(library).getHeader("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(get(library).getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(get(library.replace("swagger-ui-bundle.js", "nothing.js")).statusCode())
                .isEqualTo(404);
        assertThat(get(library.replace("swagger-ui-bundle.js", "..%2f..%2f..%2f..%2fMANIFEST.MF"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_unknown_page_is_a_problem_too() {
        HttpResponse<Buffer> response = get("/nothing/here");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.bodyAsJsonObject().getString("instance")).isEqualTo("/nothing/here");
    }

    @Test
    void a_frame_over_64_kib_ends_a_socket() {
        Promise<Short> closed = Promise.promise();
        var socket = Wait.on(server.vertx
                .createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(200_000))
                .connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(server.port)
                        .setURI("/socket")));
        socket.closeHandler(x -> closed.tryComplete(socket.closeStatusCode()));
        socket.exceptionHandler(x -> {});
        socket.writeFrame(WebSocketFrame.binaryFrame(Buffer.buffer(new byte[70_000]), true));
        Wait.on(closed.future());
    }

    @Test
    void a_request_that_runs_is_answered_although_the_server_stops() {
        Promise<Void> entered = Promise.promise();
        Promise<Void> work = Promise.promise();
        ApiServer stopping = ApiServer.startWith(router -> router.get("/slow").handler(rc -> {
            entered.complete();
            work.future().onSuccess(x -> rc.response().end("done"));
        }));
        Future<HttpResponse<Buffer>> running = stopping.client.get("/slow").send();
        Wait.on(entered.future());
        Future<Void> stopped = stopping.vertx.undeploy(
                stopping.vertx.deploymentIDs().iterator().next());
        work.complete();
        assertThat(Wait.on(running).bodyAsString()).isEqualTo("done");
        Wait.on(stopped);
        stopping.close();
    }
}
