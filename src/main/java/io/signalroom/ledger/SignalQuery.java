package io.signalroom.ledger;

import io.signalroom.signal.SignalState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which signals a list shows. An empty list of values means any.
 *
 * @param tokens base assets in capitals
 * @param kinds wire names of kinds
 * @param directions 1 bullish, -1 bearish
 * @param channels ids or usernames
 * @param origins wire names of origins
 * @param minConfidence 0 to 1
 * @param from first time of a post, inclusive
 * @param to last time of a post, exclusive
 * @param text words that the post holds, as in a web search
 * @param replyTo only updates that answer this message of {@code channels}
 * @param state whether those of the feed, or what waits, or what was rejected
 */
public record SignalQuery(
        List<String> tokens,
        List<String> kinds,
        List<Integer> directions,
        List<String> channels,
        List<String> origins,
        OptionalDouble minConfidence,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> text,
        Optional<Long> replyTo,
        SignalState state) {
    public SignalQuery {
        tokens = List.copyOf(tokens);
        kinds = List.copyOf(kinds);
        directions = List.copyOf(directions);
        channels = List.copyOf(channels);
        origins = List.copyOf(origins);
    }

    /** The whole feed. */
    public static SignalQuery all() {
        return new SignalQuery(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SignalState.PUBLISHED);
    }

    /** The same question to another state. */
    public SignalQuery in(SignalState other) {
        return new SignalQuery(
                tokens, kinds, directions, channels, origins, minConfidence, from, to, text, replyTo, other);
    }

    /** Updates that answer one post. */
    public static SignalQuery repliesTo(long channelId, long messageId) {
        SignalQuery all = all();
        return new SignalQuery(
                all.tokens,
                all.kinds,
                all.directions,
                List.of(String.valueOf(channelId)),
                all.origins,
                all.minConfidence,
                all.from,
                all.to,
                all.text,
                Optional.of(messageId),
                all.state);
    }
}
