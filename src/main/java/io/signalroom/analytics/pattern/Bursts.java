package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.Pattern.Finding;
import io.signalroom.analytics.pattern.Pattern.Signals;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.signalroom.analytics.pattern.Pattern.Subject;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds tokens that are called far more often than their own past says: the probability of so many calls or more, if calls came
 * by themselves at the token's rate for these hours of the week (Poisson), over the last hour and the last three. Corrected for
 * all tokens and both stretches (Holm). Score: ten for each power of ten of the corrected probability.
 */
final class Bursts {
    /** Stretches looked at, in hours. */
    static final List<Integer> HOURS = List.of(1, 3);

    static final int FEWEST_CALLS = 3;
    private static final int FEWEST_VOICES = 2;
    private static final double SURE = -2;

    private Bursts() {}

    /**
     * What there is to look at.
     *
     * @param calls of the longest stretch at least, newest first
     * @param at end of the stretches
     * @param rates of every token called {@value #FEWEST_CALLS} times or more in the longest stretch; others are not looked at
     * @param tokens how many tokens were called lately, which is how many could have been found
     */
    record Given(List<HeardCall> calls, Instant at, Map<String, HourRates> rates, int tokens, Voices voices) {}

    private record Candidate(String symbol, int hours, List<HeardCall> calls, double expected, double log) {}

    /** The bursts, each token once. */
    static List<Pattern> find(Given given) {
        List<Candidate> candidates = new ArrayList<>();
        for (int hours : HOURS) {
            Instant from = given.at.minusSeconds(hours * 3_600L);
            given.calls.stream()
                    .filter(call -> call.at().isAfter(from) && !call.at().isAfter(given.at))
                    .filter(call -> given.rates.containsKey(call.symbol()))
                    .collect(Collectors.groupingBy(HeardCall::symbol))
                    .forEach((symbol, calls) -> candidates.add(candidate(given, symbol, hours, calls)));
        }
        double[] logs = candidates.stream().mapToDouble(Candidate::log).toArray();
        double[] corrected = Tails.holm(logs, given.tokens * HOURS.size());
        Map<String, Pattern> found = new HashMap<>();
        for (int i = 0; i < corrected.length; i++) {
            Candidate candidate = candidates.get(i);
            if (corrected[i] <= SURE && enough(candidate, given.voices)) {
                found.merge(candidate.symbol, pattern(candidate, given, corrected[i]), Bursts::stronger);
            }
        }
        return List.copyOf(found.values());
    }

    private static Pattern stronger(Pattern a, Pattern b) {
        return b.score() > a.score() ? b : a;
    }

    private static Candidate candidate(Given given, String symbol, int hours, List<HeardCall> calls) {
        double expected = given.rates.get(symbol).expected(given.at.minusSeconds(hours * 3_600L), given.at);
        return new Candidate(symbol, hours, calls, expected, Tails.poisson(calls.size(), expected));
    }

    private static boolean enough(Candidate candidate, Voices voices) {
        return candidate.calls.size() >= FEWEST_CALLS && voices.count(channels(candidate.calls)) >= FEWEST_VOICES;
    }

    private static List<Long> channels(List<HeardCall> calls) {
        return calls.stream().map(HeardCall::channel).distinct().toList();
    }

    private static Pattern pattern(Candidate found, Given given, double corrected) {
        List<HeardCall> calls = found.calls.stream()
                .sorted(Comparator.comparing(HeardCall::at).reversed())
                .toList();
        List<Long> channels = channels(calls);
        int count = calls.size();
        String title = "%s: %d calls by %d channels within %s, where its own past says %s."
                .formatted(
                        found.symbol,
                        count,
                        channels.size(),
                        found.hours == 1 ? "an hour" : found.hours + " hours",
                        Pattern.rounded(found.expected, 2));
        return new Pattern(
                PatternKind.BURST,
                new Subject(found.symbol, found.symbol, channels),
                Pattern.ofProbability(corrected),
                new Stretch(calls.get(count - 1).at(), calls.get(0).at()),
                new Finding(title, evidence(found, given, channels, corrected)),
                Signals.of(calls));
    }

    private static JsonObject evidence(Candidate found, Given given, List<Long> channels, double corrected) {
        return new JsonObject()
                .put("windowHours", found.hours)
                .put("calls", found.calls.size())
                .put("expected", Pattern.rounded(found.expected, 4))
                .put("channels", channels.size())
                .put("voices", given.voices.count(channels))
                .put("pastCalls", given.rates.get(found.symbol).calls())
                .put("log10P", Pattern.rounded(found.log, 2))
                .put("log10PCorrected", Pattern.rounded(corrected, 2))
                .put("tokens", given.tokens);
    }
}
