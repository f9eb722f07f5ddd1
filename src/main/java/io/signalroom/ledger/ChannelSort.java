package io.signalroom.ledger;

import java.util.Arrays;

/** Orders of a list of channels. Each has a key that, with the channel's id, tells every two channels apart. */
public enum ChannelSort {
    /** Most recently heard first, the never heard last. */
    LAST_POST(
            "-lastPostAt",
            "coalesce(floor(extract(epoch FROM c.last_post_at) * 1000000)::bigint, -9223372036854775807)",
            "bigint",
            true),
    /** By name. */
    TITLE("title", "lower(c.title)", "text", false),
    /** Most signals first. */
    SIGNALS("-signals", "coalesce(r.signals, 0)", "bigint", true);

    private final String wire;
    private final String key;
    private final String type;
    private final boolean descending;

    ChannelSort(String wire, String key, String type, boolean descending) {
        this.wire = wire;
        this.key = key;
        this.type = type;
        this.descending = descending;
    }

    /**
     * The order with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ChannelSort ofWire(String wire) {
        return Arrays.stream(values())
                .filter(s -> s.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no order " + wire));
    }

    String wire() {
        return wire;
    }

    /** SQL of the key; the channel's alias is {@code c}, its counts' {@code r}. */
    String key() {
        return key;
    }

    /** SQL type of the key. */
    String type() {
        return type;
    }

    boolean descending() {
        return descending;
    }

    /** The key as a parameter, from its text; throws NumberFormatException if it is none. */
    Object value(String text) {
        return type.equals("text") ? text : (Object) Long.valueOf(text);
    }
}
