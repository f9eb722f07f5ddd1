package io.signalroom.parse.vocab;

import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.text.Normaliser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What the parser knows by heart: words with their roles, coins, quote currencies. Loaded from {@code /parse/*.txt}, whose
 * README says how to add a language or a coin. Immutable; share one.
 */
public final class Vocabulary {
    /** Files that belong to no language. */
    private static final List<String> FILES = List.of("places.txt", "assets.txt");

    /** Names the languages, the first to give a form its meaning first. */
    private static final String LANGUAGES = "languages.txt";

    /** Ends the line of a language that writes decimals so. */
    private static final String DECIMAL_COMMA = ", decimal comma";

    private final TrieBuilder phrases = new TrieBuilder();
    private final Trie trie;
    private final Map<String, Asset> tickers = new HashMap<>();
    private final Set<String> quotes = new HashSet<>();
    private final Set<String> labels = new HashSet<>();
    private final Map<String, Term> stretched = new HashMap<>();
    /** True while words of a language with decimal commas are read. */
    private boolean comma;

    private Vocabulary() {
        read("signs.txt", this::row);
        read(LANGUAGES, (line, where) -> {
            comma = line.endsWith(DECIMAL_COMMA);
            read("lang/" + line.split(" ")[0] + ".txt", this::row);
        });
        comma = false;
        FILES.forEach(file -> read(file, this::row));
        trie = phrases.build();
    }

    /**
     * Reads the data files from the class path.
     *
     * @throws IllegalStateException if a line is malformed, naming file and line
     */
    public static Vocabulary load() {
        return new Vocabulary();
    }

    /** The longest known phrase that begins at {@code from}, or null. */
    public Match match(NormalText text, int from) {
        return trie.longest(text, from);
    }

    /**
     * The meaning of a word in lower case that is written with letters doubled by mistake or for emphasis
     * ({@code longg}, {@code doneee}); null if it has none.
     */
    public Term stretched(String word) {
        String once = squeeze(word);
        return once.length() < word.length() ? stretched.get(once) : null;
    }

    private static String squeeze(String word) {
        StringBuilder once = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (i == 0 || word.charAt(i) != word.charAt(i - 1)) {
                once.append(word.charAt(i));
            }
        }
        return once.toString();
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

    private void read(String file, BiConsumer<String, String> row) {
        InputStream data = Vocabulary.class.getResourceAsStream("/parse/" + file);
        if (data == null) {
            throw new IllegalStateException("there is no /parse/" + file + " on the class path");
        }
        try (var in = new BufferedReader(new InputStreamReader(data, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank() && line.charAt(0) != '#') {
                    row.accept(line, file + ":" + number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes in one line; {@code where} names its file and number if it is malformed. */
    void row(String line, String where) {
        int sign = line.indexOf('=');
        String head = (sign < 0 ? line : line.substring(0, sign)).strip();
        int space = head.indexOf(' ');
        String role = space < 0 ? head : head.substring(0, space);
        String value = space < 0 ? "" : head.substring(space + 1).strip();
        List<String> forms =
                sign < 0 ? List.of() : List.of(line.substring(sign + 1).split(",", -1));
        switch (role) {
            case "asset" -> assets(value, false, forms, where);
            case "homograph" -> assets(value, true, forms, where);
            default -> words(role(role, where), value, forms, where);
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
    private void assets(String list, boolean homograph, List<String> names, String where) {
        if (list.isEmpty()) {
            throw new IllegalStateException(where + ": names no ticker");
        }
        for (String ticker : list.split(" +")) {
            Asset asset = new Asset(ticker, homograph, false);
            tickers.put(ticker, asset);
            phrases.add(ticker.toLowerCase(Locale.ROOT), null, asset);
            for (String name : names) {
                String form = form(name, where);
                boolean other = form.endsWith("!");
                String key = other ? form.substring(0, form.length() - 1) : form;
                phrases.add(key, null, new Asset(ticker, false, !other));
                if (other) {
                    tickers.put(key.toUpperCase(Locale.ROOT), asset);
                }
            }
        }
    }

    private void words(Role role, String value, List<String> forms, String where) {
        if (forms.isEmpty()) {
            throw new IllegalStateException(where + ": no = and no words behind it");
        }
        Term term = new Term(role, value, comma);
        for (String raw : forms) {
            String form = form(raw, where);
            phrases.add(form, term, null);
            labels.add(form.toUpperCase(Locale.ROOT));
            if (form.length() > 3 && form.indexOf(' ') < 0 && !form.endsWith("*")) {
                stretched.putIfAbsent(squeeze(form), term);
            }
            int gap = form.indexOf(' ');
            if (gap > 3 || (gap > 1 && form.length() > 7)) {
                phrases.add(form.replace(" ", ""), term, null);
            }
            if (role == Role.QUOTE) {
                quotes.add(form.toUpperCase(Locale.ROOT));
            }
        }
    }

    /** A form as the text will show it: normalised, lower case, hyphens as spaces. */
    private static String form(String raw, String where) {
        NormalText text = Normaliser.normalise(raw.strip());
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.lowerAt(i);
            out.append(c == '-' || c == '_' ? ' ' : c);
        }
        int stem = out.indexOf("*");
        if (out.isEmpty() || stem == 0 || (stem > 0 && stem < out.length() - 1)) {
            throw new IllegalStateException(where + ": \"" + raw.strip() + "\" is no word or phrase");
        }
        return out.toString();
    }
}
