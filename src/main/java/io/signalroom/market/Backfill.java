package io.signalroom.market;

import io.signalroom.market.candle.CandleNeeds.Hole;
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
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills holes, one question after the other. What an answer leaves open of a hole goes to the end of the row, so that all
 * markets get on at the same pace.
 */
final class Backfill {
    private static final Logger log = LoggerFactory.getLogger(Backfill.class);
    private static final Duration UNKNOWN = Duration.ofSeconds(30);
    private static final long ANSWER_SECONDS = 30;
    private static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Vertx vertx;
    private final PriceFeed feed;
    private final FeedLedger ledger;
    private final BooleanSupplier mayGoOn;
    private final IntConsumer filled;
    private final Deque<Hole> holes = new ArrayDeque<>();
    private final Promise<Boolean> done = Promise.promise();
    private final long begun = System.nanoTime();

    /**
     * One turn.
     *
     * @param mayGoOn asked before every question
     * @param filled told how many new candles each answer brought
     */
    Backfill(Vertx vertx, PriceFeed feed, FeedLedger ledger, BooleanSupplier mayGoOn, IntConsumer filled) {
        this.vertx = vertx;
        this.feed = feed;
        this.ledger = ledger;
        this.mayGoOn = mayGoOn;
        this.filled = filled;
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
        return done.future();
    }

    private void step() {
        boolean over = holes.isEmpty() || !mayGoOn.getAsBoolean() || System.nanoTime() - begun > TURN_NANOS;
        if (over) {
            done.complete(!holes.isEmpty());
            return;
        }
        Hole hole = holes.poll();
        ask(hole).compose(answer -> store(hole, answer)).onComplete(x -> vertx.runOnContext(y -> step()), done::fail);
    }

    private Future<Answer> ask(Hole hole) {
        return Future.succeededFuture()
                .compose(x -> feed.history(hole.name(), hole.from(), hole.to()))
                .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .map(history -> Answer.of(hole, history))
                .recover(failure -> Future.failedFuture(failure instanceof FeedException ? failure : unknown(failure)));
    }

    private Future<Void> store(Hole hole, Answer answer) {
        if (!answer.listed) {
            holes.removeIf(other -> other.market() == hole.market());
            return ledger.lacks(hole);
        }
        Piece piece = answer.piece;
        if (!piece.from().isBefore(piece.to())) {
            return Future.succeededFuture(); // nothing known of it yet: the next turn asks again
        }
        return ledger.fill(hole, piece).map(added -> {
            filled.accept(added);
            if (piece.to().isBefore(hole.to())) {
                holes.add(new Hole(hole.market(), hole.name(), true, piece.to(), hole.to()));
            }
            return null;
        });
    }

    private FeedException unknown(Throwable failure) {
        log.error("the feed {} failed", feed.name(), failure);
        return new FeedException("The price feed failed unexpectedly; the log says more.", UNKNOWN);
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
