package io.signalroom.telegram;

import io.signalroom.bus.Bus;
import io.signalroom.demo.DemoWriter;
import io.signalroom.ledger.DemoProgress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run that loads a planned demo from where it stands: a worker writes the next batch while the former is stored. The
 * progress moves in the same transaction as the posts, so a kill costs nothing and repeats nothing. It waits while the
 * parsers are far behind.
 */
final class DemoLoad {
    private static final Logger log = LoggerFactory.getLogger(DemoLoad.class);
    private static final int BATCH = 1_000;

    private final Vertx vertx;
    private final Pool pool;
    private final Bus bus;
    private final Ingest.Step guard;
    private final ParseRoom room;
    private final Consumer<DemoProgress> report;
    private DemoProgress progress;
    private boolean stopped;

    /**
     * A run.
     *
     * @param guard fails if this process may not write
     * @param mostWaiting versions that may wait for a parser
     * @param report told after every stored batch
     */
    DemoLoad(Vertx vertx, Pool pool, Bus bus, Ingest.Step guard, int mostWaiting, Consumer<DemoProgress> report) {
        this.vertx = vertx;
        this.pool = pool;
        this.bus = bus;
        this.guard = guard;
        this.room = new ParseRoom(vertx, pool, mostWaiting);
        this.report = report;
    }

    /** Loads what is left; ends early after {@link #stop}. */
    Future<Void> run(DemoProgress from) {
        progress = from;
        log.info("loading the demo: {} of {} posts are there", from.done(), from.total());
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("signalroom-demo", 1);
        return worker.executeBlocking(() -> open(from))
                .compose(reader -> new ReadAhead<>(worker, reader::next, this::store)
                        .until(() -> stopped)
                        .run())
                .eventually(worker::close);
    }

    void stop() {
        stopped = true;
    }

    private static DemoPart.Reader open(DemoProgress from) {
        DemoWriter writer = new DemoWriter(from.seed(), from.endsAt(), (int) from.total());
        return new DemoPart.Reader(writer.channels(), writer.events(), BATCH, from.done());
    }

    private Future<Void> store(DemoPart part) {
        return room.forBatch(BATCH, () -> stopped).compose(x -> {
            if (stopped) {
                return Future.succeededFuture();
            }
            DemoProgress before = progress;
            Ingest ingest = new Ingest(pool, bus, tx -> guard.apply(tx).compose(y -> before.hold(tx)));
            return ingest.store(Delivery.of(part.batch()), tx -> before.advance(tx, part.done()))
                    .map(stored -> {
                        progress = before.at(part.done());
                        tell(before);
                        return null;
                    });
        });
    }

    private void tell(DemoProgress before) {
        long tenth = Math.max(1, progress.total() / 10);
        if (progress.done() / tenth != before.done() / tenth) {
            log.info("loading the demo: {} of {} posts", progress.done(), progress.total());
        }
        report.accept(progress);
    }
}
