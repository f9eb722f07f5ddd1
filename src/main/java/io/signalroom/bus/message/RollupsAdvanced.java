package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * The rollups now count every event up to a number.
 *
 * @param seq that number
 */
public record RollupsAdvanced(long seq) {
    public JsonObject toJson() {
        return new JsonObject().put("seq", seq);
    }

    public static RollupsAdvanced fromJson(JsonObject json) {
        return new RollupsAdvanced(json.getLong("seq", 0L));
    }
}
