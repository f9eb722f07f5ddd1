package io.signalroom.telegram.preview;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** Figures of the reading of preview pages, beside those that every source has. */
final class PreviewMeters {
    private final MeterRegistry registry;
    private final Counter unreadable;
    private final Counter unwatched;
    private final Counter gaps;
    private final AtomicLong watched = new AtomicLong();

    PreviewMeters(MeterRegistry registry) {
        this.registry = registry;
        unreadable = registry.counter("signalroom.preview.unreadable");
        unwatched = registry.counter("signalroom.preview.unwatched");
        gaps = registry.counter("signalroom.preview.gaps");
        registry.gauge("signalroom.preview.watched", watched);
    }

    /** An answer of t.me; of the kind {@code changed} somebody should hear. */
    void answered(PreviewAnswer.Kind kind) {
        registry.counter("signalroom.preview.pages", "answer", kind.wire()).increment();
    }

    /** What a single post's page said. */
    void checked(PostCheck check) {
        registry.counter("signalroom.preview.checks", "answer", check.wire()).increment();
    }

    /** Posts on a good page that could not be read. */
    void unreadable(int posts) {
        unreadable.increment(posts);
    }

    /** Posts that may be gone and are not watched, since enough are. */
    void unwatched(long posts) {
        unwatched.increment(posts);
    }

    /** Posts that are watched. */
    void watched(long posts) {
        watched.set(posts);
    }

    /** A time in which posts were missed for good. */
    void gap() {
        gaps.increment();
    }
}
