package io.signalroom.telegram;

import io.signalroom.ledger.ParseQueue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Holds up whoever stores many posts while the parsers are far behind, so that what was just heard need not wait long. */
public final class ParseRoom {
    /** Versions that may wait for a parser. */
    public static final int MOST_WAITING = 20_000;

    private static final long LOOK_AGAIN_MS = 100;
    private final Vertx vertx;
    private final Pool pool;
    private final int mostWaiting;

    /** @param mostWaiting versions that may wait for a parser, more than the largest batch */
    public ParseRoom(Vertx vertx, Pool pool, int mostWaiting) {
        this.vertx = vertx;
        this.pool = pool;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Ends when the parsers have caught up far enough for a batch.
     *
     * @param stopped ends it early
     */
    public Future<Void> forBatch(int posts, BooleanSupplier stopped) {
        Promise<Void> room = Promise.promise();
        look(posts, stopped, room);
        return room.future();
    }

    private void look(int posts, BooleanSupplier stopped, Promise<Void> room) {
        new ParseQueue()
                .backlog(pool)
                .onComplete(
                        queue -> {
                            if (stopped.getAsBoolean() || queue.getLong("backlog") + posts <= mostWaiting) {
                                room.complete();
                            } else {
                                vertx.timer(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)
                                        .onSuccess(x -> look(posts, stopped, room));
                            }
                        },
                        room::fail);
    }
}
