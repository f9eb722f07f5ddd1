package io.signalroom.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a test of faults counts, printed as one line.
 *
 * @param promise such as P01
 * @param seed makes the same faults again; 0 = nothing was left to chance
 * @param acknowledged what the other side was told is safe
 * @param lost of that, what is not there
 * @param duplicated what is there more than once
 * @param recovered what is there although nobody was told: allowed
 * @param unexpected whatever else should not be: rows nobody sent, calls that should not have been made, reversals
 */
public record FaultCount(
        String promise, long seed, long acknowledged, long lost, long duplicated, long recovered, long unexpected) {
    /** Of a promise that acknowledges nothing: only what should not have been. */
    public static FaultCount unexpected(String promise, long tried, long unexpected) {
        return new FaultCount(promise, 0, tried, 0, 0, 0, unexpected);
    }

    /**
     * Compares what is stored with what was sent.
     *
     * @param sent everything that was ever sent
     * @param acknowledged of it, what the other side was told is safe
     * @param stored everything that is there, once for each time
     */
    public static <T> FaultCount of(String promise, long seed, Set<T> sent, Set<T> acknowledged, Collection<T> stored) {
        Map<T, Long> times = new HashMap<>(
                stored.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
        return new FaultCount(
                promise,
                seed,
                acknowledged.size(),
                acknowledged.stream().filter(one -> !times.containsKey(one)).count(),
                times.values().stream().mapToLong(n -> n - 1).sum(),
                times.keySet().stream()
                        .filter(one -> sent.contains(one) && !acknowledged.contains(one))
                        .count(),
                times.keySet().stream().filter(one -> !sent.contains(one)).count());
    }

    /** Prints the line, and fails unless nothing was lost, duplicated or unexpected. */
    public void print() {
        System.out.println(this);
        assertThat(lost + duplicated + unexpected).as(toString()).isZero();
    }

    @Override
    public String toString() {
        return "%s: seed %d, acknowledged %d, lost %d, duplicated %d, recovered %d, unexpected %d"
                .formatted(promise, seed, acknowledged, lost, duplicated, recovered, unexpected);
    }
}
