package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * What one part of the system says of itself, for the status page.
 *
 * @param part key in the status, for example {@code demo}; a source's id for {@code sources}
 * @param state the part's JSON as shown to the reader
 */
public record StatusPart(String part, JsonObject state) {
    public StatusPart {
        state = state.copy();
    }

    public JsonObject toJson() {
        return new JsonObject().put("part", part).put("state", state);
    }

    public static StatusPart fromJson(JsonObject json) {
        return new StatusPart(json.getString("part"), json.getJsonObject("state"));
    }
}
