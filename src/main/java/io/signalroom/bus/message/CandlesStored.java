package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * A feed's candles were stored, or it said that it lacks a market.
 *
 * @param feed its name
 */
public record CandlesStored(String feed) {
    public JsonObject toJson() {
        return new JsonObject().put("feed", feed);
    }

    public static CandlesStored fromJson(JsonObject json) {
        return new CandlesStored(json.getString("feed", ""));
    }
}
