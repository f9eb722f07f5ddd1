package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.ReadyAnswer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsApiTest {
    private final AtomicReference<CachedQuery> asked = new AtomicReference<>();
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.startWithoutDatabase();
        JsonObject answer = example();
        Wait.on(server.bus.serve(Addresses.CACHE_GET, (CachedQuery query) -> {
            asked.set(query);
            return Future.succeededFuture(
                    ReadyAnswer.of(new CachedAnswer(answer.toBuffer(), Instant.now(), Duration.ofMinutes(1), 1)));
        }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonObject example() {
        return ApiContract.parse(server.contract.source())
                .getJsonObject("paths")
                .getJsonObject("/analytics/patterns")
                .getJsonObject("get")
                .getJsonObject("responses")
                .getJsonObject("200")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("example");
    }

    /** The server's client holds every answer against the contract. */
    @Test
    void the_example_of_the_contract_is_an_answer_by_the_contract() {
        assertThat(server.get("/analytics/patterns").bodyAsJsonObject()).isEqualTo(example());
    }

    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; {'limit':50}",
                "?kind=Consensus,burst,burst&limit=7; {'kind':['burst','consensus'],'limit':7}",
                "?token=sol,BTC&limit=50; {'limit':50,'token':['BTC','SOL']}",
                "?origin=imported&minScore=50; {'limit':50,'minScore':50.0,'origin':['imported']}"
            })
    @ParameterizedTest
    void equal_questions_are_spelt_the_same(String query, String expected) {
        server.get("/analytics/patterns" + query);
        assertThat(asked.get().operation()).isEqualTo("getPatterns");
        assertThat(asked.get().parameters()).isEqualTo(new JsonObject(expected.replace('\'', '"')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind=pump",
                "kind=burst&kind=consensus",
                "limit=0",
                "limit=201",
                "minScore=101",
                "minScore=x",
                "token=",
                "channel=a b",
                "symbol=SOL"
            })
    void a_wrong_question_never_reaches_the_analytics(String query) {
        assertThat(server.get("/analytics/patterns?" + query.replace(" ", "%20"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(asked.get()).isNull();
    }
}
