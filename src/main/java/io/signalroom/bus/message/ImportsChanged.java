package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/** An import waits to be read or to be undone. */
public record ImportsChanged() {
    public JsonObject toJson() {
        return new JsonObject();
    }

    public static ImportsChanged fromJson(JsonObject json) {
        return new ImportsChanged();
    }
}
