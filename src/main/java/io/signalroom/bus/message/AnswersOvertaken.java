package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * The cache of this node has heard of events that the answers it gave so far lack: whoever keeps some asks again.
 *
 * @param epoch the database's life
 * @param revision of what answers are made of now
 */
public record AnswersOvertaken(String epoch, long revision) {
    public JsonObject toJson() {
        return new JsonObject().put("epoch", epoch).put("revision", revision);
    }

    public static AnswersOvertaken fromJson(JsonObject json) {
        return new AnswersOvertaken(json.getString("epoch", ""), json.getLong("revision", 0L));
    }
}
