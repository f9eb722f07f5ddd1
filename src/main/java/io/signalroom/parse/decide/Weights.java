package io.signalroom.parse.decide;

import io.signalroom.signal.PostKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * How much each clue speaks for each kind, in natural log-odds. Fitted to labelled posts by {@code bench/TrainDecision};
 * kept as a table in {@code /parse/weights.txt}. Immutable.
 */
final class Weights {
    static final PostKind[] KINDS = PostKind.values();

    private final float[] table = new float[Clue.ALL.size() * KINDS.length];
    private final float[] leads = new float[table.length];

    /**
     * Reads the table. A clue that it lacks weighs nothing, a clue that no longer exists is passed over: both happen
     * between a change of the clues and the next fit.
     *
     * @throws IllegalStateException if a line is malformed, naming it
     */
    static Weights load() {
        Map<String, Clue> byName = new HashMap<>();
        Clue.ALL.forEach(clue -> byName.put(clue.name(), clue));
        Weights weights = new Weights();
        InputStream data = Weights.class.getResourceAsStream("/parse/weights.txt");
        if (data == null) {
            throw new IllegalStateException("there is no /parse/weights.txt on the class path");
        }
        try (var in = new BufferedReader(new InputStreamReader(data, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank() && line.charAt(0) != '#') {
                    weights.row(line.strip().split("\\s+"), byName);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return weights;
    }

    private void row(String[] cells, Map<String, Clue> byName) {
        if (cells.length != KINDS.length + 1) {
            throw new IllegalStateException("weights.txt: " + cells[0] + " has " + (cells.length - 1) + " weights");
        }
        Clue clue = byName.get(cells[0]);
        if (clue == null) {
            return;
        }
        float sum = 0;
        for (int k = 0; k < KINDS.length; k++) {
            table[clue.index() * KINDS.length + k] = Float.parseFloat(cells[k + 1]);
            sum += of(clue.index(), k);
        }
        for (int k = 0; k < KINDS.length; k++) {
            float others = (sum - of(clue.index(), k)) / (KINDS.length - 1);
            leads[clue.index() * KINDS.length + k] = of(clue.index(), k) - others;
        }
    }

    /** By how much a clue favours a kind over the average of the others. */
    float lead(int clue, int kind) {
        return leads[clue * KINDS.length + kind];
    }

    float of(int clue, int kind) {
        return table[clue * KINDS.length + kind];
    }
}
