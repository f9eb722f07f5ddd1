package io.signalroom.live.feed;

import java.util.Set;

/**
 * Which signals a reader wants to hear of. An empty set means any.
 *
 * @param tokens base assets in capitals
 * @param channels as {@link io.signalroom.signal.ChannelInfo#plain} spells them
 * @param kinds wire names of kinds
 * @param minConfidence 0 to 1
 */
public record FeedFilter(Set<String> tokens, Set<String> channels, Set<String> kinds, double minConfidence) {
    /** Whatever there is. */
    public static final FeedFilter ALL = new FeedFilter(Set.of(), Set.of(), Set.of(), 0);

    public FeedFilter {
        tokens = Set.copyOf(tokens);
        channels = Set.copyOf(channels);
        kinds = Set.copyOf(kinds);
    }

    /** How many values it compares with. */
    public int size() {
        return tokens.size() + channels.size() + kinds.size();
    }

    boolean passes(FeedEvent event) {
        FeedEvent.Asked asked = event.asked();
        return asked.everybody()
                || (kinds.isEmpty() || kinds.contains(asked.kind()))
                        && asked.confidence() >= minConfidence
                        && any(tokens, asked.tokens())
                        && any(channels, asked.channels());
    }

    private static boolean any(Set<String> wanted, Set<String> given) {
        return wanted.isEmpty() || given.stream().anyMatch(wanted::contains);
    }
}
