package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.Pattern.Finding;
import io.signalroom.analytics.pattern.Pattern.Signals;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.signalroom.analytics.pattern.Pattern.Subject;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds voices that agree: three or more call one token to one side within 15 minutes. A copy network is one voice. Much-called
 * tokens have such moments by chance, so each is held against the token's own rate (Poisson), and shown from 1 in 1,000 on.
 * Score: ten for each power of ten of that probability, which is not corrected for how many moments there are in a day.
 */
final class Agreements {
    /** Longest time from the first to the last. */
    static final Duration WITHIN = Duration.ofMinutes(15);

    static final int FEWEST_VOICES = 3;
    private static final double RARE = -3;

    private Agreements() {}

    /** One token to one side. */
    private record Side(String symbol, int direction) {}

    /**
     * Stretches in which enough voices agree, whatever the token's rate, oldest first in each.
     *
     * @param calls in any order
     */
    static List<List<HeardCall>> moments(List<HeardCall> calls, Voices voices) {
        List<List<HeardCall>> moments = new ArrayList<>();
        Map<Side, List<HeardCall>> sides = calls.stream()
                .filter(call -> call.direction() != 0)
                .sorted(Comparator.comparing(HeardCall::at).thenComparing(HeardCall::id))
                .collect(Collectors.groupingBy(call -> new Side(call.symbol(), call.direction())));
        sides.values().forEach(side -> moments(side, voices, moments));
        return moments;
    }

    private static void moments(List<HeardCall> side, Voices voices, List<List<HeardCall>> moments) {
        for (int first = 0; first < side.size(); ) {
            Instant end = side.get(first).at().plus(WITHIN);
            int next = first;
            while (next < side.size() && !side.get(next).at().isAfter(end)) {
                next++;
            }
            List<HeardCall> moment = side.subList(first, next);
            boolean agreed = next - first >= FEWEST_VOICES && voices.count(channels(moment)) >= FEWEST_VOICES;
            if (agreed) {
                moments.add(List.copyOf(moment));
            }
            first = agreed ? next : first + 1;
        }
    }

    /**
     * The moments that are more than chance.
     *
     * @param rates of every token of the moments, both sides together
     */
    static List<Pattern> find(List<List<HeardCall>> moments, Map<String, HourRates> rates, Voices voices) {
        List<Pattern> found = new ArrayList<>();
        for (List<HeardCall> moment : moments) {
            HeardCall first = moment.get(0);
            // half of the token's calls: which side is called more changes faster than a month's rate
            double expected =
                    rates.get(first.symbol()).expected(first.at(), first.at().plus(WITHIN)) / 2;
            double log = Tails.poisson(voices.count(channels(moment)), expected);
            if (log <= RARE) {
                found.add(pattern(moment, voices, expected, log));
            }
        }
        return found;
    }

    private static List<Long> channels(List<HeardCall> calls) {
        return calls.stream().map(HeardCall::channel).distinct().toList();
    }

    private static Pattern pattern(List<HeardCall> moment, Voices voices, double expected, double log) {
        HeardCall first = moment.get(0);
        HeardCall last = moment.get(moment.size() - 1);
        List<Long> channels = channels(moment);
        int agreed = voices.count(channels);
        long seconds = Duration.between(first.at(), last.at()).toSeconds();
        String title = "%d channels that speak for themselves called %s %s within %s."
                .formatted(agreed, first.symbol(), first.direction() > 0 ? "up" : "down", Words.duration(seconds));
        JsonObject evidence = new JsonObject()
                .put("side", first.direction() > 0 ? "bullish" : "bearish")
                .put("voices", agreed)
                .put("channels", channels.size())
                .put("calls", moment.size())
                .put("seconds", seconds)
                .put("expected", Pattern.rounded(expected, 4))
                .put("log10P", Pattern.rounded(log, 2));
        List<HeardCall> newest = new ArrayList<>(moment);
        Collections.reverse(newest);
        return new Pattern(
                PatternKind.CONSENSUS,
                new Subject(first.id().toString(), first.symbol(), channels),
                Pattern.ofProbability(log),
                new Stretch(first.at(), last.at()),
                new Finding(title, evidence),
                Signals.of(newest));
    }
}
