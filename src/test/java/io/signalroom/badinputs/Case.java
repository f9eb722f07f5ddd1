package io.signalroom.badinputs;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One bad input and what must come of it. */
record Case(String id, String surface, String title, JsonObject request, JsonObject expect) {
    /** All that {@code bad-inputs/cases.jsonl} has, and ours of requests that are cut where they should not be. */
    static List<Case> all() {
        return Stream.of("cases", "framing").flatMap(name -> of(name).stream()).toList();
    }

    private static List<Case> of(String name) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Case.class.getResourceAsStream("/bad-inputs/" + name + ".jsonl")),
                StandardCharsets.UTF_8))) {
            return lines.lines().map(JsonObject::new).map(Case::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case of(JsonObject json) {
        return new Case(
                json.getString("id"),
                json.getString("surface"),
                json.getString("title"),
                json.getJsonObject("request"),
                json.getJsonObject("expect"));
    }

    /** Statuses that are right; 0 = no answer. */
    List<Integer> statuses() {
        return expect.getJsonArray("status").stream().map(Integer.class::cast).toList();
    }
}
