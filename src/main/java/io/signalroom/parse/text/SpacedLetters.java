package io.signalroom.parse.text;

/** Joins words whose letters are parted by single spaces, as headlines are set: {@code B L U R}. */
final class SpacedLetters {
    /** Letters that make a word of them, so that "E T S" stays three labels. */
    private static final int FEWEST = 4;

    private static final int SHORTEST = 2 * FEWEST - 1;

    private SpacedLetters() {}

    /** The text with such words joined, or the same text if it has none. */
    static NormalText join(NormalText text) {
        for (int i = 0; i + SHORTEST <= text.length(); i++) {
            if (text.at(i + 1) == ' ' && text.at(i + 3) == ' ' && wordEnd(text, i) > i) {
                return rebuilt(text, i);
            }
        }
        return text;
    }

    /** Where a spaced word that begins at {@code i} ends, or -1. */
    private static int wordEnd(NormalText text, int i) {
        if (!Letters.letter(text.at(i)) || text.at(i + 1) != ' ' || Letters.wordly(text.at(i - 1))) {
            return -1;
        }
        int letters = 1;
        int at = i;
        while (text.at(at + 1) == ' ' && Letters.letter(text.at(at + 2)) && !Letters.unspaced(text.at(at + 2))) {
            at += 2;
            letters++;
        }
        boolean whole = !Letters.wordly(text.at(at + 1)) && letters >= FEWEST;
        return whole ? at + 1 : -1;
    }

    private static NormalText rebuilt(NormalText text, int from) {
        NormalText.Builder out = text.builder();
        out.append(0, from);
        for (int i = from; i < text.length(); ) {
            int end = wordEnd(text, i);
            for (int k = i; k < end; k += 2) {
                out.append(k, k + 1);
            }
            if (end < 0) {
                out.append(i, i + 1);
            }
            i = Math.max(end, i + 1);
        }
        return out.build();
    }
}
