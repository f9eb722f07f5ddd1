package io.signalroom.market;

import io.signalroom.market.candle.ChartSource;
import io.signalroom.market.feed.PriceFeed;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a node's prices come from.
 *
 * @param configured name of the feed that is set: {@code binance}, {@code file} or {@code none}
 * @param made makes it, for a listener, each time the lease is won; on the verticle's context. Empty for {@code none}
 * @param mock the invented prices of the demo, known on every node and never stored
 */
public record MarketFeeds(String configured, Function<PriceFeed.Listener, Optional<PriceFeed>> made, ChartSource mock) {
    /** Name of the invented prices in questions and answers. */
    public static final String MOCK = "mock";

    /** Name of the feed that is none. */
    public static final String NONE = "none";
}
