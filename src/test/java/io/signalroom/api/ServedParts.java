package io.signalroom.api;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.analytics.AnalyticsVerticle;
import io.signalroom.cache.CacheVerticle;
import io.signalroom.market.MarketFeeds;
import io.signalroom.market.MarketVerticle;
import io.signalroom.ops.StatusVerticle;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.telegram.FakeBotApi;
import io.signalroom.telegram.export.ImportVerticle;
import io.signalroom.telegram.preview.FakePreviews;
import io.signalroom.telegram.preview.PreviewVerticle;
import io.signalroom.testing.ConfigSamples;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the API asks over the bus, the real thing, beside a server. */
final class ServedParts {
    private ServedParts() {}

    static void beside(ApiServer server) {
        Clock clock = Clock.systemUTC();
        JsonObject about = new JsonObject()
                .put("version", "1")
                .put("startedAt", clock.instant().toString())
                .put("mode", "embedded");
        MarketFeeds feeds = new MarketFeeds(
                MarketFeeds.NONE,
                listener -> Optional.empty(),
                (market, seconds, from, to) -> Future.succeededFuture(List.of()));
        URI telegram =
                URI.create(Wait.on(FakePreviews.start(server.vertx)).everybody().url());
        List<Deployable> parts = List.of(
                TelegramRig.poller(server, Wait.on(FakeBotApi.start(server.vertx))),
                new PreviewVerticle(server.bus, telegram, "Signalroom/test", clock),
                new StatusVerticle(server.pool, server.bus, about, () -> 0, server.meters),
                new CacheVerticle(server.bus, Optional.empty(), server.meters, clock),
                new AnalyticsVerticle(new AnalyticsVerticle.Pools(server.pool), server.bus, ConfigSamples.CACHE, clock),
                new MarketVerticle(server.pool, server.bus, feeds, new SimpleMeterRegistry(), clock),
                new ImportVerticle(server.pool, server.bus, server.imports),
                new ParserVerticle(server.pool, server.bus, new SignalParser()::parse, 0.5, server.meters));
        parts.forEach(part -> Wait.on(server.vertx.deployVerticle(part)));
        TelegramRig.awaitReading(server);
    }
}
