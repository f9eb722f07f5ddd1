package io.signalroom.market.feed;

import static io.signalroom.market.feed.MockFeedTest.MARKETS;
import static io.signalroom.market.feed.MockFeedTest.NOW;
import static io.signalroom.market.feed.MockFeedTest.await;
import static io.signalroom.market.feed.MockFeedTest.before;
import static io.signalroom.market.feed.MockFeedTest.candles;
import static io.signalroom.market.feed.MockFeedTest.price;
import static io.signalroom.market.feed.MockFeedTest.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.candle.Market;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class MockFeedPropertyTest {
    private static Vertx vertx;
    private static MockFeed feed;

    @BeforeContainer
    static void open() {
        vertx = Vertx.vertx();
        feed = new MockFeed(vertx, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterContainer
    static void close() throws Exception {
        await(feed.close());
        await(vertx.close());
    }

    @Property(tries = 100)
    void candles_are_the_same_whatever_stretch_is_asked_for(
            @ForAll @IntRange(max = 5) int market,
            @ForAll @IntRange(max = 500_000) int ago,
            @ForAll @IntRange(max = 2_000) int first,
            @ForAll @IntRange(max = 2_000) int second)
            throws Exception {
        Market of = MARKETS.get(market);
        int a = ago + first + second;
        List<Candle> parts = candles(read(feed, of, before(a), before(ago + second)));
        parts.addAll(candles(read(feed, of, before(ago + second), before(ago))));
        assertThat(candles(read(feed, of, before(a), before(ago))))
                .hasSize(first + second)
                .isEqualTo(parts);
    }

    @Property(tries = 100)
    void a_candle_is_that_of_the_walk(
            @ForAll @IntRange(max = 5) int market, @ForAll @IntRange(min = 1, max = 500_000) int ago) throws Exception {
        Market of = MARKETS.get(market);
        CandleSeries candle = read(feed, of, before(ago), before(ago - 1));
        long begin = before(ago).getEpochSecond();
        assertThat(candle.first(0) / price(of, begin)).isCloseTo(1, within(1e-6));
        assertThat(candle.last(0) / price(of, begin + 60)).isCloseTo(1, within(1e-6));
        double highest = 0;
        double lowest = Double.MAX_VALUE;
        for (long second = begin; second <= begin + 60; second++) {
            highest = Math.max(highest, price(of, second));
            lowest = Math.min(lowest, price(of, second));
        }
        assertThat(candle.high(0) / highest).isCloseTo(1, within(2e-6));
        assertThat(candle.low(0) / lowest).isCloseTo(1, within(2e-6));
    }
}
