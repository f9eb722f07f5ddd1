package io.signalroom.api.site;

import java.util.List;
import java.util.Locale;

/** The pages, in the order of the navigation. A new page is a line here, its HTML file and its module. */
enum Page {
    DASHBOARD("/", "index", "house", 'd'),
    SIGNALS("/signals", "signals", "list", 's'),
    ANALYTICS("/analytics", "analytics", "chart-column", 'a'),
    CHANNELS("/channels", "channels", "radio-tower", 'c'),
    PLAYGROUND("/playground", "playground", "highlighter", 'p');

    private static final int BAR = 4;

    private final String path;
    private final String file;
    private final String icon;
    private final char key;

    Page(String path, String file, String icon, char key) {
        this.path = path;
        this.file = file;
        this.icon = icon;
        this.key = key;
    }

    /** All pages as the navigation shows them. */
    static List<Page> navigation() {
        return List.of(values());
    }

    /** Those of the bar of small screens, which has room for four; the others are in the palette. */
    static List<Page> bar() {
        return navigation().subList(0, BAR);
    }

    /** Its address. */
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
