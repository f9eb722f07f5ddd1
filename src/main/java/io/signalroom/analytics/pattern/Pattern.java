package io.signalroom.analytics.pattern;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One thing that many signals of one origin show together.
 *
 * @param subject what it is about
 * @param score how strong it is, 0 to 100; how it comes about is said where the kind is found
 * @param stretch from its first signal to its newest
 * @param finding what a reader is told
 */
record Pattern(PatternKind kind, Subject subject, double score, Stretch stretch, Finding finding, Signals signals) {
    /** Most ids a pattern lists. */
    static final int LISTED = 50;

    private static final int CHANNELS = 100;

    /**
     * What a pattern is about.
     *
     * @param key tells patterns of one kind and origin apart, and stays the same while a pattern grows
     * @param symbol null if it is not about one token
     * @param channels the first 100, the most important first
     */
    record Subject(String key, String symbol, List<Long> channels) {
        Subject {
            channels = List.copyOf(channels.subList(0, Math.min(CHANNELS, channels.size())));
        }
    }

    /** First and last moment, both inclusive. */
    record Stretch(Instant from, Instant to) {}

    /**
     * What a reader is told.
     *
     * @param title one plain sentence
     * @param evidence numbers that he can check
     */
    record Finding(String title, JsonObject evidence) {}

    /**
     * The signals it rests on.
     *
     * @param ids the newest, at most {@value #LISTED}
     * @param count how many there are
     */
    record Signals(List<UUID> ids, int count) {
        Signals {
            ids = List.copyOf(ids.subList(0, Math.min(LISTED, ids.size())));
        }

        static Signals none(int count) {
            return new Signals(List.of(), count);
        }

        /** All of these, newest first. */
        static Signals of(List<HeardCall> calls) {
            return new Signals(calls.stream().map(HeardCall::id).toList(), calls.size());
        }
    }

    /** The same with its signals. */
    Pattern listing(List<UUID> ids) {
        return new Pattern(kind, subject, score, stretch, finding, new Signals(ids, signals.count()));
    }

    /** Its name: the same for the same subject in every round and on every node. */
    String id(String origin) {
        String name = origin + '\n' + kind.wire() + '\n' + subject.key();
        UUID digest = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return "pat_" + digest.toString().replace("-", "");
    }

    /** A score from a probability: ten for each power of ten that it lies below one, at most 100. */
    static double ofProbability(double log10) {
        return rounded(Math.min(100, Math.max(0, -10 * log10)), 1);
    }

    /** A score from a share, 0 to 1. */
    static double ofShare(double share) {
        return rounded(100 * share, 1);
    }

    /** The value to so many places; evidence is for people. */
    static double rounded(double value, int places) {
        double unit = Math.pow(10, places);
        return Math.round(value * unit) / unit;
    }
}
