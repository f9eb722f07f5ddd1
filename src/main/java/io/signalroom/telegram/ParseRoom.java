package io.signalroom.telegram;

import io.signalroom.ledger.ParseQueue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Holds up whoever stores posts while the parsers are far behind: imports and the demo first, so that what was just
 * heard need not wait long, then the sources too.
 */
public final class ParseRoom {
    /** Versions that may wait for a parser. */
    public static final int MOST_WAITING = 20_000;

    /**
     * The same for what is heard: twice as many, so that imports and the demo, which wait sooner, never hold up what is
     * live.
     */
    static final int MOST_WAITING_LIVE = 2 * MOST_WAITING;

    private static final long LOOK_AGAIN_MS = 100;
    /** A database that went silent must not hold the source, which has to give its lease back. */
    private static final long ANSWER_SECONDS = 2;

    /** So long a count is believed: counting before every batch would cost more than storing. */
    private static final long BELIEVED_MS = 250;

    /** So many posts come without another look: few, since several imports and the demo look each for itself. */
    private static final int MOST_GRANTED = MOST_WAITING / 5;

    private final Vertx vertx;
    private final Pool pool;
    private final int mostWaiting;

    /** Posts for which there was room when the queue was counted last. */
    private long granted;

    private long counted;

    /** @param mostWaiting versions that may wait for a parser, more than the largest batch */
    public ParseRoom(Vertx vertx, Pool pool, int mostWaiting) {
        this.vertx = vertx;
        this.pool = pool;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Ends when the parsers have caught up far enough for a batch. The queue is not counted before each of them.
     *
     * @param stopped ends it early
     */
    public Future<Void> forBatch(int posts, BooleanSupplier stopped) {
        if (posts <= granted) {
            granted -= posts;
            return Future.succeededFuture();
        }
        Promise<Void> room = Promise.promise();
        look(posts, stopped, room);
        return room.future();
    }

    /**
     * Whether the parsers are so far behind that nothing more should be stored.
     *
     * @param waiting true if that was so before: then it is until they have worked off half, so that it does not change
     *     with every batch
     */
    Future<Boolean> isFull(boolean waiting) {
        if (granted > 0 && System.nanoTime() - counted < TimeUnit.MILLISECONDS.toNanos(BELIEVED_MS)) {
            return Future.succeededFuture(false);
        }
        long most = waiting ? mostWaiting / 2 : mostWaiting;
        return new ParseQueue()
                .waiting(pool, most + 1)
                .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .map(count -> {
                    counted = System.nanoTime();
                    granted = Math.min(most / 2 - count, MOST_GRANTED);
                    return count > most;
                });
    }

    /** So many posts were stored since. */
    void took(int posts) {
        granted -= posts;
    }

    private void look(int posts, BooleanSupplier stopped, Promise<Void> room) {
        new ParseQueue()
                .waiting(pool, mostWaiting + 1L)
                .onComplete(
                        waiting -> {
                            if (stopped.getAsBoolean() || waiting + posts <= mostWaiting) {
                                granted = Math.min(mostWaiting - waiting - posts, MOST_GRANTED);
                                room.complete();
                            } else {
                                vertx.timer(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)
                                        .onSuccess(x -> look(posts, stopped, room));
                            }
                        },
                        room::fail);
    }
}
