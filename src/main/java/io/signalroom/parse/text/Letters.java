package io.signalroom.parse.text;

/** Character classes of normalised text. ASCII is decided without a table look-up. */
public final class Letters {
    private static final String TWINS = "авсенкмортхуіѕјАВСЕНКМОРТХУІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    private static final String LATIN = "abcehkmoptxyisjABCEHKMOPTXYISJABEZHIKMNOPTYXo";

    private Letters() {}

    /** True for an ASCII digit; normalised text has no other digits but subscripts. */
    public static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** True for a letter of any script. */
    public static boolean letter(char c) {
        if (c < 0x80) {
            int folded = c | 0x20;
            return folded >= 'a' && folded <= 'z';
        }
        return Character.isLetter(c) || indicSign(c);
    }

    /** True for a vowel sign of an Indic script, without which its words can't be told apart. */
    static boolean indicSign(char c) {
        return c >= 0x0902 && c < 0x0DF4 && c != 0x093C && c != 0x094D && !Character.isLetter(c) && sign(c);
    }

    private static boolean sign(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** True for an ASCII letter. */
    public static boolean latin(char c) {
        int folded = c | 0x20;
        return c < 0x80 && folded >= 'a' && folded <= 'z';
    }

    /** True for a letter or an ASCII digit. */
    public static boolean wordly(char c) {
        return digit(c) || letter(c);
    }

    /** True for a letter of a script written without spaces, or with particles glued to the noun (Korean). */
    public static boolean unspaced(char c) {
        return c >= 0x0E00
                && (c < 0x0E80
                        || (c >= 0x3040 && c < 0xA000)
                        || (c >= 0xAC00 && c < 0xD7B0)
                        || (c >= 0xF900 && c < 0xFB00));
    }

    /** True for a letter of the scripts that share shapes with Latin: Cyrillic and Greek. */
    public static boolean twinScript(char c) {
        return c >= 0x370 && c < 0x530;
    }

    /** True for a letter of a script that shares no shapes with Latin: Arabic, Devanagari, Chinese and so on. */
    public static boolean foreign(char c) {
        return ((c >= 0x590 && c < 0x1E00) || c >= 0x2E80) && letter(c);
    }

    /** True for an arrow that leads on. */
    public static boolean arrow(char c) {
        return (c >= 0x2190 && c < 0x2200)
                || (c >= 0x2794 && c < 0x27C0)
                || (c >= 0x27F0 && c < 0x2980)
                || (c >= 0x2B00 && c < 0x2B50);
    }

    /** The ASCII letter that looks like this Cyrillic or Greek letter, or the letter itself. */
    public static char latinTwin(char c) {
        int at = TWINS.indexOf(c);
        return at < 0 ? c : LATIN.charAt(at);
    }
}
