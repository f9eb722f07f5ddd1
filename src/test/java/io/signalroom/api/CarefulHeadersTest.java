package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What keeps a browser from taking an answer for something else is on every one of them. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CarefulHeadersTest {
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
    void an_answer_that_is_no_page_is_shown_in_a_sandbox_if_at_all() {
        for (String path : List.of("/api/v1/signals", "/api/v1/nothing", "/openapi.yaml", "/nothing")) {
            MultiMap headers = Wait.on(server.client.get(path).send()).headers();
            assertThat(headers.get("Content-Security-Policy"))
                    .as(path)
                    .isEqualTo("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                            + " sandbox");
            assertThat(headers.get("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(headers.get("Referrer-Policy")).as(path).isEqualTo("no-referrer");
        }
    }

    @Test
    void the_page_of_the_contract_has_a_policy_of_its_own_and_no_sandbox() {
        assertThat(Wait.on(server.client.get("/docs").send()).getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("sandbox");
    }

    @Test
    void every_body_says_what_it_is() {
        for (String path : List.of("/api/v1/signals", "/api/v1/nothing", "/openapi.yaml", "/nothing", "/docs")) {
            assertThat(Wait.on(server.client.get(path).send()).getHeader("Content-Type"))
                    .as(path)
                    .matches("application/(json|problem\\+json|yaml)|text/html; charset=utf-8");
        }
    }

    @Test
    void even_what_is_no_request_is_answered_with_care() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET / HTTP/1.1 x y\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer)
                    .containsPattern("^HTTP/1.. 400")
                    .containsIgnoringCase("x-content-type-options: nosniff")
                    .containsIgnoringCase("content-security-policy: default-src 'none'");
        }
    }
}
