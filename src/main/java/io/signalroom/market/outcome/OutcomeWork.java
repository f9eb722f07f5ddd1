package io.signalroom.market.outcome;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.db.LeaseKeeper;
import io.signalroom.db.Loop;
import io.signalroom.market.outcome.OutcomeWriter.Batch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the outcomes up while this node has the lease. First it takes up what is followed in the table; then, turn by turn,
 * it takes over the calls of new events and leads what it follows along new candles. Beside that, settled calls are compared
 * with random entries. All it holds in memory follows from the tables, so a kill at any moment costs nothing and repeats
 * nothing. On one context.
 */
final class OutcomeWork implements LeaseKeeper.Work {
    private static final Logger log = LoggerFactory.getLogger(OutcomeWork.class);
    /** So many events ahead are a history loaded at once: then it is cheaper to measure all anew, coin by coin. */
    private static final long FAR_BEHIND = 200_000;

    private static final long TOLD_EVERY = 100_000;
    private static final long SECOND_MS = 1_000;
    private static final long BETWEEN_LOTS_MS = 250;
    private static final long TIDY_EVERY = Duration.ofHours(1).toNanos();

    private final Pool pool;
    private final Bus bus;
    private final Assumptions assumed;
    private final Books books;
    private final Benchmarks benchmarks;
    private final OutcomeWriter writer;
    private final Intake intake;
    private final Loop turns;
    private final Loop comparing;
    private boolean ready;
    private int assumptions;
    private long told;
    private long tidied;

    /** What surrounds the work. */
    record Room(Vertx vertx, Pool pool, Bus bus) {}

    /**
     * Work that has not begun.
     *
     * @param room what surrounds it
     * @param books what it follows
     */
    OutcomeWork(Room room, Assumptions assumed, Books books, Benchmarks benchmarks, OutcomeWriter writer) {
        this.pool = room.pool();
        this.bus = room.bus();
        this.assumed = assumed;
        this.books = books;
        this.benchmarks = benchmarks;
        this.writer = writer;
        this.turns = new Loop(room.vertx(), "outcomes", this::turn, 1, SECOND_MS);
        this.comparing = new Loop(room.vertx(), "outcomes", this::compare, BETWEEN_LOTS_MS, SECOND_MS);
        this.intake = new Intake(pool, assumed, books, turns::stopped, this::store);
    }

    /** Ends when the work has begun; taking up what the lease's last holder followed goes on. */
    @Override
    public Future<Void> start() {
        forget();
        return writer.assumptions(assumed).map(number -> {
            assumptions = number;
            turns.start();
            comparing.start();
            return null;
        });
    }

    /** The tables are the truth: what is in memory may have run ahead of them. */
    private void forget() {
        ready = false;
        books.clear();
    }

    @Override
    public Future<Void> stop() {
        return Future.join(turns.stop(), comparing.stop()).mapEmpty();
    }

    /** Something is there to be done, perhaps. */
    void wake() {
        turns.wake();
    }

    private Future<Boolean> turn() {
        return (ready ? Future.<Void>succeededFuture() : settle())
                .compose(x -> catchUp())
                .compose(x -> tidy())
                .compose(x -> intake.take())
                .compose(more -> books.follow(this::store).map(more))
                .onFailure(x -> forget());
    }

    /** Measures all anew if far more has come than turns could take over. */
    private Future<Void> catchUp() {
        return intake.behind()
                .compose(behind -> behind < FAR_BEHIND
                        ? Future.succeededFuture()
                        : recompute("many calls are new")
                                .compose(x -> intake.skip(behind))
                                .compose(x -> settle()));
    }

    /** Measures all anew if other things are assumed than before, then takes up what is open. */
    private Future<Void> settle() {
        return writer.position()
                .onSuccess(intake::position)
                .compose(x -> writer.outdated(assumptions))
                .compose(outdated -> outdated ? recompute("other things are assumed") : Future.succeededFuture())
                .compose(x -> intake.resume())
                .onSuccess(x -> {
                    ready = true;
                    tidied = System.nanoTime();
                });
    }

    private Future<Void> recompute(String why) {
        log.info("every call is measured anew: {}", why);
        forget();
        return new Recomputation(pool, assumed, assumptions, books, writer)
                .run(turns::stopped, this::tell)
                .onSuccess(measured -> log.info("{} calls are measured", measured))
                .mapEmpty();
    }

    private void tell(long measured) {
        if (measured / TOLD_EVERY != told / TOLD_EVERY) {
            log.info("{} calls are measured so far", measured);
        }
        told = measured;
    }

    /** True if there may be more to compare. */
    private Future<Boolean> compare() {
        return (ready ? benchmarks.lot() : Future.succeededFuture(Benchmarks.NOTHING))
                .compose(lot -> lot.isEmpty()
                        ? Future.succeededFuture(false)
                        : writer.compared(lot, assumptions).map(true));
    }

    /** Once an hour: what will never have prices ends, what has a market by now is taken up. */
    private Future<Void> tidy() {
        if (System.nanoTime() - tidied < TIDY_EVERY) {
            return Future.succeededFuture();
        }
        tidied = System.nanoTime();
        return writer.giveUp(Instant.now()).compose(x -> intake.resume());
    }

    private Future<Void> store(Batch batch) {
        return writer.store(batch, assumptions).map(seq -> {
            seq.ifPresent(newest -> bus.publish(Addresses.SIGNALS_STORED, new SignalsStored(newest)));
            return null;
        });
    }
}
