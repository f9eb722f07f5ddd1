package io.signalroom.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layouts of one file, found by name, or by language and an attribute. */
final class Layouts {
    private final List<Layout> all;
    private final Map<String, List<Layout>> groups = new HashMap<>();

    private Layouts(List<Layout> all, String groupedBy) {
        this.all = List.copyOf(all);
        for (Layout layout : all) {
            groups.computeIfAbsent(key(layout.lang(), layout.get(groupedBy, "")), k -> new ArrayList<>())
                    .add(layout);
        }
    }

    /** Reads a file. An entry starts with {@code @ name key=value ...} and ends before the next one. */
    static Layouts read(String file, String groupedBy) {
        List<Layout> all = new ArrayList<>();
        String header = null;
        List<String> body = new ArrayList<>();
        for (String line : Resource.text(file)) {
            if (line.startsWith("@ ")) {
                finish(header, body, all);
                header = line.substring(2);
                body.clear();
            } else if (!line.startsWith("//")) {
                body.add(line);
            }
        }
        finish(header, body, all);
        return new Layouts(all, groupedBy);
    }

    private static void finish(String header, List<String> body, List<Layout> all) {
        if (header == null) {
            return;
        }
        int end = body.size();
        while (end > 0 && body.get(end - 1).isBlank()) {
            end--;
        }
        all.add(Layout.of(header, body.subList(0, end)));
    }

    List<Layout> all() {
        return all;
    }

    Layout named(String name) {
        return all.stream()
                .filter(layout -> layout.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layout " + name));
    }

    /** One in this language whose grouping attribute has this value; in English if the language has none. */
    Layout pick(String lang, String value, Dice dice) {
        List<Layout> fitting = groups.get(key(lang, value));
        return dice.pick(fitting != null ? fitting : groups.get(key("en", value)));
    }

    private static String key(String lang, String value) {
        return lang + '/' + value;
    }
}
