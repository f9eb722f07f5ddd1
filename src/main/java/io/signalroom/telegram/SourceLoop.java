package io.signalroom.telegram;

import io.signalroom.db.LeaseLostException;
import io.signalroom.ledger.GapStore;
import io.signalroom.ledger.PostReport;
import io.signalroom.net.Backoff;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one source: ask, store, commit, tell the source, ask again. It never asks before the former delivery is committed or
 * has failed, and not at all without the lease.
 */
final class SourceLoop {
    private static final Logger log = LoggerFactory.getLogger(SourceLoop.class);
    /** Until it is held again, or the keeper ends this loop. */
    private static final Duration WITHOUT_LEASE = Duration.ofMillis(500);

    private static final Duration WHILE_FULL = Duration.ofMillis(500);
    private static final Standing FULL = new Standing(
            SourceState.PAUSED,
            "The parsers are far behind, so nothing is asked for until they have worked off half of what waits. It goes on"
                    + " by itself, and Telegram keeps the posts for a day; if it lasts, see what the log says of the"
                    + " database and of parsing.");

    /**
     * What a source needs before each question.
     *
     * @param lease whether this node may read
     * @param room among the versions that wait for a parser
     */
    record Clearance(BooleanSupplier lease, ParseRoom room) {}

    private final Vertx vertx;
    private final TelegramSource source;
    private final Ingest ingest;
    private final SourceBoard board;
    private final SourceMeters meters;
    private final Clearance clearance;
    private final GapStore gaps = new GapStore();
    private final Backoff backoff = new Backoff(new Random());
    private final Promise<Void> ended = Promise.promise();
    private Timer pause;
    private boolean stopping;
    private boolean full;

    SourceLoop(
            Vertx vertx,
            TelegramSource source,
            Ingest ingest,
            SourceBoard board,
            SourceMeters meters,
            Clearance clearance) {
        this.vertx = vertx;
        this.source = source;
        this.ingest = ingest;
        this.board = board;
        this.meters = meters;
        this.clearance = clearance;
    }

    void start() {
        show(source.standing());
        step();
    }

    /** Ends the running call; a delivery that is being stored is stored. */
    Future<Void> stop() {
        stopping = true;
        if (pause != null && pause.cancel()) {
            ended.tryComplete();
        }
        return source.close().eventually(ended::future).onComplete(x -> {
            board.show(new Standing(SourceState.PAUSED, "Reading has ended on this node."));
            meters.close();
        });
    }

    private void step() {
        if (stopping) {
            ended.tryComplete();
            return;
        }
        if (!clearance.lease().getAsBoolean()) {
            pause(WITHOUT_LEASE);
            return;
        }
        clearance
                .room()
                .isFull(full)
                .recover(f -> Future.failedFuture(ofStore(f)))
                .onComplete(tooMuch -> askIfRoom(tooMuch), this::failed);
    }

    private void askIfRoom(boolean tooMuch) {
        if (tooMuch && !full) {
            log.warn("source {} waits: the parsers are far behind", source.id());
            meters.heldBack();
        }
        if (tooMuch) {
            show(FULL);
        } else if (full) {
            show(source.standing());
        }
        full = tooMuch;
        if (full || stopping) {
            pause(WHILE_FULL);
            return;
        }
        Future.succeededFuture()
                .compose(x -> source.next())
                .compose(this::store)
                .onComplete(x -> vertx.runOnContext(y -> step()), this::failed);
    }

    private void show(Standing standing) {
        board.show(standing);
        meters.state(standing.state());
    }

    private Future<PostReport> store(Delivery delivery) {
        if (!delivery.isEmpty() || source.standing().state().well()) {
            meters.answered();
        }
        if (delivery.isEmpty()) {
            return Future.succeededFuture(settle(delivery, PostReport.NONE));
        }
        return ingest.store(
                        delivery,
                        tx -> SourceOffsets.save(tx, source.id(), delivery.nextOffset())
                                .compose(x -> note(tx, delivery)))
                .recover(f -> {
                    source.failed(delivery);
                    return Future.failedFuture(ofStore(f));
                })
                .map(report -> settle(delivery, report));
    }

    private Future<Void> note(SqlConnection tx, Delivery delivery) {
        return delivery.missed()
                .map(gap -> gaps.noteTime(tx, source.id(), gap.channelId(), gap.from(), gap.to()))
                .orElse(Future.succeededFuture());
    }

    private PostReport settle(Delivery delivery, PostReport report) {
        source.committed(delivery);
        clearance.room().took(delivery.batch().posts().size());
        backoff.reset();
        show(source.standing());
        board.count(delivery.batch(), report);
        meters.stored(delivery, report);
        if (delivery.ignored() > 0 || !delivery.rejected().isEmpty()) {
            log.warn(
                    "source {}: {} ignored, {} in quarantine",
                    source.id(),
                    delivery.ignored(),
                    delivery.rejected().size());
        }
        delivery.missed().ifPresent(gap -> log.warn("source {}: posts may be missing, {}", source.id(), gap));
        return report;
    }

    private static RuntimeException ofStore(Throwable failure) {
        if (failure instanceof LeaseLostException lost) {
            return lost;
        }
        log.warn("posts could not be stored, they will be asked for again: {}", failure.toString());
        return SourceException.fault("Posts cannot be stored right now, so none are taken: see to the database.");
    }

    private void failed(Throwable failure) {
        if (stopping || failure instanceof LeaseLostException) {
            pause(WITHOUT_LEASE);
            return;
        }
        SourceException fault = failure instanceof SourceException known ? known : unknown(failure);
        show(fault.standing());
        meters.failed(fault.standing().state());
        if (fault.retry() == SourceException.Retry.NEVER) {
            log.error("source {} stops: {}", source.id(), fault.getMessage());
            ended.tryComplete();
            return;
        }
        Duration wait = wait(fault);
        log.warn("source {}, next try in {} s: {}", source.id(), wait.toMillis() / 1000.0, fault.getMessage());
        pause(wait);
    }

    private void pause(Duration wait) {
        if (stopping) {
            ended.tryComplete();
            return;
        }
        pause = vertx.timer(wait.toMillis(), TimeUnit.MILLISECONDS);
        pause.onSuccess(x -> step());
    }

    private SourceException unknown(Throwable failure) {
        log.error("source {} failed", source.id(), failure);
        return SourceException.fault("This source failed unexpectedly; the log says more.");
    }

    private Duration wait(SourceException fault) {
        return switch (fault.retry()) {
            case AFTER -> fault.delay();
            case SLOWLY -> backoff.next(true);
            default -> backoff.next(false);
        };
    }
}
