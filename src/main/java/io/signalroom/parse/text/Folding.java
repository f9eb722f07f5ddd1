package io.signalroom.parse.text;

import java.text.Normalizer;

/** What each character becomes by itself: compatibility forms unfolded, accents dropped, digits and dashes made ASCII. */
final class Folding {
    /** In the table: this character becomes nothing. */
    static final char DROP = 0;
    /** In the table: this character becomes several, or is a keycap digit; see {@link #expand(int)}. */
    static final char EXPAND = 1;

    static final int KEYCAP_TEN = 0x1F51F;

    private static final char KEYCAP_MARK = NormalText.KEYCAP;

    private static final char[] TABLE = buildTable();

    private Folding() {}

    /** What a character at or above U+0080 becomes, {@link #DROP} or {@link #EXPAND}. */
    static char of(char c) {
        return TABLE[c];
    }

    private static char[] buildTable() {
        char[] table = new char[0x10000];
        for (int c = 0x80; c < table.length; c++) {
            String s = Character.isSurrogate((char) c) ? "\uFFFD" : expand(c);
            table[c] = s.isEmpty() ? DROP : s.length() == 1 ? s.charAt(0) : EXPAND;
        }
        return table;
    }

    /** What one code point at or above U+0080 becomes. */
    static String expand(int cp) {
        int digit = circledDigit(cp);
        if (digit >= 0) {
            return "" + digit + NormalText.KEYCAP;
        }
        if (cp >= 0x2080 && cp <= 0x2089) {
            return String.valueOf((char) cp);
        }
        String special = special(cp);
        if (special != null) {
            return special;
        }
        if (Character.getType(cp) == Character.DECIMAL_DIGIT_NUMBER) {
            return String.valueOf((char) ('0' + Character.digit(cp, 10)));
        }
        boolean keepMarks = cp >= 0x3040 && cp < 0xD7B0;
        String s = new String(Character.toChars(cp));
        s = Normalizer.normalize(s, keepMarks ? Normalizer.Form.NFKC : Normalizer.Form.NFKD);
        return s.length() == 1 && !mark(s.charAt(0)) ? s : withoutMarks(s);
    }

    private static String withoutMarks(String s) {
        StringBuilder out = new StringBuilder(s.length());
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == KEYCAP_MARK || !mark(c)) {
                out.append(c == '\u00A0' ? ' ' : c);
            }
        }
        return out.toString();
    }

    private static boolean mark(char c) {
        int type = Character.getType(c);
        return c != KEYCAP_MARK
                && !Letters.indicSign(c)
                && (type == Character.NON_SPACING_MARK
                        || type == Character.ENCLOSING_MARK
                        || type == Character.FORMAT
                        || type == Character.CONTROL);
    }

    /** Mappings that Unicode's compatibility forms lack or that would lose what the parser needs; null if none. */
    private static String special(int cp) {
        if (cp >= 0x1F150 && cp <= 0x1F169) {
            return String.valueOf((char) ('A' + cp - 0x1F150));
        }
        if (cp >= 0x1F170 && cp <= 0x1F189) {
            return String.valueOf((char) ('A' + cp - 0x1F170));
        }
        String layout = layout(cp);
        if (layout != null) {
            return layout;
        }
        return switch (cp) {
            case 0x2018, 0x2019, 0x02BC, 0x00B4 -> "'";
            case 0x00D7 -> "x";
            case 0x0640 -> "";
            case 0x2026 -> "..";
            case 0x2044, 0x2215 -> "/";
            case 0x0131 -> "i";
            case 0x066B -> ".";
            case 0x066A -> "%";
            case 0x066C -> ",";
            case 0x060C, 0x3001, 0xFF0C, 0xFF64 -> ", ";
            case 0x3002, 0xFF61 -> ".\n";
            case 0x06A9, 0x06AA -> "\u0643";
            case 0x06CC, 0x0649 -> "\u064A";
            case 0x0629 -> "\u0647";
            case KEYCAP_TEN -> "10" + NormalText.KEYCAP;
            default -> null;
        };
    }

    private static String layout(int cp) {
        int type = Character.getType(cp);
        if (type == Character.DASH_PUNCTUATION || cp == 0x2212) {
            return "-";
        }
        if (type == Character.SPACE_SEPARATOR) {
            return " ";
        }
        if (type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR || cp == 0x85) {
            return "\n";
        }
        return null;
    }

    /** The value of a circled or dingbat digit, or -1. */
    private static int circledDigit(int cp) {
        if (cp == 0x24EA || cp == 0x24FF) {
            return 0;
        }
        int first = cp >= 0x2460 && cp <= 0x2473
                ? 0x2460
                : cp >= 0x2474 && cp <= 0x2487
                        ? 0x2474
                        : cp >= 0x24F5 && cp <= 0x24FE
                                ? 0x24F5
                                : cp >= 0x2776 && cp <= 0x2793 ? 0x2776 + (cp - 0x2776) / 10 * 10 : -1;
        return first < 0 ? -1 : cp - first + 1;
    }
}
