package io.signalroom.bus.message;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * An answer of the analytics, fresh from the database, that may be kept.
 *
 * @param body JSON text in UTF-8; must not be changed
 * @param computedAt when it was computed
 * @param lifetime how long it may be served while no event is counted that it lacks
 * @param queries how many statements the database ran for it, 0 or more
 */
public record CachedAnswer(Buffer body, Instant computedAt, Duration lifetime, int queries) {
    public JsonObject toJson() {
        return new JsonObject()
                .put("body", body.toString())
                .put("computedAt", computedAt)
                .put("lifetimeMillis", lifetime.toMillis())
                .put("queries", queries);
    }

    public static CachedAnswer fromJson(JsonObject json) {
        return new CachedAnswer(
                Buffer.buffer(json.getString("body")),
                json.getInstant("computedAt"),
                Duration.ofMillis(json.getLong("lifetimeMillis")),
                json.getInteger("queries", 0));
    }
}
