package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * What answers are made of has changed.
 *
 * @param epoch the database's life
 * @param revision grows with every change
 */
public record RollupsAdvanced(String epoch, long revision) {
    public JsonObject toJson() {
        return new JsonObject().put("epoch", epoch).put("revision", revision);
    }

    public static RollupsAdvanced fromJson(JsonObject json) {
        return new RollupsAdvanced(json.getString("epoch", ""), json.getLong("revision", 0L));
    }
}
