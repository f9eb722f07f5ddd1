package io.signalroom.telegram;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.signalroom.ledger.PostReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Figures of one source: what became of what it delivered, how late live posts were, its faults by the state they led to, how
 * often it waited for the parsers, its state, and how old its last answer is. The last two are there only while it is read on
 * this node.
 */
final class SourceMeters {
    private static final String UPDATES = "signalroom.source.updates";
    private final MeterRegistry registry;
    private final String source;
    private final List<Meter> gauges = new ArrayList<>();
    private volatile SourceState state = SourceState.PAUSED;
    private volatile long answeredAt = System.nanoTime();

    SourceMeters(MeterRegistry registry, String source) {
        this.registry = registry;
        this.source = source;
        for (SourceState each : SourceState.values()) {
            gauges.add(Gauge.builder("signalroom.source.state", this, it -> it.state == each ? 1 : 0)
                    .tags("source", source, "state", each.wire())
                    .register(registry));
        }
        gauges.add(TimeGauge.builder("signalroom.source.answer.age", this, TimeUnit.NANOSECONDS, it ->
                        (double) (System.nanoTime() - it.answeredAt))
                .tag("source", source)
                .register(registry));
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
        Instant now = Instant.now();
        report.live().forEach(postedAt -> lag(Duration.between(postedAt, now)));
    }

    /** From a post's own time, in whole seconds and by Telegram's clock, to its commit; none is shorter than nothing. */
    private void lag(Duration lag) {
        registry.timer("signalroom.source.lag", "source", source).record(lag.isNegative() ? Duration.ZERO : lag);
    }

    void failed(SourceState led) {
        registry.counter("signalroom.source.faults", "source", source, "state", led.wire())
                .increment();
    }

    /** It begins to wait for the parsers. */
    void heldBack() {
        registry.counter("signalroom.source.held.back", "source", source).increment();
    }

    /** It answered just now, be it with nothing, as a source that tells of a fault has not; until the first answer the age is that of the reading. */
    void answered() {
        answeredAt = System.nanoTime();
    }

    void state(SourceState now) {
        state = now;
    }

    /** Takes away what is true only while it is read here. */
    void close() {
        gauges.forEach(registry::remove);
    }

    private void count(String outcome, long updates) {
        registry.counter(UPDATES, "source", source, "outcome", outcome).increment(updates);
    }
}
