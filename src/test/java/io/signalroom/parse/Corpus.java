package io.signalroom.parse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The labelled messages and the comparison that decides whether one was read exactly. */
record Corpus(String id, String text, String kind, JsonObject expected) {
    private static final double TOLERANCE = 1e-6;

    static List<Corpus> load(String resource) throws IOException {
        try (InputStream in = Corpus.class.getResourceAsStream(resource)) {
            List<Corpus> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                JsonObject row = new JsonObject(line);
                rows.add(new Corpus(
                        row.getString("id"),
                        row.getString("text"),
                        row.getString("kind"),
                        row.getJsonObject("expected", new JsonObject())));
            }
            return rows;
        }
    }

    /** True if kind and core fields of a prediction are what the label says. */
    boolean exact(JsonObject read) {
        if (!kind.equals(read.getString("kind"))) {
            return false;
        }
        return switch (kind) {
            case "trade_signal" -> same(read, "symbol") && direction(read) && numbers(read);
            case "signal_update" -> same(read, "symbol") && same(read, "event") && index(read);
            case "token_launch" -> same(read, "symbol") && same(read, "contractAddress");
            case "listing" -> same(read, "symbol") && same(read, "exchange") && same(read, "event");
            case "pump_alert" -> same(read, "stage") && same(read, "symbol");
            default -> true;
        };
    }

    private boolean same(JsonObject read, String field) {
        return Objects.equals(expected.getString(field), read.getString(field));
    }

    private boolean index(JsonObject read) {
        return "ALL_TARGETS_HIT".equals(expected.getString("event"))
                || Objects.equals(expected.getInteger("targetIndex"), read.getInteger("targetIndex"));
    }

    private boolean direction(JsonObject read) {
        return bullish(expected) == bullish(read);
    }

    private static boolean bullish(JsonObject fields) {
        return Stream.of("BUY", "LONG").anyMatch(fields.getString("side", "")::equals);
    }

    private boolean numbers(JsonObject read) {
        boolean stop = expected.containsKey("stopLoss") == read.containsKey("stopLoss")
                && (!expected.containsKey("stopLoss")
                        || close(expected.getDouble("stopLoss"), read.getDouble("stopLoss")));
        return stop && close(expected, read, "entries") && close(expected, read, "targets");
    }

    private static boolean close(JsonObject expected, JsonObject read, String field) {
        JsonArray wanted = expected.getJsonArray(field, new JsonArray());
        JsonArray got = read.getJsonArray(field, new JsonArray());
        if (wanted.size() != got.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!close(wanted.getDouble(i), got.getDouble(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean close(double a, double b) {
        double difference =
                BigDecimal.valueOf(a).subtract(BigDecimal.valueOf(b)).abs().doubleValue();
        return difference <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }
}
