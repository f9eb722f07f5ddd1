package io.signalroom.analytics.rank;

/**
 * So many of so many, with what that says of the true share.
 *
 * @param hits 0 to {@code of}
 * @param of how many there are, 1 or more
 * @param interval where the true share lies with 95 % confidence
 */
public record Share(int hits, int of, WilsonInterval interval) {
    /**
     * The share; null of nothing.
     *
     * @throws IllegalArgumentException unless 0 &le; hits &le; of
     */
    public static Share of(int hits, int of) {
        return hits == 0 && of == 0 ? null : new Share(hits, of, WilsonInterval.of(hits, of));
    }

    /** From 0 to 1. */
    public double share() {
        return (double) hits / of;
    }
}
