package io.signalroom.parse.vocab;

import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;

/**
 * All known phrases in one radix trie (Morrison, PATRICIA, 1968), walked once at each word start. Nodes are numbered level
 * by level, so that the children of a node are neighbours and their first letters one short run of an array: the whole
 * trie stays small enough for a processor's cache, which is what a walk costs.
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

    /** Up to so many children are looked through one by one. */
    private static final int FEW = 6;

    /** Ints of a node: where its letters begin in the pool, their number above its marks, its first child, how many. */
    static final int NODE = 4;

    static final int TERM = 1;
    static final int ASSET = 2;
    static final int STEM = 4;
    static final int MARKS = 3;

    private final int[] roots;
    private final int[] nodes;
    private final char[] firsts;
    private final char[] pool;
    private final Term[] terms;
    private final Asset[] assets;

    Trie(TrieBuilder built) {
        this.roots = built.roots;
        this.nodes = built.nodes;
        this.firsts = built.firsts;
        this.pool = built.pool;
        this.terms = built.terms;
        this.assets = built.assets;
    }

    /** The longest known phrase that begins at {@code from}, or null. */
    Match longest(NormalText text, int from) {
        int term = 0;
        int termAt = from;
        int asset = 0;
        int assetAt = from;
        int node = roots[text.lowerAt(from)];
        int i = node == 0 ? -1 : along(text, from, node);
        while (i >= 0) {
            int marks = nodes[node * NODE + 1];
            if ((marks & (TERM | ASSET)) != 0 && ((marks & STEM) != 0 || border(text, from, i, terms[node]))) {
                termAt = (marks & TERM) != 0 ? i : termAt;
                term = (marks & TERM) != 0 ? node : term;
                assetAt = (marks & ASSET) != 0 ? i : assetAt;
                asset = (marks & ASSET) != 0 ? node : asset;
            }
            node = child(node, text.lowerAt(i));
            i = node == 0 ? -1 : along(text, i, node);
        }
        return term == 0 && asset == 0
                ? null
                : Match.of(terms[term], end(text, term, termAt), assets[asset], end(text, asset, assetAt));
    }

    /** The child that {@code c} leads to, or 0. */
    private int child(int node, char c) {
        char wanted = gap(c) ? ' ' : c;
        int low = nodes[node * NODE + 2];
        int high = low + nodes[node * NODE + 3];
        while (high - low > FEW) {
            int middle = low + high >>> 1;
            if (firsts[middle] <= wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        for (int k = low; k < high; k++) {
            if (firsts[k] == wanted) {
                return k;
            }
        }
        return 0;
    }

    /** Where the text stands behind the letters of {@code node}, or -1 if it parts from them. */
    private int along(NormalText text, int from, int node) {
        int i = from;
        int start = nodes[node * NODE];
        int end = start + (nodes[node * NODE + 1] >> MARKS);
        for (int k = start; k < end; k++) {
            char wanted = pool[k];
            if (wanted == ' ') {
                int after = gapEnd(text, i);
                if (after == i) {
                    return -1;
                }
                i = after;
            } else if (text.lowerAt(i) == wanted) {
                i++;
            } else {
                return -1;
            }
        }
        return i;
    }

    private int end(NormalText text, int node, int at) {
        return (nodes[node * NODE + 1] & STEM) != 0 ? wordEnd(text, at) : at;
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
        boolean risen = Character.isUpperCase(after) && Character.isLowerCase(text.at(i + 1));
        return (Character.isUpperCase(after) && Character.isLowerCase(before))
                || (risen && Character.isUpperCase(before));
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
