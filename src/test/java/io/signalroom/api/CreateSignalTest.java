package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.ParseText;
import io.signalroom.bus.message.Parsed;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreateSignalTest {
    private final BlockingQueue<SignalsStored> hints = new LinkedBlockingQueue<>();
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        Wait.on(server.bus.serve(Addresses.PARSE_TEXT, this::judge));
        Wait.on(server.bus.listen(Addresses.SIGNALS_STORED, hints::add));
    }

    /** Stands in for the parser: texts with SOL are signals, two where SOL stands twice. */
    private Future<Parsed> judge(ParseText question) {
        int count = question.text().split("SOL", -1).length - 1;
        return Future.succeededFuture(
                count == 0
                        ? new Parsed(PostKind.NOISE, 0.99, List.of("no symbol", "a greeting"), false, List.of())
                        : new Parsed(
                                PostKind.TRADE_SIGNAL,
                                0.9,
                                List.of("symbol and side"),
                                false,
                                java.util.Collections.nCopies(count, Samples.trade("SOL", Side.LONG, 0.9))));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static JsonObject values() {
        return new JsonObject("""
                {"kind":"trade_signal","symbol":"sol","quote":"usdt","side":"LONG","entries":["182","184.5"],
                 "targets":["191.5","198"],"stopLoss":"176.9","leverage":5,"exchange":"binance","timeframe":"4h"}""");
    }

    private HttpResponse<Buffer> create(JsonObject body) {
        return server.post("/signals", body);
    }

    private static List<String> pointers(HttpResponse<Buffer> response) {
        return response.bodyAsJsonObject().getJsonArray("errors").stream()
                .map(e -> ((JsonObject) e).getString("pointer"))
                .toList();
    }

    @Test
    void a_text_that_is_a_signal_is_stored_as_a_post_of_the_manual_channel() throws InterruptedException {
        hints.clear();
        HttpResponse<Buffer> response = create(new JsonObject().put("text", "SOL long 🚀"));
        assertThat(response.statusCode()).isEqualTo(201);
        JsonObject signal = response.bodyAsJsonObject();
        assertThat(response.getHeader("Location")).isEqualTo("/api/v1/signals/" + signal.getString("id"));
        assertThat(signal.getString("text")).isEqualTo("SOL long 🚀");
        assertThat(signal.getString("origin")).isEqualTo("manual");
        assertThat(signal.getJsonObject("channel"))
                .isEqualTo(new JsonObject().put("id", "-1").put("title", "Manual"));
        assertThat(server.get("/signals/" + signal.getString("id")).bodyAsJsonObject())
                .isEqualTo(signal);
        SignalsStored hint = hints.poll(5, TimeUnit.SECONDS);
        assertThat(hint).isNotNull();
        long seq =
                server.get("/signals").bodyAsJsonObject().getJsonObject("asOf").getLong("seq");
        assertThat(hint.seq()).isEqualTo(seq);
    }

    @Test
    void nothing_is_left_for_the_parser() {
        create(new JsonObject().put("text", "SOL again"));
        long waiting = Wait.on(server.pool
                .query("SELECT count(*) FROM parse_queue")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
        assertThat(waiting).isZero();
    }

    @Test
    void values_become_a_post_that_says_where_each_stands() {
        JsonObject signal = create(values()).bodyAsJsonObject();
        assertThat(signal.getString("symbol")).isEqualTo("SOL");
        assertThat(signal.getString("exchange")).isEqualTo("BINANCE");
        assertThat(signal.getDouble("confidence")).isEqualTo(1);
        String text = signal.getString("text");
        JsonArray spans = signal.getJsonArray("spans");
        assertThat(spans.stream()
                        .map(JsonObject.class::cast)
                        .filter(s -> s.getString("field").equals("targets"))
                        .map(s -> text.substring(s.getInteger("start"), s.getInteger("end")))
                        .toList())
                .containsExactly("191.5", "198");
    }

    @Test
    void a_full_width_symbol_is_stored_as_what_it_looks_like() {
        JsonObject signal = create(values().put("symbol", "\uff22\uff34\uff43")).bodyAsJsonObject();
        assertThat(signal.getString("symbol")).isEqualTo("BTC");
        JsonObject stored = server.get("/signals/" + signal.getString("id")).bodyAsJsonObject();
        assertThat(stored.getString("symbol")).isEqualTo("BTC");
        assertThat(server.get("/signals?token=BTC")
                        .bodyAsJsonObject()
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getString("id"))
                .isEqualTo(signal.getString("id"));
    }

    @Test
    void a_symbol_that_would_be_longer_than_an_answer_may_have_it_is_refused() {
        HttpResponse<Buffer> response = create(values().put("symbol", "\u337f".repeat(20))); // four letters each
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(pointers(response)).containsExactly("/body/symbol");
    }

    @Test
    void every_kind_can_be_given_as_values() {
        for (String body : List.of(
                "{\"kind\":\"signal_update\",\"symbol\":\"SOL\",\"event\":\"TARGET_HIT\",\"targetIndex\":1,\"profitPercent\":-5.2}",
                "{\"kind\":\"listing\",\"symbols\":[\"a\",\"b\"],\"event\":\"LISTED\",\"exchange\":\"binance\"}",
                "{\"kind\":\"pump_alert\",\"stage\":\"REVEAL\",\"symbol\":\"ABC\"}",
                "{\"kind\":\"token_launch\",\"symbol\":\"WIF\",\"chain\":\"SOLANA\",\"marketCap\":\"1250000\"}")) {
            HttpResponse<Buffer> response = create(new JsonObject(body));
            assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(201);
            new JsonObject(body).forEach(e -> {
                if (!e.getKey().equals("symbols") && !e.getKey().equals("exchange")) {
                    assertThat(response.bodyAsJsonObject().getValue(e.getKey())).isEqualTo(e.getValue());
                }
            });
        }
    }

    @Test
    void a_text_with_two_signals_stores_both() {
        long before = count();
        create(new JsonObject().put("text", "SOL and SOL"));
        assertThat(count() - before).isEqualTo(2);
    }

    private long count() {
        return Wait.on(server.pool
                .query("SELECT count(*) FROM signal")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    @Test
    void signals_entered_at_once_do_not_fight_over_numbers() {
        List<Future<HttpResponse<Buffer>>> all = new ArrayList<>();
        IntStream.range(0, 20)
                .forEach(i -> all.add(server.client
                        .post("/api/v1/signals")
                        .bearerTokenAuthentication(server.token(io.signalroom.security.Scope.WRITE))
                        .sendJsonObject(new JsonObject().put("text", "SOL " + i))));
        Wait.on(Future.all(all));
        assertThat(all).allSatisfy(f -> assertThat(f.result().statusCode()).isEqualTo(201));
        assertThat(all.stream()
                        .map(f -> f.result().bodyAsJsonObject().getInteger("messageId"))
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_text_that_is_no_signal_is_refused_with_the_reasons_and_not_stored() {
        long before = count();
        HttpResponse<Buffer> response = create(new JsonObject().put("text", "good morning"));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.bodyAsJsonObject().getString("detail")).contains("no symbol; a greeting");
        assertThat(count()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; /body/kind",
                "{\"text\":\"SOL\",\"kind\":\"listing\"}; /body/text",
                "{\"kind\":\"trade_signal\"}; /body/symbol,/body/side,/body/entries",
                "{\"kind\":\"trade_signal\",\"symbol\":\"SOL\",\"side\":\"LONG\"}; /body/entries",
                "{\"kind\":\"signal_update\",\"symbol\":\"SOL\",\"event\":\"LISTED\"}; /body/event",
                "{\"kind\":\"listing\",\"event\":\"LISTED\"}; /body/symbol",
                "{\"kind\":\"pump_alert\",\"event\":\"TARGET_HIT\"}; /body/stage",
                "{\"kind\":\"pump_alert\",\"event\":\"CLOSED\",\"stage\":\"REVEAL\"}; /body/stage",
                "{\"kind\":\"token_launch\"}; /body/symbol",
                "{\"kind\":\"trade_signal\",\"symbol\":\"SOL\",\"side\":\"LONG\",\"entries\":[\"100\",\"90\"],\"stopLoss\":\"90\"}; /body/stopLoss",
                "{\"kind\":\"trade_signal\",\"symbol\":\"SOL\",\"side\":\"SELL\",\"entries\":[\"100\"],\"stopLoss\":\"110\",\"targets\":[\"95\",\"101\"]}; /body/targets/1"
            })
    void what_does_not_belong_together_is_refused(String body, String expected) {
        HttpResponse<Buffer> response = create(new JsonObject(body));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(String.join(",", pointers(response))).isEqualTo(expected);
    }
}
