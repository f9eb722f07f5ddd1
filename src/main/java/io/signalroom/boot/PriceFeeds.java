package io.signalroom.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.config.AppConfig;
import io.signalroom.market.feed.PriceFeed;
import io.signalroom.market.feed.binance.BinanceFeed;
import io.signalroom.market.feed.file.FileFeed;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;

/** Makes the feed that the settings name. */
final class PriceFeeds {
    private PriceFeeds() {}

    /** Empty for {@code none}. */
    static Optional<PriceFeed> configured(
            Vertx vertx, AppConfig.Market market, Clock clock, MeterRegistry meters, PriceFeed.Listener listener) {
        return switch (market.feed()) {
            case "binance" -> Optional.of(new BinanceFeed(vertx, market, listener));
            case "file" -> Optional.of(new FileFeed(vertx, market.klinesDir(), clock, meters));
            default -> Optional.empty();
        };
    }
}
