package io.signalroom.api.site;

import java.util.Arrays;
import java.util.List;

/** What a page is rendered for. */
record Look(Theme theme, Language language) {

    /** Every rendering there is of a page. */
    static List<Look> all() {
        return Arrays.stream(Theme.values())
                .flatMap(theme -> Arrays.stream(Language.values()).map(language -> new Look(theme, language)))
                .toList();
    }
}
