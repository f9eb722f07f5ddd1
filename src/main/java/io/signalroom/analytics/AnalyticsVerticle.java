package io.signalroom.analytics;

import io.signalroom.analytics.history.HistoricalAnswer;
import io.signalroom.analytics.pattern.PatternsAnswer;
import io.signalroom.analytics.rank.Leaderboard;
import io.signalroom.analytics.rank.Scorecards;
import io.signalroom.analytics.rollup.Rollups;
import io.signalroom.analytics.token.TokenPrice;
import io.signalroom.analytics.token.TokenStats;
import io.signalroom.analytics.token.Trending;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.RollupsAdvanced;
import io.signalroom.bus.message.StatusPart;
import io.signalroom.config.AppConfig;
import io.signalroom.db.CountedPool;
import io.signalroom.db.Loop;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts signal changes into rollups as they come and answers questions about many signals. Every node runs one; the
 * rollups are built once per cluster, because the position's row is locked while it moves.
 */
public final class AnalyticsVerticle extends VerticleBase {
    /** Events of one step; fewer after one that failed, until one succeeds. */
    private static final int STEP = 5_000;

    private static final int SMALLEST_STEP = 50;
    /** While counting is behind, scorecards wait, but not for ever. */
    private static final long CARDS_WAIT_MILLIS = 10_000;

    private static final long SWEEP_MILLIS = 1_000;
    /** Hints of so many milliseconds become one step. */
    private static final long TOGETHER_MILLIS = 200;

    private static final long AT_ONCE_MILLIS = 1;
    private static final int REPEAT = 5;
    private static final int CARDS = 20;
    private static final int AGE_EVERY = 60;
    /** A day of a large feed at most, which is counted anew now and then. */
    private static final long STEP_SECONDS = 300;

    private final Pools pools;
    private final Bus bus;
    private final Clock clock;
    private final Rollups rollups;
    private final Map<String, Analysis> analyses;
    private Loop counting;
    private Loop cards;
    private boolean awaited;
    private long announced = -1;
    private int quiet;
    private int turns;
    private int limit = STEP;
    private boolean behind;
    private long cardsAt;

    /**
     * Analytics over a database.
     *
     * @param pools connections
     * @param lifetimes how long answers may be kept
     */
    public AnalyticsVerticle(Pools pools, Bus bus, AppConfig.Cache lifetimes, Clock clock) {
        this.bus = bus;
        this.clock = clock;
        this.pools = pools;
        this.rollups = new Rollups(pools.work());
        this.analyses = Map.of(
                "getHistorical", new Analysis(HistoricalAnswer::answer, lifetimes.historical()),
                "getTokenStats", new Analysis(new TokenStats(new TokenPrice(bus))::answer, lifetimes.tokenStats()),
                "getLeaderboard", new Analysis(Leaderboard::answer, lifetimes.leaderboard()),
                "getPatterns", new Analysis(PatternsAnswer::answer, lifetimes.patterns()),
                "getTrending", new Analysis(Trending::answer, lifetimes.trending()));
    }

    /**
     * Connections to one database, parted so that nobody who asks waits for a long count.
     *
     * @param answers for those who ask
     * @param work for counting
     */
    public record Pools(Pool answers, Pool work) {
        /** All from one pool. */
        public Pools(Pool pool) {
            this(pool, pool);
        }
    }

    /** Answers an operation of the contract from the database. */
    private interface Question {
        Future<JsonObject> answer(SqlClient sql, JsonObject parameters, Instant now);
    }

    /** An operation that is answered here, and how long an answer may be kept. */
    private record Analysis(Question question, Duration lifetime) {
        Future<JsonObject> of(SqlClient sql, JsonObject parameters, Instant now) {
            return question.answer(sql, parameters, now);
        }
    }

    @Override
    public Future<?> start() {
        counting = new Loop(vertx, "rollups", this::advance, AT_ONCE_MILLIS, SWEEP_MILLIS);
        Scorecards scorecards = new Scorecards(vertx, pools.work());
        cards = new Loop(vertx, "scorecards", () -> renew(scorecards), AT_ONCE_MILLIS, SWEEP_MILLIS);
        counting.start();
        cards.start();
        return bus.listen(Addresses.SIGNALS_STORED, hint -> soon())
                .compose(x -> bus.serve(Addresses.ANALYTICS_GET, this::answer));
    }

    @Override
    public Future<?> stop() {
        return Future.join(counting.stop(), cards.stop());
    }

    /** A burst of hints becomes one step. */
    private void soon() {
        if (!awaited) {
            awaited = true;
            vertx.setTimer(TOGETHER_MILLIS, x -> {
                awaited = false;
                counting.wake();
            });
        }
    }

    /** True if there is more to count. */
    private Future<Boolean> advance() {
        return rollups.advance(limit)
                .timeout(STEP_SECONDS, TimeUnit.SECONDS)
                .onComplete(this::paced)
                .map(step -> {
                    if (step.revision() != announced || ++quiet >= REPEAT) {
                        announced = step.revision();
                        quiet = 0;
                        bus.publish(Addresses.ROLLUPS_ADVANCED, new RollupsAdvanced(step.epoch(), step.revision()));
                        bus.publish(Addresses.STATUS_REPORTED, new StatusPart("analytics", state(step)));
                    }
                    return step.more();
                });
    }

    private void paced(AsyncResult<Rollups.Step> step) {
        limit = step.succeeded() ? Math.min(STEP, 2 * limit) : Math.max(SMALLEST_STEP, limit / 2);
        behind = step.succeeded() && step.result().more();
    }

    private static JsonObject state(Rollups.Step step) {
        return step.recountedTo()
                .map(to -> new JsonObject()
                        .put("state", "recounting")
                        .put("detail", "All signals are being counted anew; it has come to " + to + ".")
                        .put("recountedTo", to.toString()))
                .orElseGet(() -> new JsonObject()
                        .put("state", "following")
                        .put("detail", "What is stored is counted within moments."));
    }

    /** True if more scorecards may be due. */
    private Future<Boolean> renew(Scorecards scorecards) {
        if (behind && clock.millis() - cardsAt < CARDS_WAIT_MILLIS) {
            return Future.succeededFuture(false);
        }
        cardsAt = clock.millis();
        Future<Void> aged = ++turns % AGE_EVERY == 0 ? scorecards.age() : Future.succeededFuture();
        return aged.compose(x -> scorecards.renew(CARDS, clock.instant())).map(renewed -> renewed == CARDS);
    }

    private Future<CachedAnswer> answer(CachedQuery query) {
        Analysis analysis = analyses.get(query.operation());
        if (analysis == null) {
            return Future.failedFuture(
                    new DomainException(Failure.NOT_FOUND, "There is no analysis " + query.operation() + "."));
        }
        LongAdder statements = new LongAdder();
        return analysis.of(CountedPool.of(pools.answers(), statements), query.parameters(), clock.instant())
                .map(json ->
                        new CachedAnswer(json.toBuffer(), clock.instant(), analysis.lifetime(), statements.intValue()));
    }
}
