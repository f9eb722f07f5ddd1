package io.signalroom.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which texts PostgreSQL can keep: those without U+0000 and without half a surrogate pair. */
final class StoredText {
    static final String FAULT = "The text holds a character that is none: U+0000 or half of a surrogate pair.";

    private StoredText() {}

    static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Where in a JSON value a text or a name cannot be kept.
     *
     * @param place of the value, for example {@code /body}
     */
    static Stream<String> unstorable(String place, Object json) {
        if (json instanceof String text) {
            return storable(text) ? Stream.empty() : Stream.of(place);
        }
        if (json instanceof JsonObject object) {
            return object.stream()
                    .flatMap(e -> storable(e.getKey())
                            ? unstorable(place + "/" + e.getKey(), e.getValue())
                            : Stream.of(place));
        }
        return json instanceof JsonArray array
                ? IntStream.range(0, array.size()).boxed().flatMap(i -> unstorable(place + "/" + i, array.getValue(i)))
                : Stream.empty();
    }
}
