package io.signalroom.api.site;

import io.signalroom.api.card.Gist;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page of a signal in one look, laid out but for what only the signal knows. Whatever comes from a channel is escaped
 * and, where it could reorder what stands around it, left out. Immutable.
 */
final class SignalDocument {
    /** What stands in the places that a signal fills. */
    static final Map<String, String> GAPS = Map.of(
            "headTitle", "<!--title-->",
            "description", "<!--description-->",
            "tags", "<!--tags-->",
            "summary", "<!--summary-->");

    private static final int LONGEST_DESCRIPTION = 300;

    private final String html;
    private final Texts words;
    private final Layout layout;
    private final Templates templates;
    private final StaticFile bare;

    /**
     * Markup with gaps.
     *
     * @param tags of the head, that cards are made of
     * @param summary shown until the page has loaded, and where it cannot
     * @param missing shown where there is no such signal
     */
    record Templates(String tags, String summary, String missing) {}

    SignalDocument(String html, Texts words, Layout layout, Templates templates) {
        this.html = html;
        this.words = words;
        this.layout = layout;
        this.templates = templates;
        String page = filled(words.get("page.signal"), words.get("site.description"), "", "");
        this.bare = StaticFile.of(Page.SIGNAL.file(), page.getBytes(StandardCharsets.UTF_8));
    }

    /** The page without a signal, which fetches it. */
    StaticFile bare() {
        return bare;
    }

    /** The page that says that there is none. */
    String missing() {
        return filled(
                words.get("one.missing"), words.get("site.description"), "", layout.fill(templates.missing, Map.of()));
    }

    /**
     * The page of a signal.
     *
     * @param signal as {@link SignalReader} says
     * @param base scheme and authority of our address; empty if that is not known
     */
    String of(JsonObject signal, String base) {
        Gist gist = Gist.of(signal);
        String title = title(gist);
        String description = description(gist);
        Map<String, String> slots = new HashMap<>();
        slots.put("title", Layout.escape(title));
        slots.put("description", Layout.escape(description));
        slots.put("url", Layout.escape(base + "/signals/" + signal.getString("id")));
        slots.put("image", Layout.escape(base + "/api/v1/signals/" + signal.getString("id") + "/image"));
        slots.put("channel", Layout.escape(unsteered(gist.channel())));
        slots.put("posted", gist.postedAt());
        slots.put("origin", Layout.escape(words.word("origin", gist.origin())));
        slots.put("facts", facts(gist));
        slots.put("text", Layout.escape(signal.getString("text")));
        return filled(title, description, layout.fill(templates.tags, slots), layout.fill(templates.summary, slots));
    }

    private String filled(String title, String description, String tags, String summary) {
        Map<String, String> content = Map.of(
                "headTitle",
                Layout.escape(title) + " · Signalroom",
                "description",
                Layout.escape(description),
                "tags",
                tags,
                "summary",
                summary);
        StringBuilder filled = new StringBuilder(html.length() + 8_192);
        int at = 0;
        for (String gap : new String[] {"headTitle", "description", "tags", "summary"}) {
            int next = html.indexOf(GAPS.get(gap), at);
            filled.append(html, at, next).append(content.get(gap));
            at = next + GAPS.get(gap).length();
        }
        return filled.append(html, at, html.length()).toString();
    }

    private String title(Gist gist) {
        String what = gist.side().isEmpty() ? words.word("kind", gist.kind()) : words.word("side", gist.side());
        return Stream.of(unsteered(gist.pair()) + " " + what, unsteered(gist.channel()))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private String description(Gist gist) {
        String all = Stream.concat(
                        gist.plan().stream().map(value -> words.word("field", value.name()) + " " + value.text()),
                        Stream.of(outcome(gist), words.word("origin", gist.origin()), gist.postedAt()))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        return all.length() > LONGEST_DESCRIPTION ? all.substring(0, LONGEST_DESCRIPTION) + "…" : all;
    }

    private String facts(Gist gist) {
        String plan = gist.plan().stream()
                .map(value -> fact(words.word("field", value.name()), value.text()))
                .collect(Collectors.joining());
        String outcome = outcome(gist);
        return outcome.isEmpty() ? plan : plan + fact(words.get("one.outcome"), outcome);
    }

    private static String fact(String name, String value) {
        return "<div><dt>" + Layout.escape(name) + "</dt><dd>" + Layout.escape(value) + "</dd></div>";
    }

    private String outcome(Gist gist) {
        Gist.Outcome outcome = gist.outcome();
        String word = words.word("outcome", outcome.look())
                .replace("{hit}", String.valueOf(outcome.hit()))
                .replace("{of}", String.valueOf(outcome.targets()));
        return (word + " " + outcome.result()).strip();
    }

    /** Without characters that are not seen. */
    private static String unsteered(String text) {
        return text.codePoints()
                .filter(letter -> Character.getType(letter) != Character.FORMAT && !Character.isISOControl(letter))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
