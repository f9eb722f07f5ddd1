package io.signalroom.parse.text;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * Brings text to one form: compatibility forms unfolded (NFKC), accents of Latin, Cyrillic, Greek and Arabic letters
 * dropped, enclosed and mathematical letters made plain, digits of all scripts ASCII, zero-width and bidi marks removed,
 * dashes and spaces unified, runs of spaces made one, Cyrillic look-alikes inside Latin words made Latin.
 *
 * <p>Work is linear: one table look-up a character of the basic plane, one {@link Normalizer} call a character above it.
 * Subscript digits stay, because {@code 0.0₅841} counts zeros with them.
 */
public final class Normaliser {
    private static final char DROP = 0;
    /** In the table: this character becomes several, or is a keycap digit; see {@link #expand(int)}. */
    private static final char EXPAND = 1;

    /** From here on a code point is a picture that stays as it is, up to the next digits. */
    private static final int FIRST_EMOJI = 0x1F300;

    private static final int LAST_EMOJI = 0x1FBF0;

    /** Letters that make flags in pairs; longer runs are decorated words. */
    private static final int FIRST_FLAG = 0x1F1E6;

    private static final int LAST_FLAG = 0x1F1FF;

    private static final int KEYCAP_TEN = 0x1F51F;

    private static final char[] TABLE = buildTable();

    private final String text;
    private final char[] raw;
    private char[] chars;
    private char[] lower;
    private int[] starts;
    private int size;
    private boolean twins;

    private Normaliser(String text, char[] raw) {
        this.text = text;
        this.raw = raw;
        int room = raw.length + 16;
        this.chars = new char[room];
        this.lower = new char[room];
        this.starts = new int[room];
    }

    /** The comparable form of {@code text}, which may hold any code units, also unpaired surrogates. */
    public static NormalText normalise(String text) {
        char[] raw = text.toCharArray();
        for (char c : raw) {
            if (c >= 0x80 || (c < ' ' && c != '\n')) {
                return new Normaliser(text, raw).slowly();
            }
        }
        return plain(new NormalText(text, raw, lower(raw), null, raw.length));
    }

    /** Spaced words are joined first, because the wider gaps part them. */
    private static NormalText plain(NormalText text) {
        return Spaces.squeeze(SpacedLetters.join(text));
    }

    private NormalText slowly() {
        for (int i = 0; i < raw.length; ) {
            char c = raw[i];
            if (!Character.isHighSurrogate(c)) {
                twins |= Letters.twinScript(c);
                basic(c, i++);
                continue;
            }
            int cp = text.codePointAt(i);
            int next = i + Character.charCount(cp);
            if (cp < 0x10000) {
                basic(c, i);
            } else if (cp >= FIRST_FLAG && cp <= LAST_FLAG && flagWord(i)) {
                put((char) ('A' + cp - FIRST_FLAG), i);
            } else if (cp >= FIRST_EMOJI && cp < LAST_EMOJI && cp != KEYCAP_TEN) {
                put(Character.highSurrogate(cp), i);
                put(Character.lowSurrogate(cp), i);
            } else {
                put(expand(cp), i);
            }
            i = next;
        }
        if (twins) {
            unmaskTwins();
        }
        return plain(new NormalText(text, chars, lower, starts, size));
    }

    /** True if the flag letter at {@code i} stands among more than two, which invisible characters may part. */
    private boolean flagWord(int i) {
        return flags(i, -1) + flags(i, 1) > 3;
    }

    private int flags(int i, int step) {
        int count = 0;
        for (int at = i; at >= 0 && at < text.length() && count < 3; ) {
            int cp = text.codePointAt(at);
            boolean flag = cp >= FIRST_FLAG && cp <= LAST_FLAG;
            if (!flag && Character.getType(cp) != Character.FORMAT && !Character.isLowSurrogate(text.charAt(at))) {
                break;
            }
            count += flag ? 1 : 0;
            at += step > 0 ? Character.charCount(cp) : -1;
        }
        return count;
    }

    private void basic(char c, int from) {
        char mapped = c < 0x80 ? (c == '\r' ? '\n' : c < ' ' && c != '\n' ? ' ' : c) : TABLE[c];
        if (mapped == '\n' && c == '\n' && from > 0 && raw[from - 1] == '\r') {
            return;
        }
        if (mapped == EXPAND) {
            put(expand(c), from);
        } else if (mapped != DROP) {
            put(mapped, from);
        }
    }

    private void put(String s, int from) {
        for (int i = 0; i < s.length(); i++) {
            put(s.charAt(i), from);
        }
    }

    private void put(char c, int from) {
        if (size == chars.length) {
            chars = Arrays.copyOf(chars, size * 2);
            lower = Arrays.copyOf(lower, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
        }
        chars[size] = c;
        lower[size] = lower(c);
        starts[size++] = from;
    }

    /** Words with both Latin and Cyrillic letters are Latin words in disguise if every Cyrillic letter has a twin. */
    private void unmaskTwins() {
        for (int i = 0; i < size; ) {
            int end = i;
            boolean latin = false;
            boolean cyrillic = false;
            boolean twins = true;
            for (; end < size && Letters.letter(chars[end]); end++) {
                latin |= Letters.latin(chars[end]);
                if (Letters.twinScript(chars[end])) {
                    cyrillic = true;
                    twins &= Letters.latinTwin(chars[end]) != chars[end];
                }
            }
            for (int k = i; latin && cyrillic && twins && k < end; k++) {
                chars[k] = Letters.latinTwin(chars[k]);
                lower[k] = lower(chars[k]);
            }
            i = Math.max(end, i + 1);
        }
    }

    private static char[] lower(char[] chars) {
        char[] low = new char[chars.length];
        for (int i = 0; i < low.length; i++) {
            low[i] = lower(chars[i]);
        }
        return low;
    }

    private static char lower(char c) {
        return c < 0x80 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Character.toLowerCase(c);
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
    private static String expand(int cp) {
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

    private static final char KEYCAP_MARK = NormalText.KEYCAP;

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
