package io.signalroom.market.feed.binance;

import static io.signalroom.testing.Room.await;

import io.signalroom.config.AppConfig;
import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.FeedException;
import io.signalroom.market.feed.PriceFeed.History;
import io.signalroom.testing.Room;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;

/** A feed on one context and a fake Binance on another. */
final class BinanceRig implements AutoCloseable {
    static final Market SOL = new Market("SOL", "USDT");
    static final Market BTC = new Market("BTC", "USDT");
    /** Without pings and messages for this long, the rig's live line is dead. */
    static final Duration SILENCE = Duration.ofSeconds(4);

    static final Duration ANSWER = Duration.ofSeconds(4);
    static final Duration CALL = Duration.ofSeconds(3);
    static final Duration SOON = Duration.ofSeconds(30);

    /** What the listener heard. */
    record Heard(Market market, Candle candle) {}

    final Vertx vertx = Vertx.vertx();
    final FakeBinance fake = await(FakeBinance.start(vertx));
    final List<Heard> heard = new CopyOnWriteArrayList<>();
    final BinanceFeed feed;
    /** The feed's clock; the fake's is its own. */
    volatile InstantSource clock = InstantSource.system();

    private final Context context = vertx.getOrCreateContext();

    BinanceRig() {
        fake.listed.addAll(Set.of("SOLUSDT", "BTCUSDT"));
        feed = another(fake.url(), fake.streamUrl());
    }

    /** One more feed, as after a restart. */
    BinanceFeed another(URI url, URI streamUrl) {
        AppConfig.Market config = new AppConfig.Market("binance", url, streamUrl, Path.of("target", "klines"));
        BinanceFeed.Patience patience = new BinanceFeed.Patience(CALL, new StreamLink.Patience(SILENCE, ANSWER));
        return on(() -> Future.succeededFuture(
                new BinanceFeed(vertx, config, (m, c) -> heard.add(new Heard(m, c)), () -> clock.instant(), patience)));
    }

    /** Both clocks stand still at this time. */
    void freeze(String time) {
        clock = InstantSource.fixed(Instant.parse(time));
        fake.clock = clock;
    }

    <T> T on(Supplier<Future<T>> work) {
        return await(start(work));
    }

    <T> Future<T> start(Supplier<Future<T>> work) {
        return Future.future(done -> context.runOnContext(x -> work.get().onComplete(done)));
    }

    History history(Market market, String from, String to) {
        return on(() -> feed.history(market, Instant.parse(from), Instant.parse(to)));
    }

    /** The failure of asking for ten minutes that are long over. */
    FeedException fault() {
        return Assertions.catchThrowableOfType(
                FeedException.class, () -> history(SOL, "2026-03-01T09:00:00Z", "2026-03-01T09:10:00Z"));
    }

    void follow(Set<Market> markets) {
        on(() -> {
            feed.follow(markets);
            return Future.succeededFuture();
        });
    }

    /** Follows, and waits until Binance knows. */
    void followed(Market... markets) {
        follow(Set.of(markets));
        awaitSubscribed(Set.of(markets));
    }

    void awaitSubscribed(Set<Market> markets) {
        Set<String> streams = Set.copyOf(markets.stream()
                .map(m -> KlineSymbol.stream(m.base() + m.quote()))
                .toList());
        eventually(() -> fake.streams.subscriptions().equals(List.of(streams)));
    }

    BinanceFeed.Counts counts() {
        return on(() -> Future.succeededFuture(feed.counts()));
    }

    void eventually(BooleanSupplier holds) {
        Room.eventually(vertx, SOON, holds);
    }

    @Override
    public void close() {
        on(feed::close);
        await(fake.close());
        await(vertx.close());
    }
}
