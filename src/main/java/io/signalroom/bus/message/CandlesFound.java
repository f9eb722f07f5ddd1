package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * The candles of a market.
 *
 * @param body the answer, as the contract's schema {@code Candles} says
 */
public record CandlesFound(JsonObject body) {
    public CandlesFound {
        body = body.copy();
    }

    public JsonObject toJson() {
        return body.copy();
    }

    public static CandlesFound fromJson(JsonObject json) {
        return new CandlesFound(json);
    }
}
