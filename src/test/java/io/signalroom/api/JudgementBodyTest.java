package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
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

/** What a judgement may say. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgementBodyTest {
    private ApiServer server;
    private String call;
    private String update;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        SignalFields coinless = SignalFields.builder()
                .event(SignalEvent.TARGET_HIT)
                .targetIndex(1)
                .build();
        server.witness(
                Samples.HARBOR,
                Samples.post(Samples.HARBOR, 1, Samples.NOON, "SOL"),
                Samples.trade("SOL", Side.LONG, 0.9),
                new ParsedSignal(PostKind.SIGNAL_UPDATE, coinless, List.of(), 0.8));
        call = idOf("trade_signal");
        update = idOf("signal_update");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String idOf(String kind) {
        return server.get("/signals?kind=" + kind)
                .bodyAsJsonObject()
                .getJsonArray("data")
                .getJsonObject(0)
                .getString("id");
    }

    private HttpResponse<Buffer> judge(String id, String body) {
        return server.send(
                HttpMethod.PATCH,
                "/signals/" + id,
                r -> r.bearerTokenAuthentication(server.token(Scope.WRITE))
                        .putHeader("Content-Type", "application/json")
                        .putHeader("If-Match", "*"),
                Buffer.buffer(body));
    }

    private static List<String> pointers(HttpResponse<Buffer> response) {
        return response.bodyAsJsonObject().getJsonArray("errors").stream()
                .map(e -> ((JsonObject) e).getString("pointer"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; /body",
                "{\"verdict\":\"perhaps\"}; /body/verdict",
                "{\"verdict\":\"reject\",\"why\":\"x\"}; /body/why",
                "{\"verdict\":\"correct\",\"fields\":[]}; /body/fields",
                "{\"verdict\":\"correct\",\"kind\":\"noise\"}; /body/kind",
                "{\"verdict\":\"correct\",\"fields\":{\"entry\":[\"1\"]}}; /body/fields/entry",
                "{\"verdict\":\"correct\",\"fields\":{\"entries\":\"1\"}}; /body/fields/entries",
                "{\"verdict\":\"correct\",\"fields\":{\"entries\":[\"1\",\"0\"]}}; /body/fields/entries/1",
                "{\"verdict\":\"correct\",\"fields\":{\"entries\":[null]}}; /body/fields/entries/0",
                "{\"verdict\":\"correct\",\"fields\":{\"stopLoss\":\"0.000\"}}; /body/fields/stopLoss",
                "{\"verdict\":\"correct\",\"fields\":{\"stopLoss\":\"-1\"}}; /body/fields/stopLoss",
                "{\"verdict\":\"correct\",\"fields\":{\"stopLoss\":1}}; /body/fields/stopLoss",
                "{\"verdict\":\"correct\",\"fields\":{\"newStop\":\"0\"}}; /body/fields/newStop",
                "{\"verdict\":\"correct\",\"fields\":{\"side\":\"UP\"}}; /body/fields/side",
                "{\"verdict\":\"correct\",\"fields\":{\"leverage\":\"5\"}}; /body/fields/leverage",
                "{\"verdict\":\"correct\",\"fields\":{\"symbol\":\"A B\"}}; /body/fields/symbol",
                "{\"verdict\":\"confirm\",\"note\":\"\"}; /body/note",
                "{\"verdict\":\"confirm\",\"note\":\"a\\u0000\"}; /body/note"
            })
    void a_wrong_value_is_pointed_at(String body, String pointer) {
        HttpResponse<Buffer> response = judge(call, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(pointers(response)).anyMatch(p -> p.startsWith(pointer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"verdict\":\"correct\"}; /body/fields",
                "{\"verdict\":\"correct\",\"fields\":{}}; /body/fields",
                "{\"verdict\":\"confirm\",\"kind\":\"listing\"}; /body/kind",
                "{\"verdict\":\"reject\",\"fields\":{\"symbol\":\"ETH\"}}; /body/fields",
                "{\"verdict\":\"correct\",\"fields\":{\"event\":\"CLOSED\"}}; /body/fields/event",
                "{\"verdict\":\"correct\",\"fields\":{\"stage\":\"REVEAL\",\"chain\":\"TON\"}}; /body/fields/stage,/body/fields/chain",
                "{\"verdict\":\"correct\",\"fields\":{\"symbol\":null,\"side\":null}}; /body/fields/symbol,/body/fields/side",
                "{\"verdict\":\"correct\",\"fields\":{\"symbol\":\"W\u0301IF\"}}; /body/fields/symbol",
                "{\"verdict\":\"correct\",\"fields\":{\"symbol\":\"\u0412\u0422\u0421\"}}; /body/fields/symbol",
                "{\"verdict\":\"correct\",\"kind\":\"signal_update\"}; /body/fields/event",
                "{\"verdict\":\"correct\",\"kind\":\"listing\",\"fields\":{\"event\":\"CLOSED\"}}; /body/fields/event",
                "{\"verdict\":\"correct\",\"kind\":\"pump_alert\",\"fields\":{\"event\":\"LISTED\"}}; /body/fields/event,/body/fields/stage"
            })
    void what_does_not_belong_together_is_refused(String body, String expected) {
        HttpResponse<Buffer> response = judge(call, body);
        assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(422);
        assertThat(String.join(",", pointers(response))).isEqualTo(expected);
        assertThat(server.get("/signals/" + call).bodyAsJsonObject().getJsonArray("judgements"))
                .hasSize(1);
    }

    @Test
    void the_longest_note_is_taken_and_one_letter_more_is_not() {
        assertThat(judge(update, "{\"verdict\":\"confirm\",\"note\":\"" + "я".repeat(500) + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(pointers(judge(update, "{\"verdict\":\"confirm\",\"note\":\"" + "я".repeat(501) + "\"}")))
                .containsExactly("/body/note");
    }

    @Test
    void what_the_machine_left_out_is_not_held_against_the_operator() {
        HttpResponse<Buffer> response =
                judge(update, "{\"verdict\":\"correct\",\"fields\":{\"targetIndex\":2,\"profitPercent\":-0.5}}");
        assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
        JsonObject signal = response.bodyAsJsonObject();
        assertThat(signal.containsKey("symbol")).isFalse();
        assertThat(signal.getInteger("targetIndex")).isEqualTo(2);
        assertThat(signal.getDouble("profitPercent")).isEqualTo(-0.5);
    }

    @Test
    void every_field_may_be_removed() {
        JsonObject fields = ApiContract.parse(server.contract.source())
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("CorrectedFields")
                .getJsonObject("properties");
        for (String field : fields.fieldNames()) {
            JsonObject body = new JsonObject().put("verdict", "correct").put("fields", new JsonObject().putNull(field));
            HttpResponse<Buffer> response = judge(update, body.encode());
            assertThat(response.statusCode())
                    .as("%s: %s", field, response.bodyAsString())
                    .isIn(200, 422);
        }
    }
}
