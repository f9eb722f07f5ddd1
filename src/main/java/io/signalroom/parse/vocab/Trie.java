package io.signalroom.parse.vocab;

import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;

/**
 * All known phrases in one radix trie (Morrison, PATRICIA, 1968), walked once at each word start. It lies in a double
 * array (Aoe, An Efficient Digital Search Algorithm by Using a Double-Array Structure, 1989): a node's child for a letter
 * is found by one addition and one comparison, however many children there are.
 *
 * <p>In a phrase a space stands for any run of spaces, hyphens or underscores. A phrase ends at a word border: before a
 * non-letter, after a script that does not space words, or where glued text changes case ({@code LONGLeverage}).
 * Built by {@link TrieBuilder}; immutable.
 */
final class Trie {
    /** Longest run taken for one space of a phrase. */
    static final int MAX_GAP = 3;
    /** Longest ending a stem takes. */
    private static final int MAX_STEM_TAIL = 12;

    /** Ints of a node, each at its offset: */
    static final int NODE = 4;

    /** the node it is a child of, -1 if the place is free, */
    static final int PARENT = 0;
    /** what a letter's code is added to for the child it leads to, */
    static final int BASE = 1;
    /** where its letters behind the first begin in the pool, */
    static final int REST = 2;
    /** and how many they are, above its marks. */
    static final int LENGTH = 3;

    static final int TERM = 1;
    static final int ASSET = 2;
    static final int STEM = 4;
    static final int MARKS = 3;
    private static final int PHRASE = TERM | ASSET;

    private final char[] codes;
    private final int[] nodes;
    private final char[] pool;
    private final Term[] terms;
    private final Asset[] assets;

    Trie(TrieLayout layout) {
        this.codes = layout.codes;
        this.nodes = layout.nodes;
        this.pool = layout.pool;
        this.terms = layout.terms;
        this.assets = layout.assets;
    }

    /** The longest known phrase that begins at {@code from}, or null. */
    Match longest(NormalText text, int from) {
        int limit = Integer.MAX_VALUE;
        for (long found = deepest(text, from, limit); found != 0; found = deepest(text, from, limit)) {
            int node = (int) (found >>> Integer.SIZE);
            int end = (int) found;
            boolean stem = (nodes[node * NODE + LENGTH] & STEM) != 0;
            if (stem || border(text, from, end, terms[node])) {
                return new Match(stem ? wordEnd(text, end) : end, terms[node], assets[node]);
            }
            limit = end; // it goes on as another word, so the next shorter phrase counts
        }
        return null;
    }

    /** The last node before {@code limit} that ends a phrase, above the place where the phrase ends; 0 if there is none. */
    private long deepest(NormalText text, int from, int limit) {
        long found = 0;
        int node = 0;
        int i = from;
        while (true) {
            char c = text.lowerAt(i);
            int child = nodes[node * NODE + BASE] + codes[c];
            int at = child * NODE;
            if (nodes[at + PARENT] != node) {
                return found;
            }
            node = child;
            int length = nodes[at + LENGTH];
            i = rest(text, gap(c) ? gapEnd(text, i) : i + 1, nodes[at + REST], length >> MARKS);
            if (i < 0 || i >= limit) {
                return found;
            }
            found = (length & PHRASE) != 0 ? (long) node << Integer.SIZE | i : found;
        }
    }

    /** Where the text stands behind {@code count} letters of the pool, or -1 if it parts from them. */
    private int rest(NormalText text, int from, int start, int count) {
        int i = from;
        for (int k = start; k < start + count; k++) {
            char wanted = pool[k];
            if (text.lowerAt(i) == wanted && wanted != ' ') {
                i++;
            } else if (wanted == ' ' && gap(text.at(i))) {
                i = gapEnd(text, i);
            } else {
                return -1;
            }
        }
        return i;
    }

    private static int gapEnd(NormalText text, int i) {
        int end = i;
        while (end < i + MAX_GAP && gap(text.at(end))) {
            end++;
        }
        return end;
    }

    private static boolean gap(char c) {
        return c == ' ' || c == '-' || c == '_';
    }

    private static int wordEnd(NormalText text, int i) {
        int end = i;
        while (end < i + MAX_STEM_TAIL && Letters.letter(text.at(end))) {
            end++;
        }
        return end;
    }

    private static boolean border(NormalText text, int from, int i, Term term) {
        char before = text.at(i - 1);
        char after = text.at(i);
        if (Letters.digit(before) && goesOn(text, i)) {
            return false;
        }
        if (!Letters.wordly(after) || !Letters.wordly(before) || Letters.unspaced(before)) {
            return true;
        }
        if (Letters.digit(after)) {
            return term != null && (numbered(term.role()) || (term.role() == Role.FILLER && i - from >= MAX_GAP));
        }
        if (Letters.unspaced(after)) {
            return true;
        }
        boolean risen = Letters.upper(after) && Letters.lower(text.at(i + 1));
        return (Letters.upper(after) && Letters.lower(before)) || (risen && Letters.upper(before));
    }

    /** True if the number that a phrase ends with goes on: {@code DCA 2} in {@code DCA 21.8}. */
    private static boolean goesOn(NormalText text, int i) {
        boolean mark = text.at(i) == '.' || text.at(i) == ',';
        return Letters.digit(text.at(i)) || (mark && Letters.digit(text.at(i + 1)));
    }

    private static boolean numbered(Role role) {
        return switch (role) {
            case ENTRY, PRICE, TARGET, STOP, LEVERAGE, SIDE, ICON, MARKET_CAP -> true;
            default -> false;
        };
    }
}
