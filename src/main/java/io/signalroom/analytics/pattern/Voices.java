package io.signalroom.analytics.pattern;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who speaks for himself: the channels of one copy network are one voice.
 *
 * @param networks of each channel in a network, the network's number
 */
record Voices(Map<Long, Integer> networks) {
    /** Every channel is a voice of its own. */
    static final Voices ALL_THEIR_OWN = new Voices(Map.of());

    Voices {
        networks = Map.copyOf(networks);
    }

    /** How many voices these channels are. */
    int count(Collection<Long> channels) {
        return channels.stream().map(this::of).collect(Collectors.toSet()).size();
    }

    private String of(long channel) {
        Integer network = networks.get(channel);
        return network == null ? "channel " + channel : "network " + network;
    }
}
