package io.signalroom.api.site;

import java.util.Arrays;
import java.util.Locale;

/** What the cookie {@code theme} asks for. Each has its own rendering of a page, so that the first paint is right. */
enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** Attributes of the {@code html} element. The system's choice is only known in the browser (theme.js). */
    String attributes() {
        return this == SYSTEM ? "" : " data-theme=\"" + name().toLowerCase(Locale.ROOT) + "\"";
    }

    /** The theme of a cookie's value; {@link #SYSTEM} if that is null or anything else. */
    static Theme ofCookie(String value) {
        return Arrays.stream(values())
                .filter(theme -> theme.name().equalsIgnoreCase(value))
                .findFirst()
                .orElse(SYSTEM);
    }
}
