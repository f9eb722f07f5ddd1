package io.signalroom.parse.text;

import java.util.Arrays;

/**
 * Brings text to one form: compatibility forms unfolded (NFKC), accents of Latin, Cyrillic, Greek and Arabic letters
 * dropped, enclosed and mathematical letters made plain, digits of all scripts ASCII, zero-width and bidi marks removed,
 * dashes and spaces unified, runs of spaces made one, Cyrillic look-alikes inside Latin words made Latin.
 *
 * <p>Work is linear: one table look-up a character of the basic plane, one {@link java.text.Normalizer} call a character above it.
 * Subscript digits stay, because {@code 0.0₅841} counts zeros with them.
 */
public final class Normaliser {
    /** From here on a code point is a picture that stays as it is, up to the next digits. */
    private static final int FIRST_EMOJI = 0x1F300;

    private static final int LAST_EMOJI = 0x1FBF0;

    /** Letters that make flags in pairs; longer runs are decorated words. */
    private static final int FIRST_FLAG = 0x1F1E6;

    private static final int LAST_FLAG = 0x1F1FF;

    private final String text;
    private final char[] raw;
    private char[] chars;
    private char[] lower;
    private int[] starts;
    private int size;
    private boolean twins;
    /** A space stands behind another, or behind another and a letter between. */
    private boolean wide;

    private boolean spaced;

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
        boolean wide = false;
        boolean spaced = false;
        for (int i = 0; i < raw.length; i++) {
            char c = raw[i];
            if (c >= 0x80 || (c < ' ' && c != '\n')) {
                return new Normaliser(text, raw).slowly();
            }
            wide |= c == ' ' && i > 0 && raw[i - 1] == ' ';
            spaced |= c == ' ' && i > 1 && raw[i - 2] == ' ';
        }
        return plain(new NormalText(text, raw, lower(raw), null, raw.length), wide, spaced);
    }

    /** Spaced words are joined first, because the wider gaps part them. */
    private static NormalText plain(NormalText text, boolean wide, boolean spaced) {
        NormalText joined = spaced ? SpacedLetters.join(text) : text;
        return wide ? Spaces.squeeze(joined) : joined;
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
            } else if (cp >= FIRST_EMOJI && cp < LAST_EMOJI && cp != Folding.KEYCAP_TEN) {
                put(Character.highSurrogate(cp), i);
                put(Character.lowSurrogate(cp), i);
            } else {
                put(Folding.expand(cp), i);
            }
            i = next;
        }
        if (twins) {
            unmaskTwins();
        }
        return plain(new NormalText(text, chars, lower, starts, size), wide, spaced);
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
        char mapped = c < 0x80 ? (c == '\r' ? '\n' : c < ' ' && c != '\n' ? ' ' : c) : Folding.of(c);
        if (mapped == '\n' && c == '\n' && from > 0 && raw[from - 1] == '\r') {
            return;
        }
        if (mapped == Folding.EXPAND) {
            put(Folding.expand(c), from);
        } else if (mapped != Folding.DROP) {
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
        wide |= c == ' ' && size > 0 && chars[size - 1] == ' ';
        spaced |= c == ' ' && size > 1 && chars[size - 2] == ' ';
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
}
