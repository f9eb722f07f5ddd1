package io.signalroom.telegram;

import io.signalroom.bus.Bus;
import io.signalroom.db.Lease;
import io.signalroom.db.LeaseKeeper;
import io.signalroom.ledger.DemoData;
import io.signalroom.ledger.DemoProgress;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The demo on demand: for commands. A running server loads it by itself, see {@link TelegramPollerVerticle}. */
public final class DemoLoader {
    private static final long LOOK_MS = 300;
    private final Vertx vertx;
    private final Pool pool;
    private final Bus bus;
    private final int mostWaiting;

    /**
     * A loader.
     *
     * @param mostWaiting versions that may wait for a parser, at least 1,000; {@link Integer#MAX_VALUE} if none is running
     */
    public DemoLoader(Vertx vertx, Pool pool, Bus bus, int mostWaiting) {
        this.vertx = vertx;
        this.pool = pool;
        this.bus = bus;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Removes the demo, if there is one, and loads another. A server that runs on the same database does the loading, else
     * this process does; either way the future ends when all is stored.
     *
     * @param posts at least 1
     * @param progress told several times a second, on an event loop
     */
    public Future<Void> replace(int posts, Consumer<LoadProgress> progress) {
        Promise<Void> done = Promise.promise();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(x -> onContext(posts, progress).onComplete(done));
        return done.future();
    }

    /**
     * Deletes the demo in one act; it does not come back by itself. A load that is running ends.
     *
     * @return number of versions of posts deleted
     */
    public static Future<Long> remove(Pool pool) {
        return pool.withTransaction(tx -> removeIn(tx, 0));
    }

    static Future<Long> removeIn(SqlConnection tx, int postsAfterwards) {
        return DemoProgress.planned(postsAfterwards).plan(tx).compose(x -> new DemoData().remove(tx));
    }

    private Future<Void> onContext(int posts, Consumer<LoadProgress> progress) {
        Lease lease = new Lease(pool, TelegramPollerVerticle.LEASE, "command-" + UUID.randomUUID());
        DemoWork work = new DemoWork(vertx, pool, bus, lease, 0, mostWaiting);
        LeaseKeeper keeper = new LeaseKeeper(vertx, lease, work, "loads the demo");
        return pool.withTransaction(tx -> removeIn(tx, posts))
                .compose(x -> keeper.start())
                .compose(x -> watch(progress).eventually(keeper::stop));
    }

    private Future<Void> watch(Consumer<LoadProgress> progress) {
        Promise<Void> finished = Promise.promise();
        look(progress, finished);
        return finished.future();
    }

    private void look(Consumer<LoadProgress> progress, Promise<Void> finished) {
        DemoProgress.read(pool)
                .onComplete(
                        now -> {
                            progress.accept(new LoadProgress(now.done(), now.total()));
                            if (now.finished()) {
                                finished.complete();
                            } else {
                                vertx.timer(LOOK_MS, TimeUnit.MILLISECONDS).onSuccess(x -> look(progress, finished));
                            }
                        },
                        finished::fail);
    }
}
