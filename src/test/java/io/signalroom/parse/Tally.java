package io.signalroom.parse;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a parser got right over labelled messages, counted by kind, field, language and confidence. */
public final class Tally {
    /** Kinds in the order of their tables. */
    public static final List<String> KINDS =
            List.of("trade_signal", "signal_update", "token_launch", "listing", "pump_alert", "noise");

    /** Readings of less confidence wait for a person. */
    public static final double REVIEW = 0.5;

    private static final double[] BANDS = {0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95};

    /** How many of how many. */
    public static final class Count {
        private int good;
        private int of;

        private void add(boolean right) {
            good += right ? 1 : 0;
            of++;
        }

        public int good() {
            return good;
        }

        public int of() {
            return of;
        }

        /** From 0 to 1; 0 if nothing was counted. */
        public double share() {
            return of == 0 ? 0 : (double) good / of;
        }

        @Override
        public String toString() {
            return good + "/" + of;
        }
    }

    /** A message that was not read exactly, or whose reading has a wrong field. */
    public record Miss(Corpus row, JsonObject read, List<String> wrong, boolean exact) {}

    private final Map<String, Map<String, Integer>> confusion = new TreeMap<>();
    private final Map<String, Count> whole = new TreeMap<>();
    private final Map<String, Map<String, Count>> fields = new TreeMap<>();
    private final Map<String, Count> languages = new TreeMap<>();
    private final Map<String, Count> noise = new TreeMap<>();
    private final Map<Double, Count> signalBands = new TreeMap<>();
    private final Map<Double, Count> noiseBands = new TreeMap<>();
    private final Count review = new Count();
    private final Count severalRows = new Count();
    private final Count severalSignals = new Count();
    private final List<Miss> misses = new ArrayList<>();
    private int rows;
    private int invented;

    /** Counts one reading: a line of {@code parse --corpus}; null counts as noise. */
    public void add(Corpus row, JsonObject reading) {
        JsonObject read = reading == null ? new JsonObject().put("kind", "noise") : reading;
        String kind = read.getString("kind", "noise");
        boolean exact = Scoring.exact(row, read);
        Map<String, Boolean> right = Scoring.fields(row, read);
        rows++;
        confusion.computeIfAbsent(row.kind(), k -> new TreeMap<>()).merge(kind, 1, Integer::sum);
        count(languages, row.lang(), exact);
        if (row.kind().equals("noise")) {
            count(noise, row.lang(), exact);
        } else {
            count(whole, row.kind(), exact);
            right.forEach((field, ok) -> count(fields.computeIfAbsent(row.kind(), k -> new TreeMap<>()), field, ok));
        }
        confidence(read.getDouble("confidence", 1.0), kind, exact);
        several(row, read);
        List<String> wrong = right.keySet().stream().filter(f -> !right.get(f)).toList();
        if (!exact || !wrong.isEmpty()) {
            misses.add(new Miss(row, read, wrong, exact));
        }
    }

    private void confidence(double confidence, String kind, boolean exact) {
        double band = 0;
        for (double floor : BANDS) {
            band = confidence >= floor ? floor : band;
        }
        (kind.equals("noise") ? noiseBands : signalBands)
                .computeIfAbsent(band, b -> new Count())
                .add(exact);
        if (confidence < REVIEW) {
            review.add(exact);
        }
    }

    private void several(Corpus row, JsonObject read) {
        Scoring.Several several = Scoring.several(row, read);
        if (several.expected() > 1) {
            severalRows.add(several.all());
            for (int i = 0; i < several.expected(); i++) {
                severalSignals.add(i < several.exact());
            }
        } else if (several.read() > 1) {
            invented++;
        }
    }

    private static void count(Map<String, Count> counts, String key, boolean right) {
        counts.computeIfAbsent(key, k -> new Count()).add(right);
    }

    /** Messages counted. */
    public int rows() {
        return rows;
    }

    /** How many messages labelled as one kind were read as another. */
    public int confused(String labelled, String read) {
        return confusion.getOrDefault(labelled, Map.of()).getOrDefault(read, 0);
    }

    /** Share of the messages read as this kind that are of it; 0 if there are none. */
    public double precision(String kind) {
        int found = confused(kind, kind);
        int read = KINDS.stream().mapToInt(other -> confused(other, kind)).sum();
        return read == 0 ? 0 : (double) found / read;
    }

    /** Share of the messages of this kind that were read as it; 0 if there are none. */
    public double recall(String kind) {
        int found = confused(kind, kind);
        int labelled = KINDS.stream().mapToInt(other -> confused(kind, other)).sum();
        return labelled == 0 ? 0 : (double) found / labelled;
    }

    /** Harmonic mean of precision and recall; 0 if both are. */
    public double f1(String kind) {
        double precision = precision(kind);
        double recall = recall(kind);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /** Messages of this kind whose core fields are all right. */
    public Count whole(String kind) {
        return whole.getOrDefault(kind, new Count());
    }

    /** By kind, then by field. */
    public Map<String, Map<String, Count>> fields() {
        return fields;
    }

    /** Exact messages by language, noise included. */
    public Map<String, Count> languages() {
        return languages;
    }

    /** Noise that was read as noise, by language. */
    public Map<String, Count> noise() {
        return noise;
    }

    /** Exactness by lower bound of the confidence, of messages read as a signal ({@code true}) or as noise. */
    public Map<Double, Count> bands(boolean signals) {
        return signals ? signalBands : noiseBands;
    }

    /** Readings below {@link #REVIEW} and how many of them are exact. */
    public Count review() {
        return review;
    }

    /** Messages with several signals that were read exactly, to the last signal. */
    public Count severalRows() {
        return severalRows;
    }

    /** Signals of such messages that were read exactly. */
    public Count severalSignals() {
        return severalSignals;
    }

    /** Messages with one signal in which several were read. */
    public int invented() {
        return invented;
    }

    /** What was not read exactly or has a wrong field, in the order of the rows. */
    public List<Miss> misses() {
        return misses;
    }

    /** How often each pattern of mistakes occurs: kinds and wrong fields, without any message; most frequent first. */
    public Map<String, Integer> patterns() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Miss miss : misses) {
            String read = miss.read().getString("kind");
            String pattern = miss.row().kind().equals(read)
                    ? read + ": " + String.join(", ", miss.wrong())
                    : miss.row().kind() + " read as " + read;
            counts.merge(pattern, 1, Integer::sum);
        }
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
