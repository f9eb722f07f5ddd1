package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.security.Scope;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes with an Idempotency-Key happens once. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private static final JsonObject SOL = new JsonObject("""
            {"kind":"trade_signal","symbol":"SOL","side":"LONG","entries":["182"],"targets":["191"],"stopLoss":"176"}""");
    private ApiServer server;
    private String parser;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        start(server);
    }

    private void start(ApiServer with) {
        parser = Wait.on(with.vertx.deployVerticle(
                new ParserVerticle(with.pool, with.bus, new SignalParser()::parse, 0.5, with.meters)));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<Buffer> post(String path, String token, String key, JsonObject body) {
        return server.send(
                HttpMethod.POST,
                path,
                r -> r.bearerTokenAuthentication(token)
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Idempotency-Key", key),
                body.toBuffer());
    }

    private HttpResponse<Buffer> post(String key, JsonObject body) {
        return post("/signals", server.token(Scope.WRITE), key, body);
    }

    private static JsonObject of(String symbol) {
        return SOL.copy().put("symbol", symbol);
    }

    private int stored(String symbol) {
        return server.get("/signals?token=" + symbol)
                .bodyAsJsonObject()
                .getJsonArray("data")
                .size();
    }

    @Test
    void the_same_again_gives_the_same_answer_and_makes_nothing() {
        HttpResponse<Buffer> first = post("a", of("AAA"));
        HttpResponse<Buffer> again = post("a", of("AAA"));
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.getHeader("Idempotent-Replayed")).isNull();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.getHeader("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.getHeader("Location")).isEqualTo(first.getHeader("Location"));
        assertThat(stored("AAA")).isEqualTo(1);
        assertThat(post("other", of("AAA")).statusCode()).isEqualTo(201);
        assertThat(stored("AAA")).isEqualTo(2);
    }

    @Test
    void another_body_or_place_is_refused() {
        assertThat(post("b", of("BBB")).statusCode()).isEqualTo(201);
        assertThat(post("b", of("BBC")).statusCode()).isEqualTo(422);
        JsonObject channel = new JsonObject().put("title", "Room");
        assertThat(post("/channels", server.token(Scope.WRITE), "b", channel).statusCode())
                .isEqualTo(422);
        assertThat(stored("BBC")).isZero();
    }

    @Test
    void the_keys_of_one_caller_are_not_those_of_another() {
        String other = server.jwt.issue("somebody", Set.of(Scope.WRITE), Duration.ofMinutes(5));
        assertThat(post("c", of("CCC")).statusCode()).isEqualTo(201);
        assertThat(post("/signals", other, "c", of("CCD")).statusCode()).isEqualTo(201);
    }

    @Test
    void many_at_once_make_one() {
        List<Future<HttpResponse<Buffer>>> all = IntStream.range(0, 20)
                .mapToObj(i -> server.client
                        .post(ApiServer.API + "/signals")
                        .bearerTokenAuthentication(server.token(Scope.WRITE))
                        .putHeader("Idempotency-Key", "d")
                        .sendJsonObject(of("DDD")))
                .toList();
        Wait.on(Future.all(all));
        assertThat(all).allMatch(f -> Set.of(201, 409).contains(f.result().statusCode()));
        assertThat(all.stream()
                        .filter(f -> f.result().statusCode() == 201)
                        .map(f -> f.result().bodyAsString())
                        .distinct())
                .hasSize(1);
        assertThat(post("d", of("DDD")).getHeader("Idempotent-Replayed")).isEqualTo("true");
        assertThat(stored("DDD")).isEqualTo(1);
    }

    @Test
    void what_failed_may_be_tried_again_with_the_same_key() {
        assertThat(post("e", new JsonObject().put("text", "good morning")).statusCode())
                .isEqualTo(422);
        assertThat(post("e", of("EEE")).statusCode()).isEqualTo(201);
        assertThat(stored("EEE")).isEqualTo(1);
    }

    @Test
    void a_text_is_not_read_again_for_an_answer_that_was_given() {
        JsonObject text = new JsonObject().put("text", "LONG TXT/USDT\nEntry 182\nTP 191.5\nSL 176.9");
        HttpResponse<Buffer> first = post("j", text);
        assertThat(first.statusCode()).as(first.bodyAsString()).isEqualTo(201);
        Wait.on(server.vertx.undeploy(parser));
        HttpResponse<Buffer> again = post("j", text);
        start(server);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void a_key_is_forgotten_after_a_day() {
        assertThat(post("f", of("FFF")).statusCode()).isEqualTo(201);
        Wait.on(server.pool
                .query("UPDATE idempotency_key SET created_at = now() - interval '24 hours 1 second' WHERE key = 'f'")
                .execute());
        HttpResponse<Buffer> later = post("f", of("FFG"));
        assertThat(later.statusCode()).isEqualTo(201);
        assertThat(later.getHeader("Idempotent-Replayed")).isNull();
        assertThat(post("f", of("FFG")).getHeader("Idempotent-Replayed")).isEqualTo("true");
        Wait.on(server.pool
                .query("UPDATE idempotency_key SET created_at = now() - interval '25 hours' WHERE key = 'f'")
                .execute());
        assertThat(post("g", of("GGG")).statusCode()).isEqualTo(201);
        assertThat(Wait.on(server.pool
                                .query("SELECT 1 FROM idempotency_key WHERE key = 'f'")
                                .execute())
                        .size())
                .isZero();
    }

    @Test
    void a_channel_is_made_once_as_well() {
        JsonObject channel = new JsonObject().put("title", "Once").put("username", "once_only");
        HttpResponse<Buffer> first = post("/channels", server.token(Scope.WRITE), "h", channel);
        HttpResponse<Buffer> again = post("/channels", server.token(Scope.WRITE), "h", channel);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(post("/channels", server.token(Scope.WRITE), "i", channel).statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_key_that_is_none_is_pointed_at() {
        HttpResponse<Buffer> tooLong = post("k".repeat(256), of("HHH"));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.bodyAsJsonObject()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo("/header/Idempotency-Key");
        assertThat(post("a\tb", of("HHH")).statusCode()).isEqualTo(400);
    }
}
