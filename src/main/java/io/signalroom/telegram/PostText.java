package io.signalroom.telegram;

/** Makes a delivered text one that PostgreSQL and every JSON reader take, and changes nothing else. */
public final class PostText {
    private static final char REPLACEMENT = '\uFFFD';

    private PostText() {}

    /**
     * Replaces NUL and surrogates without a partner by U+FFFD. The same input always gives the same output, so that a
     * repeated delivery is recognised.
     */
    public static String clean(String text) {
        int bad = next(text, 0);
        if (bad < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text);
        for (; bad >= 0; bad = next(text, bad + 1)) {
            clean.setCharAt(bad, REPLACEMENT);
        }
        return clean.toString();
    }

    private static int next(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return i;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
