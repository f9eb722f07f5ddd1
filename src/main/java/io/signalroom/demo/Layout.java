package io.signalroom.demo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to write one kind of post: an entry of a file under {@code resources/demo}. The header's attributes say what the
 * words of the template mean.
 *
 * @param name unique in its file
 * @param lang language code
 * @param attributes the header's {@code key=value} pairs
 * @param numbers number styles the layout allows, at least one
 * @param template its text
 */
record Layout(String name, String lang, Map<String, String> attributes, List<NumberStyle> numbers, Template template) {

    static Layout of(String header, List<String> lines) {
        String[] words = header.split(" ");
        Map<String, String> attributes = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            attributes.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        List<NumberStyle> numbers = Arrays.stream(
                        attributes.getOrDefault("numbers", "PLAIN").split(","))
                .map(NumberStyle::valueOf)
                .toList();
        return new Layout(words[0], attributes.getOrDefault("lang", "en"), attributes, numbers, Template.of(lines));
    }

    String get(String key, String otherwise) {
        return attributes.getOrDefault(key, otherwise);
    }

    boolean has(String key) {
        return attributes.containsKey(key);
    }

    /** A whole number between the bounds of an attribute such as {@code 2-4}. */
    int count(String key, String otherwise, Dice dice) {
        String range = get(key, otherwise);
        int dash = range.indexOf('-');
        return dash < 0
                ? Integer.parseInt(range)
                : dice.from(Integer.parseInt(range.substring(0, dash)), Integer.parseInt(range.substring(dash + 1)));
    }
}
