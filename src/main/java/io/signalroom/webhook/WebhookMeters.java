package io.signalroom.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what became of tries and deliveries, and tells how many wait. */
final class WebhookMeters {
    private final Counter sent;
    private final Counter retried;
    private final Counter failed;
    private final Counter dropped;
    private final AtomicLong waiting = new AtomicLong();

    WebhookMeters(MeterRegistry registry) {
        sent = counter(registry, "sent");
        retried = counter(registry, "retried");
        failed = counter(registry, "failed");
        dropped = counter(registry, "dropped");
        Gauge.builder("signalroom.webhooks.waiting", waiting, AtomicLong::get).register(registry);
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return registry.counter("signalroom.webhooks.deliveries", "result", result);
    }

    void sent() {
        sent.increment();
    }

    /** A try failed, another follows. */
    void retried() {
        retried.increment();
    }

    /** The last try failed. */
    void failed() {
        failed.increment();
    }

    void dropped(long count) {
        dropped.increment(count);
    }

    /** 0 on nodes that do not send. */
    void waiting(long count) {
        waiting.set(count);
    }
}
