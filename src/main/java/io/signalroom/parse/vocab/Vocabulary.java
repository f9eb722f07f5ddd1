package io.signalroom.parse.vocab;

import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.text.Normaliser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the parser knows by heart: words with their roles, coins, quote currencies. Loaded from {@code /parse/*.txt}, whose
 * README says how to add a language or a coin. Immutable; share one.
 */
public final class Vocabulary {
    private static final List<String> FILES =
            List.of("words.txt", "updates.txt", "places.txt", "launches.txt", "assets.txt");

    private final Trie trie = new Trie();
    private final Map<String, Asset> tickers = new HashMap<>();
    private final Set<String> quotes = new HashSet<>();
    private final Set<String> labels = new HashSet<>();

    private Vocabulary() {}

    /**
     * Reads the data files from the class path.
     *
     * @throws IllegalStateException if a line is malformed, naming file and line
     */
    public static Vocabulary load() {
        Vocabulary vocabulary = new Vocabulary();
        FILES.forEach(vocabulary::read);
        return vocabulary;
    }

    /** The longest known phrase that begins at {@code from}, or null. */
    public Match match(NormalText text, int from) {
        return trie.longest(text, from);
    }

    /** The asset with this ticker in capitals, or null. */
    public Asset asset(String ticker) {
        return tickers.get(ticker);
    }

    /** True if the word in capitals is a label or another word with a role, but no coin. */
    public boolean label(String word) {
        return labels.contains(word) && !tickers.containsKey(word);
    }

    /** True if the word in capitals is a currency that coins are quoted in. */
    public boolean quote(String word) {
        return quotes.contains(word);
    }

    private void read(String file) {
        try (var in = new BufferedReader(new InputStreamReader(
                Vocabulary.class.getResourceAsStream("/parse/" + file), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank() && line.charAt(0) != '#') {
                    row(line, file + ":" + number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void row(String line, String where) {
        int sign = line.indexOf('=');
        String head = (sign < 0 ? line : line.substring(0, sign)).strip();
        int space = head.indexOf(' ');
        String role = space < 0 ? head : head.substring(0, space);
        String value = space < 0 ? "" : head.substring(space + 1).strip();
        List<String> forms =
                sign < 0 ? List.of() : List.of(line.substring(sign + 1).split(","));
        switch (role) {
            case "asset" -> assets(value, false, forms);
            case "homograph" -> assets(value, true, forms);
            default -> words(role(role, where), value, forms);
        }
    }

    private static Role role(String name, String where) {
        try {
            return Role.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(where + ": no role called " + name, e);
        }
    }

    /** One ticker with its names, or several tickers without names. */
    private void assets(String list, boolean homograph, List<String> names) {
        for (String ticker : list.split(" +")) {
            Asset asset = new Asset(ticker, homograph, false);
            tickers.put(ticker, asset);
            trie.add(ticker.toLowerCase(Locale.ROOT), null, asset);
            for (String name : names) {
                String form = form(name);
                boolean other = form.endsWith("!");
                String key = other ? form.substring(0, form.length() - 1) : form;
                trie.add(key, null, new Asset(ticker, false, !other));
                if (other) {
                    tickers.put(key.toUpperCase(Locale.ROOT), asset);
                }
            }
        }
    }

    private void words(Role role, String value, List<String> forms) {
        Term term = new Term(role, value);
        for (String raw : forms) {
            String form = form(raw);
            trie.add(form, term, null);
            labels.add(form.toUpperCase(Locale.ROOT));
            int gap = form.indexOf(' ');
            if (gap > 3 || (gap > 1 && form.length() > 7)) {
                trie.add(form.replace(" ", ""), term, null);
            }
            if (role == Role.QUOTE) {
                quotes.add(form.toUpperCase(Locale.ROOT));
            }
        }
    }

    /** A form as the text will show it: normalised, lower case, hyphens as spaces. */
    private static String form(String raw) {
        NormalText text = Normaliser.normalise(raw.strip());
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.lowerAt(i);
            out.append(c == '-' || c == '_' ? ' ' : c);
        }
        return out.toString();
    }
}
