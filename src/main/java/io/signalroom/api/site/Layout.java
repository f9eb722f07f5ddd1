package io.signalroom.api.site;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the gaps of a template. {@code {{t:key}}} is a text, {@code {{file:/js/x.js}}} and {@code {{lib:name/file}}} are
 * addresses, {@code {{slot:name}}} is markup; all but slots are escaped. An unknown gap stops the start.
 */
final class Layout {

    private static final Pattern GAP = Pattern.compile("\\{\\{(\\w+):([^}]+)}}");

    private final Map<String, Function<String, String>> kinds;

    /**
     * A layout.
     *
     * @param file address of one of our files to its address with hash
     * @param library {@code name/file} to its address
     */
    Layout(Texts texts, Function<String, String> file, Function<String, String> library) {
        kinds = Map.of(
                "t", key -> escape(texts.get(key)),
                "file", path -> escape(file.apply(path)),
                "lib", path -> escape(library.apply(path)));
    }

    /** The template with every gap filled. */
    String fill(String template, Map<String, String> slots) {
        Matcher matcher = GAP.matcher(template);
        return matcher.replaceAll(gap -> Matcher.quoteReplacement(value(gap.group(1), gap.group(2), slots)));
    }

    private String value(String kind, String name, Map<String, String> slots) {
        String value = kind.equals("slot") ? slots.get(name) : null;
        if (value != null) {
            return value;
        }
        Function<String, String> known = kinds.get(kind);
        if (known == null) {
            throw new IllegalArgumentException("the layout has no " + kind + " " + name);
        }
        return known.apply(name);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
