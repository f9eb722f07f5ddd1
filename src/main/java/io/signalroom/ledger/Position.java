package io.signalroom.ledger;

import io.vertx.core.json.JsonObject;

/**
 * A place in the order of all signal changes.
 *
 * @param epoch the database's life; numbers of different epochs cannot be compared
 * @param seq number of the newest event, 0 = none yet
 */
public record Position(String epoch, long seq) {
    public JsonObject toJson() {
        return new JsonObject().put("epoch", epoch).put("seq", seq);
    }
}
