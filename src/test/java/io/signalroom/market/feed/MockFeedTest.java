package io.signalroom.market.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.demo.PriceWalk;
import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.CandleReader.Stretch;
import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.PriceFeed.History;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MockFeedTest {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:20Z");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final List<Market> MARKETS = List.of(
            new Market("BTC", "USDT"),
            new Market("SOL", "USDT"),
            new Market("BTTC", "USDT"),
            new Market("DOGE", "BTC"),
            new Market("GOLDYAK", "BTC"),
            new Market("GOLDYAK", "USDT"));
    private static final Market SOL = MARKETS.get(1);

    private static Vertx vertx;
    private static MockFeed feed;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        feed = new MockFeed(vertx, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void close() throws Exception {
        await(feed.close());
        await(vertx.close());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static CandleSeries read(Market market, Instant from, Instant to) throws Exception {
        return read(feed, market, from, to);
    }

    static CandleSeries read(MockFeed feed, Market market, Instant from, Instant to) throws Exception {
        return await(feed.read(List.of(new Stretch(market, from, to)))).get(market);
    }

    static List<Candle> candles(CandleSeries series) {
        List<Candle> candles = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            candles.add(new Candle(
                    Instant.ofEpochMilli(series.opens(i)),
                    Instant.ofEpochMilli(series.closes(i)),
                    BigDecimal.valueOf(series.first(i)),
                    BigDecimal.valueOf(series.high(i)),
                    BigDecimal.valueOf(series.low(i)),
                    BigDecimal.valueOf(series.last(i)),
                    BigDecimal.ZERO));
        }
        return candles;
    }

    static Instant before(int minutes) {
        return NOON.minus(Duration.ofMinutes(minutes));
    }

    static double price(Market market, long second) {
        PriceWalk walk = PriceWalk.market();
        double dollars = walk.value(market.base(), second);
        return "USDT".equals(market.quote()) ? dollars : dollars / walk.value(market.quote(), second);
    }

    @Test
    void candles_follow_each_other_without_a_gap_or_a_jump() throws Exception {
        CandleSeries series = read(SOL, before(10_000), NOON);
        for (int i = 1; i < series.size(); i++) {
            assertThat(series.opens(i)).isEqualTo(series.closes(i - 1));
            assertThat(series.first(i)).isEqualTo(series.last(i - 1));
        }
    }

    @Test
    void only_closed_candles_are_read() throws Exception {
        CandleSeries series = read(SOL, before(2), NOON.plusSeconds(600));
        assertThat(series.size()).isEqualTo(2);
        assertThat(series.closes(1)).isEqualTo(NOON.toEpochMilli());
        assertThat(read(SOL, NOON, NOON.plusSeconds(600)).size()).isZero();
    }

    @Test
    void a_candle_begins_in_the_stretch_it_is_read_with() throws Exception {
        CandleSeries series = read(SOL, before(5).plusMillis(1), before(3).plusMillis(1));
        assertThat(series.opens(0)).isEqualTo(before(4).toEpochMilli());
        assertThat(series.size()).isEqualTo(2);
    }

    @Test
    void several_markets_are_read_at_once() throws Exception {
        List<Stretch> stretches = MARKETS.stream()
                .map(market -> new Stretch(market, before(30), before(10)))
                .toList();
        Map<Market, CandleSeries> read = await(feed.read(stretches));
        assertThat(read).containsOnlyKeys(MARKETS);
        assertThat(read.values()).allMatch(series -> series.size() == 20);
    }

    @Test
    void exact_candles_are_those_of_the_columns_in_a_handful_of_digits() throws Exception {
        for (Market market : MARKETS) {
            List<Candle> exact =
                    await(feed.history(market, before(900), before(100))).candles();
            CandleSeries.Builder columns = new CandleSeries.Builder(800);
            exact.forEach(columns::add);
            assertThat(candles(columns.build())).isEqualTo(candles(read(market, before(900), before(100))));
            assertThat(exact)
                    .allMatch(candle -> candle.open().precision() >= 5
                            && candle.open().precision() <= 10
                            && candle.volume().signum() > 0);
        }
    }

    @Test
    void a_long_history_comes_in_pages() throws Exception {
        History first = await(feed.history(SOL, before(1_500), NOON));
        assertThat(first.listed()).isTrue();
        assertThat(first.candles()).hasSize(1_000);
        assertThat(first.upTo()).isEqualTo(before(500));
        History second = await(feed.history(SOL, first.upTo(), NOON));
        assertThat(second.candles()).hasSize(500);
        assertThat(second.upTo()).isEqualTo(NOON);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 900, 3_600, 14_400, 86_400})
    void a_charts_candle_is_what_its_minutes_are_together(int seconds) throws Exception {
        Instant from = Instant.parse("2026-02-20T00:00:00Z");
        Candle candle = await(feed.chart(SOL, seconds, from.plusSeconds(30), from.plusSeconds(31)))
                .get(0);
        assertThat(candle.opensAt()).isEqualTo(from);
        assertThat(candle.closesAt()).isEqualTo(from.plusSeconds(seconds));
        List<Candle> minutes = new ArrayList<>();
        for (Instant at = from; at.isBefore(candle.closesAt()); at = at.plusSeconds(60 * 300)) {
            Instant end = at.plusSeconds(60 * 300);
            minutes.addAll(await(feed.history(SOL, at, end.isBefore(candle.closesAt()) ? end : candle.closesAt()))
                    .candles());
        }
        assertThat(candle.open()).isEqualTo(minutes.get(0).open());
        assertThat(candle.close()).isEqualTo(minutes.get(minutes.size() - 1).close());
        assertThat(candle.high())
                .isEqualTo(minutes.stream()
                        .map(Candle::high)
                        .max(BigDecimal::compareTo)
                        .orElseThrow());
        assertThat(candle.low())
                .isEqualTo(minutes.stream()
                        .map(Candle::low)
                        .min(BigDecimal::compareTo)
                        .orElseThrow());
        double volume = minutes.stream()
                .mapToDouble(minute -> minute.volume().doubleValue())
                .sum();
        assertThat(candle.volume().doubleValue()).isCloseTo(volume, within(volume * 1e-4));
    }

    @Test
    void a_charts_last_candle_is_open_and_has_what_there_is_until_now() throws Exception {
        List<Candle> chart = await(feed.chart(SOL, 300, before(12), NOW.plusSeconds(4_000)));
        assertThat(chart).extracting(Candle::opensAt).containsExactly(before(15), before(10), before(5), NOON);
        Candle open = chart.get(3);
        assertThat(open.closesAt()).isEqualTo(NOON.plusSeconds(300));
        assertThat(open.open()).isEqualTo(chart.get(2).close());
        assertThat(open.close().doubleValue() / price(SOL, NOW.getEpochSecond()))
                .isCloseTo(1, within(1e-6));
        assertThat(open.volume()).isLessThan(chart.get(2).volume());
    }

    @Test
    void a_chart_is_bounded_and_refuses_parts_of_minutes() throws Exception {
        assertThat(await(feed.chart(SOL, 60, before(5_000), NOON)))
                .hasSize(1_000)
                .first()
                .extracting(Candle::opensAt)
                .isEqualTo(before(5_000));
        assertThat(await(feed.chart(SOL, 60, NOW.plusSeconds(60), NOW.plusSeconds(600))))
                .isEmpty();
        assertThatThrownBy(() -> await(feed.chart(SOL, 90, before(60), NOON)))
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void following_needs_nothing() {
        feed.follow(Set.copyOf(MARKETS));
        assertThat(feed.name()).isEqualTo("mock");
    }
}
