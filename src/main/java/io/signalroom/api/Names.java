package io.signalroom.api;

/** Whether a name is what it looks like. */
final class Names {
    /** Capitals of the Cyrillic and Greek scripts that are drawn as Latin ones. */
    private static final String LATIN_TWINS =
            "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
                    + "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7";

    /** Letters by their class that nobody sees: fillers of Hangul. */
    private static final String UNSEEN = "\u115f\u1160\u3164\uffa0";

    private Names() {}

    /** Letters and digits only, none of them unseen. */
    static boolean plain(String name) {
        return name.codePoints().allMatch(c -> Character.isLetterOrDigit(c) && UNSEEN.indexOf(c) < 0);
    }

    /** Whether all its letters are another script's twins of Latin ones: it would be counted apart from what it looks like. */
    static boolean latinTwin(String capitals) {
        return capitals.codePoints().anyMatch(c -> LATIN_TWINS.indexOf(c) >= 0)
                && capitals.codePoints()
                        .allMatch(c -> LATIN_TWINS.indexOf(c) >= 0 || Character.isDigit(c) || c >= 'A' && c <= 'Z');
    }
}
