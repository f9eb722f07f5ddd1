package io.signalroom.telegram.tdlib;

import io.signalroom.ledger.PostBatch;
import io.signalroom.telegram.Delivery;
import java.util.List;

/**
 * A delivery, and what is to be done once it is stored.
 *
 * @param delivery may be empty
 * @param committed to be run when it is stored
 */
record Taken(Delivery delivery, Runnable committed) {
    /** Nothing came. */
    static Taken nothing() {
        return new Taken(Delivery.of(new PostBatch(TdlibSource.ID, List.of(), List.of())), () -> {});
    }
}
