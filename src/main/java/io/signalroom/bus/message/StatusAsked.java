package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/** The question how the system is. */
public record StatusAsked() {
    public JsonObject toJson() {
        return new JsonObject();
    }

    public static StatusAsked fromJson(JsonObject json) {
        return new StatusAsked();
    }
}
