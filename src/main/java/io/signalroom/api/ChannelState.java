package io.signalroom.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a channel is being read: what its source says of itself, and whether the channel is silent for longer than it uses to be.
 * What is not known is not guessed.
 *
 * @param state word of the contract's schema {@code Channel}
 * @param reason what the source says, or null
 * @param cure what to do about it, a word; null if there is nothing to do
 */
record ChannelState(String state, String reason, String cure) {
    private static final String READING = "reading";

    /** So many usual gaps between posts, and a day at least, are a silence. */
    private static final int GAPS = 10;

    private static final Duration SHORTEST_SILENCE = Duration.ofDays(1);
    private static final Duration LONGEST_SILENCE = Duration.ofDays(30);

    /**
     * The state of a channel.
     *
     * @param channel with its figures; how much it posts is counted without what was imported
     * @param sources of the status board; empty if it did not answer
     */
    static ChannelState of(JsonObject channel, Optional<JsonArray> sources, Instant now) {
        String reader = channel.getString("source");
        if (channel.getLong("posts") == 0 || channel.getString("lastPostAt") == null) {
            return new ChannelState("waiting", null, "add_bot");
        }
        return switch (reader) {
            case "import" -> new ChannelState("imported", null, "add_bot");
            case "manual" -> new ChannelState("manual", null, null);
            default ->
                sources.map(all -> live(channel, source(all, reader), now))
                        .orElseGet(() -> new ChannelState("unknown", null, "wait"));
        };
    }

    /** Demo posts are told by the mock. */
    private static Optional<JsonObject> source(JsonArray sources, String reader) {
        String id = reader.equals("demo") ? "mock" : reader;
        return sources.stream()
                .map(JsonObject.class::cast)
                .filter(source -> source.getString("id").equals(id))
                .findFirst();
    }

    private static ChannelState live(JsonObject channel, Optional<JsonObject> source, Instant now) {
        String state = source.map(it -> it.getString("state")).orElse("none");
        String said = source.map(it -> it.getString("detail")).orElse(null);
        return switch (state) {
            case "none" -> new ChannelState("paused", null, start(channel));
            case READING ->
                silent(channel, now)
                        ? new ChannelState("stale", null, quiet(channel))
                        : new ChannelState(READING, null, null);
            case "conflict" -> new ChannelState(state, said, "free_bot");
            case "blocked" -> new ChannelState(state, said, "mend_source");
            default -> new ChannelState(state, said, "wait");
        };
    }

    /** What switches its source on. */
    private static String start(JsonObject channel) {
        if (demo(channel)) {
            return "start_demo";
        }
        return byAccount(channel) ? "set_account" : "set_token";
    }

    /** What to look after when it is silent. */
    private static String quiet(JsonObject channel) {
        if (demo(channel)) {
            return null;
        }
        return byAccount(channel) ? "check_member" : "check_admin";
    }

    private static boolean byAccount(JsonObject channel) {
        return channel.getString("source").equals("mtproto");
    }

    private static boolean demo(JsonObject channel) {
        return channel.getString("origin").equals("demo");
    }

    private static boolean silent(JsonObject channel, Instant now) {
        Duration silence = Duration.between(Instant.parse(channel.getString("lastPostAt")), now);
        double perDay = channel.getDouble("heardPerDay", 0.0);
        Duration usual = perDay == 0
                ? LONGEST_SILENCE
                : Duration.ofSeconds((long) (GAPS * Duration.ofDays(1).toSeconds() / perDay));
        Duration most = usual.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : usual;
        return silence.compareTo(most.compareTo(SHORTEST_SILENCE) < 0 ? SHORTEST_SILENCE : most) > 0;
    }
}
