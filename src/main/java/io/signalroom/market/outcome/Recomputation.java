package io.signalroom.market.outcome;

import io.signalroom.ledger.CallStore;
import io.signalroom.ledger.StoredCall;
import io.signalroom.market.outcome.OutcomeWriter.Batch;
import io.signalroom.market.outcome.OutcomeWriter.Tell;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Measures every call of the feed anew, coin by coin, so that each market's candles are read about once. Rows that come out
 * the same are left alone. Memory holds a page of calls and a window of candles for each of {@value #LANES} coins at a time.
 */
final class Recomputation {
    private static final int LANES = 2;
    private static final int PAGE = 5_000;

    private final Pool pool;
    private final Assumptions assumed;
    private final int assumptions;
    private final Books books;
    private final OutcomeWriter writer;
    private final CallStore stored = new CallStore();
    private BooleanSupplier stopped;
    private long measured;
    private long kept;

    Recomputation(Pool pool, Assumptions assumed, int assumptions, Books books, OutcomeWriter writer) {
        this.pool = pool;
        this.assumed = assumed;
        this.assumptions = assumptions;
        this.books = books;
        this.writer = writer;
    }

    /**
     * Runs to the end.
     *
     * @param stopped ends it with a failure when true
     * @param progress told how many calls are measured, after every page
     * @return how many there were
     */
    Future<Long> run(BooleanSupplier stopped, LongConsumer progress) {
        this.stopped = stopped;
        return writer.recomputing()
                .compose(x -> stored.symbols(pool))
                .compose(symbols -> {
                    Deque<String> coins = new ArrayDeque<>(symbols);
                    List<Future<Void>> lanes = new ArrayList<>();
                    for (int i = 0; i < LANES; i++) {
                        lanes.add(lane(coins, progress));
                    }
                    return Future.join(lanes);
                })
                .compose(x -> forget())
                .compose(x -> writer.recomputed())
                .map(x -> measured);
    }

    /** Signals that have left the feed keep no outcome. */
    private Future<Void> forget() {
        return writer.rows().compose(rows -> rows == kept ? Future.succeededFuture() : forgetSome());
    }

    private Future<Void> forgetSome() {
        return stored.gone(pool, PAGE).compose(gone -> {
            Batch batch = new Batch(Optional.empty(), 0, gone, List.of(), Tell.NONE);
            return gone.isEmpty()
                    ? Future.succeededFuture()
                    : writer.store(batch, assumptions).compose(x -> forgetSome());
        });
    }

    private Future<Void> lane(Deque<String> coins, LongConsumer progress) {
        String coin = coins.poll();
        return coin == null
                ? Future.succeededFuture()
                : pages(coin, null, progress).compose(x -> lane(coins, progress));
    }

    private Future<Void> pages(String coin, SignalId after, LongConsumer progress) {
        if (stopped.getAsBoolean()) {
            return Future.failedFuture(new IllegalStateException("stopped while calls were measured anew"));
        }
        return stored.of(pool, coin, after, PAGE).compose(calls -> {
            if (calls.isEmpty()) {
                return Future.succeededFuture();
            }
            Future<Void> page = page(calls).onSuccess(x -> {
                measured += calls.size();
                progress.accept(measured);
            });
            SignalId last = calls.get(calls.size() - 1).id();
            return calls.size() < PAGE ? page : page.compose(x -> pages(coin, last, progress));
        });
    }

    private Future<Void> page(List<StoredCall> calls) {
        List<Tracker> trackers = Tracker.of(calls, assumed);
        return books.lead(trackers)
                .compose(x -> writer.store(Batch.of(trackers, Tell.NONE), assumptions))
                .onSuccess(x -> kept += trackers.size())
                .mapEmpty();
    }
}
