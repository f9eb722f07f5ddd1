package io.signalroom.api;

import io.signalroom.problem.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody types into the one search box, here or in the page: filters by name, and words of the post, such as {@code
 * token:SOL side:long conf:>70 after:2026-01-01 breakout -leverage "take profit"}. Filters become the parameters of the
 * same meaning, which are checked like any others; words stay in {@code q}. Names are in any case; a word that holds a
 * colon goes in quotes.
 */
final class Search {
    private static final String QUERY = "q";
    private static final String PLACE = "/query/q";
    private static final Map<String, String> SAME = Map.of(
            "token", "token",
            "side", "side",
            "kind", "kind",
            "channel", "channel",
            "origin", "origin",
            "outcome", "outcome",
            "state", "state",
            "is", "is",
            "after", "from",
            "before", "to");

    private static final List<String> NAMES = List.of(
            "token", "side", "kind", "channel", "origin", "outcome", "state", "is", "after", "before", "conf", "r");
    /** Short words for outcomes, as posts have them. */
    private static final Map<String, String> OUTCOMES = Map.of("tp", "all_targets", "sl", "stopped");

    private static final Pattern FILTER = Pattern.compile("(-?)([A-Za-z]+):(.+)");
    private static final Pattern CONFIDENCE = Pattern.compile(">?=?([0-9]{1,3}(?:\\.[0-9]{1,6})?)%?");
    private static final String RESULT_NUMBER = "(-?[0-9]{1,7}(?:\\.[0-9]{1,6})?)";
    private static final Pattern AT_LEAST = Pattern.compile(">=?" + RESULT_NUMBER);
    private static final Pattern AT_MOST = Pattern.compile("<=?" + RESULT_NUMBER);
    private static final Pattern BETWEEN = Pattern.compile(RESULT_NUMBER + "\\.\\." + RESULT_NUMBER);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<String, String> values = new HashMap<>();
    private final List<Fault> faults;

    private Search(List<Fault> faults) {
        this.faults = faults;
    }

    /**
     * Takes a search apart.
     *
     * @param faults takes what is wrong with it
     * @return parameters by name, as they would stand in a query; {@code q} among them if words are left
     */
    static Map<String, String> parameters(String text, List<Fault> faults) {
        Search search = new Search(faults);
        List<String> words = new ArrayList<>();
        for (String term : terms(text)) {
            Matcher filter = FILTER.matcher(term);
            if (term.startsWith("\"") || !filter.matches()) {
                words.add(term);
            } else {
                search.filter(filter.group(1), filter.group(2).toLowerCase(Locale.ROOT), filter.group(3));
            }
        }
        if (!words.isEmpty()) {
            search.values.put(QUERY, String.join(" ", words));
        }
        return search.values;
    }

    /** What stands between spaces, but for those in quotes. */
    private static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        StringBuilder term = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (Character.isWhitespace(c) && !quoted) {
                add(term, terms);
            } else {
                term.append(c);
            }
        }
        add(term, terms);
        return terms;
    }

    private static void add(StringBuilder term, List<String> terms) {
        if (!term.isEmpty()) {
            terms.add(term.toString());
            term.setLength(0);
        }
    }

    private void filter(String minus, String name, String value) {
        if (!NAMES.contains(name)) {
            String hint =
                    Nearest.to(name, NAMES).map(n -> " Did you mean " + n + "?").orElse("");
            fault("There is no filter " + name + ":." + hint + " A word that holds a colon goes in quotes.");
        } else if (!minus.isEmpty()) {
            fault("The filter " + name + ": cannot be turned round by a minus; only words can.");
        } else {
            String plain = value.replace("\"", "");
            switch (name) {
                case "conf" -> confidence(plain);
                case "r" -> result(plain);
                case "outcome" -> put(SAME.get(name), outcomes(plain));
                case "channel" -> put(SAME.get(name), plain.replace("@", ""));
                default -> put(SAME.get(name), plain);
            }
        }
    }

    private static String outcomes(String values) {
        return Arrays.stream(values.split(",", -1))
                .map(value -> OUTCOMES.getOrDefault(value.toLowerCase(Locale.ROOT), value))
                .collect(Collectors.joining(","));
    }

    /** A share up to 1, percent beyond. */
    private void confidence(String value) {
        Matcher number = CONFIDENCE.matcher(value);
        if (!number.matches()) {
            fault("The filter conf: takes the least confidence in percent, such as conf:>70.");
            return;
        }
        BigDecimal share = new BigDecimal(number.group(1));
        boolean percent = value.endsWith("%") || share.compareTo(BigDecimal.ONE) > 0;
        put("minConfidence", (percent ? share.divide(HUNDRED) : share).toPlainString());
    }

    private void result(String value) {
        Optional<Matcher> least = matching(AT_LEAST, value);
        Optional<Matcher> most = matching(AT_MOST, value);
        Optional<Matcher> between = matching(BETWEEN, value);
        least.ifPresent(m -> put("minR", m.group(1)));
        most.ifPresent(m -> put("maxR", m.group(1)));
        between.ifPresent(m -> {
            put("minR", m.group(1));
            put("maxR", m.group(2));
        });
        if (least.isEmpty() && most.isEmpty() && between.isEmpty()) {
            fault("The filter r: takes bounds of the result in R, such as r:>1, r:<-0.5 or r:0..2.");
        }
    }

    private static Optional<Matcher> matching(Pattern pattern, String value) {
        Matcher matcher = pattern.matcher(value);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    private void put(String parameter, String value) {
        if (values.put(parameter, value) != null) {
            fault("A filter is given twice, " + value + " the second time. Part values by commas.");
        }
    }

    private void fault(String detail) {
        faults.add(new Fault(PLACE, detail));
    }
}
