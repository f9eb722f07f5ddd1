package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * The signal event log has grown.
 *
 * @param seq number of the newest event
 */
public record SignalsStored(long seq) {
    public JsonObject toJson() {
        return new JsonObject().put("seq", seq);
    }

    public static SignalsStored fromJson(JsonObject json) {
        return new SignalsStored(json.getLong("seq", 0L));
    }
}
