package io.signalroom.api;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether a name is what it looks like. */
final class Names {
    /** Capitals of the Cyrillic and Greek scripts that are drawn as Latin ones. */
    private static final String LATIN_TWINS =
            "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
                    + "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7";

    /** Letters by their class that nobody sees: fillers of Hangul. */
    private static final String UNSEEN = "\u115f\u1160\u3164\uffa0";

    /** A ligature counts as its letters, so that there may be more than were sent. */
    private static final int LONGEST = 64;

    private Names() {}

    /** The name in capitals, each letter by itself in its ordinary form: a full-width A is an A (NFKC). */
    static String capitals(String name) {
        return name.codePoints()
                .mapToObj(letter -> Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKC))
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
    }

    /**
     * Letters and digits only, none of them unseen, at most as many as an answer may have, and no other script's twins of Latin
     * ones: that would be counted apart from what it looks like.
     */
    static boolean honest(String capitals) {
        return capitals.length() <= LONGEST
                && capitals.codePoints().allMatch(c -> Character.isLetterOrDigit(c) && UNSEEN.indexOf(c) < 0)
                && !latinTwin(capitals);
    }

    private static boolean latinTwin(String capitals) {
        return capitals.codePoints().anyMatch(c -> LATIN_TWINS.indexOf(c) >= 0)
                && capitals.codePoints()
                        .allMatch(c -> LATIN_TWINS.indexOf(c) >= 0 || Character.isDigit(c) || c >= 'A' && c <= 'Z');
    }
}
