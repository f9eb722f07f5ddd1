package io.signalroom.bus.message;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * An answer of the cache, ready to be sent.
 *
 * @param bytes the body; on the wire its text only
 * @param computedAt when it was computed
 * @param until before this time, but only while the cache does not announce that answers were overtaken, it may be sent
 *     again to the same question without asking the cache; not after {@code computedAt} where it may not
 * @param standing how it stands to the newest counted event
 * @param queries how many statements the database ran for it when it was computed, 0 or more
 */
public record ReadyAnswer(ReadyBytes bytes, Instant computedAt, Instant until, Standing standing, int queries) {
    /** What {@code X-Cache} says. */
    public enum Standing {
        /** It was kept, and no event has been counted that it lacks. */
        HIT,
        /** It was computed for this question. */
        MISS,
        /** It was kept, and is about to be replaced, or cannot be at the moment. */
        STALE
    }

    /** An answer that did not pass a cache: nobody may send it again. */
    public static ReadyAnswer of(CachedAnswer answer) {
        return new ReadyAnswer(
                ReadyBytes.of(answer.body()),
                answer.computedAt(),
                answer.computedAt(),
                Standing.MISS,
                answer.queries());
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("body", bytes.identity().toString())
                .put("computedAt", computedAt)
                .put("until", until)
                .put("standing", standing.name())
                .put("queries", queries);
    }

    public static ReadyAnswer fromJson(JsonObject json) {
        return new ReadyAnswer(
                ReadyBytes.of(Buffer.buffer(json.getString("body"))),
                json.getInstant("computedAt"),
                json.getInstant("until"),
                Standing.valueOf(json.getString("standing")),
                json.getInteger("queries", 0));
    }
}
