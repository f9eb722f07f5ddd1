package io.signalroom.parse.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words posts are written with, by language and role; see the file's own head. */
final class Words {
    private final Map<String, Map<String, List<String>>> rows = new LinkedHashMap<>();
    private final Map<String, List<List<String>>> ordinals = new LinkedHashMap<>();

    private Words(String text) {
        String language = "";
        for (String line : text.split("\n")) {
            if (line.startsWith("[")) {
                language = line.substring(1, line.indexOf(']'));
                rows.put(language, new LinkedHashMap<>());
                ordinals.put(language, new ArrayList<>());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                take(language, line);
            }
        }
    }

    private void take(String language, String line) {
        int equals = line.indexOf('=');
        String role = line.substring(0, equals).trim();
        List<String> forms = Arrays.asList(line.substring(equals + 1).trim().split(" *; *"));
        if (role.equals("ordinal")) {
            ordinals.get(language).add(forms);
        } else {
            rows.get(language).put(role, forms);
        }
    }

    /** Reads the words that lie beside the corpora. */
    static Words load() {
        try (InputStream in = Words.class.getResourceAsStream("/corpus/layout-words.txt")) {
            return new Words(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Codes of all languages. */
    List<String> languages() {
        return rows.keySet().stream().filter(code -> !code.equals("tickers")).toList();
    }

    /** All forms of a role, never empty. */
    List<String> forms(String language, String role) {
        List<String> forms = rows.get(language).get(role);
        if (forms == null) {
            throw new IllegalArgumentException("no " + role + " in " + language);
        }
        return forms;
    }

    /** Ways to number targets in words, each a row of labels in order. */
    List<List<String>> ordinals(String language) {
        return ordinals.get(language);
    }
}
