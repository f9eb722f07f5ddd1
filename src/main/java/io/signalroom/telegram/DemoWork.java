package io.signalroom.telegram;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.StatusPart;
import io.signalroom.db.Lease;
import io.signalroom.db.LeaseKeeper;
import io.signalroom.ledger.DemoProgress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the demo loaded while this node has the lease: plans it on an empty database, loads what is planned and not
 * finished, also what a command or the API has planned beside it, removes it when asked to, and says how far it is.
 */
final class DemoWork implements LeaseKeeper.Work {
    private static final Logger log = LoggerFactory.getLogger(DemoWork.class);
    private static final long LOOK_MS = 2_000;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Vertx vertx;
    private final Pool pool;
    private final Bus bus;
    private final Lease lease;
    private final int posts;
    private final int mostWaiting;
    private Promise<Void> ended = Promise.promise();
    private DemoLoad load;
    private Timer next;
    private boolean stopping;
    private long told = System.nanoTime() - SECOND_NANOS;

    /**
     * The demo.
     *
     * @param posts to plan on an empty database, 0 = none
     * @param mostWaiting versions that may wait for a parser while it loads
     */
    DemoWork(Vertx vertx, Pool pool, Bus bus, Lease lease, int posts, int mostWaiting) {
        this.vertx = vertx;
        this.pool = pool;
        this.bus = bus;
        this.lease = lease;
        this.posts = posts;
        this.mostWaiting = mostWaiting;
    }

    /** Ends when it is decided whether there will be a demo; the load itself goes on. */
    @Override
    public Future<Void> start() {
        stopping = false;
        ended = Promise.promise();
        return plan().onSuccess(x -> look()).onFailure(x -> ended.tryComplete());
    }

    @Override
    public Future<Void> stop() {
        stopping = true;
        if (load != null) {
            load.stop();
        }
        if (next != null && next.cancel()) {
            ended.tryComplete();
        }
        return ended.future();
    }

    private Future<Void> plan() {
        return posts == 0
                ? Future.succeededFuture()
                : pool.withTransaction(tx ->
                        lease.check(tx).compose(x -> DemoProgress.planned(posts).planIfEmpty(tx)));
    }

    private void look() {
        DemoProgress.read(pool).compose(this::act).onComplete(x -> again(), failure -> {
            log.warn("the demo waits: {}", failure.toString());
            again();
        });
    }

    private void again() {
        load = null;
        if (stopping) {
            ended.tryComplete();
            return;
        }
        next = vertx.timer(LOOK_MS, TimeUnit.MILLISECONDS);
        next.onSuccess(x -> look());
    }

    private Future<Void> act(DemoProgress progress) {
        tell(progress);
        if (stopping) {
            return Future.succeededFuture();
        }
        if (progress.removing()) {
            return remove();
        }
        if (progress.finished()) {
            return Future.succeededFuture();
        }
        load = new DemoLoad(vertx, pool, bus, lease::check, mostWaiting, this::tellSometimes);
        return load.run(progress);
    }

    private Future<Void> remove() {
        log.info("removing the demo");
        return pool.withTransaction(tx -> lease.check(tx).compose(x -> DemoLoader.removeIn(tx, 0)))
                .onSuccess(count -> log.info("removed {} demo posts", count))
                .compose(x -> DemoProgress.read(pool))
                .onSuccess(this::tell)
                .mapEmpty();
    }

    private void tellSometimes(DemoProgress progress) {
        if (progress.finished() || System.nanoTime() - told >= SECOND_NANOS) {
            tell(progress);
        }
    }

    private void tell(DemoProgress progress) {
        told = System.nanoTime();
        bus.publish(Addresses.STATUS_REPORTED, new StatusPart("demo", progress.json()));
    }
}
