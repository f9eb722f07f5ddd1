package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * Asks what a channel has posted last.
 *
 * @param username letters, digits and underscores, without {@code @}
 */
public record PreviewAsked(String username) {
    public JsonObject toJson() {
        return new JsonObject().put("username", username);
    }

    public static PreviewAsked fromJson(JsonObject json) {
        return new PreviewAsked(json.getString("username"));
    }
}
