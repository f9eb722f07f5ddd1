package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.EventLog.Change;
import io.signalroom.ledger.EventLog.Counted;
import io.signalroom.ledger.EventLog.Type;
import io.signalroom.ledger.LedgerCheck;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalId;
import io.signalroom.testing.OutcomeRows;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How calls turned out, as lists, details and changes show it. */
@ExtendWith(Servers.class)
class OutcomesApiTest {
    private static final String DAMAGE = "every outcome";
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private SignalId post(int id, ParsedSignal signal) {
        server.witness(
                Samples.HARBOR, Samples.post(Samples.HARBOR, id, Samples.NOON.plusSeconds(id), "post " + id), signal);
        return SignalId.of(Samples.NOON.plusSeconds(id), Samples.HARBOR.id(), id, 0);
    }

    private SignalId trade(int id, JsonObject outcome) {
        SignalId signal = post(id, Samples.trade("SOL", Side.LONG, 0.9));
        if (outcome != null) {
            OutcomeRows.put(server.pool, signal, outcome);
        }
        return signal;
    }

    private static JsonObject state(String state) {
        return new JsonObject().put("state", state);
    }

    private JsonArray list(String query) {
        return server.get("/signals?" + query).bodyAsJsonObject().getJsonArray("data");
    }

    private List<Integer> ids(String query) {
        return list(query).stream()
                .map(s -> ((JsonObject) s).getInteger("messageId"))
                .toList();
    }

    private JsonObject shown(SignalId id) {
        JsonObject outcome = server.get("/signals/" + id).bodyAsJsonObject().getJsonObject("outcome");
        for (String gone : List.of("arrival", "endsAt", "assumptions")) {
            assertThat(outcome.remove(gone)).isNotNull();
        }
        return outcome;
    }

    @Test
    void a_call_shows_all_that_its_outcome_rests_on_and_the_list_shows_the_same() {
        JsonObject row = state("stopped")
                .put("hits", new JsonArray().add("2026-03-01T15:40:00Z"))
                .put("filledAt", "2026-03-01T12:20:00Z")
                .put("settledAt", "2026-03-02T02:10:00Z")
                .put("fills", OutcomeRows.trade("2026-03-01T12:20:00Z", "182.0", 1, null))
                .put("exits", OutcomeRows.trade("2026-03-02T02:10:00Z", "176.81", 0.5, "stop"))
                .put("r", -1.1200499999)
                .put("percent", -3.41)
                .put("runUp1h", 2.12345)
                .put("runUp24h", 10.4)
                .put("benchmarkR", 0.08)
                .put("liquidation", true)
                .put("hasStop", false);
        SignalId id = trade(1, row);
        JsonObject signal = list("").getJsonObject(0);
        JsonObject outcome = signal.getJsonObject("outcome");
        JsonObject detail = server.get("/signals/" + id).bodyAsJsonObject();
        assertThat(detail.getJsonObject("outcome")).isEqualTo(outcome);
        assertThat(outcome.encode())
                .contains(
                        "\"part\":1}",
                        "\"expiryHours\":168,\"scalpExpiryHours\":24,",
                        "\"feePercent\":0.1,",
                        "\"r\":-1.12,");
        assertThat(outcome.remove("arrival")).isEqualTo(signal.getString("firstSeenAt"));
        assertThat(outcome.remove("endsAt")).isNotNull();
        assertThat(outcome.remove("secondsToOutcome")).isNotNull();
        assertThat(outcome).isEqualTo(new JsonObject("""
                {"state":"stopped","targetsHit":1,"targets":2,"market":"SOL/USDT","feed":"mock","r":-1.12,"percent":-3.41,
                 "fills":[{"at":"2026-03-01T12:20:00Z","price":"182.0","part":1}],
                 "exits":[{"at":"2026-03-02T02:10:00Z","price":"176.81","part":0.5,"by":"stop"}],
                 "runUp":{"1h":2.1234,"24h":10.4},"liquidation":true,"noStop":true,
                 "filledAt":"2026-03-01T12:20:00Z","settledAt":"2026-03-02T02:10:00Z","benchmarkR":0.08,
                 "assumptions":{"latencySeconds":30,"expiryHours":168,"scalpExpiryHours":24,"feePercent":0.1,
                                "slippagePercent":0.05}}"""));
    }

