package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.market.MarketFeeds;
import io.signalroom.market.MarketVerticle;
import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.CandleStore;
import io.signalroom.market.candle.Market;
import io.signalroom.market.candle.Undone;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Charts over HTTP, from the real verticle and a real database. Binance is set up and has SOL, not LACK, and no longer GONE. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CandlesApiTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:30:20Z");
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-03-02T01:30:00Z");
    private static final String STRETCH = "from=2026-03-01T00:00:00Z&to=2026-03-02T12:00:00Z";
    private final CandleStore store = new CandleStore();
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        Market sol = Market.of("SOL", null);
        Market lack = Market.of("LACK", null);
        Market gone = Market.of("GONE", null);
        Wait.on(store.ids(server.pool, "binance", List.of(sol, lack, gone))
                .compose(ids -> server.pool.withTransaction(tx -> store.add(
                                tx,
                                List.of(
                                        Undone.piece(ids.get(sol), BEGIN, END),
                                        Undone.piece(ids.get(gone), BEGIN, END)))
                        .compose(x -> store.checked(tx, ids.get(gone), false, NOW))
                        .compose(x -> store.checked(tx, ids.get(lack), false, NOW)))));
        MarketFeeds feeds = new MarketFeeds("binance", listener -> Optional.empty(), CandlesApiTest::invented);
        Wait.on(server.vertx.deployVerticle(new MarketVerticle(
                server.pool, server.bus, feeds, new SimpleMeterRegistry(), Clock.fixed(NOW, ZoneOffset.UTC))));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Knows every coin but NONE, at the price that its candle's second is. */
    private static Future<List<Candle>> invented(Market market, int seconds, Instant from, Instant to) {
        List<Candle> candles = new ArrayList<>();
        for (Instant at = from; at.isBefore(to) && !market.base().equals("NONE"); at = at.plusSeconds(seconds)) {
            BigDecimal price = BigDecimal.valueOf(at.getEpochSecond());
            candles.add(new Candle(at, at.plusSeconds(seconds), price, price, price, price, BigDecimal.ONE));
        }
        return Future.succeededFuture(candles);
    }

    private JsonObject get(String symbol, String query) {
        HttpResponse<Buffer> response = server.get("/market/" + symbol + "/candles?" + query);
        assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
        return response.bodyAsJsonObject();
    }

    private static List<String> begins(JsonObject answer) {
        JsonArray data = answer.getJsonArray("data");
        return data.stream().map(c -> ((JsonObject) c).getString("at")).toList();
    }

    @Test
    void hours_are_drawn_of_stored_minutes_with_exact_prices() {
        JsonObject answer = get("sol", STRETCH + "&quote=usd");
        assertThat(answer.getString("market")).isEqualTo("SOL/USDT");
        assertThat(answer.getString("feed")).isEqualTo("binance");
        assertThat(answer.getString("interval")).isEqualTo("1h");
        assertThat(answer.getBoolean("listed")).isTrue();
        assertThat(begins(answer))
                .hasSize(26)
                .startsWith("2026-03-01T00:00:00Z")
                .endsWith("2026-03-02T01:00:00Z");
        List<Candle> hour = Undone.minutes(BEGIN, BEGIN.plus(Duration.ofHours(1)));
        JsonObject first = answer.getJsonArray("data").getJsonObject(0);
        assertThat(first.getString("open")).isEqualTo(hour.get(0).open().toPlainString());
        assertThat(first.getString("close")).isEqualTo(hour.get(59).close().toPlainString());
        assertThat(first.getString("volume")).isEqualTo("30.00000060");
    }

    @ParameterizedTest
    @CsvSource({
        "1m, 500, 2026-03-01T17:10:00Z",
        "5m, 306, 2026-03-01T00:00:00Z",
        "15m, 102, 2026-03-01T00:00:00Z",
        "4h, 7, 2026-03-01T00:00:00Z",
        "1d, 2, 2026-03-01T00:00:00Z"
    })
    void every_interval_is_drawn_the_newest_of_the_stretch_oldest_first(String interval, int count, String first) {
        JsonObject answer = get("SOL", STRETCH + "&interval=" + interval);
        assertThat(answer.getString("interval")).isEqualTo(interval);
        assertThat(begins(answer)).hasSize(count).startsWith(first).isSorted();
    }

    @Test
    void a_limit_keeps_the_newest() {
        assertThat(begins(get("SOL", STRETCH + "&limit=2")))
                .containsExactly("2026-03-02T00:00:00Z", "2026-03-02T01:00:00Z");
    }

    @Test
    void a_stretch_that_begins_within_a_candle_begins_with_the_next_one() {
        JsonObject answer = get("SOL", "from=2026-03-01T05:10:00Z&to=2026-03-01T07:10:00Z");
        assertThat(begins(answer)).containsExactly("2026-03-01T06:00:00Z", "2026-03-01T07:00:00Z");
        assertThat(answer.getString("from")).isEqualTo("2026-03-01T06:00:00Z");
        assertThat(answer.getString("to")).isEqualTo("2026-03-01T08:00:00Z");
        assertThat(begins(get("SOL", "from=2026-03-01T05:10:00Z&to=2026-03-01T05:20:00Z")))
                .isEmpty();
    }

    @Test
    void what_the_configured_feed_lacks_is_never_invented_unasked() {
        for (String symbol : List.of("LACK", "UNHEARD")) {
            JsonObject answer = get(symbol, STRETCH);
            assertThat(answer.getString("feed")).isEqualTo("binance");
            assertThat(answer.getBoolean("listed")).isEqualTo(symbol.equals("LACK") ? false : null);
            assertThat(begins(answer)).isEmpty();
            assertThat(begins(get(symbol, STRETCH + "&feed=mock"))).hasSize(36);
        }
    }

    @Test
    void what_is_stored_of_a_market_is_drawn_also_when_the_feed_has_it_no_longer() {
        JsonObject answer = get("GONE", STRETCH);
        assertThat(answer.getString("feed")).isEqualTo("binance");
        assertThat(answer.getBoolean("listed")).isFalse();
        assertThat(begins(answer)).hasSize(26);
    }

    @ParameterizedTest
    @CsvSource({"LACK, binance, false", "UNHEARD, binance,", "SOL, file,", "NONE, mock,"})
    void a_market_without_prices_is_an_empty_list_that_says_why(String symbol, String feed, Boolean listed) {
        JsonObject answer = get(symbol, STRETCH + "&feed=" + feed);
        assertThat(answer.getString("feed")).isEqualTo(feed);
        assertThat(answer.getBoolean("listed")).isEqualTo(listed);
        assertThat(begins(answer)).isEmpty();
    }

    @Test
    void a_market_that_is_followed_is_listed_also_where_nothing_is_kept() {
        JsonObject answer = get("SOL", "from=2025-03-01T00:00:00Z&to=2025-03-02T00:00:00Z");
        assertThat(answer.getBoolean("listed")).isTrue();
        assertThat(begins(answer)).isEmpty();
    }

    @Test
    void invented_prices_are_asked_for_no_further_than_now_and_no_more_than_shown() {
        JsonObject answer = get("SOL", "feed=MOCK&from=2020-01-01T00:00:00Z&to=2027-01-01T00:00:00Z&limit=3");
        assertThat(answer.getBoolean("listed")).isTrue();
        assertThat(begins(answer))
                .containsExactly("2026-03-10T10:00:00Z", "2026-03-10T11:00:00Z", "2026-03-10T12:00:00Z");
        assertThat(begins(get("SOL", "feed=mock&from=2027-01-01T00:00:00Z&to=2027-02-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void without_a_stretch_it_is_the_last_two_hundred_candles() {
        JsonObject answer = get("SOL", "interval=1d&feed=binance");
        Instant from = Instant.parse(answer.getString("from"));
        Instant to = Instant.parse(answer.getString("to"));
        assertThat(Duration.between(from, to)).isEqualTo(Duration.ofDays(200));
        assertThat(to).isAfter(Instant.now()).isBefore(Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    void an_answer_that_still_holds_is_not_sent_again() {
        String path = "/market/SOL/candles?" + STRETCH;
        String tag = server.get(path).getHeader("ETag");
        assertThat(server.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SOL/candles?interval=2h",
                "SOL/candles?limit=0",
                "SOL/candles?limit=1001",
                "SOL/candles?feed=kraken",
                "SOL/candles?from=x",
                "SOL/candles?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
                "SOL/candles?quote=US%20D",
                "S%24L/candles",
                "ABCDEFGHIJKLMNOPQRSTU/candles",
                "SOL/candles?symbol=BTC"
            })
    void what_does_not_fit_is_refused(String path) {
        assertThat(server.get("/market/" + path).statusCode()).isEqualTo(400);
    }
}
