package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.bus.message.ReadyBytes;
import io.signalroom.bus.message.StatusAsked;
import io.signalroom.bus.message.StatusBoard;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsAndStatusTest {
    private static final Buffer BODY = Samples.historical(3).toBuffer();
    private final AtomicReference<CachedQuery> asked = new AtomicReference<>();
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.startWithoutDatabase();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void cache(Function<CachedQuery, Future<ReadyAnswer>> answer) {
        Wait.on(server.bus.serve(Addresses.CACHE_GET, answer));
    }

    private Future<ReadyAnswer> answer(CachedQuery query, ReadyAnswer.Standing standing, int age) {
        asked.set(query);
        Instant computedAt = Instant.now().minusSeconds(age);
        return Future.succeededFuture(new ReadyAnswer(ReadyBytes.of(BODY), computedAt, computedAt, standing, 1));
    }

    @Test
    void an_answer_of_the_cache_says_that_and_its_age() {
        cache(q -> answer(q, ReadyAnswer.Standing.HIT, 42));
        HttpResponse<Buffer> response = server.get("/analytics/historical");
        assertThat(response.body()).isEqualTo(BODY);
        assertThat(response.getHeader("X-Cache")).isEqualTo("HIT");
        assertThat(response.getHeader("Age")).isIn("42", "43");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("private, no-cache");
        HttpResponse<Buffer> again = server.get("/analytics/historical", "If-None-Match", response.getHeader("ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.getHeader("X-Cache")).isEqualTo("HIT");
    }

    @Test
    void without_a_cache_the_analytics_are_asked() {
        Wait.on(server.bus.serve(
                Addresses.ANALYTICS_GET,
                (CachedQuery q) ->
                        Future.succeededFuture(new CachedAnswer(BODY, Instant.now(), Duration.ofMinutes(5), 1))));
        HttpResponse<Buffer> response = server.get("/analytics/historical");
        assertThat(response.getHeader("X-Cache")).isEqualTo("MISS");
        assertThat(response.getHeader("Age")).isEqualTo("0");
    }

    @Test
    void a_cache_that_cannot_answer_is_not_passed_by() {
        cache(q -> Future.failedFuture(new DomainException(Failure.UNAVAILABLE, "Not now.")));
        Wait.on(server.bus.serve(Addresses.ANALYTICS_GET, (CachedQuery q) -> answer(q, ReadyAnswer.Standing.MISS, 0)));
        assertThat(server.get("/analytics/historical").statusCode()).isEqualTo(503);
        assertThat(asked.get()).isNull();
    }

    @Test
    void without_either_it_is_unavailable_and_says_when_to_try_again() {
        HttpResponse<Buffer> response = server.get("/analytics/historical");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
    }

    @Test
    void a_cache_that_breaks_is_a_fault_with_an_incident_and_without_its_text() {
        cache(q -> Future.failedFuture(new IllegalStateException("a secret")));
        HttpResponse<Buffer> response = server.get("/analytics/historical");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.bodyAsString()).doesNotContain("secret").contains("incident");
    }

    @Test
    void what_the_analytics_refuse_is_refused() {
        cache(q -> Future.failedFuture(new DomainException(Failure.INVALID_REQUEST, "Not that far.")));
        assertThat(server.get("/analytics/historical").bodyAsJsonObject().getString("detail"))
                .isEqualTo("Not that far.");
    }

    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; {'bucket':'hour','from':'-24h'}",
                "?from=-1d; {'bucket':'hour','from':'-24h'}",
                "?from=-1440m&bucket=hour; {'bucket':'hour','from':'-24h'}",
                "?from=-90m; {'bucket':'hour','from':'-90m'}",
                "?from=-31d; {'bucket':'hour','from':'-744h'}",
                "?from=-32d; {'bucket':'day','from':'-768h'}",
                "?from=-32d&bucket=day; {'bucket':'day','from':'-768h'}",
                "?from=2026-03-01T02:00:00%2B02:00&to=2026-03-02T00:00:00.000Z;"
                        + "{'bucket':'hour','from':'2026-03-01T00:00:00Z','to':'2026-03-02T00:00:00Z'}",
                "?origin=Imported; {'bucket':'hour','from':'-24h','origin':['imported']}",
                "?origin=imported,demo&kind=listing,listing; "
                        + "{'bucket':'hour','from':'-24h','origin':['demo','imported'],'kind':['listing']}",
                "?token=sol,BTC&side=short,Sell&bucket=week; "
                        + "{'bucket':'week','from':'-24h','token':['BTC','SOL'],'direction':[-1]}"
            })
    @ParameterizedTest
    void equal_questions_are_spelt_the_same(String query, String expected) {
        cache(q -> answer(q, ReadyAnswer.Standing.MISS, 0));
        server.get("/analytics/historical" + query);
        assertThat(asked.get().operation()).isEqualTo("getHistorical");
        assertThat(asked.get().parameters()).isEqualTo(new JsonObject(expected.replace('\'', '"')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucket=month",
                "from=x",
                "from=-0h",
                "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
                "from=-5000d",
                "bucket=day&from=-9000d",
                "bucket=hour&from=-32d",
                "origin=demo,everywhere",
                "to=2020-01-01T00:00:00Z",
                "origin=all",
                "symbol=SOL"
            })
    void a_wrong_question_never_reaches_the_analytics(String query) {
        cache(q -> answer(q, ReadyAnswer.Standing.MISS, 0));
        assertThat(server.get("/analytics/historical?" + query).statusCode()).isEqualTo(400);
        assertThat(asked.get()).isNull();
    }

    @Test
    void the_status_is_what_the_board_says() {
        JsonObject status = new JsonObject("""
                {"version":"0.1","startedAt":"2026-03-01T00:00:00Z","epoch":"b3f1","seq":7,"mode":"embedded",
                 "parse":{"backlog":0,"oldestSeconds":0.5},"demo":{"state":"none","done":0,"total":0},
                 "market":{"feed":"binance","state":"filling","detail":"","markets":2,"missing":1,"behind":90},
                 "cache":{"state":"on"},"analytics":{"state":"following"},"totals":{"channels":1,"messages":2,"signals":3},"live":{"sockets":0}}""")
                .put(
                        "sources",
                        new JsonArray()
                                .add(new JsonObject("{\"id\":\"mock\",\"kind\":\"mock\",\"state\":\"reading\"}")));
        Wait.on(server.bus.serve(
                Addresses.STATUS_GET, (StatusAsked q) -> Future.succeededFuture(new StatusBoard(status))));
        assertThat(server.get("/status").bodyAsJsonObject()).isEqualTo(status);
    }

    @Test
    void without_a_board_the_status_is_unavailable() {
        assertThat(server.get("/status").statusCode()).isEqualTo(503);
    }
}
