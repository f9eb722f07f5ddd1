package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/** An API key was revoked. */
public record KeysChanged() {
    public JsonObject toJson() {
        return new JsonObject();
    }

    public static KeysChanged fromJson(JsonObject json) {
        return new KeysChanged();
    }
}
