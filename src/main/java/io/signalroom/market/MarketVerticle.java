package io.signalroom.market;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.db.Lease;
import io.signalroom.db.LeaseKeeper;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.UUID;

/**
 * Keeps the candles coming that calls need, on the one node that holds the lease, and draws charts on every node. Stopping
 * ends the feed, stores what it has heard, and gives the lease back.
 */
public final class MarketVerticle extends VerticleBase {
    static final String LEASE = "market";
    private static final long STATUS_MS = 5_000;

    private final Pool pool;
    private final Bus bus;
    private final MarketFeeds feeds;
    private final MeterRegistry meters;
    private final Clock clock;
    private MarketBoard board;
    private LeaseKeeper keeper;

    /** One for a node. */
    public MarketVerticle(Pool pool, Bus bus, MarketFeeds feeds, MeterRegistry meters, Clock clock) {
        this.pool = pool;
        this.bus = bus;
        this.feeds = feeds;
        this.meters = meters;
        this.clock = clock;
    }

    /** Ends when charts can be asked for and the lease was asked for once: a node that stands by is ready too. */
    @Override
    public Future<?> start() {
        Lease lease = new Lease(pool, LEASE, UUID.randomUUID().toString());
        board = new MarketBoard(bus, feeds.configured());
        FeedLedger ledger = new FeedLedger(pool, bus, lease, feeds.configured(), clock);
        keeper = new LeaseKeeper(vertx, lease, new Following(ledger), "follows prices");
        vertx.setPeriodic(STATUS_MS, x -> board.publish());
        return bus.serve(Addresses.CANDLES_GET, new Charts(pool, feeds, clock)::find)
                .compose(x -> keeper.start());
    }

    @Override
    public Future<?> stop() {
        return keeper.stop();
    }

    /** What runs under the lease. */
    private final class Following implements LeaseKeeper.Work {
        private final FeedLedger ledger;
        private FeedRun run;

        private Following(FeedLedger ledger) {
            this.ledger = ledger;
        }

        @Override
        public Future<Void> start() {
            run = new FeedRun(vertx, ledger, board, meters);
            return Future.succeededFuture().map(x -> {
                run.start(feeds.made());
                return null;
            });
        }

        @Override
        public Future<Void> stop() {
            return run.stop();
        }
    }
}
