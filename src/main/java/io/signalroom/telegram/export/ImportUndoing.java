package io.signalroom.telegram.export;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.ledger.ImportUndo;
import io.signalroom.ledger.ImportUndo.Place;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;

/**
 * Undoes one import, in transactions of some hundred posts each. Killed in the middle it is begun anew, and finds less to do.
 */
public final class ImportUndoing {
    private final Pool pool;
    private final Bus bus;
    private final long id;
    private final String holder;
    private final ImportUndo undo = new ImportUndo();
    private volatile boolean stopped;

    /** @param holder this process, which has taken the undo of import {@code id} */
    public ImportUndoing(Pool pool, Bus bus, long id, String holder) {
        this.pool = pool;
        this.bus = bus;
        this.id = id;
        this.holder = holder;
    }

    /** Runs it to its end, or until it is stopped. */
    public Future<Void> run() {
        return steps(null)
                .compose(x -> stopped ? Future.succeededFuture(List.<Long>of()) : undo.channels(pool, id))
                .compose(this::close)
                .compose(x -> stopped ? Future.succeededFuture() : undo.undone(pool, id, holder));
    }

    /** Leaves it as it stands, to be begun anew. */
    void stop() {
        stopped = true;
    }

    private Future<Void> steps(Place behind) {
        if (stopped) {
            return Future.succeededFuture();
        }
        return pool.withTransaction(tx -> undo.step(tx, id, holder, behind)).compose(step -> {
            if (step.seq() > 0) {
                bus.publish(Addresses.SIGNALS_STORED, new SignalsStored(step.seq()));
            }
            return step.last() == null ? Future.succeededFuture() : steps(step.last());
        });
    }

    private Future<Void> close(List<Long> channels) {
        Future<Void> all = Future.succeededFuture();
        for (long channel : channels) {
            all = all.compose(x -> pool.withTransaction(tx -> undo.close(tx, id, holder, channel)));
        }
        return all;
    }
}
