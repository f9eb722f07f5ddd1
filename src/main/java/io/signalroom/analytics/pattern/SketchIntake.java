package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.SketchStore.News;
import io.signalroom.analytics.pattern.SketchStore.Touched;
import io.signalroom.db.Lease;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;

/**
 * Follows the events: each step sketches the calls of the next ones and finds their copies, in one transaction that begins with
 * the check of the lease and moves the position. So every event is taken over once, whatever is killed when.
 */
final class SketchIntake {
    private static final int MOST_EVENTS = 2_000;
    private static final int FEWEST_EVENTS = 25;

    private final Pool pool;
    private final Lease lease;
    private final WorkerExecutor worker;
    private final SketchStore store = new SketchStore();
    private int limit = MOST_EVENTS;

    SketchIntake(Pool pool, Lease lease, WorkerExecutor worker) {
        this.pool = pool;
        this.lease = lease;
        this.worker = worker;
    }

    /**
     * A step's end.
     *
     * @param seq number of the newest event taken over
     * @param more true if others may wait
     */
    record Step(long seq, boolean more) {}

    /** Takes the next events over. A step that fails, for want of time perhaps, is followed by a smaller one. */
    Future<Step> step() {
        int events = limit;
        return pool.withTransaction(tx -> lease.check(tx)
                        .compose(x -> store.position(tx))
                        .compose(position -> store.news(tx, position, events))
                        .compose(news -> sketched(news)
                                .compose(rows -> store.store(tx, news, rows))
                                .map(x -> new Step(news.seq(), news.events() == events))))
                .onSuccess(x -> limit = Math.min(MOST_EVENTS, 2 * events))
                .onFailure(x -> limit = Math.max(FEWEST_EVENTS, events / 4));
    }

    private Future<JsonArray> sketched(News news) {
        return news.signals().isEmpty()
                ? Future.succeededFuture(new JsonArray())
                : worker.executeBlocking(() -> rows(news), false);
    }

    private static JsonArray rows(News news) {
        JsonArray rows = new JsonArray();
        for (Touched touched : news.signals()) {
            if (touched.call() != null) {
                String text = touched.text() == null ? "" : touched.text();
                rows.add(
                        touched.call().put("k", Sketch.of(text).map(Sketch::hex).orElse(null)));
            }
        }
        return rows;
    }
}
