package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.ledger.LedgerCheck;
import io.signalroom.security.Scope;
import io.signalroom.signal.Side;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operators judge beside the machine. SOL waits, BTC is in the feed. */
@ExtendWith(Servers.class)
class JudgeSignalTest {
    private ApiServer server;
    private String sol;
    private String btc;

    @BeforeEach
    void start() {
        server = ApiServer.start();
        server.witness(
                0.5,
                Samples.HARBOR,
                Samples.post(Samples.HARBOR, 1, Samples.NOON, "SOL, BTC"),
                Samples.trade("SOL", Side.LONG, 0.4),
                Samples.trade("BTC", Side.LONG, 0.9));
        sol = ids("review").get(0);
        btc = ids("published").get(0);
    }

    @AfterEach
    void stop() {
        assertThat(Wait.on(new LedgerCheck().run(server.pool)))
                .filteredOn(result -> result.broken() != 0)
                .isEmpty();
        server.close();
    }

    private List<String> ids(String state) {
        return server
                .send(
                        HttpMethod.GET,
                        "/signals?state=" + state,
                        r -> r.bearerTokenAuthentication(server.token(Scope.WRITE)),
                        null)
                .bodyAsJsonObject()
                .getJsonArray("data")
                .stream()
                .map(s -> ((JsonObject) s).getString("id"))
                .toList();
    }

    private HttpResponse<Buffer> judge(String id, String body) {
        return judge(id, body, server.token(Scope.WRITE));
    }

    private HttpResponse<Buffer> judge(String id, String body, String token) {
        return server.send(
                HttpMethod.PATCH,
                "/signals/" + id,
                r -> r.bearerTokenAuthentication(token)
                        .putHeader("Content-Type", "application/json")
                        .putHeader("If-Match", "*"),
                Buffer.buffer(body));
    }

    private JsonObject judged(String id, String body) {
        HttpResponse<Buffer> response = judge(id, body);
        assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
        assertThat(server.operatorGet("/signals/" + id).bodyAsJsonObject()).isEqualTo(response.bodyAsJsonObject());
        return response.bodyAsJsonObject();
    }

    /** What happened after the first event, BTC's creation. */
    private List<String> events() {
        JsonObject asOf = server.get("/signals").bodyAsJsonObject().getJsonObject("asOf");
        return server
                .get("/signals/changes?afterSeq=1&epoch=" + asOf.getString("epoch"))
                .bodyAsJsonObject()
                .getJsonArray("events")
                .stream()
                .map(e -> ((JsonObject) e).getString("type"))
                .toList();
    }

    private static JsonObject at(JsonArray judgements, int index) {
        return judgements.getJsonObject(index);
    }

    @Test
    void nobody_has_judged_and_the_machine_speaks() {
        JsonArray judgements = server.get("/signals/" + btc).bodyAsJsonObject().getJsonArray("judgements");
        assertThat(judgements).hasSize(1);
        JsonObject machine = at(judgements, 0);
        assertThat(machine.getString("by")).isEqualTo("machine");
        assertThat(machine.getString("verdict")).isEqualTo("read");
        assertThat(machine.getDouble("confidence")).isEqualTo(0.9);
        assertThat(machine.getJsonObject("fields").getString("stopLoss")).isEqualTo("176.9");
    }

    @Test
    void confirming_what_waits_publishes_it_as_it_was_read() {
        JsonObject signal = judged(sol, "{\"verdict\":\"confirm\",\"note\":\"seen it\"}");
        assertThat(signal.getString("state")).isEqualTo("published");
        assertThat(signal.getString("judgedBy")).isEqualTo("operator");
        assertThat(signal.getDouble("confidence")).isEqualTo(1);
        assertThat(signal.getJsonArray("entries")).containsExactly("182.0", "184.5");
        JsonArray judgements = signal.getJsonArray("judgements");
        assertThat(at(judgements, 0).getDouble("confidence")).isEqualTo(0.4);
        assertThat(at(judgements, 1).getString("by")).isEqualTo("tester");
        assertThat(at(judgements, 1).getString("note")).isEqualTo("seen it");
        assertThat(at(judgements, 1).getJsonObject("fields"))
                .isEqualTo(at(judgements, 0).getJsonObject("fields"));
        assertThat(events()).containsExactly("signal.created");
        assertThat(ids("published")).containsExactlyInAnyOrder(sol, btc);
        assertThat(ids("review")).isEmpty();
    }

