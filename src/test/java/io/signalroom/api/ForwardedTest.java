package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says of where it comes from, and of what it really wants, counts for nothing. */
@ExtendWith(Servers.class)
class ForwardedTest {
    private final ApiServer server = ApiServer.startLimited(1);

    @AfterEach
    void stop() {
        server.close();
    }

    private int token(String header, String value) {
        return server.send(
                        HttpMethod.POST,
                        "/auth/token",
                        r -> r.putHeader("Content-Type", "application/json").putHeader(header, value),
                        Buffer.buffer("{\"apiKey\":\"none\"}"))
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP"})
    void another_address_in_a_header_is_no_other_client(String header) {
        String place = header.equals("Forwarded") ? "for=" : "";
        assertThat(token(header, place + "192.0.2.1")).isEqualTo(401);
        assertThat(token(header, place + "192.0.2.2")).isEqualTo(429);
    }

    @Test
    void another_method_in_a_header_is_no_other_method() {
        assertThat(server.get("/auth/keys", "X-HTTP-Method-Override", "POST").statusCode())
                .isEqualTo(401);
        assertThat(server.get("/signals", "X-HTTP-Method-Override", "DELETE").statusCode())
                .isEqualTo(200);
    }
}
