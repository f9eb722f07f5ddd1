package io.signalroom.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Figures of the bridge: sockets, frames sent, frames dropped, sockets closed for being slow or too many. */
public final class BridgeMeters {
    private final AtomicInteger sockets = new AtomicInteger();
    private final Counter sent;
    private final Counter bytes;
    private final Counter dropped;
    private final Counter tooSlow;
    private final Counter refused;

    /** One for all bridges of this node. */
    public BridgeMeters(MeterRegistry registry) {
        Gauge.builder("signalroom.live.sockets", sockets, AtomicInteger::get).register(registry);
        sent = registry.counter("signalroom.live.frames.sent");
        bytes = registry.counter("signalroom.live.bytes.sent");
        dropped = registry.counter("signalroom.live.frames.dropped");
        tooSlow = registry.counter("signalroom.live.sockets.closed", "reason", "slow");
        refused = registry.counter("signalroom.live.sockets.closed", "reason", "refused");
    }

    /** Open sockets of this node. */
    public int sockets() {
        return sockets.get();
    }

    int opened() {
        return sockets.incrementAndGet();
    }

    void closed() {
        sockets.decrementAndGet();
    }

    void sent(int length) {
        sent.increment();
        bytes.increment(length);
    }

    void dropped() {
        dropped.increment();
    }

    void tooSlow() {
        tooSlow.increment();
    }

    void refused() {
        refused.increment();
    }
}
