package io.signalroom.parse.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts which pieces of layout the misread posts are made of. */
public final class Tally {
    private static final int SHOWN = 40;
    private static final int EXAMPLES = 12;

    private final Map<String, int[]> features = new TreeMap<>();
    private final Map<String, Integer> fields = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private int posts;
    private int wrong;

    /** Counts a post; {@code misread} names the fields that are not as labelled, none if it was read exactly. */
    public void count(Post post, List<String> misread) {
        posts++;
        boolean miss = !misread.isEmpty();
        for (String feature : post.features()) {
            int[] counts = features.computeIfAbsent(feature, f -> new int[2]);
            counts[0]++;
            counts[1] += miss ? 1 : 0;
        }
        if (miss) {
            wrong++;
            misread.forEach(field -> fields.merge(field, 1, Integer::sum));
            examples.add(post.id() + " " + misread + " " + post.expected().encode() + "\n" + post.text());
        }
    }

    /** How many posts were misread. */
    public int wrong() {
        return wrong;
    }

    /** Fields, pieces of layout by how far they exceed the usual rate, and the shortest posts. */
    public String summary() {
        StringBuilder out = new StringBuilder();
        out.append(wrong)
                .append(" of ")
                .append(posts)
                .append(" misread; fields ")
                .append(fields)
                .append('\n');
        features.entrySet().stream()
                .filter(entry -> entry.getValue()[1] > 0)
                .sorted(Comparator.comparingDouble(this::excess).reversed())
                .limit(SHOWN)
                .forEach(entry -> out.append(String.format(
                        Locale.ROOT,
                        "  %-32s %4d of %5d%n",
                        entry.getKey(),
                        entry.getValue()[1],
                        entry.getValue()[0])));
        examples.stream()
                .sorted(Comparator.comparingInt(String::length))
                .limit(EXAMPLES)
                .forEach(example -> out.append("--- ").append(example).append('\n'));
        return out.toString();
    }

    /** Misread posts beyond the number that the usual rate explains, in standard deviations. */
    private double excess(Map.Entry<String, int[]> entry) {
        double rate = (double) wrong / posts;
        double usual = entry.getValue()[0] * rate;
        return (entry.getValue()[1] - usual) / Math.sqrt(usual + 1);
    }
}
