package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {
    private static final String CALL =
            "{'symbol':'SOL','side':'LONG','entries':[140,142],'targets':[150],'stopLoss':133,'leverage':10}";

    private static Corpus row(String kind, String expected) {
        return new Corpus("x", "", kind, "en", json(expected));
    }

    private static JsonObject json(String text) {
        return new JsonObject(text.replace('\'', '"'));
    }

    private static JsonObject reading(String kind, String fields) {
        return json(fields).put("kind", kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'symbol':'sol'}; ",
                "{'symbol':'ETH'}; symbol",
                "{'side':'BUY'}; sideExact",
                "{'side':'SELL'}; direction sideExact",
                "{'side':null}; direction sideExact",
                "{'entries':[142,140]}; ",
                "{'entries':[140]}; entries",
                "{'entries':[140,142.0001]}; ",
                "{'entries':[140,142.001]}; entries",
                "{'targets':[150,160]}; targets",
                "{'targets':null}; targets",
                "{'stopLoss':null}; stopLoss",
                "{'leverage':1}; leverage",
                "{'leverage':null}; leverage",
                "{'quote':'USDT','exchange':'BYBIT','timeframe':'4h'}; "
            })
    void a_call_is_compared_field_by_field(String changes, String wrong) {
        JsonObject read = reading("trade_signal", CALL).mergeIn(json(changes));
        Map<String, Boolean> fields = Scoring.fields(row("trade_signal", CALL), read);
        assertThat(fields.keySet())
                .containsExactly("symbol", "direction", "sideExact", "entries", "targets", "stopLoss", "leverage");
        assertThat(fields.keySet().stream().filter(field -> !fields.get(field)))
                .containsExactlyElementsOf(wrong == null ? List.of() : List.of(wrong.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "trade_signal; {'symbol':'A','side':'BUY'}; {'symbol':'A','side':'BUY','stopLoss':1}; stopLoss",
                "trade_signal; {'symbol':'A','side':'BUY'}; {'symbol':'A','side':'BUY','leverage':2}; leverage",
                "trade_signal; {'symbol':'A','side':'BUY'}; {'symbol':'A','side':'BUY','leverage':1}; ",
                "trade_signal; {'symbol':'A','side':'BUY','quote':'BTC'}; {'symbol':'A','side':'BUY'}; quote",
                "trade_signal; {'symbol':'A','side':'BUY','timeframe':'4h'}; {'symbol':'A','side':'BUY','timeframe':'4H'}; ",
                "signal_update; {'event':'STOP_HIT'}; {'event':'STOP_HIT','profitPercent':-3}; profitPercent",
                "signal_update; {'event':'STOP_HIT','profitPercent':-3}; {'event':'STOP_HIT','profitPercent':3}; profitPercent",
                "signal_update; {'event':'TARGET_HIT','targetIndex':2}; {'event':'TARGET_HIT'}; targetIndex",
                "signal_update; {'event':'ALL_TARGETS_HIT','targetIndex':4}; {'event':'ALL_TARGETS_HIT'}; ",
                "signal_update; {'event':'CLOSED'}; {'event':'CLOSED','targetIndex':1}; targetIndex",
                "signal_update; {'event':'CLOSED'}; {'event':'CLOSED','symbol':'A'}; symbol",
                "token_launch; {'symbol':'A','contractAddress':'0xAb'}; {'symbol':'A','contractAddress':'0xab'}; contractAddress",
                "token_launch; {'symbol':'A'}; {'symbol':'A','chain':'BASE'}; ",
                "token_launch; {'symbol':'A','chain':'TON'}; {'symbol':'A','chain':'BASE'}; chain",
                "token_launch; {'symbol':'A'}; {'symbol':'A','marketCap':1}; marketCap",
                "token_launch; {'symbol':'A','liquidity':10}; {'symbol':'A'}; liquidity",
                "listing; {'symbol':'A','exchange':'OKX','event':'LISTED'}; {'symbol':'A','exchange':'okx','event':'LISTED'}; exchange",
                "listing; {'symbol':'A','exchange':'OKX','event':'LISTED'}; {'symbol':'A','exchange':'OKX','event':'DELISTED'}; event",
                "pump_alert; {'stage':'REVEAL','symbol':'A'}; {'stage':'REVEAL'}; symbol",
                "pump_alert; {'stage':'COUNTDOWN'}; {'stage':'COUNTDOWN','exchange':'MEXC'}; ",
                "pump_alert; {'stage':'COUNTDOWN','exchange':'MEXC'}; {'stage':'COUNTDOWN'}; exchange"
            })
    void what_a_label_leaves_out_is_not_stated(String kind, String label, String read, String wrong) {
        Map<String, Boolean> fields = Scoring.fields(row(kind, label), reading(kind, read));
        assertThat(fields.keySet().stream().filter(field -> !fields.get(field)))
                .containsExactlyElementsOf(wrong == null ? List.of() : List.of(wrong.split(" ")));
    }

    @Test
    void a_message_is_exact_if_its_core_fields_are() {
        Corpus row = row("trade_signal", CALL);
        assertThat(Scoring.exact(
                        row, reading("trade_signal", CALL).put("leverage", 3).put("side", "BUY")))
                .isTrue();
        assertThat(Scoring.exact(row, reading("trade_signal", CALL).put("stopLoss", 134)))
                .isFalse();
        assertThat(Scoring.exact(row, reading("signal_update", CALL))).isFalse();
        assertThat(Scoring.exact(row("noise", "{}"), reading("noise", "{}"))).isTrue();
    }

    @Test
    void no_field_of_a_message_taken_for_another_kind_is_right() {
        assertThat(Scoring.fields(row("trade_signal", CALL), reading("signal_update", CALL)))
                .hasSize(7)
                .doesNotContainValue(true);
    }

    @Test
    void several_signals_are_compared_in_their_order() {
        JsonObject two = json("{'symbol':'REQ','side':'BUY','targets':[2]}");
        Corpus row = row("trade_signal", CALL);
        row.expected().put("expectedAll", new JsonArray().add(json(CALL)).add(two));
        JsonObject both = reading("trade_signal", CALL)
                .put("all", new JsonArray().add(json(CALL)).add(two));
        assertThat(Scoring.several(row, both)).isEqualTo(new Scoring.Several(2, 2, 2));
        assertThat(Scoring.several(row, both).all()).isTrue();
        assertThat(Scoring.several(row, reading("trade_signal", CALL)).all()).isFalse();
        JsonObject swapped = reading("trade_signal", CALL)
                .put("all", new JsonArray().add(two).add(json(CALL)));
        assertThat(Scoring.several(row, swapped)).isEqualTo(new Scoring.Several(2, 2, 0));
        assertThat(Scoring.several(row, reading("noise", "{}"))).isEqualTo(new Scoring.Several(2, 0, 0));
    }

    @Test
    void counts_add_up_to_precision_recall_and_bands() {
        Tally tally = new Tally();
        tally.add(row("trade_signal", CALL), reading("trade_signal", CALL).put("confidence", 0.97));
        tally.add(
                row("trade_signal", CALL),
                reading("trade_signal", CALL).put("stopLoss", 1).put("confidence", 0.4));
        tally.add(row("trade_signal", CALL), null);
        tally.add(row("noise", "{}"), reading("trade_signal", CALL).put("confidence", 0.72));
        tally.add(row("noise", "{}"), reading("noise", "{}").put("confidence", 0.9));
        assertThat(tally.precision("trade_signal")).isEqualTo(2.0 / 3);
        assertThat(tally.recall("trade_signal")).isEqualTo(2.0 / 3);
        assertThat(tally.f1("trade_signal")).isEqualTo(2.0 / 3);
        assertThat(tally.f1("listing")).isZero();
        assertThat(tally.whole("trade_signal")).hasToString("1/3");
        assertThat(tally.fields().get("trade_signal").get("stopLoss")).hasToString("1/3");
        assertThat(tally.fields().get("trade_signal").get("symbol")).hasToString("2/3");
        assertThat(tally.languages().get("en")).hasToString("2/5");
        assertThat(tally.noise().get("en")).hasToString("1/2");
        assertThat(tally.review()).hasToString("0/1");
        assertThat(tally.bands(true).keySet()).containsExactly(0.3, 0.7, 0.95);
        assertThat(tally.bands(false).get(0.9)).hasToString("1/1");
        assertThat(tally.patterns())
                .isEqualTo(Map.of(
                        "trade_signal: stopLoss", 1, "trade_signal read as noise", 1, "noise read as trade_signal", 1));
    }
}
