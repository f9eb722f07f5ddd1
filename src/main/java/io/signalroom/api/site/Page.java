package io.signalroom.api.site;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The pages, those of the navigation first and in its order. A new page is a line here, its HTML file and its module. One
 * whose address has a gap is laid out once, and filled for each address by who serves it.
 */
enum Page {
    DASHBOARD("/", "index", "house", 'd'),
    SIGNALS("/signals", "signals", "list", 's'),
    ANALYTICS("/analytics", "analytics", "chart-column", 'a'),
    CHANNELS("/channels", "channels", "radio-tower", 'c'),
    PLAYGROUND("/playground", "playground", "highlighter", 'p'),
    /** One signal. */
    SIGNAL("/signals/:id", "signal"),
    /** What people see where nothing is. */
    MISSING("/*", "missing");

    private static final int BAR = 4;

    private final String path;
    private final String file;
    private final String icon;
    private final char key;

    /** A page that is not in the navigation. */
    Page(String path, String file) {
        this(path, file, "", ' ');
    }

    Page(String path, String file, String icon, char key) {
        this.path = path;
        this.file = file;
        this.icon = icon;
        this.key = key;
    }

    /** The pages that the navigation shows. */
    static List<Page> navigation() {
        return Arrays.stream(values()).filter(page -> !page.icon.isEmpty()).toList();
    }

    /** Those of the bar of small screens, which has room for four beside the button that opens the others. */
    static List<Page> bar() {
        return navigation().subList(0, BAR);
    }

    /** Those that the bar of small screens has behind its button. */
    static List<Page> beyondBar() {
        return navigation().subList(BAR, navigation().size());
    }

    /** Its address, as a router takes it. */
    String path() {
        return path;
    }

    /** Its HTML file in webroot. */
    String file() {
        return file + ".html";
    }

    /** Name of its icon in the sprite. */
    String icon() {
        return icon;
    }

    /** The key that leads to it after {@code g}. */
    String key() {
        return String.valueOf(key);
    }

    /** What its modules fetch first, so that a browser can begin with it before it has read them. */
    List<String> data() {
        return switch (this) {
            case DASHBOARD ->
                List.of(
                        "/api/v1/signals?limit=100",
                        "/api/v1/signals?limit=20&kind=trade_signal",
                        "/api/v1/analytics/historical?bucket=hour&from=-24h");
            case SIGNALS -> List.of("/api/v1/signals?limit=50&include=total");
            case CHANNELS -> List.of("/api/v1/channels?limit=200");
            case ANALYTICS ->
                List.of(
                        "/api/v1/analytics/historical?from=-3650d&bucket=week&origin=witnessed%2Cdemo%2Cimported%2Cmanual");
            default -> List.of();
        };
    }

    /** Modules that it loads by {@code import()}, whatever a visitor looks at, so that a browser fetches them with the others. */
    List<String> soon() {
        return this == ANALYTICS ? List.of("/js/analytics-page.js") : List.of();
    }

    /** Families of texts that it always learns, see {@code learn} in i18n.js. */
    List<String> words() {
        return this == ANALYTICS ? List.of("analysis", "price", "week") : List.of();
    }

    /** Key of its title among the texts. */
    String titleKey() {
        return "page." + id();
    }

    /** Address of the module that makes it alive. */
    String module() {
        return "/js/" + id() + ".js";
    }

    /** Address of the style sheet that only it has, if there is such a file. */
    String styles() {
        return "/assets/" + id() + ".css";
    }

    private String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
