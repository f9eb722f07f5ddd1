package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * A text to be judged; nothing is stored.
 *
 * @param text as a channel would post it
 */
public record ParseText(String text) {
    public JsonObject toJson() {
        return new JsonObject().put("text", text);
    }

    public static ParseText fromJson(JsonObject json) {
        return new ParseText(json.getString("text"));
    }
}
