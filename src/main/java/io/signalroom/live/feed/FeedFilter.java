package io.signalroom.live.feed;

import io.signalroom.signal.ChannelInfo;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which signals a reader wants to hear of, however he spells it. An empty set means any.
 *
 * @param tokens base assets, kept in capitals
 * @param channels ids or usernames, kept as {@link ChannelInfo#plain} spells them
 * @param kinds wire names of kinds
 * @param minConfidence 0 to 1
 */
public record FeedFilter(Set<String> tokens, Set<String> channels, Set<String> kinds, double minConfidence) {
    /** Whatever there is. */
    public static final FeedFilter ALL = new FeedFilter(Set.of(), Set.of(), Set.of(), 0);

    public FeedFilter {
        tokens = spelled(tokens, token -> token.toUpperCase(Locale.ROOT));
        channels = spelled(channels, ChannelInfo::plain);
        kinds = Set.copyOf(kinds);
    }

    private static Set<String> spelled(Set<String> values, UnaryOperator<String> form) {
        return values.stream().map(form).collect(Collectors.toUnmodifiableSet());
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
