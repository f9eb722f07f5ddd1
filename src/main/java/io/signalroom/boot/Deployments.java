package io.signalroom.boot;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.signalroom.analytics.AnalyticsVerticle;
import io.signalroom.analytics.pattern.PatternVerticle;
import io.signalroom.api.HttpParts;
import io.signalroom.api.HttpVerticle;
import io.signalroom.api.PublishedSignals;
import io.signalroom.api.Uploads;
import io.signalroom.api.site.SignalPages;
import io.signalroom.api.site.SiteRoutes;
import io.signalroom.api.site.SiteSource;
import io.signalroom.bus.Bus;
import io.signalroom.cache.CacheVerticle;
import io.signalroom.config.AppConfig;
import io.signalroom.identity.Callers;
import io.signalroom.identity.IssuerVerticle;
import io.signalroom.identity.KeyVerticle;
import io.signalroom.live.LiveVerticle;
import io.signalroom.live.feed.Feed;
import io.signalroom.market.MarketFeeds;
import io.signalroom.market.MarketVerticle;
import io.signalroom.market.candle.StoredCandles;
import io.signalroom.market.feed.MockFeed;
import io.signalroom.market.outcome.OutcomeVerticle;
import io.signalroom.net.SystemNames;
import io.signalroom.net.Targets;
import io.signalroom.ops.Health;
import io.signalroom.ops.ManagementVerticle;
import io.signalroom.ops.Readiness;
import io.signalroom.ops.StatusVerticle;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.rate.RateLimiter;
import io.signalroom.rate.RateVerticle;
import io.signalroom.security.Jwt;
import io.signalroom.security.OutsideJwt;
import io.signalroom.security.SecretBox;
import io.signalroom.security.SecretKey;
import io.signalroom.telegram.TelegramPollerVerticle;
import io.signalroom.telegram.export.ImportVerticle;
import io.signalroom.telegram.preview.PreviewVerticle;
import io.signalroom.webhook.WebhookVerticle;
import io.signalroom.webhook.Webhooks;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The plan: what runs, in which order it comes, and how it goes. Undeployed in the opposite order, so the poller ends
 * first (its lease goes to another node), then live clients are let go and HTTP drains, then those that work on what is stored.
 */
final class Deployments {
    /** Each occupies the database for some seconds. */
    private static final int BENCHMARKS_PER_MINUTE = 6;

    /** Nobody needs more, but who guesses. */
    private static final int TOKENS_PER_MINUTE = 20;

    /** Wrong secrets for one key; a right one is taken all the same. */
    private static final int FAILURES_PER_MINUTE = 5;

    private final Vertx vertx;
    private final Bus bus;
    private final AppConfig config;
    private final Backends backends;
    private final Readiness readiness;
    private final PrometheusMeterRegistry meters;
    private final Pools pools;
    private final Clock clock = Clock.systemUTC();
    private MockFeed mock;
    private boolean polls;
    private final Deque<String> deployed = new ArrayDeque<>();
    private final List<HttpVerticle> servers = new CopyOnWriteArrayList<>();
    private final LiveLines lines;

    Deployments(
            Vertx vertx,
            Bus bus,
            AppConfig config,
            Backends backends,
            Readiness readiness,
            PrometheusMeterRegistry meters) {
        this.vertx = vertx;
        this.bus = bus;
        this.config = config;
        this.backends = backends;
        this.readiness = readiness;
        this.meters = meters;
        this.lines = new LiveLines(config, meters);
        this.pools = Pools.open(vertx, backends.databaseUrl());
    }

    /** Deploys everything; ends when the last one is ready. */
    Future<Void> deploy(Preparations preparations) {
        SignalParser parser = preparations.parser();
        SecretKey key = SecretKey.load(config);
        WebhookVerticle.Parts hooks = new WebhookVerticle.Parts(targets(), new SecretBox(key), clock);
        return ClockCheck.run(pools.main(), clock)
                .compose(x -> one(() -> new AnalyticsVerticle(
                        new AnalyticsVerticle.Pools(pools.analytics(), pools.counting()), bus, config.cache(), clock)))
                .compose(x -> one(() -> new PatternVerticle(pools.counting(), bus, clock)))
                .compose(x -> config.cache().enabled()
                        ? one(() -> new CacheVerticle(bus, backends.redisUrl(), meters, clock))
                        : Future.succeededFuture())
                .compose(x -> one(() -> new ParserVerticle(
                        pools.main(), bus, parser::parse, config.parse().reviewBelow(), meters)))
                .compose(x -> one(() -> new ImportVerticle(pools.imports(), bus, importFolder())))
                .compose(x -> config.telegram().preview().allowed() ? one(this::previews) : Future.succeededFuture())
                .compose(x -> prices())
                .compose(x -> one(() -> new LiveVerticle(pools.main(), bus)))
                .compose(x -> one(() -> new WebhookVerticle(pools.webhooks(), bus, hooks, meters)))
                .compose(x -> one(() -> new StatusVerticle(pools.main(), bus, about(), lines::sockets, meters)))
                .compose(x -> one(() -> new ManagementVerticle(config.http(), pools.main(), readiness, meters)))
                .compose(x -> http(preparations, key, new Webhooks(pools.main(), hooks.box(), hooks.targets(), clock)))
                .compose(x -> one(() -> new TelegramPollerVerticle(
                        pools.main(), bus, config.telegram(), config.demoPosts(), meters, agent())))
                .onSuccess(x -> polls = true);
    }