    @Test
    void a_correction_is_what_lists_filter_by_and_the_machines_reading_stays() {
        JsonObject before = server.get("/signals/" + btc).bodyAsJsonObject();
        JsonObject after = judged(
                btc,
                "{\"verdict\":\"correct\",\"fields\":{\"symbol\":\"eth\",\"side\":\"SHORT\",\"leverage\":null,"
                        + "\"targets\":[\"170.00\"]}}");
        assertThat(after.getString("symbol")).isEqualTo("ETH");
        assertThat(after.getJsonArray("targets")).containsExactly("170.00");
        assertThat(after.containsKey("leverage")).isFalse();
        assertThat(after.getString("stopLoss")).isEqualTo("176.9");
        assertThat(after.getJsonArray("spans")).isEqualTo(before.getJsonArray("spans"));
        assertThat(at(after.getJsonArray("judgements"), 0)).isEqualTo(at(before.getJsonArray("judgements"), 0));
        assertThat(events()).containsExactly("signal.corrected");
        assertThat(server.get("/signals?token=BTC").bodyAsJsonObject().getJsonArray("data"))
                .isEmpty();
        JsonArray list =
                server.get("/signals?token=ETH&side=bearish").bodyAsJsonObject().getJsonArray("data");
        assertThat(list.getJsonObject(0).getString("judgedBy")).isEqualTo("operator");
    }

    @Test
    void a_new_kind_drops_what_it_cannot_have() {
        JsonObject after =
                judged(sol, "{\"verdict\":\"correct\",\"kind\":\"listing\",\"fields\":{\"event\":\"LISTED\"}}");
        assertThat(after.getString("kind")).isEqualTo("listing");
        assertThat(after.fieldNames()).doesNotContain("side", "entries", "targets", "stopLoss", "leverage");
        assertThat(server.get("/signals?kind=listing").bodyAsJsonObject().getJsonArray("data"))
                .hasSize(1);
        assertThat(server.get("/signals?side=long").bodyAsJsonObject().getJsonArray("data"))
                .hasSize(1);
    }

    @Test
    void rejecting_takes_a_signal_out_and_confirming_brings_it_back() {
        assertThat(judged(btc, "{\"verdict\":\"reject\"}").getString("state")).isEqualTo("rejected");
        assertThat(ids("published")).isEmpty();
        assertThat(ids("rejected")).containsExactly(btc);
        judged(btc, "{\"verdict\":\"reject\",\"note\":\"still\"}");
        JsonObject back = judged(btc, "{\"verdict\":\"confirm\"}");
        assertThat(back.getString("state")).isEqualTo("published");
        assertThat(back.getJsonArray("judgements").stream()
                        .map(j -> ((JsonObject) j).getString("verdict"))
                        .toList())
                .containsExactly("read", "reject", "reject", "confirm");
        assertThat(events()).containsExactly("signal.deleted", "signal.created");
    }

    @Test
    void rejecting_what_waits_is_not_heard() {
        judged(sol, "{\"verdict\":\"reject\"}");
        assertThat(events()).isEmpty();
        assertThat(ids("review")).isEmpty();
    }

    @Test
    void judgements_at_once_come_one_after_the_other_and_none_is_lost() {
        List<Future<HttpResponse<Buffer>>> all = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            all.add(server.client
                    .patch("/api/v1/signals/" + btc)
                    .bearerTokenAuthentication(server.token(Scope.WRITE))
                    .putHeader("If-Match", "*")
                    .sendJsonObject(new JsonObject()
                            .put("verdict", "correct")
                            .put("fields", new JsonObject().put("stopLoss", String.valueOf(i)))));
        }
        Wait.on(Future.all(all));
        assertThat(all).allSatisfy(f -> assertThat(f.result().statusCode()).isEqualTo(200));
        JsonObject signal = server.get("/signals/" + btc).bodyAsJsonObject();
        JsonArray judgements = signal.getJsonArray("judgements");
        assertThat(judgements).hasSize(21);
        assertThat(at(judgements, 20).getJsonObject("fields").getString("stopLoss"))
                .isEqualTo(signal.getString("stopLoss"));
        assertThat(judgements.stream()
                        .map(j -> ((JsonObject) j).getString("at"))
                        .skip(1))
                .isSorted();
        assertThat(events()).hasSize(20).containsOnly("signal.corrected");
    }

    @Test
    void a_judgement_is_never_changed_not_even_by_hand() {
        judged(btc, "{\"verdict\":\"confirm\"}");
        assertThatThrownBy(() -> Wait.on(server.pool
                        .query("UPDATE signal_judgement SET verdict = 'reject'")
                        .execute()))
                .hasMessageContaining("never changed");
    }

    @Test
    void who_is_named_like_the_machine_cannot_judge() {
        String machine = server.jwt.issue("machine", Set.of(Scope.WRITE), Duration.ofMinutes(1));
        assertThat(judge(btc, "{\"verdict\":\"reject\"}", machine).statusCode()).isEqualTo(403);
        assertThat(judge(btc, "{\"verdict\":\"reject\"}", server.token(Scope.READ))
                        .statusCode())
                .isEqualTo(403);
        assertThat(ids("published")).containsExactly(btc);
    }

    @Test
    void what_is_not_there_cannot_be_judged() {
        assertThat(judge("sig_01KJMMA2G0RADVVNV44EYTBRC3", "{\"verdict\":\"confirm\"}")
                        .statusCode())
                .isEqualTo(404);
        server.delete("/signals/" + sol);
        assertThat(judge(sol, "{\"verdict\":\"confirm\"}").statusCode()).isEqualTo(404);
    }
}
