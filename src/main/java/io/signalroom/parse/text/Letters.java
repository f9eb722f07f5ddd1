package io.signalroom.parse.text;

/** Character classes of normalised text. */
public final class Letters {
    private static final String TWINS = "авсенкмортхуіѕјАВСЕНКМОРТХУІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    private static final String TWINNED = "abcehkmoptxyisjABCEHKMOPTXYISJABEZHIKMNOPTYXo";

    private static final int DIGIT = 1;
    private static final int LETTER = 2;
    private static final int LATIN = 4;
    private static final int UNSPACED = 8;
    private static final int FOREIGN = 16;
    private static final int UPPER = 32;
    private static final int LOWER = 64;

    /** What each code unit is: one look-up answers every question. */
    private static final byte[] CLASSES = buildClasses();

    private Letters() {}

    private static byte[] buildClasses() {
        byte[] classes = new byte[0x10000];
        for (int i = 0; i < classes.length; i++) {
            char c = (char) i;
            boolean letter = Character.isLetter(c) || indicSign(c);
            int bits = (c >= '0' && c <= '9' ? DIGIT : 0) | (letter ? LETTER : 0);
            bits |= (letter && c < 0x80 ? LATIN : 0) | (isUnspaced(c) ? UNSPACED : 0);
            bits |= letter && ((c >= 0x590 && c < 0x1E00) || c >= 0x2E80) ? FOREIGN : 0;
            bits |= (Character.isUpperCase(c) ? UPPER : 0) | (Character.isLowerCase(c) ? LOWER : 0);
            classes[i] = (byte) bits;
        }
        return classes;
    }

    /** True for an ASCII digit; normalised text has no other digits but subscripts. */
    public static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** True for a letter of any script. */
    public static boolean letter(char c) {
        return (CLASSES[c] & LETTER) != 0;
    }

    /** True for a capital letter. */
    public static boolean upper(char c) {
        return (CLASSES[c] & UPPER) != 0;
    }

    /** True for a small letter. */
    public static boolean lower(char c) {
        return (CLASSES[c] & LOWER) != 0;
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
        return (CLASSES[c] & LATIN) != 0;
    }

    /** True for a letter or an ASCII digit. */
    public static boolean wordly(char c) {
        return (CLASSES[c] & (LETTER | DIGIT)) != 0;
    }

    /** True for a letter of a script written without spaces, or with particles glued to the noun (Korean). */
    public static boolean unspaced(char c) {
        return (CLASSES[c] & UNSPACED) != 0;
    }

    private static boolean isUnspaced(char c) {
        return c >= 0x0E00
                && (c < 0x0E80
                        || (c >= 0x3040 && c < 0xA000)
                        || (c >= 0xAC00 && c < 0xD7B0)
                        || (c >= 0xF900 && c < 0xFB00));
    }

    /** True for a letter of a script that shares no shapes with Latin: Arabic, Devanagari, Chinese and so on. */
    public static boolean foreign(char c) {
        return (CLASSES[c] & FOREIGN) != 0;
    }

    /** True for a letter of the scripts that share shapes with Latin: Cyrillic and Greek. */
    public static boolean twinScript(char c) {
        return c >= 0x370 && c < 0x530;
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
        return at < 0 ? c : TWINNED.charAt(at);
    }
}