    private PreviewVerticle previews() {
        return new PreviewVerticle(bus, config.telegram().preview().url(), agent(), clock);
    }

    /** Who reads public pages. */
    private String agent() {
        return "Signalroom/" + Version.current()
                + config.telegram()
                        .preview()
                        .contact()
                        .map(contact -> " (" + contact + ")")
                        .orElse("");
    }

    private Future<Void> prices() {
        mock = new MockFeed(vertx, clock);
        AppConfig.Market market = config.market();
        MarketFeeds feeds = new MarketFeeds(
                market.feed(), listener -> PriceFeeds.configured(vertx, market, clock, meters, listener), mock::chart);
        OutcomeVerticle.Prices prices =
                new OutcomeVerticle.Prices(mock, market.feed(), new StoredCandles(pools.outcomes(), market.feed()));
        return one(() -> new MarketVerticle(pools.outcomes(), bus, feeds, meters, clock))
                .compose(x -> one(() -> new OutcomeVerticle(pools.outcomes(), bus, config.outcomes(), prices, clock)));
    }

    /** Undeploys the newest first, then closes the pools. */
    Future<Void> undeploy() {
        Future<Void> all = polls ? vertx.undeploy(deployed.pop()) : Future.succeededFuture();
        all = all.transform(x -> lines.close());
        while (!deployed.isEmpty()) {
            String id = deployed.pop();
            all = all.transform(x -> vertx.undeploy(id));
        }
        return all.transform(x -> mock == null ? Future.succeededFuture() : mock.close())
                .transform(x -> pools.close());
    }

    int port() {
        return servers.get(0).actualPort();
    }

    private Targets targets() {
        return new Targets(new SystemNames(vertx), config.webhooks().privateTargets());
    }

    private Future<Void> http(Preparations preparations, SecretKey key, Webhooks webhooks) {
        Jwt jwt = new Jwt(vertx, key);
        Optional<OutsideJwt> outside = config.issuer().map(issuer -> new OutsideJwt(vertx, issuer));
        Callers callers = new Callers(jwt, outside);
        SiteSource site = preparations.site();
        SignalPages signals =
                config.http().readOpen() ? SignalPages.of(new PublishedSignals(pools.main())) : SignalPages.closed();
        HttpParts.Rates rates = rates();
        HttpParts parts = new HttpParts(
                config.http(),
                config.limits(),
                preparations.contract(),
                pools.main(),
                bus,
                new HttpParts.Identity(jwt, callers, config.telegram().updates().map(AppConfig.Updates::secret)),
                rates,
                webhooks,
                new Uploads(importFolder(), config.imports().maxBytes()),
                config.demoPosts(),
                meters,
                router -> {
                    new Health(pools.main(), readiness).mount(router);
                    SiteRoutes.mount(router, site, signals);
                },
                server -> lines.channels(server, bus, new Feed(pools.main(), bus, clock), callers));
        return one(() -> new KeyVerticle(pools.main(), bus, callers))
                .compose(x -> outside.map(keys -> one(
                                () -> new IssuerVerticle(config.issuer().get().keys(), keys)))
                        .orElse(Future.succeededFuture()))
                .compose(x -> backends.redisUrl()
                        .map(url -> one(() -> new RateVerticle(rates.all(), url, meters)))
                        .orElse(Future.succeededFuture()))
                .compose(x -> several(
                        () -> {
                            HttpVerticle verticle = new HttpVerticle(parts);
                            servers.add(verticle);
                            return verticle;
                        },
                        VertxFactory.eventLoops()));
    }

    private HttpParts.Rates rates() {
        return new HttpParts.Rates(
                new RateLimiter("default", config.limits().requestsPerMinute(), meters),
                new RateLimiter("parse", config.parse().ratePerMinute(), meters),
                new RateLimiter("benchmark", BENCHMARKS_PER_MINUTE, meters),
                new RateLimiter("tokens", TOKENS_PER_MINUTE, meters),
                new RateLimiter("failures", FAILURES_PER_MINUTE, meters));
    }

    private Path importFolder() {
        return config.dataDir().resolve("imports");
    }

    private JsonObject about() {
        return new JsonObject()
                .put("version", Version.current())
                .put("startedAt", clock.instant().toString())
                .put("mode", backends.mode());
    }

    private Future<Void> one(Supplier<Deployable> verticle) {
        return several(verticle, 1);
    }

    private Future<Void> several(Supplier<Deployable> verticle, int instances) {
        return vertx.deployVerticle(verticle, new DeploymentOptions().setInstances(instances))
                .map(id -> {
                    deployed.push(id);
                    return null;
                });
    }
}
