package io.signalroom.market.outcome;

import io.signalroom.ledger.CallStore;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.EventLog.Changed;
import io.signalroom.ledger.EventLog.Touched;
import io.signalroom.ledger.StoredCall;
import io.signalroom.market.outcome.OutcomeWriter.Batch;
import io.signalroom.market.outcome.OutcomeWriter.Tell;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How calls come into the books: those of the table when the work begins, those of new events ever after, each event once:
 * the number of the newest is stored together with what its calls are measured to be.
 */
final class Intake {
    private static final int EVENTS = 5_000;
    private static final int PAGE = 5_000;

    private final Pool pool;
    private final Assumptions assumed;
    private final Books books;
    private final BooleanSupplier stopped;
    private final Function<Batch, Future<Void>> store;
    private final EventLog events = new EventLog();
    private final CallStore stored = new CallStore();
    private long position;

    /**
     * An intake.
     *
     * @param stopped true when nothing new may be begun
     * @param store stores a batch and tells those who wait for it
     */
    Intake(Pool pool, Assumptions assumed, Books books, BooleanSupplier stopped, Function<Batch, Future<Void>> store) {
        this.pool = pool;
        this.assumed = assumed;
        this.books = books;
        this.stopped = stopped;
        this.store = store;
    }

    void position(long seq) {
        position = seq;
    }

    /** How many events wait. */
    Future<Long> behind() {
        return events.head(pool).map(head -> head.seq() - position);
    }

    /** Counts the next events as taken over, without a look at them. */
    Future<Void> skip(long count) {
        long to = position + count;
        return store.apply(new Batch(Optional.of(position), to, List.of(), List.of(), Tell.NONE))
                .onSuccess(x -> position = to);
    }

    /** Takes up what the table says is followed, oldest first. */
    Future<Void> resume() {
        return resume(null);
    }

    private Future<Void> resume(SignalId after) {
        return stored.followed(pool, after, PAGE, books.feeds()).compose(calls -> {
            if (calls.isEmpty()) {
                return Future.succeededFuture();
            }
            if (stopped.getAsBoolean()) {
                return Future.failedFuture(new IllegalStateException("stopped while calls were taken up"));
            }
            List<Tracker> trackers = Tracker.of(calls, assumed);
            return books.lead(trackers)
                    .compose(x -> store.apply(Batch.of(trackers, Tell.EVERY)))
                    .onSuccess(x -> trackers.forEach(books::add))
                    .compose(x -> resume(calls.get(calls.size() - 1).id()));
        });
    }

    /** Takes over the calls of the next events; true if more may wait. */
    Future<Boolean> take() {
        return events.changed(pool, position, EVENTS).compose(changed -> {
            boolean more = changed.seq() - position >= EVENTS;
            return changed.seq() == position
                    ? Future.succeededFuture(false)
                    : measure(changed).map(more);
        });
    }

    private Future<Void> measure(Changed changed) {
        List<Tracker> trackers = Tracker.of(
                changed.signals().stream()
                        .map(Touched::call)
                        .flatMap(Optional::stream)
                        .map(StoredCall::of)
                        .toList(),
                assumed);
        Set<SignalId> kept = trackers.stream().map(t -> t.call().id()).collect(Collectors.toSet());
        List<SignalId> gone = changed.signals().stream()
                .map(Touched::id)
                .filter(id -> !kept.contains(id))
                .toList();
        Batch batch = new Batch(Optional.of(position), changed.seq(), gone, trackers, Tell.BEYOND_WAITING);
        return books.lead(trackers).compose(x -> store.apply(batch)).onSuccess(x -> {
            position = changed.seq();
            gone.forEach(books::remove);
            trackers.forEach(books::add);
        });
    }
}
