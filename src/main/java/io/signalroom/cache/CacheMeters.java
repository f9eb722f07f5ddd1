package io.signalroom.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeoutException;

/** What the cache counts. */
final class CacheMeters {
    final Counter near;
    final Counter far;
    final Counter miss;
    final Counter joined;
    final Counter stale;
    /** Answers made by the analytics, for readers and in the background. */
    final Counter computed;
    /** Answers that the near cache gave up for want of room. */
    final Counter evicted;
    /** Questions refused because too many were being computed. */
    final Counter refused;

    /** Renewals in the background that brought no answer. */
    final Counter renewalFailed;

    private final MeterRegistry registry;

    CacheMeters(MeterRegistry registry) {
        this.registry = registry;
        near = result("near");
        far = result("far");
        miss = result("miss");
        joined = result("joined");
        stale = result("stale");
        computed = registry.counter("signalroom.cache.computed");
        evicted = registry.counter("signalroom.cache.evicted");
        renewalFailed = registry.counter("signalroom.cache.renewal.failed");
        refused = registry.counter("signalroom.cache.refused");
    }

    /**
     * Counts a command that Redis did not carry out, or an answer of it that is none.
     *
     * @param command a plain word
     */
    void redisFailed(String command, Throwable failure) {
        registry.counter("signalroom.cache.redis.failed", "command", command, "why", why(failure))
                .increment();
    }

    /** The times are told apart by what an operator would do. */
    private static String why(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        if (failure instanceof KeptForm.UnreadableException) {
            return "unreadable";
        }
        if (failure instanceof TimeoutException) {
            return "hung";
        }
        return text.startsWith("OOM") ? "full" : text.startsWith("WRONGTYPE") ? "type" : "away";
    }

    private Counter result(String result) {
        return registry.counter("signalroom.cache", "result", result);
    }
}
