package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * New revisions wait for the parser.
 *
 * @param count how many were stored, at least 1
 */
public record PostsStored(int count) {
    public JsonObject toJson() {
        return new JsonObject().put("count", count);
    }

    public static PostsStored fromJson(JsonObject json) {
        return new PostsStored(json.getInteger("count", 1));
    }
}