    @Test
    void what_is_not_known_is_left_out_and_a_call_without_prices_says_why() {
        JsonObject bare = new JsonObject("""
                {"targetsHit":0,"targets":2,"market":"SOL/USDT","feed":"mock","fills":[],"exits":[]}""");
        assertThat(shown(trade(1, state("waiting")))).isEqualTo(bare.copy().put("state", "waiting"));
        assertThat(shown(trade(2, state("no_data"))))
                .isEqualTo(bare.copy().put("state", "no_data").put("reason", "no_prices"));
        assertThat(shown(trade(3, state("no_data").put("base", "GONE"))))
                .isEqualTo(bare.copy()
                        .put("state", "no_data")
                        .put("reason", "pair_missing")
                        .put("market", "GONE/USDT"));
        assertThat(shown(trade(4, state("unfilled").put("missedBy", "stop_first"))))
                .isEqualTo(bare.copy().put("state", "unfilled").put("missedBy", "stop_first"));
        JsonObject horizons = new JsonObject().put("5m", 0.21).put("1h", -1.23456);
        assertThat(shown(trade(5, state("expired").put("horizons", horizons))).getJsonObject("horizons"))
                .isEqualTo(new JsonObject().put("5m", 0.21).put("1h", -1.2346));
    }

    @Test
    void what_is_not_measured_has_no_outcome() {
        post(1, Samples.update("SOL"));
        trade(2, null);
        assertThat(list("")).hasSize(2).noneMatch(s -> ((JsonObject) s).containsKey("outcome"));
    }

    @Test
    void the_outcome_filters_and_orders_the_list() {
        trade(1, OutcomeRows.result("stopped", -1.1, -3.0));
        trade(2, OutcomeRows.result("all_targets", 2.5, 6.0));
        trade(3, OutcomeRows.result("expired", null, 7.0));
        trade(4, state("open"));
        trade(5, null);
        post(6, Samples.update("SOL"));
        assertThat(ids("outcome=stopped")).containsExactly(1);
        assertThat(ids("outcome=OPEN,expired,waiting")).containsExactly(4, 3);
        assertThat(ids("outcome=open,stopped&sort=postedAt")).containsExactly(1, 4);
        assertThat(ids("outcome=unfilled")).isEmpty();
        assertThat(ids("minR=-1.1")).containsExactly(2, 1);
        assertThat(ids("minR=-1.0&maxR=2.5")).containsExactly(2);
        assertThat(ids("maxR=0")).containsExactly(1);
        assertThat(ids("sort=-r")).containsExactly(2, 1);
        assertThat(ids("sort=r&outcome=stopped")).containsExactly(1);
        assertThat(ids("sort=-percent")).containsExactly(3, 2, 1);
        assertThat(ids("sort=percent&token=BTC")).isEmpty();
        assertThat(ids("sort=percent&channel=harborlight_signals&side=long&from=2026-03-01T12:00:02Z"))
                .containsExactly(2, 3);
    }

    @Test
    void a_change_of_outcome_is_told_with_the_signal_and_counts_nothing() {
        SignalId id = trade(1, state("open"));
        EventLog events = new EventLog();
        Change change = new Change(Type.OUTCOME, id, Samples.HARBOR.id(), "witnessed", new Counted("trade_signal", 1));
        Wait.on(server.pool.withTransaction(tx -> events.append(tx, List.of(change))));
        String epoch = Wait.on(events.head(server.pool)).epoch();
        JsonObject told = server.get("/signals/changes?epoch=" + epoch + "&afterSeq=1")
                .bodyAsJsonObject()
                .getJsonArray("events")
                .getJsonObject(0);
        assertThat(told.getString("type")).isEqualTo("signal.outcome");
        assertThat(told.getJsonObject("data")).isEqualTo(list("").getJsonObject(0));
        assertThat(told.getJsonObject("data").getJsonObject("outcome").getString("state"))
                .isEqualTo("open");
        assertThat(Wait.on(new LedgerCheck().run(server.pool))).allMatch(result -> result.broken() == 0);
    }

    @Test
    void an_outcome_of_no_call_of_the_feed_is_found_once_the_changes_are_taken_over() {
        trade(1, state("open"));
        SignalId withdrawn = trade(2, state("open"));
        SignalId elsewhere = trade(3, state("open"));
        server.delete("/signals/" + withdrawn);
        execute("UPDATE outcome_position SET seq = 3");
        assertThat(damaged()).isZero();
        execute("UPDATE outcome_position SET seq = 4");
        assertThat(damaged()).isEqualTo(1);
        execute("UPDATE outcome SET channel_id = 1 WHERE signal_id = '" + elsewhere.value() + "'");
        assertThat(damaged()).isEqualTo(2);
        execute("UPDATE signal SET kind = '" + PostKind.LISTING.wire() + "'");
        assertThat(damaged()).isEqualTo(3);
        assertThat(ids("sort=-r")).isEmpty();
        assertThat(ids("outcome=open")).isEmpty();
    }

    private void execute(String sql) {
        Wait.on(server.pool.query(sql).execute());
    }

    private long damaged() {
        return Wait.on(new LedgerCheck().run(server.pool)).stream()
                .filter(result -> result.promise().startsWith(DAMAGE))
                .findFirst()
                .orElseThrow()
                .broken();
    }
}
