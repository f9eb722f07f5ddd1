package io.signalroom.market.outcome;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.db.Lease;
import io.signalroom.db.LeaseKeeper;
import io.signalroom.market.candle.CandleReader;
import io.signalroom.market.candle.CandleStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.UUID;

/**
 * Says how calls turn out by prices, on one node of all: deployed on each, it works only while it holds the lease. Hints
 * wake it; each second it looks by itself.
 */
public final class OutcomeVerticle extends VerticleBase {
    static final String LEASE = "outcomes";
    private static final int WORKERS = 2;

    private final Pool pool;
    private final Bus bus;
    private final Assumptions assumed;
    private final PriceSource.Both sources;
    private final Clock clock;
    private WorkerExecutor worker;
    private OutcomeWork work;
    private LeaseKeeper keeper;

    /**
     * Outcomes by two sources of prices.
     *
     * @param settings what is assumed
     * @param prices where candles are read
     */
    public OutcomeVerticle(Pool pool, Bus bus, AppConfig.Outcomes settings, Prices prices, Clock clock) {
        this.pool = pool;
        this.bus = bus;
        this.assumed = Assumptions.of(settings);
        this.sources = new PriceSource.Both(
                new PriceSource("mock", prices.mock()), new PriceSource(prices.feed(), prices.stored()));
        this.clock = clock;
    }

    /**
     * Where candles are read.
     *
     * @param mock invented prices, for calls of the demo
     * @param feed name of the feed for all others
     * @param stored its candles
     */
    public record Prices(CandleReader mock, String feed, CandleReader stored) {}

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor("signalroom-outcomes", WORKERS);
        Lease lease = new Lease(pool, LEASE, UUID.randomUUID().toString());
        OutcomeWriter writer = new OutcomeWriter(pool, lease, sources, new CandleStore(), worker);
        Books books = new Books(sources, writer, worker, clock);
        Benchmarks benchmarks = new Benchmarks(pool, assumed, sources, worker, clock);
        work = new OutcomeWork(new OutcomeWork.Room(vertx, pool, bus), assumed, books, benchmarks, writer);
        keeper = new LeaseKeeper(vertx, lease, work, "measures outcomes");
        return bus.listen(Addresses.SIGNALS_STORED, hint -> work.wake())
                .compose(x -> bus.listen(Addresses.CANDLES_STORED, hint -> {
                    books.hint();
                    work.wake();
                }))
                .compose(x -> keeper.start());
    }

    @Override
    public Future<?> stop() {
        return keeper.stop().eventually(worker::close);
    }
}
