package io.signalroom.api.site;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The icons a page uses as one inline SVG of symbols. Sources refer to them by {@code #i-<name>}; only what is referred
 * to is taken out of Lucide, so nothing unused is sent and a misspelt name stops the start.
 */
final class IconSprite {

    private static final Pattern REFERENCE = Pattern.compile("#i-([a-z0-9-]+)");
    private static final Pattern INNER = Pattern.compile("<svg[^>]*>(.*)</svg>", Pattern.DOTALL);

    private IconSprite() {}

    /** Names of all icons that these sources mention. */
    static Collection<String> mentioned(Collection<String> sources) {
        return sources.stream()
                .flatMap(source -> REFERENCE.matcher(source).results())
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Markup with a symbol for each name. */
    static String of(Collection<String> names, Library lucide) {
        return "<svg class=\"hidden\" aria-hidden=\"true\">" + symbols(names, lucide) + "</svg>";
    }

    /** The same as a file. */
    static String file(Collection<String> names, Library lucide) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\">" + symbols(names, lucide) + "</svg>";
    }

    private static String symbols(Collection<String> names, Library lucide) {
        return names.stream().map(name -> symbol(name, lucide)).collect(Collectors.joining());
    }

    private static String symbol(String name, Library lucide) {
        byte[] file = lucide.read("icons/" + name + ".svg");
        if (file == null) {
            throw new IllegalArgumentException("Lucide has no icon " + name);
        }
        Matcher inner = INNER.matcher(new String(file, StandardCharsets.UTF_8));
        if (!inner.find()) {
            throw new IllegalArgumentException("not an SVG: " + name);
        }
        String shapes =
                inner.group(1).replaceAll("\\s+", " ").replace(" />", "/>").strip();
        return "<symbol id=\"i-" + name + "\" viewBox=\"0 0 24 24\">" + shapes + "</symbol>";
    }
}
