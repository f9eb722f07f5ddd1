package io.signalroom.analytics;

import io.signalroom.analytics.pattern.PatternsAnswer;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.RollupsAdvanced;
import io.signalroom.config.AppConfig;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts signal changes into rollups as they come and answers questions about many signals. Every node runs one; the
 * rollups are built once per cluster, because the position's row is locked while it moves.
 */
public final class AnalyticsVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(AnalyticsVerticle.class);
    private static final int STEP = 5_000;
    private static final long SWEEP_MILLIS = 1_000;
    private static final int REPEAT = 5;
    private static final long STEP_SECONDS = 30;

    /** Patterns follow the events at their own pace, which keys made of the rollups' do not tell: they are read anew soon. */
    private static final Duration PATTERNS_LIFETIME = Duration.ofSeconds(1);

    private final Pool pool;
    private final Bus bus;
    private final AppConfig.Cache lifetimes;
    private final Clock clock;
    private final RollupStore rollups = new RollupStore();
    private final HistoricalStore historical;
    private final PatternsAnswer patterns;
    private Future<Void> running = Future.succeededFuture();
    private boolean stopping;
    private long announced = -1;
    private int quiet;

    /**
     * Analytics over {@code pool}.
     *
     * @param lifetimes how long answers may be kept
     */
    public AnalyticsVerticle(Pool pool, Bus bus, AppConfig.Cache lifetimes, Clock clock) {
        this.pool = pool;
        this.bus = bus;
        this.lifetimes = lifetimes;
        this.clock = clock;
        this.historical = new HistoricalStore(pool);
        this.patterns = new PatternsAnswer(pool);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(SWEEP_MILLIS, x -> wake());
        return bus.serve(Addresses.ANALYTICS_GET, this::answer);
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        return running;
    }

    /** Once a second is often enough: answers may be two seconds behind, and a burst becomes one step. */
    private void wake() {
        if (!stopping && running.isComplete()) {
            running = advance().recover(failure -> {
                log.warn("rollups wait: {}", failure.getMessage());
                return Future.succeededFuture();
            });
        }
    }

    private Future<Void> advance() {
        return pool.withTransaction(tx -> rollups.advance(tx, STEP))
                .timeout(STEP_SECONDS, TimeUnit.SECONDS)
                .compose(step -> {
                    if (step.events() == STEP && !stopping) {
                        return advance();
                    }
                    if (step.seq() != announced || ++quiet >= REPEAT) {
                        announced = step.seq();
                        quiet = 0;
                        bus.publish(Addresses.ROLLUPS_ADVANCED, new RollupsAdvanced(step.epoch(), step.seq()));
                    }
                    return Future.succeededFuture();
                });
    }

    private Future<CachedAnswer> answer(CachedQuery query) {
        if (query.operation().equals("getPatterns")) {
            return patterns.answer(query.parameters())
                    .map(json -> new CachedAnswer(json.toBuffer(), clock.instant(), PATTERNS_LIFETIME, false));
        }
        if (!query.operation().equals("getHistorical")) {
            return Future.failedFuture(
                    new DomainException(Failure.NOT_FOUND, "There is no analysis " + query.operation() + "."));
        }
        return historical
                .answer(HistoricalQuery.of(query.parameters(), clock.instant()))
                .map(json -> new CachedAnswer(json.toBuffer(), clock.instant(), lifetimes.historical(), false));
    }
}
