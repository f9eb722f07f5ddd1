package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Asks what a parser makes of a text that no channel posted.
 *
 * @param text at most {@link io.signalroom.signal.Post#MAX_TEXT} characters
 * @param parent text of the post it answers, as long at most; it is judged first and lends its coin
 */
public record ParseText(String text, Optional<String> parent) {
    public JsonObject toJson() {
        JsonObject json = new JsonObject().put("text", text);
        parent.ifPresent(p -> json.put("parent", p));
        return json;
    }

    public static ParseText fromJson(JsonObject json) {
        return new ParseText(json.getString("text"), Optional.ofNullable(json.getString("parent")));
    }
}
