package io.signalroom.parse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The labelling rules' scoring: which fields of a reading are right, and whether the whole message is. A reading is one
 * line of {@code parse --corpus}; a label that has no value for a field means that the message does not state it.
 */
public final class Scoring {
    private static final double TOLERANCE = 1e-6;
    private static final Map<String, List<String>> CORE = Map.of(
            "trade_signal", List.of("symbol", "direction", "entries", "targets", "stopLoss"),
            "token_launch", List.of("symbol", "contractAddress"),
            "signal_update", List.of("symbol", "event", "targetIndex"),
            "listing", List.of("symbol", "exchange", "event"),
            "pump_alert", List.of("stage", "symbol"),
            "noise", List.of());

    private Scoring() {}

    /** True if the kind and all fields that make a message of this kind whole are right. */
    public static boolean exact(Corpus row, JsonObject read) {
        return row.kind().equals(read.getString("kind")) && whole(row.kind(), row.expected(), read);
    }

    /** The fields that count for a row and whether each is right; none is if the kind is wrong. */
    public static Map<String, Boolean> fields(Corpus row, JsonObject read) {
        Map<String, Boolean> fields = fields(row.kind(), row.expected(), read);
        if (!row.kind().equals(read.getString("kind"))) {
            fields.replaceAll((field, right) -> false);
        }
        return fields;
    }

    /** Signals of a message that has several. */
    public record Several(int expected, int read, int exact) {
        /** True if every signal, and none besides, was read exactly. */
        public boolean all() {
            return expected == read && expected == exact;
        }
    }

    /** Compares all signals of a row in their order; what a row does not list under {@code expectedAll} is one signal. */
    public static Several several(Corpus row, JsonObject read) {
        JsonArray expected = row.expected().getJsonArray("expectedAll", new JsonArray().add(row.expected()));
        JsonArray all = row.kind().equals(read.getString("kind"))
                ? read.getJsonArray("all", new JsonArray().add(read))
                : new JsonArray();
        int exact = 0;
        for (int i = 0; i < Math.min(expected.size(), all.size()); i++) {
            exact += whole(row.kind(), expected.getJsonObject(i), all.getJsonObject(i)) ? 1 : 0;
        }
        return new Several(expected.size(), all.size(), exact);
    }

    private static boolean whole(String kind, JsonObject expected, JsonObject read) {
        Map<String, Boolean> fields = fields(kind, expected, read);
        return CORE.get(kind).stream().allMatch(fields::get);
    }

    private static Map<String, Boolean> fields(String kind, JsonObject expected, JsonObject read) {
        Map<String, Boolean> fields = new LinkedHashMap<>();
        switch (kind) {
            case "trade_signal" -> trade(expected, read, fields);
            case "token_launch" -> launch(expected, read, fields);
            case "signal_update" -> update(expected, read, fields);
            case "listing" -> {
                fields.put("symbol", word(expected, read, "symbol"));
                fields.put("exchange", same(expected, read, "exchange"));
                fields.put("event", same(expected, read, "event"));
            }
            case "pump_alert" -> {
                fields.put("stage", same(expected, read, "stage"));
                fields.put("symbol", word(expected, read, "symbol"));
                if (expected.containsKey("exchange")) {
                    fields.put("exchange", same(expected, read, "exchange"));
                }
            }
            default -> {}
        }
        return fields;
    }

    private static void trade(JsonObject expected, JsonObject read, Map<String, Boolean> fields) {
        fields.put("symbol", word(expected, read, "symbol"));
        fields.put("direction", direction(expected).equals(direction(read)));
        fields.put("sideExact", same(expected, read, "side"));
        fields.put("entries", close(numbers(expected, "entries"), ascending(read, "entries")));
        fields.put("targets", close(numbers(expected, "targets"), numbers(read, "targets")));
        fields.put("stopLoss", number(expected, read, "stopLoss"));
        boolean once = !expected.containsKey("leverage") && close(1.0, read.getDouble("leverage"));
        fields.put("leverage", once || number(expected, read, "leverage"));
        for (String field : List.of("quote", "exchange", "timeframe")) {
            if (expected.containsKey(field)) {
                fields.put(field, word(expected, read, field));
            }
        }
    }

    private static void launch(JsonObject expected, JsonObject read, Map<String, Boolean> fields) {
        fields.put("symbol", word(expected, read, "symbol"));
        fields.put("chain", !expected.containsKey("chain") || same(expected, read, "chain"));
        fields.put("contractAddress", same(expected, read, "contractAddress"));
        fields.put("marketCap", number(expected, read, "marketCap"));
        fields.put("liquidity", number(expected, read, "liquidity"));
    }

    private static void update(JsonObject expected, JsonObject read, Map<String, Boolean> fields) {
        fields.put("symbol", word(expected, read, "symbol"));
        fields.put("event", same(expected, read, "event"));
        boolean all = "ALL_TARGETS_HIT".equals(expected.getString("event"));
        fields.put(
                "targetIndex", all || Objects.equals(expected.getDouble("targetIndex"), read.getDouble("targetIndex")));
        fields.put("profitPercent", number(expected, read, "profitPercent"));
    }

    private static boolean same(JsonObject expected, JsonObject read, String field) {
        return Objects.equals(expected.getString(field), read.getString(field));
    }

    /** Capitals do not count, and no word is as good as an empty one. */
    private static boolean word(JsonObject expected, JsonObject read, String field) {
        return capitals(expected, field).equals(capitals(read, field));
    }

    private static String capitals(JsonObject values, String field) {
        return Objects.requireNonNullElse(values.getString(field), "").toUpperCase(Locale.ROOT);
    }

    private static String direction(JsonObject values) {
        return switch (Objects.requireNonNullElse(values.getString("side"), "")) {
            case "LONG", "BUY" -> "up";
            case "SHORT", "SELL" -> "down";
            default -> "";
        };
    }

    /** A value where none is stated is as wrong as a missing one. */
    private static boolean number(JsonObject expected, JsonObject read, String field) {
        return expected.containsKey(field)
                ? close(expected.getDouble(field), read.getDouble(field))
                : read.getValue(field) == null;
    }

    private static List<Double> numbers(JsonObject values, String field) {
        JsonArray numbers = Objects.requireNonNullElse(values.getJsonArray(field), new JsonArray());
        return numbers.stream().map(number -> ((Number) number).doubleValue()).collect(Collectors.toList());
    }

    private static List<Double> ascending(JsonObject values, String field) {
        return numbers(values, field).stream().sorted().toList();
    }

    private static boolean close(List<Double> expected, List<Double> read) {
        if (expected.size() != read.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!close(expected.get(i), read.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean close(Double expected, Double read) {
        if (expected == null || read == null) {
            return false;
        }
        double size = Math.max(Math.abs(expected), Math.abs(read));
        return Math.abs(expected - read) <= TOLERANCE * Math.max(size, 1e-12);
    }
}
