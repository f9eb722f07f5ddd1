package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/** An update that Telegram brought is committed: it need not come again. */
public record UpdateStored() {
    public JsonObject toJson() {
        return new JsonObject();
    }

    public static UpdateStored fromJson(JsonObject json) {
        return new UpdateStored();
    }
}
