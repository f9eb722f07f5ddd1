package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks for the candles of a market.
 *
 * @param base asset in capitals
 * @param quote asset in capitals
 * @param feed whose prices; empty = those of the configured feed, or the mock's where it has none
 * @param seconds length of a candle, a whole number of minutes
 * @param from begin of the stretch, inclusive
 * @param to end of the stretch, exclusive
 * @param limit most candles, from the end of the stretch backwards
 */
public record CandlesAsked(
        String base, String quote, Optional<String> feed, int seconds, Instant from, Instant to, int limit) {
    public JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("base", base)
                .put("quote", quote)
                .put("seconds", seconds)
                .put("from", from)
                .put("to", to)
                .put("limit", limit);
        feed.ifPresent(name -> json.put("feed", name));
        return json;
    }

    public static CandlesAsked fromJson(JsonObject json) {
        return new CandlesAsked(
                json.getString("base"),
                json.getString("quote"),
                Optional.ofNullable(json.getString("feed")),
                json.getInteger("seconds"),
                json.getInstant("from"),
                json.getInstant("to"),
                json.getInteger("limit"));
    }
}
