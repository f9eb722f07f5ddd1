package io.signalroom.analytics.rank;

import io.vertx.core.json.JsonObject;

/** Shares in answers: how many of how many, and the interval of the true share. */
public final class Shares {
    private static final double DIGITS = 10_000;

    private Shares() {}

    /** As the contract's schema {@code Share} says; null of nothing. */
    public static JsonObject json(long hits, long of) {
        return json(Share.of(Math.toIntExact(hits), Math.toIntExact(of)));
    }

    /** The same; null of null. */
    public static JsonObject json(Share share) {
        return share == null
                ? null
                : new JsonObject()
                        .put("hits", share.hits())
                        .put("of", share.of())
                        .put("share", rounded(share.share()))
                        .put("lower", rounded(share.interval().lower()))
                        .put("upper", rounded(share.interval().upper()));
    }

    /** Four decimal places; null of null. */
    public static Double rounded(Double value) {
        return value == null ? null : Math.rint(value * DIGITS) / DIGITS;
    }
}
