package io.signalroom.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

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

    /** Whether every text in a JSON value can be kept. */
    static boolean storable(Object json) {
        if (json instanceof String text) {
            return storable(text);
        }
        if (json instanceof JsonObject object) {
            return object.stream().allMatch(e -> storable(e.getKey()) && storable(e.getValue()));
        }
        return !(json instanceof JsonArray array) || array.stream().allMatch(StoredText::storable);
    }
}
