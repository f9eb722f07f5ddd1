package io.signalroom.cache;

import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.ReadyBytes;
import java.time.Duration;
import java.time.Instant;

/**
 * An answer as the cache keeps it.
 *
 * @param bytes the body
 * @param seq every event up to this number was counted before it was computed
 * @param computedAt when it was computed, to the millisecond
 * @param lifetime how long it may be served while it is not overtaken
 * @param queries statements the database ran for it
 */
record Kept(ReadyBytes bytes, long seq, Instant computedAt, Duration lifetime, int queries) {
    /**
     * Keeps an answer of the analytics.
     *
     * @param seq the newest counted event that was known before they were asked
     */
    static Kept of(CachedAnswer answer, long seq) {
        Instant computedAt = Instant.ofEpochMilli(answer.computedAt().toEpochMilli());
        return new Kept(ReadyBytes.of(answer.body()), seq, computedAt, answer.lifetime(), answer.queries());
    }

    /** End of the lifetime. */
    Instant end() {
        return computedAt.plus(lifetime);
    }
}
