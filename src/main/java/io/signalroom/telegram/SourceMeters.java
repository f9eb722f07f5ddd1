package io.signalroom.telegram;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.ledger.PostReport;

/** Figures of one source: what became of what it delivered, and its faults by the state they led to. */
final class SourceMeters {
    private static final String UPDATES = "signalroom.source.updates";
    private final MeterRegistry registry;
    private final String source;

    SourceMeters(MeterRegistry registry, String source) {
        this.registry = registry;
        this.source = source;
    }

    /** Counts what a source refused since too much waited. */
    static Counter refused(MeterRegistry registry, String source) {
        return registry.counter(UPDATES, "source", source, "outcome", "refused");
    }

    void stored(Delivery delivery, PostReport report) {
        int taken = report.created() + report.changed() + report.same();
        int refused = delivery.batch().posts().size() - taken; // by the database
        count("stored", report.stored());
        count("known", report.same());
        count("ignored", delivery.ignored());
        count("quarantined", delivery.rejected().size() + refused);
    }

    void failed(SourceState state) {
        registry.counter("signalroom.source.faults", "source", source, "state", state.wire())
                .increment();
    }

    private void count(String outcome, long updates) {
        registry.counter(UPDATES, "source", source, "outcome", outcome).increment(updates);
    }
}
