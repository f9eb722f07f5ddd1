package io.signalroom.telegram;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Moves parts from a blocking reader to a store: while one part is being stored the next is read, and never more than
 * that one, however slow the store is.
 */
public final class ReadAhead<T> {
    private final WorkerExecutor worker;
    private final Callable<T> read;
    private final Function<T, Future<Void>> store;
    private final Promise<Void> done = Promise.promise();
    private BooleanSupplier stopped = () -> false;

    /**
     * A transfer.
     *
     * @param worker runs the reads, in order
     * @param read gives the next part, null at the end
     * @param store stores a part; the transfer ends if it fails
     */
    public ReadAhead(WorkerExecutor worker, Callable<T> read, Function<T, Future<Void>> store) {
        this.worker = worker;
        this.read = read;
        this.store = store;
    }

    /** Ends the transfer early, before the next part is stored. */
    public ReadAhead<T> until(BooleanSupplier stop) {
        stopped = stop;
        return this;
    }

    /** Runs it, on the caller's context; ends when the last part is stored. */
    public Future<Void> run() {
        step(read());
        return done.future();
    }

    private void step(Future<T> part) {
        part.onComplete(
                next -> {
                    if (next == null || stopped.getAsBoolean()) {
                        done.complete();
                        return;
                    }
                    Future<T> ahead = read();
                    Future.succeededFuture(next).compose(store).onComplete(x -> step(ahead), done::fail);
                },
                done::fail);
    }

    private Future<T> read() {
        return worker.executeBlocking(read, true);
    }
}
