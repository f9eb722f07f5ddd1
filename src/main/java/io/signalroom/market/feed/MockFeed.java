package io.signalroom.market.feed;

import io.signalroom.demo.PriceWalk;
import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.CandleReader;
import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.candle.Market;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The candles of the market that the demo is about: minutes of {@link PriceWalk#market()}. They are a function of time, so
 * nothing is stored and nothing is missing; every coin is listed, also one that nobody knows. All are worked out on a
 * worker pool of its own, about 5 million candles a second and core.
 */
public final class MockFeed implements PriceFeed, CandleReader {
    /** Most candles that one question yields. */
    static final int PAGE = 1_000;

    private static final int WORKERS = 2;
    private static final int MINUTE = MockCandles.SECONDS;

    private final WorkerExecutor workers;
    private final Clock clock;
    private final PriceWalk walk = PriceWalk.market();

    /**
     * A feed.
     *
     * @param clock says which candles are closed
     */
    public MockFeed(Vertx vertx, Clock clock) {
        this.workers = vertx.createSharedWorkerExecutor("signalroom-mock-prices", WORKERS);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mock";
    }

    @Override
    public Future<History> history(Market market, Instant from, Instant to) {
        long begin = secondFrom(from, MINUTE);
        long end = Math.min(closedTo(to), begin + (long) PAGE * MINUTE);
        if (end <= begin) {
            return Future.succeededFuture(new History(true, List.of(), to));
        }
        Instant answered = Instant.ofEpochSecond(end);
        Instant upTo = answered.isBefore(to) ? answered : to;
        return workers.executeBlocking(() -> new History(true, exact(market, MINUTE, begin, end), upTo), false);
    }

    /** The same, as columns; a year of one market takes 25 MB. */
    @Override
    public Future<Map<Market, CandleSeries>> read(List<Stretch> stretches) {
        List<Future<CandleSeries>> read = stretches.stream()
                .map(stretch -> workers.executeBlocking(() -> series(stretch), false))
                .toList();
        return Future.all(read).map(all -> {
            Map<Market, CandleSeries> series = new HashMap<>();
            for (int i = 0; i < stretches.size(); i++) {
                series.put(stretches.get(i).market(), all.resultAt(i));
            }
            return series;
        });
    }

    /**
     * Candles of a longer interval, for a chart; the last may be the open one, with what it has until now.
     *
     * @param seconds of one candle, a multiple of 60; candles begin at multiples of it since 1970
     * @param from the first candle is the one that holds it
     * @param to the last candle begins before it
     * @return at most {@value #PAGE}, from the first on; fails with an {@link IllegalArgumentException} if {@code
     *     seconds} is no multiple of 60
     */
    public Future<List<Candle>> chart(Market market, int seconds, Instant from, Instant to) {
        if (seconds <= 0 || seconds % MINUTE != 0) {
            return Future.failedFuture(new IllegalArgumentException("a candle of " + seconds + " seconds"));
        }
        long begin = Math.floorDiv(from.getEpochSecond(), (long) seconds) * seconds;
        long now = clock.instant().getEpochSecond();
        long end = Math.min(Math.min(now, secondFrom(to, seconds)), begin + (long) PAGE * seconds);
        return end <= begin
                ? Future.succeededFuture(List.of())
                : workers.executeBlocking(() -> exact(market, seconds, begin, end), false);
    }

    private CandleSeries series(Stretch stretch) {
        long begin = secondFrom(stretch.from(), MINUTE);
        long end = closedTo(stretch.to());
        if (end <= begin) {
            return CandleSeries.EMPTY;
        }
        CandleSeries.Builder series =
                new CandleSeries.Builder(Math.toIntExact((end - begin) / MINUTE)).knownTo(end * 1_000);
        MockCandles candles = new MockCandles(walk, stretch.market(), begin);
        while (candles.closes() < end) {
            candles.next(candles.closes() + MINUTE);
            candles.addTo(series);
        }
        return series.build();
    }

    private List<Candle> exact(Market market, int seconds, long begin, long end) {
        List<Candle> exact = new ArrayList<>();
        MockCandles candles = new MockCandles(walk, market, begin);
        while (candles.closes() < end) {
            candles.next(Math.min(end, candles.closes() + seconds));
            exact.add(candles.exact(seconds));
        }
        return exact;
    }

    /** Where the last candle ends that begins before {@code to} and is closed. */
    private long closedTo(Instant to) {
        long now = Math.floorDiv(clock.instant().getEpochSecond(), (long) MINUTE) * MINUTE;
        return Math.min(secondFrom(to, MINUTE), now);
    }

    /** The first beginning of an interval at {@code time} or later. */
    private static long secondFrom(Instant time, int seconds) {
        long whole = time.getEpochSecond() + (time.getNano() > 0 ? 1 : 0);
        return -Math.floorDiv(-whole, (long) seconds) * seconds;
    }

    @Override
    public void follow(Set<Market> markets) {
        // whoever reads gets candles up to now
    }

    @Override
    public Future<Void> close() {
        return workers.close();
    }
}
