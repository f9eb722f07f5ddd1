package io.signalroom.api.site;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The words of the site in one language. Each page gets as JSON those its modules may ask for. */
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

    /**
     * The texts modules may ask for, as JSON that can stand inside a script element. A family of texts, all whose keys
     * begin with the same word, is left out if that word begins no string of the modules.
     *
     * @param modules sources of all modules that may run on the page
     */
    String forScript(Collection<String> modules) {
        JsonObject asked = new JsonObject();
        Map<String, Boolean> families = new HashMap<>();
        texts.forEach(text -> {
            String family = text.getKey().replaceFirst("\\..*", "");
            if (families.computeIfAbsent(family, word -> mentioned(word, modules))) {
                asked.put(text.getKey(), text.getValue());
            }
        });
        return asked.encode().replace("<", "\\u003c");
    }

    private static boolean mentioned(String family, Collection<String> modules) {
        Pattern start = Pattern.compile("['\"`]" + Pattern.quote(family) + "['\"`.]");
        return modules.stream().anyMatch(module -> start.matcher(module).find());
    }
}
