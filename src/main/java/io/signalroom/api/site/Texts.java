package io.signalroom.api.site;

import io.vertx.core.json.JsonObject;

/** The words of the site in one language. The same JSON goes into each page for the modules. */
final class Texts {

    private final JsonObject texts;

    private Texts(JsonObject texts) {
        this.texts = texts;
    }

    /** Reads a flat JSON object; plurals are objects by plural category. */
    static Texts of(String json) {
        return new Texts(new JsonObject(json));
    }

    /**
     * The text of a key, not escaped.
     *
     * @throws IllegalArgumentException if there is none, so that a typing error stops the start
     */
    String get(String key) {
        Object text = texts.getValue(key);
        if (!(text instanceof String)) {
            throw new IllegalArgumentException("no text " + key);
        }
        return (String) text;
    }

    /** JSON that can stand inside a script element. */
    String forScript() {
        return texts.encode().replace("<", "\\u003c");
    }
}
