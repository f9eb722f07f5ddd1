package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * Asks what a parser makes of a text that no channel posted.
 *
 * @param text at most {@link io.signalroom.signal.Post#MAX_TEXT} characters
 */
public record ParseText(String text) {
    public JsonObject toJson() {
        return new JsonObject().put("text", text);
    }

    public static ParseText fromJson(JsonObject json) {
        return new ParseText(json.getString("text"));
    }
}
