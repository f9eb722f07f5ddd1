package io.signalroom.bus.message;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * An answer as ready bytes.
 *
 * @param body JSON text in UTF-8; must not be changed
 * @param computedAt when it was computed
 * @param lifetime how long it may be served
 * @param hit true if it came from a cache
 */
public record CachedAnswer(Buffer body, Instant computedAt, Duration lifetime, boolean hit) {
    public JsonObject toJson() {
        return new JsonObject()
                .put("body", body.toString())
                .put("computedAt", computedAt)
                .put("lifetimeMillis", lifetime.toMillis())
                .put("hit", hit);
    }

    public static CachedAnswer fromJson(JsonObject json) {
        return new CachedAnswer(
                Buffer.buffer(json.getString("body")),
                json.getInstant("computedAt"),
                Duration.ofMillis(json.getLong("lifetimeMillis")),
                json.getBoolean("hit"));
    }

    /** The same answer, marked as taken from a cache. */
    public CachedAnswer asHit() {
        return new CachedAnswer(body, computedAt, lifetime, true);
    }
}
