package io.signalroom.live;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * What waits to be written to one client that must not miss anything: it cannot be dropped, so a client that takes nothing
 * is let go, and comes back to where he was. Bounded for the client and for the node.
 */
final class Outbox {
    /** Some hundred signals. */
    private static final int LIMIT = 256 * 1024;

    private static final int EASY = LIMIT / 4;
    /** Who waits for more than this goes first when the node is full. */
    private static final int LIMIT_IN_NEED = 16 * 1024;

    private final LiveMeters meters;
    private final Runnable tooSlow;
    private int waiting;
    private boolean closed;
    private Promise<Void> room;

    /** @param tooSlow is called once at most */
    Outbox(LiveMeters meters, Runnable tooSlow) {
        this.meters = meters;
        this.tooSlow = tooSlow;
    }

    /** Writes, or lets the client go. */
    void write(int bytes, Supplier<Future<Void>> write) {
        if (closed) {
            return;
        }
        if (waiting + bytes > (meters.full() ? LIMIT_IN_NEED : LIMIT)) {
            close();
            meters.tooSlow();
            tooSlow.run();
            return;
        }
        Future<Void> end = write.get(); // if it throws, nothing waits
        waiting += bytes;
        meters.sent(bytes);
        meters.waits(bytes);
        end.onComplete(x -> written(bytes));
    }

    private void written(int bytes) {
        waiting -= bytes;
        meters.waits(-bytes);
        if (room != null && waiting < EASY) {
            Promise<Void> asked = room;
            room = null;
            asked.complete();
        }
    }

    /** Ends when little waits; fails when nothing will be written any more. */
    Future<Void> room() {
        if (closed) {
            return Future.failedFuture("closed");
        }
        if (waiting < EASY) {
            return Future.succeededFuture();
        }
        if (room == null) {
            room = Promise.promise();
        }
        return room.future();
    }

    /** Writes nothing any more. */
    void close() {
        closed = true;
        if (room != null) {
            room.tryFail("closed");
            room = null;
        }
    }
}
