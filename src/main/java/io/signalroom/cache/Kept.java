package io.signalroom.cache;

import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.ReadyBytes;
import java.time.Duration;
import java.time.Instant;

/**
 * An answer as the cache keeps it.
 *
 * @param bytes the body
 * @param revision what it was made of, at least
 * @param computedAt when it was computed, to the millisecond
 * @param lifetime how long it may be served while it is not overtaken
 * @param queries statements the database ran for it
 */
record Kept(ReadyBytes bytes, long revision, Instant computedAt, Duration lifetime, int queries) {
    /**
     * Keeps an answer of the analytics.
     *
     * @param revision the newest that was known before they were asked
     */
    static Kept of(CachedAnswer answer, long revision) {
        Instant computedAt = Instant.ofEpochMilli(answer.computedAt().toEpochMilli());
        return new Kept(ReadyBytes.of(answer.body()), revision, computedAt, answer.lifetime(), answer.queries());
    }

    /** End of the lifetime. */
    Instant end() {
        return computedAt.plus(lifetime);
    }
}
