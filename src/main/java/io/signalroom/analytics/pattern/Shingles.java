package io.signalroom.analytics.pattern;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringTokenizer;

/**
 * The word triples of a text, as numbers: what two texts share of them is how alike they are. Case, dressing (bold letters of
 * mathematics, invisible characters), punctuation, emojis, mentions and links are no words; a number with its point or comma is
 * one word, and so is each Chinese character, which are written without spaces.
 */
final class Shingles {
    private static final int SIZE = 3;
    /** Beyond so many words a text is taken for its beginning. */
    private static final int MOST_WORDS = 400;
    /** Fewer triples tell nothing: "LONG SOL" is no copy of "LONG SOL". */
    private static final int FEWEST = 8;

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final long[] words = new long[MOST_WORDS];
    private int count;
    private long word = BASIS;
    private boolean open;

    private Shingles() {}

    /** The distinct triples, ascending; empty if the text is too short to be told from others. */
    static long[] of(String text) {
        Shingles shingles = new Shingles();
        StringTokenizer pieces = new StringTokenizer(
                Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        while (pieces.hasMoreTokens()) {
            shingles.piece(pieces.nextToken());
        }
        return shingles.triples();
    }

    private void piece(String piece) {
        if (piece.startsWith("@") || piece.startsWith("t.me/") || piece.contains("://")) {
            return;
        }
        for (int i = 0; i < piece.length() && count < MOST_WORDS; i += Character.charCount(piece.codePointAt(i))) {
            letter(piece, i);
        }
        close();
    }

    private void letter(String piece, int i) {
        int letter = piece.codePointAt(i);
        if (Character.isIdeographic(letter)) {
            close();
            add(letter);
            close();
        } else if (Character.isLetterOrDigit(letter) || joins(piece, i)) {
            add(letter);
        } else if (Character.getType(letter) != Character.FORMAT
                && Character.getType(letter) != Character.NON_SPACING_MARK) {
            close();
        }
    }

    private static boolean joins(String piece, int i) {
        char c = piece.charAt(i);
        return (c == '.' || c == ',')
                && i > 0
                && i + 1 < piece.length()
                && Character.isDigit(piece.charAt(i - 1))
                && Character.isDigit(piece.charAt(i + 1));
    }

    private void add(int letter) {
        word = (word ^ letter) * PRIME;
        open = true;
    }

    private void close() {
        if (open && count < MOST_WORDS) {
            words[count++] = Sketch.mix(word);
        }
        word = BASIS;
        open = false;
    }

    private long[] triples() {
        if (count < SIZE + FEWEST - 1) {
            return new long[0];
        }
        long[] triples = new long[count - SIZE + 1];
        for (int i = 0; i < triples.length; i++) {
            triples[i] = Sketch.mix(Sketch.mix(words[i] * PRIME + words[i + 1]) * PRIME + words[i + 2]);
        }
        long[] distinct = Arrays.stream(triples).sorted().distinct().toArray();
        return distinct.length < FEWEST ? new long[0] : distinct;
    }
}
