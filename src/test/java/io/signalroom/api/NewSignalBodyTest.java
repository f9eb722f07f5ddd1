package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of createSignal that never reach the parser. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewSignalBodyTest {
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"text\":\"\"}; /body/text",
                "{\"text\":5}; /body/text",
                "{\"text\":null}; /body/text",
                "{\"text\":\"a\\u0000b\"}; /body/text",
                "{\"text\":\"\\ud83d\"}; /body/text",
                "{\"txt\":\"SOL\"}; /body/txt",
                "{\"kind\":\"noise\"}; /body/kind",
                "{\"kind\":\"listing\",\"symbol\":\"A B\"}; /body/symbol",
                "{\"kind\":\"trade_signal\",\"leverage\":1e999}; /body/leverage",
                "{\"kind\":\"trade_signal\",\"leverage\":\"5\"}; /body/leverage",
                "{\"kind\":\"trade_signal\",\"leverage\":0}; /body/leverage",
                "{\"kind\":\"trade_signal\",\"stopLoss\":\"0\"}; /body/stopLoss",
                "{\"kind\":\"trade_signal\",\"stopLoss\":\"-1\"}; /body/stopLoss",
                "{\"kind\":\"trade_signal\",\"stopLoss\":\"1e999999999\"}; /body/stopLoss",
                "{\"kind\":\"trade_signal\",\"stopLoss\":\"٣\"}; /body/stopLoss",
                "{\"kind\":\"trade_signal\",\"stopLoss\":1}; /body/stopLoss",
                "{\"kind\":\"trade_signal\",\"stopLoss\":\"1\\n\"}; /body/stopLoss",
                "{\"kind\":\"trade_signal\",\"targets\":[\"1\",\"x\"]}; /body/targets/1",
                "{\"kind\":\"trade_signal\",\"targetIndex\":1.5}; /body/targetIndex"
            })
    void a_wrong_value_is_pointed_at(String body, String pointer) {
        HttpResponse<Buffer> response = create(new JsonObject(body));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(pointers(response)).contains(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "5", "\"x\"", "{} {}", "{\"text\":\"SOL\",}", "NaN", "{\"text\":01}"})
    void what_is_no_json_object_is_refused(String body) {
        HttpResponse<Buffer> response = server.send(
                io.vertx.core.http.HttpMethod.POST,
                "/signals",
                r -> r.bearerTokenAuthentication(server.token(io.signalroom.security.Scope.WRITE))
                        .putHeader("Content-Type", "application/json"),
                Buffer.buffer(body));
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void a_deep_body_does_no_harm() {
        HttpResponse<Buffer> response = server.send(
                io.vertx.core.http.HttpMethod.POST,
                "/signals",
                r -> r.bearerTokenAuthentication(server.token(io.signalroom.security.Scope.WRITE))
                        .putHeader("Content-Type", "application/json"),
                Buffer.buffer("{\"text\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}"));
        assertThat(response.statusCode()).isEqualTo(400);
    }

    private HttpResponse<Buffer> create(JsonObject body) {
        return server.post("/signals", body);
    }

    private static List<String> pointers(HttpResponse<Buffer> response) {
        return response.bodyAsJsonObject().getJsonArray("errors").stream()
                .map(e -> ((JsonObject) e).getString("pointer"))
                .toList();
    }
}
