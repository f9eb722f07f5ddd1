package io.signalroom.examples;

import java.util.Objects;

/** Says what is off, and ends the program with it. */
final class Check {
    private Check() {}

    static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("Not so: " + what);
        }
    }

    static void equal(Object expected, Object actual, String what) {
        that(Objects.equals(expected, actual), what + " is " + expected + ", it was " + actual);
    }
}
