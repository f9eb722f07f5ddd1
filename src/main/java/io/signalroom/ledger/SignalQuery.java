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
 * @param outcomes how they turned out by prices
 * @param marks what became of their posts later, {@code edited} or {@code deleted}: one of these is enough
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
        SignalState state,
        Outcomes outcomes,
        List<String> marks) {
    /**
     * How signals turned out.
     *
     * @param states wire names of outcomes' states; empty: any, also none
     * @param minR the least result in R, inclusive; leaves out what has none, as {@code maxR} does
     * @param maxR the greatest result in R, inclusive
     */
    public record Outcomes(List<String> states, OptionalDouble minR, OptionalDouble maxR) {
        /** Anyhow. */
        public static final Outcomes ALL = new Outcomes(List.of(), OptionalDouble.empty(), OptionalDouble.empty());

        public Outcomes {
            states = List.copyOf(states);
        }

        /** Whether something is asked of the outcome. */
        boolean any() {
            return !equals(ALL);
        }
    }

    public SignalQuery {
        tokens = List.copyOf(tokens);
        kinds = List.copyOf(kinds);
        directions = List.copyOf(directions);
        channels = List.copyOf(channels);
        origins = List.copyOf(origins);
        marks = List.copyOf(marks);
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
                SignalState.PUBLISHED,
                Outcomes.ALL,
                List.of());
    }

    /** The same question to another state. */
    public SignalQuery in(SignalState other) {
        return new SignalQuery(
                tokens,
                kinds,
                directions,
                channels,
                origins,
                minConfidence,
                from,
                to,
                text,
                replyTo,
                other,
                outcomes,
                marks);
    }

    /** Whether outcomes tell all that is asked, so that the first rows of a list of outcomes are those of the answer. */
    boolean byOutcomeAlone() {
        return tokens.isEmpty()
                && kinds.isEmpty()
                && directions.isEmpty()
                && minConfidence.isEmpty()
                && text.isEmpty()
                && replyTo.isEmpty()
                && marks.isEmpty()
                && state == SignalState.PUBLISHED;
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
                all.state,
                all.outcomes,
                all.marks);
    }

    /** The same question to signals that turned out so. */
    public SignalQuery turnedOut(Outcomes so) {
        return new SignalQuery(
                tokens, kinds, directions, channels, origins, minConfidence, from, to, text, replyTo, state, so, marks);
    }
}
