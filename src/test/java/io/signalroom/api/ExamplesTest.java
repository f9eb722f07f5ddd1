package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.identity.ApiKeys;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.security.Scope;
import io.signalroom.signal.Side;
import io.signalroom.telegram.FakeBotApi;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sends every example of a request in the contract, as it stands there, to a server with the real parser. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
    private static final Map<String, String> KIND_OF =
            Map.of("parseText/call", "trade_signal", "parseText/answer", "signal_update", "parseText/noise", "noise");
    private ApiServer server;
    private String signal;
    private String webhook;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        Wait.on(server.vertx.deployVerticle(
                new ParserVerticle(server.pool, server.bus, new SignalParser()::parse, 0.5, server.meters)));
        Wait.on(server.vertx.deployVerticle(TelegramRig.poller(server, Wait.on(FakeBotApi.start(server.vertx)))));
        TelegramRig.awaitReading(server);
        server.witness(
                Samples.DESK, Samples.post(Samples.DESK, 1, Samples.NOON, "SOL"), Samples.trade("SOL", Side.LONG, 0.9));
        signal = server.get("/signals")
                .bodyAsJsonObject()
                .getJsonArray("data")
                .getJsonObject(0)
                .getString("id");
        webhook = server.send(
                        HttpMethod.POST,
                        "/webhooks",
                        r -> r.bearerTokenAuthentication(server.token(Scope.ADMIN))
                                .putHeader("Content-Type", "application/json"),
                        new JsonObject()
                                .put("url", "https://hooks.example.com/")
                                .toBuffer())
                .bodyAsJsonObject()
                .getString("id");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> every_example_of_a_request_is_answered_as_the_contract_says() {
        JsonObject paths = ApiContract.parse(server.contract.source()).getJsonObject("paths");
        return paths.stream()
                .flatMap(path -> ((JsonObject) path.getValue())
                        .stream()
                                .filter(e -> e.getValue() instanceof JsonObject o && o.containsKey("requestBody"))
                                .flatMap(e -> examples(path.getKey(), e.getKey(), (JsonObject) e.getValue())));
    }

    private Stream<DynamicTest> examples(String path, String method, JsonObject operation) {
        return operation
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("examples")
                .stream()
                .map(example -> {
                    String name = operation.getString("operationId") + "/" + example.getKey();
                    JsonObject body = ((JsonObject) example.getValue()).getJsonObject("value");
                    JsonObject real = name.startsWith("createToken/") ? new JsonObject().put("apiKey", key()) : body;
                    return DynamicTest.dynamicTest(name, () -> send(name, path, method, real));
                });
    }

    /** The one in the contract is nobody's. */
    private String key() {
        return Wait.on(new ApiKeys().create(server.pool, "example", Scope.READ, "test"))
                .text();
    }

    private void send(String name, String path, String method, JsonObject body) {
        HttpResponse<Buffer> response = server.send(
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                path.replace("{id}", path.startsWith("/webhooks") ? webhook : signal),
                r -> r.bearerTokenAuthentication(server.token(Scope.ADMIN))
                        .putHeader("Content-Type", "application/json")
                        .putHeader(ApiServer.TELEGRAM_HEADER, ApiServer.TELEGRAM_SECRET)
                        .putHeader("If-Match", "*"),
                body.toBuffer());
        assertThat(response.statusCode()).as(response.bodyAsString()).isIn(200, 201, 202, 204);
        if (KIND_OF.containsKey(name)) {
            assertThat(response.bodyAsJsonObject().getString("kind")).isEqualTo(KIND_OF.get(name));
        }
    }
}
