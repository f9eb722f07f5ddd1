package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * A question to the analytics, directly or through the cache.
 *
 * @param operation operation id of the contract, for example {@code getHistorical}
 * @param parameters its parameters with defaults filled in, so that equal questions have equal keys
 */
public record CachedQuery(String operation, JsonObject parameters) {
    public CachedQuery {
        parameters = parameters.copy();
    }

    public JsonObject toJson() {
        return new JsonObject().put("operation", operation).put("parameters", parameters);
    }

    public static CachedQuery fromJson(JsonObject json) {
        return new CachedQuery(json.getString("operation"), json.getJsonObject("parameters"));
    }
}
