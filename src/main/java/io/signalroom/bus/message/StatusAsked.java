package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/** Asks for the status of the whole system. */
public record StatusAsked() {
    public JsonObject toJson() {
        return new JsonObject();
    }

    /** There is nothing to read yet. */
    @SuppressWarnings("unused")
    public static StatusAsked fromJson(JsonObject json) {
        return new StatusAsked();
    }
}
