package io.signalroom.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How long an act took, measured one after the other.
 *
 * @param <T> what the act gives
 */
final class Timings<T> {
    private final List<T> results = new ArrayList<>();
    private final List<Long> nanos = new ArrayList<>();

    private Timings() {}

    /**
     * Measures an act.
     *
     * @param runs how often at most, 1 or more
     * @param limit when it is over no run is begun any more; one is always made
     */
    static <T> Future<Timings<T>> of(int runs, Duration limit, Supplier<Future<T>> act) {
        return new Timings<T>().run(runs, System.nanoTime() + limit.toNanos(), act);
    }

    private Future<Timings<T>> run(int left, long end, Supplier<Future<T>> act) {
        long began = System.nanoTime();
        return act.get().compose(result -> {
            long now = System.nanoTime();
            results.add(result);
            nanos.add(now - began);
            return left == 1 || now - end >= 0 ? Future.succeededFuture(this) : run(left - 1, end, act);
        });
    }

    /** What each run gave. */
    List<T> results() {
        return results;
    }

    /** The time that this share of the runs did not exceed, in milliseconds: the nearest rank. */
    double millis(double share) {
        int rank = (int) Math.ceil(share * nanos.size());
        long found =
                nanos.stream().sorted().skip(Math.max(0, rank - 1)).findFirst().orElseThrow();
        return TimeUnit.NANOSECONDS.toMicros(found) / 1000.0;
    }

    JsonObject json() {
        return new JsonObject()
                .put("p50Ms", millis(0.50))
                .put("p95Ms", millis(0.95))
                .put("p99Ms", millis(0.99));
    }
}
