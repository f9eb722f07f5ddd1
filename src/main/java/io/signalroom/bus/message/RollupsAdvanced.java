package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * What answers are made of has changed.
 *
 * @param epoch the database's life
 * @param seq grows with every change
 */
public record RollupsAdvanced(String epoch, long seq) {
    public JsonObject toJson() {
        return new JsonObject().put("epoch", epoch).put("seq", seq);
    }

    public static RollupsAdvanced fromJson(JsonObject json) {
        return new RollupsAdvanced(json.getString("epoch", ""), json.getLong("seq", 0L));
    }
}
