package io.signalroom.parse.text;

/**
 * A post's text in comparable form. Positions given and taken by the methods are positions in the normalised text unless
 * they say "original".
 *
 * <p>Immutable in effect: the arrays never leave the package's readers changed.
 */
public final class NormalText {
    /** Follows a digit that was a keycap or a circled digit, so that {@code 1️⃣} stays different from {@code 1}. */
    public static final char KEYCAP = '\u20E3';

    private final String original;
    private final char[] chars;
    private final char[] lower;
    private final int[] starts;
    private final int length;

    /**
     * @param starts where each character came from; null if the text is as it was written
     * @param length how many characters of the arrays count
     */
    NormalText(String original, char[] chars, char[] lower, int[] starts, int length) {
        this.original = original;
        this.chars = chars;
        this.lower = lower;
        this.starts = starts;
        this.length = length;
    }

    /** Number of UTF-16 code units. */
    public int length() {
        return length;
    }

    /** The code unit at {@code i} with its case kept, or NUL outside the text. */
    public char at(int i) {
        return i >= 0 && i < length ? chars[i] : 0;
    }

    /** The code unit at {@code i} in lower case, or NUL outside the text. */
    public char lowerAt(int i) {
        return i >= 0 && i < length ? lower[i] : 0;
    }

    /** True if {@code word}, in lower case, stands at {@code at}, whatever its case there. */
    public boolean holds(int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (lowerAt(at + i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The slice from {@code start} to {@code end}, case kept. */
    public String slice(int start, int end) {
        return new String(chars, start, end - start);
    }

    /** The slice in capitals. */
    public String upper(int start, int end) {
        char[] out = new char[end - start];
        for (int i = 0; i < out.length; i++) {
            out[i] = Character.toUpperCase(lower[start + i]);
        }
        return new String(out);
    }

    /** The slice of the original text that {@code start} to {@code end} came from, without invisible characters. */
    public String asWritten(int start, int end) {
        StringBuilder out = new StringBuilder();
        for (int i = originalStart(start); i < originalEnd(end); i++) {
            if (Character.getType(original.charAt(i)) != Character.FORMAT) {
                out.append(original.charAt(i));
            }
        }
        return out.toString();
    }

    /** Where, in the original text, the character at {@code i} begins. */
    public int originalStart(int i) {
        return starts == null ? i : starts[i];
    }

    /** Where, in the original text, a slice that ends before {@code end} ends; {@code end} is at least 1. */
    public int originalEnd(int end) {
        if (starts == null) {
            return end;
        }
        int start = starts[end - 1];
        return start + Character.charCount(original.codePointAt(start));
    }

    /** The text from {@code start} to {@code end} by itself. */
    public NormalText part(int start, int end) {
        Builder part = new Builder(end - start);
        part.append(start, end);
        return part.build();
    }

    /** Begins another text made of pieces of this one. */
    Builder builder() {
        return new Builder(length);
    }

    /** Copies pieces of the text around it, each with the place it came from. */
    final class Builder {
        private final char[] newChars;
        private final char[] newLower;
        private final int[] newStarts;
        private int size;

        private Builder(int room) {
            newChars = new char[room];
            newLower = new char[room];
            newStarts = new int[room];
        }

        void append(int from, int to) {
            for (int i = from; i < to; i++) {
                newChars[size] = chars[i];
                newLower[size] = lower[i];
                newStarts[size++] = originalStart(i);
            }
        }

        NormalText build() {
            return new NormalText(original, newChars, newLower, newStarts, size);
        }
    }
}
