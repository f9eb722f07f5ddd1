package io.signalroom.market;

import static io.signalroom.testing.Room.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.market.candle.Market;
import io.signalroom.market.candle.Undone;
import io.signalroom.market.feed.PriceFeed;
import io.signalroom.testing.Room;
import io.signalroom.testing.SetClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A market verticle that asks an exchange in memory and stores into a real database, at a time that the test sets. */
final class MarketRig implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final String FEED = "binance";
    static final Market SOL = Market.of("SOL", null);
    static final Market BTC = Market.of("BTC", null);
    static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    final Room room = new Room();
    final ListFeed.Exchange exchange = new ListFeed.Exchange();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Queue<JsonObject> status = new ConcurrentLinkedQueue<>();
    final AtomicInteger hints = new AtomicInteger();
    final SetClock clock = new SetClock(START.plusSeconds(20));

    MarketRig() {
        await(room.bus.listen(Addresses.STATUS_REPORTED, part -> status.add(part.state())));
        await(room.bus.listen(Addresses.CANDLES_STORED, stored -> hints.incrementAndGet()));
    }

    /** Deploys a verticle; undeploy it by the id given back. */
    String run() {
        return run(room.vertx, room.pool, room.bus, true);
    }

    String run(Vertx vertx, Pool pool, Bus bus, boolean feed) {
        MarketFeeds feeds = feeds(
                feed ? FEED : MarketFeeds.NONE,
                listener -> feed ? Optional.of(new ListFeed(exchange, listener)) : Optional.empty());
        return await(vertx.deployVerticle(new MarketVerticle(pool, bus, feeds, meters, clock)));
    }

    /** Deploys a verticle with another feed than the list's. */
    void run(String name, PriceFeed feed) {
        MarketFeeds feeds = feeds(name, listener -> Optional.of(feed));
        await(room.vertx.deployVerticle(new MarketVerticle(room.pool, room.bus, feeds, meters, clock)));
    }

    private static MarketFeeds feeds(String name, Function<PriceFeed.Listener, Optional<PriceFeed>> made) {
        return new MarketFeeds(name, made, (market, seconds, from, to) -> Future.succeededFuture(List.of()));
    }

    /** A call that runs, and everything the exchange has of its market: since {@code hours} before it. */
    int call(Market market, int hours) {
        exchange.markets.put(market, Undone.minutes(START.minus(Duration.ofHours(hours)), START.plusSeconds(36_000)));
        return Undone.call(room, FEED, market, START.minusSeconds(3_600), START.plusSeconds(36_000));
    }

    void awaitState(String state) {
        room.eventually(SOON, () -> last().getString("state", "").equals(state));
    }

    void awaitCandles(int market, long count) {
        room.eventually(SOON, () -> candles(market) == count);
    }

    long candles(int market) {
        return (Long) room.value("SELECT count(*) FROM candle WHERE market_id = " + market);
    }

    /** What was said last; empty if nothing. */
    JsonObject last() {
        return status.stream().reduce(new JsonObject(), (a, b) -> b);
    }

    double counted(String way) {
        return meters.counter(LiveCandles.COUNTER, "way", way).count();
    }

    @Override
    public void close() {
        room.close();
    }
}
