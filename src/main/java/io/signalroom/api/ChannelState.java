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
    private static final String PAGES = "preview";

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
            return waiting(channel, sources);
        }
        return switch (reader) {
            case "import" -> new ChannelState("imported", null, "add_bot");
            case "manual" -> new ChannelState("manual", null, null);
            default ->
                sources.map(all -> live(channel, source(all, reader), now))
                        .orElseGet(() -> new ChannelState("unknown", null, "wait"));
        };
    }

    /** One with a public name is read by its page, where that is allowed. */
    private static ChannelState waiting(JsonObject channel, Optional<JsonArray> sources) {
        Optional<JsonObject> pages =
                channel.getString("username") == null ? Optional.empty() : sources.flatMap(all -> source(all, PAGES));
        return pages.map(source -> new ChannelState("waiting", source.getString("detail"), "wait"))
                .orElseGet(() -> new ChannelState("waiting", null, "add_bot"));
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
        return switch (channel.getString("source")) {
            case "mtproto" -> "set_account";
            case PAGES -> "allow_preview";
            default -> "set_token";
        };
    }

    /** What to look after when it is silent. */
    private static String quiet(JsonObject channel) {
        if (demo(channel)) {
            return null;
        }
        return switch (channel.getString("source")) {
            case PAGES -> null;
            case "mtproto" -> "check_member";
            default -> "check_admin";
        };
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
