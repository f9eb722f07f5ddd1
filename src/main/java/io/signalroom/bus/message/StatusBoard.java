package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * How the system is, as the API shows it.
 *
 * @param json the status
 */
public record StatusBoard(JsonObject json) {
    public StatusBoard {
        json = json.copy();
    }

    public JsonObject toJson() {
        return json;
    }

    public static StatusBoard fromJson(JsonObject json) {
        return new StatusBoard(json);
    }
}
