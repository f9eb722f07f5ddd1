package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.Pattern.Finding;
import io.signalroom.analytics.pattern.Pattern.Signals;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.signalroom.analytics.pattern.Pattern.Subject;
import io.signalroom.analytics.rank.WilsonInterval;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds copy networks: channels joined by at least three copies, directly or through others. Score: the lower end of the 95 %
 * interval of the share of a follower's calls that are copies, of the follower where it is highest, as a percentage.
 */
final class CopyNetworks {
    /** Copies that join two channels. */
    static final int JOINING = 3;

    private static final int DETAILED = 20;

    private CopyNetworks() {}

    /**
     * How one channel repeats another.
     *
     * @param first whose texts came first
     * @param copies how many, at least {@link #JOINING}
     * @param lag median seconds from the first to the copy
     * @param ties copies of the same second, in which nobody can be told to be first
     */
    record Pair(long first, long follower, int copies, double lag, int ties, Stretch stretch) {}

    /** Channels that are joined. @param pairs the strongest first */
    record Network(List<Pair> pairs) {
        Network {
            pairs = pairs.stream()
                    .sorted(Comparator.comparingInt(Pair::copies)
                            .reversed()
                            .thenComparing(Pair::first)
                            .thenComparing(Pair::follower))
                    .toList();
        }

        /** Whose texts are repeated most, then the others. */
        List<Long> channels() {
            Map<Long, Integer> repeated = new TreeMap<>();
            pairs.forEach(pair -> {
                repeated.merge(pair.first, pair.copies, Integer::sum);
                repeated.merge(pair.follower, 0, Integer::sum);
            });
            return repeated.entrySet().stream()
                    .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        List<Long> followers() {
            return pairs.stream().map(Pair::follower).distinct().toList();
        }

        int copies() {
            return pairs.stream().mapToInt(Pair::copies).sum();
        }

        private int copiesBy(long follower) {
            return pairs.stream()
                    .filter(pair -> pair.follower == follower)
                    .mapToInt(Pair::copies)
                    .sum();
        }
    }

    /** The connected components. */
    static List<Network> join(List<Pair> pairs) {
        Map<Long, Long> parents = new HashMap<>();
        pairs.forEach(pair -> parents.put(root(parents, pair.first), root(parents, pair.follower)));
        Map<Long, List<Pair>> networks = new TreeMap<>();
        pairs.forEach(pair -> networks.computeIfAbsent(root(parents, pair.first), x -> new ArrayList<>())
                .add(pair));
        return networks.values().stream().map(Network::new).toList();
    }

    private static long root(Map<Long, Long> parents, long channel) {
        long at = channel;
        for (Long up = parents.get(at); up != null && up != at; up = parents.get(at)) {
            at = up;
        }
        return at;
    }

    /** Who speaks for himself. */
    static Voices voices(List<Network> networks) {
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < networks.size(); i++) {
            for (long channel : networks.get(i).channels()) {
                numbers.put(channel, i);
            }
        }
        return new Voices(numbers);
    }

    /**
     * A network as a pattern, its signals still to be listed.
     *
     * @param calls of each follower in the same time; at least its copies
     */
    static Pattern pattern(Network network, Map<Long, Integer> calls, Map<Long, String> names) {
        List<Long> channels = network.channels();
        Pair strongest = network.pairs.get(0);
        JsonArray followers = new JsonArray();
        double score = 0;
        for (long follower : network.followers()) {
            int copies = network.copiesBy(follower);
            int of = Math.max(copies, calls.getOrDefault(follower, 0));
            score = Math.max(score, WilsonInterval.of(copies, of).lower());
            if (followers.size() < DETAILED) {
                followers.add(new JsonObject()
                        .put("channel", String.valueOf(follower))
                        .put("copies", copies)
                        .put("calls", of)
                        .put("share", Pattern.rounded((double) copies / of, 4))
                        .put("interval", SentimentTurns.interval(copies, of)));
            }
        }
        JsonObject evidence = new JsonObject()
                .put("first", String.valueOf(channels.get(0)))
                .put("copies", network.copies())
                .put("channels", channels.size())
                .put("pairs", pairs(network))
                .put("followers", followers);
        return new Pattern(
                PatternKind.COPY_NETWORK,
                new Subject(key(channels), null, channels),
                Pattern.ofShare(score),
                stretch(network),
                new Finding(title(network, strongest, names), evidence),
                Signals.none(network.copies()));
    }

    /** The lowest id: a network that grows mostly stays the same pattern. */
    private static String key(List<Long> channels) {
        return String.valueOf(channels.stream().mapToLong(x -> x).min().orElseThrow());
    }

    private static JsonArray pairs(Network network) {
        JsonArray pairs = new JsonArray();
        network.pairs.stream()
                .limit(DETAILED)
                .forEach(pair -> pairs.add(new JsonObject()
                        .put("first", String.valueOf(pair.first))
                        .put("follower", String.valueOf(pair.follower))
                        .put("copies", pair.copies)
                        .put("sameSecond", pair.ties)
                        .put("medianLagSeconds", pair.lag)));
        return pairs;
    }

    private static Stretch stretch(Network network) {
        return new Stretch(
                network.pairs.stream()
                        .map(pair -> pair.stretch.from())
                        .min(Instant::compareTo)
                        .orElseThrow(),
                network.pairs.stream()
                        .map(pair -> pair.stretch.to())
                        .max(Instant::compareTo)
                        .orElseThrow());
    }

    private static String title(Network network, Pair strongest, Map<Long, String> names) {
        int channels = network.channels().size();
        return "%s repeats %s: %d copies, half of them within %s%s"
                .formatted(
                        Words.name(names, strongest.follower),
                        Words.name(names, strongest.first),
                        strongest.copies,
                        Words.duration(strongest.lag),
                        channels == 2 ? "." : "; " + channels + " channels in all.");
    }
}
