package io.signalroom.boot;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.signalroom.analytics.AnalyticsVerticle;
import io.signalroom.analytics.pattern.PatternVerticle;
import io.signalroom.api.HttpParts;
import io.signalroom.api.HttpVerticle;
import io.signalroom.api.site.SiteRoutes;
import io.signalroom.api.site.SiteSource;
import io.signalroom.bus.Bus;
import io.signalroom.cache.CacheVerticle;
import io.signalroom.config.AppConfig;
import io.signalroom.db.Db;
import io.signalroom.identity.Callers;
import io.signalroom.identity.KeyVerticle;
import io.signalroom.live.BridgeMeters;
import io.signalroom.live.Gatekeeper;
import io.signalroom.live.LiveVerticle;
import io.signalroom.live.SockJsBridge;
import io.signalroom.market.MarketFeeds;
import io.signalroom.market.MarketVerticle;
import io.signalroom.market.candle.StoredCandles;
import io.signalroom.market.feed.MockFeed;
import io.signalroom.market.outcome.OutcomeVerticle;
import io.signalroom.ops.Health;
import io.signalroom.ops.ManagementVerticle;
import io.signalroom.ops.Readiness;
import io.signalroom.ops.StatusVerticle;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.security.Jwt;
import io.signalroom.security.RateLimiter;
import io.signalroom.security.Scope;
import io.signalroom.security.SecretKey;
import io.signalroom.telegram.TelegramPollerVerticle;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The plan: what runs, in which order it comes, and how it goes. Undeployed in the opposite order, so the poller ends
 * first (its lease goes to another node), then HTTP drains, then those that work on what is stored.
 */
final class Deployments {
    private static final Db.Limits LIMITS = new Db.Limits(12, Duration.ofSeconds(2), Duration.ofSeconds(5));
    private static final Db.Limits ANALYTICS_LIMITS = new Db.Limits(4, Duration.ofSeconds(2), Duration.ofSeconds(10));

    private static final Db.Limits COUNTING_LIMITS = new Db.Limits(5, Duration.ofSeconds(20), Duration.ofSeconds(60));

    private static final Db.Limits OUTCOMES_LIMITS = new Db.Limits(6, Duration.ofSeconds(5), Duration.ofSeconds(60));

    /** Each occupies the database for some seconds. */
    private static final int BENCHMARKS_PER_MINUTE = 6;

    /** Nobody needs more, but who guesses. */
    private static final int TOKENS_PER_MINUTE = 20;

