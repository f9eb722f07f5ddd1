package io.signalroom.market.outcome;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.db.LeaseKeeper;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.EventLog.Changed;
import io.signalroom.ledger.EventLog.Touched;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredCall;
import io.signalroom.market.outcome.OutcomeWriter.Batch;
import io.signalroom.market.outcome.OutcomeWriter.Tell;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the outcomes up while this node has the lease. First it takes up what is followed in the table; then, turn by turn,
 * it takes over the calls of new events and leads what it follows along new candles. All it holds in memory follows from
 * the tables, so a kill at any moment costs nothing and repeats nothing. On one context.
 */
final class OutcomeWork implements LeaseKeeper.Work {
    private static final Logger log = LoggerFactory.getLogger(OutcomeWork.class);
    private static final int EVENTS = 5_000;
    private static final int PAGE = 5_000;
    private static final long TURN_MS = 1_000;

    private final Vertx vertx;
    private final Pool pool;
    private final Bus bus;
    private final Assumptions assumed;
    private final Books books;
    private final Benchmarks benchmarks;
    private final OutcomeWriter writer;
    private final EventLog events = new EventLog();
    private final SignalStore signals = new SignalStore();
    private Future<Void> running = Future.succeededFuture();
    private Timer next;
    private boolean stopping;
    private boolean ready;
    private boolean wanted;
    private int assumptions;
    private long position;

    /** What surrounds the work. */
    record Room(Vertx vertx, Pool pool, Bus bus) {}

    /**
     * Work that has not begun.
     *
     * @param room what surrounds it
     * @param books what it follows
     */
    OutcomeWork(Room room, Assumptions assumed, Books books, Benchmarks benchmarks, OutcomeWriter writer) {
        this.vertx = room.vertx();
        this.pool = room.pool();
        this.bus = room.bus();
        this.benchmarks = benchmarks;
        this.assumed = assumed;
        this.books = books;
        this.writer = writer;
    }

    /** Ends when it is known how far the lease's last holder came; taking up what it followed goes on. */
    @Override
    public Future<Void> start() {
        stopping = false;
        ready = false;
        books.clear();
        return writer.assumptions(assumed)
                .onSuccess(number -> assumptions = number)
                .compose(x -> writer.position())
                .onSuccess(seq -> {
                    position = seq;
                    wake();
                })
                .mapEmpty();
    }

    @Override
    public Future<Void> stop() {
        stopping = true;
        if (next != null) {
            next.cancel();
        }
        return running;
    }

    /** Something is there to be done, perhaps; harmless at any time. */
    void wake() {
        wanted = true;
        if (stopping || !running.isComplete()) {
            return;
        }
        wanted = false;
        if (next != null) {
            next.cancel();
        }
        running = turn().recover(failure -> {
                    log.warn("outcomes wait: {}", failure.toString());
                    return Future.succeededFuture(false);
                })
                .mapEmpty();
    }

    private Future<Boolean> turn() {
        return (ready ? Future.<Void>succeededFuture() : recompute().compose(x -> resume(null)))
                .compose(x -> take())
                .compose(more -> books.follow(this::store).map(more))
                .compose(more -> more ? Future.succeededFuture(true) : compare())
                .onComplete(done -> again(done.succeeded() && (done.result() || wanted)));
    }

    private void again(boolean more) {
        if (stopping) {
            return;
        }
        next = vertx.timer(more ? 1 : TURN_MS, TimeUnit.MILLISECONDS);
        next.onSuccess(x -> wake());
    }

    /** Measures all anew if other things are assumed than before. */
    private Future<Void> recompute() {
        return writer.outdated(assumptions).compose(outdated -> {
            if (!outdated) {
                return Future.succeededFuture();
            }
            log.info("other things are assumed than before: every call is measured anew");
            return new Recomputation(pool, assumed, assumptions, books, writer)
                    .run(measured -> log.info("{} calls are measured anew", measured))
                    .mapEmpty();
        });
    }

    /** Takes up what the table says is followed, oldest first. */
    private Future<Void> resume(SignalId after) {
        if (stopping) {
            return Future.succeededFuture();
        }
        return signals.followed(pool, after, PAGE).compose(calls -> {
            if (calls.isEmpty()) {
                ready = true;
                return Future.succeededFuture();
            }
            List<Tracker> trackers = trackers(calls);
            return books.lead(trackers)
                    .compose(x -> store(Batch.of(trackers, Tell.EVERY)))
                    .onSuccess(x -> trackers.forEach(books::add))
                    .compose(x -> resume(calls.get(calls.size() - 1).id()));
        });
    }

    private List<Tracker> trackers(List<StoredCall> calls) {
        return calls.stream()
                .map(call -> Call.of(call, assumed))
                .flatMap(Optional::stream)
                .map(call -> new Tracker(call, assumed))
                .toList();
    }

    /** Takes over the calls of new events; true if more may wait. */
    private Future<Boolean> take() {
        if (stopping) {
            return Future.succeededFuture(false);
        }
        return events.changed(pool, position, EVENTS).compose(changed -> {
            if (changed.seq() == position) {
                return Future.succeededFuture(false);
            }
            boolean more = changed.seq() - position >= EVENTS;
            return measure(changed).map(more);
        });
    }

    private Future<Void> measure(Changed changed) {
        List<StoredCall> calls = changed.signals().stream()
                .map(Touched::call)
                .flatMap(Optional::stream)
                .map(StoredCall::of)
                .toList();
        List<Tracker> trackers = trackers(calls);
        Set<SignalId> kept = trackers.stream().map(t -> t.call().id()).collect(Collectors.toSet());
        List<SignalId> gone = changed.signals().stream()
                .map(Touched::id)
                .filter(id -> !kept.contains(id))
                .toList();
        Batch batch = new Batch(Optional.of(position), changed.seq(), gone, trackers, Tell.BEYOND_WAITING);
        return books.lead(trackers).compose(x -> store(batch)).onSuccess(x -> {
            position = changed.seq();
            gone.forEach(books::remove);
            trackers.forEach(books::add);
        });
    }

    /** True if there may be more to compare. */
    private Future<Boolean> compare() {
        return benchmarks.lot().compose(lot -> {
            if (lot.isEmpty()) {
                return Future.succeededFuture(false);
            }
            return writer.compared(lot).map(seq -> {
                bus.publish(Addresses.SIGNALS_STORED, new SignalsStored(seq));
                return true;
            });
        });
    }

    private Future<Void> store(Batch batch) {
        return writer.store(batch, assumptions).map(seq -> {
            seq.ifPresent(newest -> bus.publish(Addresses.SIGNALS_STORED, new SignalsStored(newest)));
            return null;
        });
    }
}
