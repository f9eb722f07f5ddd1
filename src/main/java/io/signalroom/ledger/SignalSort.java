package io.signalroom.ledger;

import java.util.Arrays;
import java.util.function.Function;

/** Orders of a list of signals. What is equal stands in the order of the posts, and they in that of their ids. */
public enum SignalSort {
    /** The newest posts first. */
    NEWEST("-postedAt", null, outcome -> null, true),
    /** The oldest posts first. */
    OLDEST("postedAt", null, outcome -> null, false),
    /** The best result in R first; only signals that have one. */
    R_DESCENDING("-r", "o.r", StoredOutcome::r, true),
    /** The worst result in R first; only signals that have one. */
    R("r", "o.r", StoredOutcome::r, false),
    /** The best result in percent first; only signals that have one. */
    PERCENT_DESCENDING("-percent", "o.percent", StoredOutcome::percent, true),
    /** The worst result in percent first; only signals that have one. */
    PERCENT("percent", "o.percent", StoredOutcome::percent, false);

    private final String wire;
    private final String key;
    private final Function<StoredOutcome, Double> value;
    private final boolean descending;

    SignalSort(String wire, String key, Function<StoredOutcome, Double> value, boolean descending) {
        this.wire = wire;
        this.key = key;
        this.value = value;
        this.descending = descending;
    }

    /**
     * The order with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SignalSort ofWire(String wire) {
        return Arrays.stream(values())
                .filter(s -> s.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no order " + wire));
    }

    String wire() {
        return wire;
    }

    /** Whether it is an order of results, not of posts. */
    boolean byResult() {
        return key != null;
    }

    /** SQL of the result; the alias of the outcome is {@code o}. */
    String key() {
        return key;
    }

    /** The result of a signal of such a list, or null for an order of posts. */
    Double value(StoredSignal signal) {
        return byResult() ? value.apply(signal.outcome()) : null;
    }

    boolean descending() {
        return descending;
    }
}
