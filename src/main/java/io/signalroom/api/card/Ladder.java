package io.signalroom.api.card;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The prices of a plan as rungs, the highest on top, at heights that keep their proportions as far as their labels leave
 * them.
 *
 * @param rungs from the top down
 */
record Ladder(List<Rung> rungs) {
    private static final int MOST_OF_A_KIND = 4;

    /** Which part of the plan a price is. */
    enum Part {
        ENTRY,
        TARGET,
        STOP
    }

    /**
     * A price.
     *
     * @param part of the plan
     * @param number among those of its part, from 1
     * @param text as it is shown
     * @param value for its height only
     */
    record Rung(Part part, int number, String text, double value) {}

    Ladder {
        rungs = List.copyOf(rungs);
    }

    /** Of a signal as the contract's schema {@code Signal} says; of each part the first four prices. */
    static Ladder of(JsonObject signal) {
        List<Rung> rungs = new ArrayList<>();
        add(rungs, Part.ENTRY, signal.getJsonArray("entries", new JsonArray()));
        add(rungs, Part.TARGET, signal.getJsonArray("targets", new JsonArray()));
        if (signal.containsKey("stopLoss")) {
            add(rungs, Part.STOP, new JsonArray().add(signal.getString("stopLoss")));
        }
        rungs.sort(Comparator.comparingDouble(Rung::value).reversed());
        return new Ladder(rungs);
    }

    private static void add(List<Rung> rungs, Part part, JsonArray prices) {
        for (int i = 0; i < Math.min(MOST_OF_A_KIND, prices.size()); i++) {
            String price = prices.getString(i);
            rungs.add(new Rung(part, i + 1, Gist.shown(price), Double.parseDouble(price)));
        }
    }

    /** Whether there is anything to compare. */
    boolean worthDrawing() {
        return rungs.size() > 1
                && rungs.get(0).value() > rungs.get(rungs.size() - 1).value();
    }

    /**
     * Heights of the rungs between two lines.
     *
     * @param top of the highest
     * @param bottom of the lowest, far enough below that all labels fit
     * @param apart least distance of two rungs
     */
    double[] heights(double top, double bottom, double apart) {
        double high = rungs.get(0).value();
        double span = high - rungs.get(rungs.size() - 1).value();
        double[] heights = rungs.stream()
                .mapToDouble(rung -> top + (span > 0 ? (high - rung.value()) / span : 0) * (bottom - top))
                .toArray();
        for (int i = 1; i < heights.length; i++) {
            heights[i] = Math.max(heights[i], heights[i - 1] + apart);
        }
        double most = bottom;
        for (int i = heights.length - 1; i >= 0; i--) {
            heights[i] = Math.min(heights[i], most);
            most = heights[i] - apart;
        }
        return heights;
    }
}
