package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * The status of the whole system.
 *
 * @param status as the contract's schema {@code Status} says; must not be changed
 */
public record StatusBoard(JsonObject status) {
    public StatusBoard {
        status = status.copy();
    }

    public JsonObject toJson() {
        return new JsonObject().put("status", status);
    }

    public static StatusBoard fromJson(JsonObject json) {
        return new StatusBoard(json.getJsonObject("status"));
    }
}
