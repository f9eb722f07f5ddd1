package io.signalroom.market;

import io.signalroom.market.candle.CandleNeeds.Hole;
import io.signalroom.market.candle.Market;
import io.signalroom.market.candle.MarketNotes.Note;
import io.signalroom.market.candle.Piece;
import io.signalroom.market.feed.FeedException;
import io.signalroom.market.feed.PriceFeed;
import io.signalroom.market.feed.PriceFeed.History;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills holes, one question after the other. What an answer leaves open of a hole goes to the end of the row, so that all
 * markets get on at the same pace. A market whose prices do not come leaves the row; why is written down at the end, for
 * all of them at once.
 */
final class Backfill {
    /** How long prices that the feed does not know yet are not asked for. */
    static final Duration NOT_YET = Duration.ofMinutes(10);
    /** So many markets in a row are refused by a feed that is itself in trouble. */
    static final int MOST_REFUSED = 20;

    private static final Logger log = LoggerFactory.getLogger(Backfill.class);
    private static final Duration UNKNOWN = Duration.ofSeconds(30);
    private static final long ANSWER_SECONDS = 30;
    private static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Vertx vertx;
    private final PriceFeed feed;
    private final FeedLedger ledger;
    private final Watcher watcher;
    private final Deque<Hole> holes = new ArrayDeque<>();
    private final Map<Integer, Note> notes = new HashMap<>();
    private final Promise<Boolean> done = Promise.promise();
    private final long begun = System.nanoTime();
    private int refusedInARow;

    /** Who lets it go on, and is told how it gets on. */
    interface Watcher {
        /** Asked before every question. */
        boolean mayGoOn();

        /** An answer brought so many new candles. */
        void filled(int candles);

        /** A market is left out for the failure's patience. */
        void refused(Market market, FeedException failure);
    }

    /** One turn. */
    Backfill(Vertx vertx, PriceFeed feed, FeedLedger ledger, Watcher watcher) {
        this.vertx = vertx;
        this.feed = feed;
        this.ledger = ledger;
        this.watcher = watcher;
    }

    /**
     * Fills these holes in this order, for five seconds at most.
     *
     * @return whether some are left; fails with a {@link FeedException} if the feed cannot be asked, otherwise if nothing
     *     can be stored
     */
    Future<Boolean> run(Collection<Hole> asked) {
        holes.addAll(asked);
        step();
        return done.future().eventually(() -> ledger.note(List.copyOf(notes.values())));
    }

    private void step() {
        boolean over = holes.isEmpty() || !watcher.mayGoOn() || System.nanoTime() - begun > TURN_NANOS;
        if (over) {
            done.complete(!holes.isEmpty());
            return;
        }
        Hole hole = holes.poll();
        ask(hole)
                .compose(answer -> store(hole, answer), failure -> refused(hole, failure))
                .onComplete(x -> vertx.runOnContext(y -> step()), done::fail);
    }

    private Future<Answer> ask(Hole hole) {
        return Future.succeededFuture()
                .compose(x -> feed.history(hole.name(), hole.from(), hole.to()))
                .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .map(history -> Answer.of(hole, history));
    }

    private Future<Void> store(Hole hole, Answer answer) {
        refusedInARow = 0;
        if (!answer.listed) {
            leave(hole, other -> true, Note.lacking(hole.market()));
            return Future.succeededFuture();
        }
        Piece piece = answer.piece;
        if (!piece.from().isBefore(piece.to())) {
            Note note = Note.unknown(hole.market(), hole.from(), ledger.now().plus(NOT_YET));
            leave(hole, other -> !other.from().isBefore(hole.from()), note);
            return Future.succeededFuture();
        }
        return ledger.fill(hole, piece).map(added -> {
            watcher.filled(added);
            if (piece.to().isBefore(hole.to())) {
                holes.add(new Hole(hole.market(), hole.name(), true, piece.to(), hole.to()));
            }
            return null;
        });
    }

    private Future<Void> refused(Hole hole, Throwable cause) {
        FeedException failure = cause instanceof FeedException known ? known : unexpected(cause);
        if (!failure.isOfOneMarket()) {
            return Future.failedFuture(failure);
        }
        leave(hole, other -> true, Note.refused(hole.market(), ledger.now().plus(failure.patience())));
        watcher.refused(hole.name(), failure);
        refusedInARow++;
        return refusedInARow < MOST_REFUSED
                ? Future.succeededFuture()
                : Future.failedFuture(new FeedException(failure.getMessage(), UNKNOWN));
    }

    private void leave(Hole hole, Predicate<Hole> which, Note why) {
        holes.removeIf(other -> other.market() == hole.market() && which.test(other));
        notes.put(hole.market(), why);
    }

    private FeedException unexpected(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return new FeedException("The price feed does not answer. It will be asked again.", UNKNOWN);
        }
        if (refusedInARow == 0) {
            log.error("the feed {} failed", feed.name(), failure);
        }
        return FeedException.ofOneMarket("The price feed failed unexpectedly; the log says more.", UNKNOWN);
    }

    private record Answer(boolean listed, Piece piece) {
        /** Refuses what is outside of the hole. */
        private static Answer of(Hole hole, History history) {
            return history.listed()
                    ? new Answer(true, new Piece(hole.market(), hole.from(), history.upTo(), history.candles()))
                    : new Answer(false, null);
        }
    }
}
