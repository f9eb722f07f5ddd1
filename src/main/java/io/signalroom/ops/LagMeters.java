package io.signalroom.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;

/** How far the parsers are behind what is stored, and what waits for an operator: the same on every node. */
final class LagMeters {
    private volatile long waiting;
    private volatile double oldestSeconds;
    private volatile long quarantined;

    LagMeters(MeterRegistry registry) {
        Gauge.builder("signalroom.parse.backlog", this, it -> it.waiting)
                .description("Versions of posts that wait for a parser")
                .strongReference(true)
                .register(registry);
        Gauge.builder("signalroom.parse.oldest", this, it -> it.oldestSeconds)
                .description("For how long the first of them has waited")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        Gauge.builder("signalroom.quarantined", this, it -> it.quarantined)
                .description("Posts in quarantine")
                .strongReference(true)
                .register(registry);
    }

    void show(JsonObject backlog) {
        waiting = backlog.getLong("backlog");
        oldestSeconds = backlog.getDouble("oldestSeconds");
    }

    void quarantined(long posts) {
        quarantined = posts;
    }
}
