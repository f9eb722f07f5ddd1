package io.signalroom.parse.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Chance that repeats itself: the same seed rolls the same numbers. Not safe for use by several threads. */
final class Dice {
    private final Random random;

    /** @param seed any; neighbours give unrelated rolls */
    Dice(long seed) {
        this.random = new Random(new SplittableRandom(seed).nextLong());
    }

    /** A number from {@code low} to {@code high}, both possible. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** A number from {@code low} up to, not including, {@code high}. */
    double real(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** True in {@code percent} of 100 rolls. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** One of {@code things}, which is not empty. */
    <T> T pick(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** One of {@code things}, which is not empty. */
    @SafeVarargs
    final <T> T pick(T... things) {
        return things[random.nextInt(things.length)];
    }

    /** {@code things} in any order. */
    <T> List<T> shuffled(List<T> things) {
        List<T> copy = new ArrayList<>(things);
        Collections.shuffle(copy, random);
        return copy;
    }
}
