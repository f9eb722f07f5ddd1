package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Texts judged by the real parser. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParseApiTest {
    private static final String CALL = "LONG SOL/USDT\nEntry 182 - 184.5\nTP 191.5, 198\nSL 176.9";
    private ApiServer server;
    private ApiServer limited;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        limited = ApiServer.startLimited(3);
        for (ApiServer each : new ApiServer[] {server, limited}) {
            Wait.on(each.vertx.deployVerticle(
                    new ParserVerticle(each.pool, each.bus, new SignalParser()::parse, 0.5, each.meters)));
        }
    }

    @AfterAll
    void stop() {
        server.close();
        limited.close();
    }

    private static HttpResponse<Buffer> ask(ApiServer server, JsonObject body) {
        return server.send(
                HttpMethod.POST, "/parse", r -> r.putHeader("Content-Type", "application/json"), body.toBuffer());
    }

    private HttpResponse<Buffer> ask(String text) {
        return ask(server, new JsonObject().put("text", text));
    }

    @Test
    void a_call_is_read_with_the_place_of_every_value_and_nothing_is_stored() {
        HttpResponse<Buffer> response = ask("🚀 " + CALL);
        JsonObject judgement = response.bodyAsJsonObject();
        assertThat(judgement.getString("kind")).isEqualTo("trade_signal");
        assertThat(judgement.getBoolean("review")).isFalse();
        assertThat(judgement.getJsonArray("reasons")).isNotEmpty();
        JsonObject signal = judgement.getJsonArray("signals").getJsonObject(0);
        assertThat(signal.getJsonArray("targets")).containsExactly("191.5", "198");
        assertThat(signal.getJsonArray("spans").stream()
                        .map(JsonObject.class::cast)
                        .filter(s -> s.getString("field").equals("targets"))
                        .map(s -> ("🚀 " + CALL).substring(s.getInteger("start"), s.getInteger("end"))))
                .containsExactly("191.5", "198");
        assertThat(server.get("/signals").bodyAsJsonObject().getJsonArray("data"))
                .isEmpty();
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getHeader("ETag")).isNull();
    }

    @Test
    void an_answer_takes_the_coin_of_the_text_it_answers() {
        JsonObject alone = ask("TP1 ✅").bodyAsJsonObject();
        assertThat(alone.getJsonArray("signals").stream().map(s -> ((JsonObject) s).getString("symbol")))
                .doesNotContain("SOL");
        JsonObject answer = ask(server, new JsonObject().put("text", "TP1 ✅").put("replyTo", CALL))
                .bodyAsJsonObject();
        JsonObject signal = answer.getJsonArray("signals").getJsonObject(0);
        assertThat(signal.getString("symbol")).isEqualTo("SOL");
        assertThat(signal.getString("event")).isEqualTo("TARGET_HIT");
    }

    @Test
    void noise_has_no_signals() {
        JsonObject noise = ask("good morning everyone").bodyAsJsonObject();
        assertThat(noise.getString("kind")).isEqualTo("noise");
        assertThat(noise.getJsonArray("signals")).isEmpty();
        assertThat(noise.getBoolean("review")).isFalse();
    }

    @Test
    void an_answer_to_noise_is_read_alone() {
        JsonObject body = new JsonObject().put("text", CALL).put("replyTo", "good morning");
        assertThat(ask(server, body).bodyAsJsonObject().getString("kind")).isEqualTo("trade_signal");
    }

    @Test
    void the_longest_text_is_taken_in_the_longest_spelling_and_one_more_is_not() {
        String longest = "я".repeat(65_536);
        JsonObject body = new JsonObject().put("text", longest).put("replyTo", longest);
        assertThat(ask(server, body).statusCode()).isEqualTo(200);
        assertThat(ask(longest + "я").statusCode()).isEqualTo(400);
        assertThat(ask("").statusCode()).isEqualTo(400);
        assertThat(ask("x".repeat(600_000)).statusCode()).isEqualTo(413);
        assertThat(server.post("/signals", new JsonObject().put("text", "x".repeat(66_000)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void characters_that_cannot_be_stored_are_refused_as_for_a_signal() {
        String nul = CALL + "\u0000";
        HttpResponse<Buffer> refused = ask(nul);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.bodyAsJsonObject().getJsonArray("errors"))
                .isEqualTo(server.post("/signals", new JsonObject().put("text", nul))
                        .bodyAsJsonObject()
                        .getJsonArray("errors"));
    }

    @Test
    void a_client_that_asks_too_often_is_told_when_to_come_back() {
        JsonObject body = new JsonObject().put("text", "hello");
        for (int left = 2; left >= 0; left--) {
            HttpResponse<Buffer> taken = ask(limited, body);
            assertThat(taken.statusCode()).isEqualTo(200);
            assertThat(taken.getHeader("RateLimit-Policy")).endsWith(", \"parse\";q=3;w=60");
            assertThat(taken.getHeader("RateLimit")).contains(", \"parse\";r=" + left + ";t=");
            assertThat(taken.getHeader("X-RateLimit-Limit")).isEqualTo("3");
        }
        HttpResponse<Buffer> refused = ask(limited, body);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.bodyAsJsonObject().getString("code")).isEqualTo("too_many_requests");
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(15, 20);
        assertThat(refused.getHeader("RateLimit")).contains(", \"parse\";r=0;t=");
        assertThat(limited.meters
                        .counter("signalroom.rate.refused", "policy", "parse")
                        .count())
                .isEqualTo(1);
        assertThat(limited.get("/signals").statusCode()).isEqualTo(200);
    }
}