    private final Vertx vertx;
    private final Bus bus;
    private final AppConfig config;
    private final Backends backends;
    private final Readiness readiness;
    private final PrometheusMeterRegistry meters;
    private final Pool pool;
    private final Pool analyticsPool;
    private final Pool countingPool;
    private final Pool outcomesPool;
    private final Clock clock = Clock.systemUTC();
    private MockFeed mock;
    private final Deque<String> deployed = new ArrayDeque<>();
    private final List<HttpVerticle> servers = new CopyOnWriteArrayList<>();
    private final List<OpenBridge> open = new CopyOnWriteArrayList<>();

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
        this.pool = Db.pool(vertx, backends.databaseUrl(), "main", LIMITS);
        this.outcomesPool = Db.pool(vertx, backends.databaseUrl(), "outcomes", OUTCOMES_LIMITS);
        this.analyticsPool = Db.pool(vertx, backends.databaseUrl(), "analytics", ANALYTICS_LIMITS);
        this.countingPool = Db.pool(vertx, backends.databaseUrl(), "counting", COUNTING_LIMITS);
    }

    /** Deploys everything; ends when the last one is ready. */
    Future<Void> deploy(Preparations preparations) {
        BridgeMeters bridges = new BridgeMeters(meters);
        SignalParser parser = preparations.parser();
        return one(() -> new AnalyticsVerticle(
                        new AnalyticsVerticle.Pools(analyticsPool, countingPool), bus, config.cache(), clock))
                .compose(x -> one(() -> new PatternVerticle(countingPool, bus, clock)))
                .compose(x -> config.cache().enabled()
                        ? one(() -> new CacheVerticle(bus, backends.redisUrl(), meters, clock))
                        : Future.succeededFuture())
                .compose(x -> one(() -> new ParserVerticle(
                        pool, bus, parser::parse, config.parse().reviewBelow(), meters)))
                .compose(x -> prices())
                .compose(x -> one(() -> new LiveVerticle(pool, bus)))
                .compose(x -> one(() -> new StatusVerticle(pool, bus, about(), bridges::sockets)))
                .compose(x -> one(() -> new ManagementVerticle(config.http(), pool, readiness, meters)))
                .compose(x -> http(preparations, bridges))
                .compose(x -> one(() -> new TelegramPollerVerticle(pool, bus, config.telegram(), config.demoPosts())));
    }

    private Future<Void> prices() {
        mock = new MockFeed(vertx, clock);
        AppConfig.Market market = config.market();
        MarketFeeds feeds = new MarketFeeds(
                market.feed(), listener -> PriceFeeds.configured(vertx, market, clock, meters, listener), mock::chart);
        OutcomeVerticle.Prices prices =
                new OutcomeVerticle.Prices(mock, market.feed(), new StoredCandles(outcomesPool, market.feed()));
        return one(() -> new MarketVerticle(outcomesPool, bus, feeds, meters, clock))
                .compose(x -> one(() -> new OutcomeVerticle(outcomesPool, bus, config.outcomes(), prices, clock)));
    }

    /** Undeploys the newest first, then closes the pools. */
    Future<Void> undeploy() {
        Future<Void> all = closeSockets();
        while (!deployed.isEmpty()) {
            String id = deployed.pop();
            all = all.transform(x -> vertx.undeploy(id));
        }
        return all.transform(x -> mock == null ? Future.succeededFuture() : mock.close())
                .transform(x -> close(pool))
                .transform(x -> close(analyticsPool))
                .transform(x -> close(countingPool))
                .transform(x -> close(outcomesPool));
    }

    /** A pool waits for a connection that is being opened, to a mute server for ever. */
    private static Future<Void> close(Pool pool) {
        return pool.close().timeout(5, TimeUnit.SECONDS);
    }

    int port() {
        return servers.get(0).actualPort();
    }

    private Future<Void> http(Preparations preparations, BridgeMeters meters) {
        Jwt jwt = new Jwt(vertx, SecretKey.load(config));
        Callers callers = new Callers(jwt);
        SiteSource site = preparations.site();
        HttpParts parts = new HttpParts(
                config.http(),
                preparations.contract(),
                pool,
                bus,
                new HttpParts.Identity(jwt, callers),
                rates(),
                this.meters,
                router -> {
                    new Health(pool, readiness).mount(router);
                    SiteRoutes.mount(router, site);
                },
                router -> mountBridge(router, gatekeeper(callers), meters));
        return one(() -> new KeyVerticle(pool, bus, callers))
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
                new RateLimiter("parse", config.parse().ratePerMinute(), meters),
                new RateLimiter("benchmark", BENCHMARKS_PER_MINUTE, meters),
                new RateLimiter("tokens", TOKENS_PER_MINUTE, meters));
    }

    /** The live line is open to whom the API is. */
    private Gatekeeper gatekeeper(Callers callers) {
        return config.http().readOpen()
                ? bearer -> Future.succeededFuture(true)
                : bearer -> callers.of(bearer).map(caller -> caller.may(Scope.READ));
    }

    /** Runs on the event loop of the server that it is for. */
    private void mountBridge(Router router, Gatekeeper gatekeeper, BridgeMeters meters) {
        SockJsBridge bridge = new SockJsBridge(vertx, config.http().corsOrigins(), gatekeeper, meters);
        bridge.mount(router);
        open.add(new OpenBridge(vertx.getOrCreateContext(), bridge));
    }

    /** An open socket would hold up the drain of its server. */
    private Future<Void> closeSockets() {
        List<Future<Void>> closing = new ArrayList<>();
        for (OpenBridge bridge : open) {
            Promise<Void> closed = Promise.promise();
            bridge.context.runOnContext(x -> bridge.bridge.close().onComplete(closed));
            closing.add(closed.future());
        }
        return Future.join(closing).mapEmpty();
    }

    private record OpenBridge(Context context, SockJsBridge bridge) {}

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
