package io.signalroom.demo;

import java.util.List;

/**
 * A small seeded source of chance (SplitMix64: a counter in steps of the golden ratio, mixed). Chosen over {@code Random}
 * because a new one for every text costs nothing, and because {@link #mix} alone serves as a hash for the price walk.
 */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        state = mix(seed);
    }

    /** A well-spread function of its argument. */
    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A well-spread function of two values. */
    static long mix(long seed, long salt) {
        return mix(seed + GOLDEN * (salt + 1));
    }

    long next() {
        return mix(state += GOLDEN);
    }

    /** From 0, inclusive, to 1, exclusive. */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /** From {@code low} to {@code high}, both inclusive. */
    int from(int low, int high) {
        return low + below(high - low + 1);
    }

    /** From 0, inclusive, to {@code bound}, exclusive. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }
}
