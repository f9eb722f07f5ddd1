package io.signalroom.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Figures of the live channels: clients, frames sent and waiting, clients let go for being slow or refused. */
public final class LiveMeters {
    /** Bytes that may wait for all clients of a node together. */
    private static final long MOST_WAITING = 64L << 20;

    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicLong waiting = new AtomicLong();
    private final Counter sent;
    private final Counter bytes;
    private final Counter tooSlow;
    private final Counter refused;
    private final MeterRegistry registry;

    /** One for all channels of this node. */
    public LiveMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("signalroom.live.sockets", sockets, AtomicInteger::get).register(registry);
        Gauge.builder("signalroom.live.bytes.waiting", waiting, AtomicLong::get).register(registry);
        sent = registry.counter("signalroom.live.frames.sent");
        bytes = registry.counter("signalroom.live.bytes.sent");
        tooSlow = registry.counter("signalroom.live.sockets.closed", "reason", "slow");
        refused = registry.counter("signalroom.live.sockets.closed", "reason", "refused");
    }

    /** Open sockets of this node. */
    public int sockets() {
        return sockets.get();
    }

    /** @return how many there are now */
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

    void waits(int length) {
        waiting.addAndGet(length);
    }

    /** Bytes that wait to be written to clients. */
    long waiting() {
        return waiting.get();
    }

    boolean full() {
        return waiting.get() > MOST_WAITING;
    }

    void tooSlow() {
        tooSlow.increment();
    }

    void refused() {
        refused.increment();
    }

    /**
     * A frame came that nothing can be done with.
     *
     * @param reason one of few words
     */
    void bad(String reason) {
        registry.counter("signalroom.live.frames.bad", "reason", reason).increment();
    }
}
