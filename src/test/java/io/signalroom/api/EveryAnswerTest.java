package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.analytics.AnalyticsVerticle;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.CandlesAsked;
import io.signalroom.bus.message.CandlesFound;
import io.signalroom.bus.message.ParseText;
import io.signalroom.bus.message.Parsed;
import io.signalroom.bus.message.PreviewAsked;
import io.signalroom.bus.message.PreviewFound;
import io.signalroom.bus.message.StatusAsked;
import io.signalroom.bus.message.StatusBoard;
import io.signalroom.bus.message.UpdateBrought;
import io.signalroom.bus.message.UpdateStored;
import io.signalroom.cache.CacheVerticle;
import io.signalroom.idempotency.IdempotencyKeys;
import io.signalroom.idempotency.IdempotencyKeys.Asked;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.security.HandMadeToken;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.openapi.contract.Operation;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Draws every answer that the contract documents out of every operation, and compares the two sets. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryAnswerTest {
    private static final String SIGNAL =
            "{\"kind\":\"trade_signal\",\"symbol\":\"SOL\",\"side\":\"LONG\",\"entries\":[\"1\"]}";
    private static final String CHANNEL = "{\"title\":\"Room\",\"telegramId\":\"77\"}";
    private static final String EXPORT = "{\"type\":\"public_channel\",\"id\":5,\"messages\":[]}";
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("createChannel", CHANNEL),
            Map.entry("parseText", "{\"text\":\"hello\"}"),
            Map.entry("judgeSignal", "{\"verdict\":\"confirm\"}"),
            Map.entry("createImport", EXPORT),
            Map.entry("takeUpdate", "{\"update_id\":1}"),
            Map.entry("startDemo", "{\"posts\":1}"),
            Map.entry("createKey", "{\"name\":\"desk\",\"scope\":\"read\"}"),
            Map.entry("createWebhook", "{\"url\":\"https://hooks.example.com/\"}"),
            Map.entry("changeWebhook", "{\"state\":\"active\"}"));
    private static final Map<String, String> UNUSABLE = Map.of(
            "createSignal",
            "{\"text\":\"hello\"}",
            "judgeSignal",
            "{\"verdict\":\"correct\"}",
            "createWebhook",
            "{\"url\":\"https://127.0.0.1/\"}",
            "changeWebhook",
            "{\"url\":\"https://localhost/\"}");
    private static final Map<String, String> OTHER_BODIES =
            Map.of("createChannel", "{\"title\":\"another\"}", "startDemo", "{\"posts\":2}");
    private static final Map<String, String> QUERIES = Map.of(
            "listSignalChanges",
            "epoch=a&afterSeq=0",
            "exportSignals",
            "format=json",
            "previewChannel",
            "username=known");

    private static final String CHANNEL_ID = "1987654321";

    private final Set<String> seen = new HashSet<>();
    private ApiServer good;
    private ApiServer broken;
    private ApiServer closed;
    private ApiServer away;
    private ApiServer limited;
    private String signalId;
    private String keyBody;
    private String webhookId;
    private String importId;

    @BeforeAll
    void start() {
        good = ApiServer.start();
        closed = ApiServer.startClosed();
        away = ApiServer.startWithoutDatabase();
        limited = ApiServer.startWithRate(1);
        broken = ApiServer.start();
        Wait.on(broken.pool
                .query(
                        "ALTER TABLE event_head RENAME TO a; ALTER TABLE signal RENAME TO b; ALTER TABLE channel RENAME TO c; ALTER TABLE api_key RENAME TO d; ALTER TABLE webhook RENAME TO e; ALTER TABLE import_batch RENAME TO f")
                .execute());
        serve(good);
        serveFailures(broken);
        good.witness(
                Samples.HARBOR,
                Samples.post(Samples.HARBOR, 1, Samples.NOON, "SOL"),
                Samples.trade("SOL", Side.LONG, 0.9));
        keyBody = new JsonObject()
                .put("apiKey", made("createKey", "/auth/keys").getString("apiKey"))
                .encode();
        webhookId = made("createWebhook", "/webhooks").getString("id");
        importId = made("createImport", "/imports").getString("id");
        signalId = good.get("/signals")
                .bodyAsJsonObject()
                .getJsonArray("data")
                .getJsonObject(0)
                .getString("id");
    }

    private static void serve(ApiServer server) {
        JsonObject status = new JsonObject("""
                {"version":"1","startedAt":"2026-03-01T00:00:00Z","epoch":"e","seq":0,"mode":"embedded","sources":[],
                 "parse":{},"demo":{},"market":{},"cache":{},"analytics":{"state":"following"},"totals":{},"live":{}}""");
        JsonObject candles = new JsonObject("""
                {"market":"SOL/USDT","feed":"mock","interval":"1h","listed":null,"from":"2026-03-01T00:00:00Z",
                 "to":"2026-03-02T00:00:00Z","data":[]}""");
        Wait.on(server.vertx.deployVerticle(
                new CacheVerticle(server.bus, Optional.empty(), server.meters, Clock.systemUTC())));
        Wait.on(server.vertx.deployVerticle(new AnalyticsVerticle(
                new AnalyticsVerticle.Pools(server.pool), server.bus, ConfigSamples.CACHE, Clock.systemUTC())));
        Wait.on(server.bus.serve(
                Addresses.STATUS_GET, (StatusAsked q) -> Future.succeededFuture(new StatusBoard(status))));
        Wait.on(server.bus.serve(
                Addresses.CANDLES_GET, (CandlesAsked q) -> Future.succeededFuture(new CandlesFound(candles))));
        Wait.on(server.bus.serve(Addresses.PREVIEW_GET, EveryAnswerTest::preview));
        Wait.on(server.bus.serve(
                Addresses.UPDATE_STORE, (UpdateBrought q) -> Future.succeededFuture(new UpdateStored())));
        Wait.on(server.bus.serve(
                Addresses.PARSE_TEXT,
                (ParseText q) -> Future.succeededFuture(
                        new Parsed(PostKind.NOISE, 1, List.of("nothing in it"), false, List.of()))));
    }

    private static Future<PreviewFound> preview(PreviewAsked asked) {
        return switch (asked.username()) {
            case "known" -> Future.succeededFuture(new PreviewFound(new JsonObject("""
                    {"channel":{"telegramId":"7","username":"known","title":"Known","subscribers":null},"posts":[]}""")));
            case "unknown" -> Future.failedFuture(new DomainException(Failure.NOT_FOUND, "no such page"));
            default -> Future.failedFuture(new DomainException(Failure.UNAVAILABLE, "fewer calls"));
        };
    }

    private static void serveFailures(ApiServer server) {
        RuntimeException bug = new IllegalStateException("planted");
        Wait.on(server.bus.serve(Addresses.CACHE_GET, (CachedQuery q) -> Future.failedFuture(bug)));
        Wait.on(server.bus.serve(Addresses.ANALYTICS_GET, (CachedQuery q) -> Future.failedFuture(bug)));
        Wait.on(server.bus.serve(Addresses.PREVIEW_GET, (PreviewAsked q) -> Future.failedFuture(bug)));
        Wait.on(server.bus.serve(Addresses.UPDATE_STORE, (UpdateBrought q) -> Future.failedFuture(bug)));
        Wait.on(server.bus.serve(Addresses.STATUS_GET, (StatusAsked q) -> Future.failedFuture(bug)));
        Wait.on(server.bus.serve(Addresses.CANDLES_GET, (CandlesAsked q) -> Future.failedFuture(bug)));
        Wait.on(server.bus.serve(Addresses.PARSE_TEXT, (ParseText q) -> Future.failedFuture(bug)));
    }

    @AfterAll
    void stop() {
        List.of(good, broken, closed, away, limited).forEach(ApiServer::close);
    }

    @Test
    void every_operation_gives_every_answer_it_documents_and_no_other() {
        Map<Operation, Future<Integer>> late = halves();
        for (Operation operation : good.contract.openApi().operations()) {
            refusals(operation);
            answers(operation);
        }
        handshakes();
        late.forEach((operation, status) -> seen.add(operation.getOperationId() + " " + Wait.on(status)));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(documented());
    }

    /** All at once, since each is waited for for some seconds. */
    private Map<Operation, Future<Integer>> halves() {
        HalfRequests requests = new HalfRequests(good);
        return good.contract.openApi().operations().stream()
                .filter(operation -> operation.getRequestBody() != null)
                .collect(Collectors.toMap(
                        Function.identity(),
                        operation -> requests.begin(operation.getHttpMethod(), path(operation, known(operation)))));
    }

    private void handshakes() {
        Operation operation = good.contract.openApi().operation("openLiveSocket");
        Map<String, String> hand =
                Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13");
        send(good, operation, "/live/ws", hand);
        Map<String, String> evil = new HashMap<>(hand);
        evil.putAll(Map.of("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "Origin", "https://evil.example"));
        send(good, operation, "/live/ws", evil);
        WebSocketClient sockets = good.vertx.createWebSocketClient();
        Wait.on(sockets.connect(good.port, "127.0.0.1", ApiServer.API + "/live/ws"));
        seen.add("openLiveSocket 101");
        Wait.on(sockets.close());
        new HalfRequests(closed)
                .whileFull(() -> send(closed, operation, "/live/ws", hand).statusCode(), 503);
    }

    private Set<String> documented() {
        return good.contract.openApi().operations().stream()
                .flatMap(o -> o.getOpenAPIModel().getJsonObject("responses").fieldNames().stream()
                        .filter(status -> status.matches("[0-9]+"))
                        .map(status -> o.getOperationId() + " " + status))
                .collect(Collectors.toSet());
    }

    private void refusals(Operation operation) {
        String path = path(operation, known(operation));
        send(good, operation, path + "?nonsense=1", Map.of());
        send(closed, operation, path, Map.of("Authorization", "Bearer x"));
        send(closed, operation, path, Map.of("Authorization", "Bearer " + powerless()));
        send(away, operation, path + query(operation), Map.of());
        send(broken, operation, path + query(operation), Map.of());
        if (operation.getResponse(406) != null) {
            send(good, operation, path, Map.of("Accept", "text/html"));
        }
        if (operation.getRequestBody() != null) {
            send(good, operation, path, Map.of("Content-Type", "text/plain"));
            post(good, operation, path, "{\"title\":\"" + "x".repeat(600_000) + "\"}");
        }
        if (operation.getResponse(404) != null) {
            if (operation.getOperationId().equals("removeDemo")) {
                nothingInvented();
            }
            send(good, operation, path(operation, "unknown") + query(operation).replace("known", "unknown"), Map.of());
        }
        if (operation.getResponse(429) != null) {
            send(limited, operation, path, Map.of());
            send(limited, operation, path, Map.of());
        }
        if (operation.getResponse(422) != null) {
            unusable(operation, path);
        }
        if (operation.getResponse(412) != null) {
            send(good, operation, path, Map.of("If-Match", "W/\"old\""));
            send(good, operation, path, Map.of("If-Match", ""));
        }
    }

    private void answers(Operation operation) {
        String path = path(operation, fresh(operation)) + query(operation);
        HttpResponse<Buffer> answer = send(good, operation, path, Map.of());
        if (answer.getHeader("ETag") != null && operation.getResponse(304) != null) {
            send(good, operation, path, Map.of("If-None-Match", answer.getHeader("ETag")));
        }
        if (operation.getResponse(409) != null) {
            running(operation, path);
        }
        if (operation.getOperationId().equals("takeUpdate")) {
            send(good, operation, path, Map.of(ApiServer.TELEGRAM_HEADER, "wrong"));
            try (ApiServer off = ApiServer.startWithRate(1)) {
                send(off, operation, path, Map.of());
            }
        }
        if (operation.getOperationId().equals("previewChannel")) {
            send(good, operation, path.replace("known", "throttled"), Map.of());
        }
    }

    /** A body that cannot be used, or a key that was used for another one. */
    private void unusable(Operation operation, String path) {
        String body = UNUSABLE.get(operation.getOperationId());
        if (body != null) {
            post(good, operation, path, body);
        } else {
            Map<String, String> key = Map.of("Idempotency-Key", operation.getOperationId());
            String first = BODIES.get(operation.getOperationId());
            fresh(operation);
            send(good, operation, path, key, Buffer.buffer(first));
            send(good, operation, path, key, Buffer.buffer(OTHER_BODIES.get(operation.getOperationId())));
        }
    }

    /** What is asked for while the same is being carried out. */
    private void running(Operation operation, String path) {
        SqlConnection connection = Wait.on(good.pool.getConnection());
        Transaction first = Wait.on(connection.begin());
        Wait.on(new IdempotencyKeys().begin(connection, new Asked("tester", "running", "", Buffer.buffer())));
        send(good, operation, path, Map.of("Idempotency-Key", "running"));
        Wait.on(first.rollback());
        Wait.on(connection.close());
    }

    private JsonObject made(String operation, String path) {
        return good.send(
                        HttpMethod.POST,
                        path,
                        r -> r.bearerTokenAuthentication(good.token(io.signalroom.security.Scope.ADMIN))
                                .putHeader("Content-Type", "application/json"),
                        Buffer.buffer(BODIES.get(operation)))
                .bodyAsJsonObject();
    }

    private String known(Operation operation) {
        String path = operation.getOpenAPIPath();
        if (path.startsWith("/channels")) {
            return CHANNEL_ID;
        }
        return path.startsWith("/webhooks") ? webhookId : path.startsWith("/imports") ? importId : signalId;
    }

    /** A deletion needs a thing of its own. */
    private String fresh(Operation operation) {
        return switch (operation.getOperationId()) {
            case "revokeKey" -> made("createKey", "/auth/keys").getString("id");
            case "deleteWebhook" -> made("createWebhook", "/webhooks").getString("id");
            case "deleteSignal" ->
                good.post("/signals", new JsonObject(SIGNAL)).bodyAsJsonObject().getString("id");
            case "removeDemo" -> invented();
            case "startDemo" -> nothingInvented();
            default -> known(operation);
        };
    }

    private String nothingInvented() {
        Wait.on(good.pool
                .query("DELETE FROM channel WHERE origin = 'demo'; DELETE FROM load_progress")
                .execute());
        return "";
    }

    /** The id of a channel of the demo. */
    private String invented() {
        Wait.on(good.pool
                .query(
                        "INSERT INTO channel (id, title, origin, source) VALUES (7, 'Invented', 'demo', 'demo') ON CONFLICT DO NOTHING")
                .execute());
        return "7";
    }

    private static String path(Operation operation, String id) {
        return operation.getOpenAPIPath().replace("{id}", id).replace("{symbol}", "SOL");
    }

    private static String query(Operation operation) {
        String query = QUERIES.get(operation.getOperationId());
        return query == null ? "" : "?" + query;
    }

    private static String powerless() {
        long now = Instant.now().getEpochSecond();
        return HandMadeToken.sign(
                "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8),
                new JsonObject().put("typ", "JWT").put("alg", "HS256"),
                new JsonObject()
                        .put("iss", "signalroom")
                        .put("aud", "signalroom-api")
                        .put("sub", "nobody")
                        .put("scope", "none")
                        .put("iat", now)
                        .put("exp", now + 60));
    }

    private HttpResponse<Buffer> send(ApiServer server, Operation operation, String path, Map<String, String> headers) {
        String body = operation.getOperationId().equals("createToken")
                ? keyBody
                : BODIES.getOrDefault(operation.getOperationId(), SIGNAL);
        return send(server, operation, path, headers, operation.getRequestBody() == null ? null : Buffer.buffer(body));
    }

    private void post(ApiServer server, Operation operation, String path, String body) {
        send(server, operation, path, Map.of(), Buffer.buffer(body));
    }

    private HttpResponse<Buffer> send(
            ApiServer server, Operation operation, String path, Map<String, String> headers, Buffer body) {
        HttpResponse<Buffer> response = server.send(
                operation.getHttpMethod(),
                path,
                request -> {
                    request.bearerTokenAuthentication(server.token(io.signalroom.security.Scope.ADMIN));
                    if (body != null) {
                        request.putHeader("Content-Type", "application/json");
                    }
                    if (operation.getResponse(412) != null) {
                        request.putHeader("If-Match", "*");
                    }
                    if (operation.getOperationId().equals("takeUpdate")) {
                        request.putHeader(ApiServer.TELEGRAM_HEADER, ApiServer.TELEGRAM_SECRET);
                    }
                    headers.forEach((name, value) -> {
                        if (value.isEmpty()) {
                            request.headers().remove(name);
                        } else {
                            request.putHeader(name, value);
                        }
                    });
                    return request;
                },
                body);
        seen.add(operation.getOperationId() + " " + response.statusCode());
        return response;
    }
}
