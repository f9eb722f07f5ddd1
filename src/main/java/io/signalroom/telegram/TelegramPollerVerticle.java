package io.signalroom.telegram;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.db.Lease;
import io.signalroom.db.LeaseKeeper;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Telegram, on one node of all: deployed on each, it works only while it holds the lease. Then it runs the configured
 * sources and loads the demo; when it stops it lets what is being stored end, and gives the lease back.
 */
public final class TelegramPollerVerticle extends VerticleBase {
    static final String LEASE = "poller";
    private static final Logger log = LoggerFactory.getLogger(TelegramPollerVerticle.class);
    private static final long STATUS_MS = 5_000;

    private final Pool pool;
    private final Bus bus;
    private final int demoPosts;
    private final int mostWaiting;
    private final MeterRegistry meters;
    private final Sources configured;
    private final List<SourceLoop> loops = new ArrayList<>();
    private final List<SourceBoard> boards = new ArrayList<>();
    private Lease lease;
    private LeaseKeeper keeper;
    private DemoWork demo;

    /** Makes the sources of one holding of the lease. */
    @FunctionalInterface
    interface Sources {
        /** {@code guard} is the first statement of every transaction that a source makes itself; fails if nothing may be written. */
        List<TelegramSource> of(Vertx vertx, Ingest.Step guard);
    }

    /**
     * A poller.
     *
     * @param demoPosts demo posts to load into an empty database, 0 = none
     * @param meters counts what the sources deliver
     * @param agent who reads public pages, as {@code User-Agent}
     */
    public TelegramPollerVerticle(
            Pool pool, Bus bus, AppConfig.Telegram telegram, int demoPosts, MeterRegistry meters, String agent) {
        this(
                pool,
                bus,
                demoPosts,
                ParseRoom.MOST_WAITING_LIVE,
                meters,
                (vertx, guard) -> new ConfiguredSources(vertx, pool, bus, meters, agent).of(telegram, guard));
    }

    /**
     * A poller of other sources.
     *
     * @param mostWaiting versions that may wait for a parser before the sources wait too
     * @param configured makes new ones each time the lease is won
     */
    TelegramPollerVerticle(
            Pool pool, Bus bus, int demoPosts, int mostWaiting, MeterRegistry meters, Sources configured) {
        this.pool = pool;
        this.bus = bus;
        this.demoPosts = demoPosts;
        this.mostWaiting = mostWaiting;
        this.meters = meters;
        this.configured = configured;
    }

    /** Ends when the lease was asked for once: a node that stands by is ready too. */
    @Override
    public Future<?> start() {
        lease = new Lease(pool, LEASE, UUID.randomUUID().toString());
        demo = new DemoWork(vertx, pool, bus, lease, demoPosts, ParseRoom.MOST_WAITING);
        keeper = new LeaseKeeper(vertx, lease, new Reading(), "reads Telegram");
        vertx.setPeriodic(STATUS_MS, x -> boards.forEach(SourceBoard::publish));
        return keeper.start();
    }

    @Override
    public Future<?> stop() {
        return keeper.stop();
    }

    /** What runs under the lease. */
    private final class Reading implements LeaseKeeper.Work {
        /** The demo is planned before the mock source makes the database look used. */
        @Override
        public Future<Void> start() {
            return demo.start().onSuccess(x -> {
                List<TelegramSource> sources = configured.of(vertx, lease::check);
                if (sources.isEmpty()) {
                    log.warn(
                            "no source is set on this node, so no node reads Telegram; give all nodes the same settings");
                }
                sources.forEach(this::run);
            });
        }

        private void run(TelegramSource source) {
            SourceBoard board = new SourceBoard(bus, source.id());
            SourceMeters counts = new SourceMeters(meters, source.id());
            SourceLoop.Clearance clearance =
                    new SourceLoop.Clearance(lease::held, new ParseRoom(vertx, pool, mostWaiting));
            SourceLoop loop =
                    new SourceLoop(vertx, source, new Ingest(pool, bus, lease::check), board, counts, clearance);
            boards.add(board);
            loops.add(loop);
            loop.start();
        }

        @Override
        public Future<Void> stop() {
            List<Future<Void>> ends = new ArrayList<>();
            loops.forEach(loop -> ends.add(loop.stop()));
            ends.add(demo.stop());
            loops.clear();
            return Future.join(ends).<Void>mapEmpty().onComplete(x -> boards.clear());
        }
    }
}
