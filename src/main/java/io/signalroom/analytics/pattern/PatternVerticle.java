package io.signalroom.analytics.pattern;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.db.Lease;
import io.signalroom.db.LeaseKeeper;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.UUID;

/**
 * Finds patterns, on one node of all: deployed on each, it works only while it holds the lease. Hints wake it; each second it
 * looks by itself.
 */
public final class PatternVerticle extends VerticleBase {
    private static final String LEASE = "patterns";
    private static final int WORKERS = 1;

    private final Pool pool;
    private final Bus bus;
    private final Clock clock;
    private WorkerExecutor worker;
    private LeaseKeeper keeper;

    /**
     * Patterns over {@code pool}.
     *
     * @param clock says what now is
     */
    public PatternVerticle(Pool pool, Bus bus, Clock clock) {
        this.pool = pool;
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor("signalroom-patterns", WORKERS);
        Lease lease = new Lease(pool, LEASE, UUID.randomUUID().toString());
        PatternWork work = new PatternWork(vertx, pool, lease, worker, clock);
        keeper = new LeaseKeeper(vertx, lease, work, "finds patterns");
        return bus.listen(Addresses.SIGNALS_STORED, hint -> work.wake()).compose(x -> keeper.start());
    }

    @Override
    public Future<?> stop() {
        return keeper.stop().eventually(worker::close);
    }
}
