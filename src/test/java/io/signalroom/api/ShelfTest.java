package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.AnswersOvertaken;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.bus.message.ReadyAnswer.Standing;
import io.signalroom.bus.message.ReadyBytes;
import io.signalroom.security.Scope;
import io.signalroom.testing.Room;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shelf answers cannot be told from what the router answers, and is not answered longer than allowed. */
class ShelfTest {
    private static final String PATH = "/analytics/historical?from=-7d";
    private static final Duration LONG = Duration.ofMinutes(1);
    private final AtomicInteger asked = new AtomicInteger();
    private ApiServer server;

    @BeforeEach
    void start() {
        use(ApiServer.start(), LONG, Standing.MISS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A cache whose answers may be sent again for so long, and tell how often it was asked. */
    private void use(ApiServer other, Duration lease, Standing standing) {
        if (server != null) {
            server.close();
        }
        server = other;
        Wait.on(server.bus.serve(Addresses.CACHE_GET, (CachedQuery query) -> {
            Instant now = Instant.now();
            JsonObject body = body(asked.incrementAndGet());
            return Future.succeededFuture(
                    new ReadyAnswer(ReadyBytes.of(body.toBuffer()), now, now.plus(lease), standing, 1));
        }));
    }

    private static JsonObject body(int n) {
        JsonArray tokens = new JsonArray();
        for (int i = 0; i < 10; i++) { // as many as the contract allows, with names that make the answer worth a gzip
            tokens.add(new JsonObject("{\"signals\":3,\"bullish\":1,\"bearish\":2,\"channels\":1}")
                    .put("symbol", "SOL".repeat(20)));
        }
        return Samples.historical(n).put("tokens", tokens);
    }

    private static int number(HttpResponse<Buffer> response) {
        return response.bodyAsJsonObject().getJsonObject("summary").getInteger("signals");
    }

    private HttpResponse<Buffer> ask(UnaryOperator<HttpRequest<Buffer>> with) {
        return server.send(HttpMethod.GET, PATH, with::apply, null);
    }

    private double served() {
        return server.meters.counter("signalroom.cache", "result", "shelf").count();
    }

    @Test
    void the_second_request_is_answered_with_the_same_headers_without_asking_the_cache() {
        UnaryOperator<HttpRequest<Buffer>> browser =
                r -> r.putHeader("Origin", "https://charts.example").putHeader("X-Request-Id", "mine");
        HttpResponse<Buffer> first = ask(browser);
        HttpResponse<Buffer> second = ask(browser);
        assertThat(number(second)).isEqualTo(1);
        assertThat(asked).hasValue(1);
        assertThat(served()).isEqualTo(1);
        assertThat(first.getHeader("X-Cache")).isEqualTo("MISS");
        assertThat(second.getHeader("X-Cache")).isEqualTo("HIT");
        Set<String> names = new HashSet<>(first.headers().names());
        assertThat(names.removeIf(name -> name.contains("RateLimit"))).isTrue(); // what costs nothing is not counted
        assertThat(second.headers().names()).containsExactlyInAnyOrderElementsOf(names);
        for (String name : names) {
            if (!name.equalsIgnoreCase("X-Cache") && !name.equalsIgnoreCase("Age")) {
                assertThat(second.headers().getAll(name))
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(first.headers().getAll(name));
            }
        }
        assertThat(second.getHeader("X-Request-Id")).isEqualTo("mine");
        assertThat(second.headers().getAll("Vary")).containsExactlyInAnyOrder("origin", "accept-encoding");
        assertThat(Integer.parseInt(second.getHeader("Age"))).isBetween(0, 10);
    }

    @Test
    void each_request_has_an_id_of_its_own() {
        assertThat(ask(r -> r).getHeader("X-Request-Id"))
                .isNotEqualTo(ask(r -> r).getHeader("X-Request-Id"));
        assertThat(served()).isEqualTo(1);
    }

    @Test
    void what_the_cache_takes_back_is_asked_for_again() {
        assertThat(number(ask(r -> r))).isEqualTo(1);
        server.bus.publishLocal(Addresses.ANSWERS_OVERTAKEN, new AnswersOvertaken("b3f1", 2));
        // an event loop of its own hears of it
        Room.eventually(server.vertx, Duration.ofMillis(700), () -> number(ask(r -> r)) == 2);
    }

    @Test
    void nothing_is_kept_after_its_lease() {
        use(ApiServer.start(), Duration.ZERO, Standing.HIT);
        assertThat(number(ask(r -> r))).isEqualTo(1);
        assertThat(number(ask(r -> r))).isEqualTo(2);
        assertThat(served()).isZero();
    }

    @Test
    void a_stale_answer_stays_stale() {
        use(ApiServer.start(), LONG, Standing.STALE);
        assertThat(ask(r -> r).getHeader("X-Cache")).isEqualTo("STALE");
        assertThat(ask(r -> r).getHeader("X-Cache")).isEqualTo("STALE");
        assertThat(served()).isEqualTo(1);
    }

    @Test
    void who_has_the_answer_is_told_so() {
        String tag = ask(r -> r).getHeader("ETag");
        HttpResponse<Buffer> again = ask(r -> r.putHeader("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isNull();
        assertThat(again.getHeader("ETag")).isEqualTo(tag);
        assertThat(ask(r -> r.putHeader("If-None-Match", "W/\"another\"")).statusCode())
                .isEqualTo(200);
        assertThat(asked).hasValue(1);
    }

    @CsvSource({"gzip, true", "'br, gzip;q=0.5', true", "gzip;q=0, false", "br, false"})
    @ParameterizedTest
    void who_takes_gzip_gets_the_bytes_that_lie_ready_and_they_are_compressed_once(String accepted, boolean gzip)
            throws IOException {
        for (int i = 0; i < 2; i++) { // from the router, then from the shelf
            HttpResponse<Buffer> response = Wait.on(server.client
                    .get(ApiServer.API + PATH)
                    .putHeader("Accept-Encoding", accepted)
                    .send());
            assertThat(response.headers().getAll("Content-Encoding").contains("gzip"))
                    .isEqualTo(gzip);
            Buffer body = gzip ? inflated(response.body()) : response.body();
            assertThat(body).isEqualTo(body(1).toBuffer());
            assertThat(response.getHeader("Content-Length"))
                    .isEqualTo(String.valueOf(response.body().length()));
            assertThat(response.headers().getAll("Vary")).contains("accept-encoding");
        }
        assertThat(served()).isEqualTo(1);
    }

    private static Buffer inflated(Buffer gzip) throws IOException {
        return Buffer.buffer(new GZIPInputStream(new ByteArrayInputStream(gzip.getBytes())).readAllBytes());
    }

    @Test
    void head_is_answered_like_get_without_the_body() {
        HttpResponse<Buffer> get = ask(r -> r);
        HttpResponse<Buffer> head = Wait.on(
                server.client.request(HttpMethod.HEAD, ApiServer.API + PATH).send());
        assertThat(served()).isEqualTo(1);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isNull();
        assertThat(head.getHeader("Content-Length")).isEqualTo(get.getHeader("Content-Length"));
        assertThat(head.getHeader("ETag")).isEqualTo(get.getHeader("ETag"));
    }

    @Test
    void a_bad_token_is_refused_although_nobody_needs_one() {
        ask(r -> r);
        assertThat(ask(r -> r.bearerTokenAuthentication("bad")).statusCode()).isEqualTo(401);
        assertThat(ask(r -> r.bearerTokenAuthentication(server.token(Scope.READ)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(served()).isZero();
    }

    @Test
    void another_type_is_refused() {
        ask(r -> r);
        assertThat(ask(r -> r.putHeader("Accept", "text/html")).statusCode()).isEqualTo(406);
        assertThat(ask(r -> r.putHeader("Accept", "text/html, */*;q=0.1")).statusCode())
                .isEqualTo(200);
        assertThat(served()).isEqualTo(1);
    }

    @Test
    void where_reading_is_closed_each_request_shows_its_token() {
        use(ApiServer.startClosed(), LONG, Standing.HIT);
        String token = server.token(Scope.READ);
        assertThat(ask(r -> r.bearerTokenAuthentication(token)).statusCode()).isEqualTo(200);
        assertThat(ask(r -> r).statusCode()).isEqualTo(401);
        assertThat(ask(r -> r.bearerTokenAuthentication(token)).statusCode()).isEqualTo(200);
        assertThat(asked).hasValue(2);
        assertThat(served()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/analytics/historical?from=-7d&nonsense=1", "/analytics/historical?from=-8d"})
    void another_address_is_another_question(String other) {
        ask(r -> r);
        server.get(other);
        assertThat(served()).isZero();
    }

    @Test
    void other_methods_pass_by() {
        ask(r -> r);
        HttpResponse<Buffer> response = Wait.on(
                server.client.request(HttpMethod.DELETE, ApiServer.API + PATH).send());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(served()).isZero();
    }

    @Test
    void of_very_many_addresses_the_oldest_are_given_up() {
        for (int i = 1; i <= 300; i++) {
            server.get("/analytics/historical?from=-" + i + "m");
        }
        server.get("/analytics/historical?from=-300m");
        assertThat(served()).isEqualTo(1);
        server.get("/analytics/historical?from=-1m");
        assertThat(served()).isEqualTo(1);
        assertThat(asked).hasValue(301);
    }
}
