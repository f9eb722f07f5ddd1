package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.api.ContractSource.Described;
import io.signalroom.security.Scope;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation of the contract, asked by everybody: with no token, and with one of each scope, open to readers and closed. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessWalkTest {
    private static final Buffer UNUSABLE = Buffer.buffer("{\"unknown\":1}");
    private static final List<String> NOT_THERE = List.of(
            "sig_01KJMMPB40D80SPBMJGEXQG31D", "1987654321", "0123456789abcdef", "whk_0123456789abcdef01234567", "x");

    private final Map<ApiServer, Map<String, String>> stored = new HashMap<>();
    private ApiServer open;
    private ApiServer closed;

    @BeforeAll
    void start() {
        open = ApiServer.start();
        closed = ApiServer.startClosed();
        for (ApiServer server : List.of(open, closed)) {
            ServedParts.beside(server);
            stored.put(
                    server,
                    Map.of(
                            "/signals", create(server, "/signals", """
                                    {"kind":"listing","event":"LISTED","symbol":"SOL"}"""),
                            "/channels", create(server, "/channels", "{\"title\":\"Desk\"}"),
                            "/auth/keys", create(server, "/auth/keys", "{\"name\":\"desk\",\"scope\":\"read\"}"),
                            "/webhooks", create(server, "/webhooks", "{\"url\":\"https://hooks.example.com/\"}"),
                            "/imports", create(server, "/imports", "{\"type\":\"public_channel\"}")));
        }
    }

    @AfterAll
    void stop() {
        open.close();
        closed.close();
    }

    /** Who asks: nobody known, or the holder of a token. */
    private record Asker(Optional<Scope> scope) {
        static final List<Asker> ALL = Stream.concat(
                        Stream.of(new Asker(Optional.empty())),
                        Arrays.stream(Scope.values()).map(scope -> new Asker(Optional.of(scope))))
                .toList();

        /** What the contract says to him: 401, 403, or 0 where he may. */
        int refusal(Described operation, boolean readOpen) {
            List<JsonObject> ways = operation.security();
            if (ways.stream().anyMatch(way -> way.containsKey("telegramSecret"))) {
                return 401; // whoever he is, he is not Telegram
            }
            boolean anybody = ways.isEmpty() || readOpen && ways.stream().anyMatch(JsonObject::isEmpty);
            if (anybody) {
                return 0;
            }
            return scope.map(s -> needed(operation).stream().anyMatch(s::includes) ? 0 : 403)
                    .orElse(401);
        }

        static Optional<Scope> needed(Described operation) {
            return operation.security().stream()
                    .map(way -> way.getJsonArray("bearerAuth", new JsonArray()))
                    .filter(scopes -> !scopes.isEmpty())
                    .findFirst()
                    .flatMap(scopes -> Scope.ofWire(scopes.getString(0)));
        }

        HttpResponse<Buffer> ask(ApiServer server, Described operation, String id) {
            String path = operation.path().replace("{id}", id).replace("{symbol}", "SOL");
            return server.send(
                    operation.method(),
                    path,
                    request -> {
                        request.putHeader("Content-Type", "application/json");
                        operation
                                .parameters("header")
                                .forEach(h -> request.putHeader(h.getString("name"), h.getString("example")));
                        scope.ifPresent(s -> request.bearerTokenAuthentication(server.token(s)));
                        return request;
                    },
                    operation.body().isPresent() ? UNUSABLE : null);
        }

        @Override
        public String toString() {
            return scope.map(Scope::wire).orElse("nobody");
        }
    }

    private static String create(ApiServer server, String path, String body) {
        HttpResponse<Buffer> answer = server.send(
                HttpMethod.POST,
                path,
                r -> r.bearerTokenAuthentication(server.token(Scope.ADMIN))
                        .putHeader("Content-Type", "application/json"),
                Buffer.buffer(body));
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isIn(201, 202);
        return answer.bodyAsJsonObject().getString("id");
    }

    private List<Described> operations() {
        return new ContractSource(ApiContract.parse(open.contract.source())).operations();
    }

    @TestFactory
    Stream<DynamicTest> each_caller_may_what_the_contract_says_and_no_more() {
        return operations().stream()
                .flatMap(operation -> Asker.ALL.stream()
                        .map(asker -> DynamicTest.dynamicTest(operation.id() + " by " + asker, () -> {
                            held(open, true, operation, asker);
                            held(closed, false, operation, asker);
                        })));
    }

    private static void held(ApiServer server, boolean readOpen, Described operation, Asker asker) {
        HttpResponse<Buffer> answer = asker.ask(server, operation, "x");
        int refusal = asker.refusal(operation, readOpen);
        if (refusal == 0) {
            assertThat(answer.statusCode()).isNotIn(401, 403);
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(refusal);
        if (Asker.needed(operation).isEmpty()) {
            assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("TelegramSecret realm=\"signalroom\"");
            return;
        }
        String scope = Asker.needed(operation).orElseThrow().wire();
        assertThat(answer.getHeader("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"signalroom\""
                        + (refusal == 403 ? ", error=\"insufficient_scope\", scope=\"" + scope + "\"" : ""));
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_there_is_the_same_to_everybody_who_may_ask() {
        return ofThings()
                .flatMap(operation -> NOT_THERE.stream()
                        .map(id -> DynamicTest.dynamicTest(operation.id() + " of " + id, () -> {
                            List<JsonObject> answers = Stream.of(open, closed)
                                    .flatMap(server ->
                                            whoMay(server, operation).map(asker -> asker.ask(server, operation, id)))
                                    .map(AccessWalkTest::plain)
                                    .distinct()
                                    .toList();
                            assertThat(answers).hasSize(1);
                            assertThat(answers.get(0).getInteger("status"))
                                    .isEqualTo(operation.body().isPresent() ? 400 : 404);
                        })));
    }

    private Stream<Asker> whoMay(ApiServer server, Described operation) {
        return Asker.ALL.stream().filter(asker -> asker.refusal(operation, server == open) == 0);
    }

    @TestFactory
    Stream<DynamicTest> who_may_not_ask_learns_nothing_about_what_is_there() {
        return ofThings()
                .flatMap(operation -> Stream.of(open, closed)
                        .flatMap(server -> Asker.ALL.stream()
                                .filter(asker -> asker.refusal(operation, server == open) > 0)
                                .map(asker -> DynamicTest.dynamicTest(operation.id() + " by " + asker, () -> {
                                    JsonObject there = plain(asker.ask(server, operation, stored(server, operation)));
                                    for (String id : NOT_THERE) {
                                        assertThat(plain(asker.ask(server, operation, id)))
                                                .isEqualTo(there);
                                    }
                                }))));
    }

    private Stream<Described> ofThings() {
        return operations().stream().filter(operation -> operation.path().contains("{id}"));
    }

    private String stored(ApiServer server, Described operation) {
        return stored.get(server).get(operation.path().split("/\\{id}")[0]);
    }

    /** Without what is new in every answer. */
    private static JsonObject plain(HttpResponse<Buffer> answer) {
        JsonObject body = answer.bodyAsJsonObject().copy();
        body.remove("requestId");
        body.remove("instance");
        return body;
    }

    @Test
    void what_is_not_there_and_what_was_withdrawn_look_the_same() {
        String id = open.post(
                        "/signals",
                        new JsonObject(
                                "{\"kind\":\"trade_signal\",\"symbol\":\"SOL\",\"side\":\"LONG\",\"entries\":[\"1\"]}"))
                .bodyAsJsonObject()
                .getString("id");
        assertThat(open.delete("/signals/" + id).statusCode()).isEqualTo(204);
        String never = "sig_01KJMMA2G0RADVVNV44EYTBRC2";
        JsonObject withdrawn = open.get("/signals/" + id).bodyAsJsonObject();
        assertThat(withdrawn.getInteger("status")).isEqualTo(404);
        withdrawn.remove("requestId");
        JsonObject unknown = open.get("/signals/" + never).bodyAsJsonObject();
        unknown.remove("requestId");
        assertThat(withdrawn.encode().replace(id, never)).isEqualTo(unknown.encode());
    }
}
