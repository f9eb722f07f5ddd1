package io.signalroom.api.site;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of the site in one language. Each page gets as JSON those its modules may ask for. */
final class Texts {

    private static final Pattern LEARNT = Pattern.compile("\\blearn\\('([a-z]+)'\\)");

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

    /** The word for a value of an enum of the contract, not escaped; empty for the empty one, itself if there is none. */
    String word(String group, String value) {
        return value.isEmpty() ? "" : texts.getValue(group + "." + value) instanceof String word ? word : value;
    }

    /**
     * The texts modules may ask for, as JSON that can stand inside a script element. A family of texts, all whose keys
     * begin with the same word, is left out if that word begins no string of the modules, or if one of them fetches it
     * when it needs it. What stands in double quotes is an attribute of markup, not a string.
     *
     * @param modules sources of all modules that may run on the page
     */
    String forScript(Collection<String> modules) {
        Set<String> late = late(modules);
        Map<String, Boolean> families = new HashMap<>();
        JsonObject asked = only(
                family -> families.computeIfAbsent(family, word -> !late.contains(word) && mentioned(word, modules)));
        return asked.encode().replace("<", "\\u003c");
    }

    /** One family of texts. */
    JsonObject family(String name) {
        return only(name::equals);
    }

    /** The families that modules fetch when they need them: {@code learn('name')}. */
    static Set<String> late(Collection<String> modules) {
        return modules.stream()
                .flatMap(module -> LEARNT.matcher(module).results())
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonObject only(Predicate<String> families) {
        JsonObject kept = new JsonObject();
        texts.forEach(text -> {
            if (families.test(text.getKey().replaceFirst("\\..*", ""))) {
                kept.put(text.getKey(), text.getValue());
            }
        });
        return kept;
    }

    private static boolean mentioned(String family, Collection<String> modules) {
        Pattern start = Pattern.compile("['`]" + Pattern.quote(family) + "['`.]");
        return modules.stream().anyMatch(module -> start.matcher(module).find());
    }
}
