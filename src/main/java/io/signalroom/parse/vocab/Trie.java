package io.signalroom.parse.vocab;

import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import java.util.Arrays;

/**
 * All known phrases in one character trie, walked once at each word start. Edges live in one open-addressed table keyed by
 * (node, character), so a step is one probe, and a walk is bounded by the longest phrase.
 *
 * <p>In a phrase a space stands for any run of spaces, hyphens or underscores. A phrase ends at a word border: before a
 * non-letter, after a script that does not space words, or where glued text changes case ({@code LONGLeverage}).
 * Immutable once filled.
 */
final class Trie {
    /** Longest run taken for one space of a phrase. */
    private static final int MAX_GAP = 3;
    /** Longest ending a stem takes. */
    private static final int MAX_STEM_TAIL = 12;

    private long[] edges = new long[1 << 12];
    private int[] targets = new int[1 << 12];
    private int edgeCount;
    private int nodes = 1;
    private Term[] terms = new Term[1 << 10];
    private Asset[] assets = new Asset[1 << 10];
    private boolean[] stems = new boolean[1 << 10];

    /** Adds a normalised phrase in lower case; a trailing {@code *} matches any rest of the word. First meaning stays. */
    void add(String phrase, Term term, Asset asset) {
        boolean stem = phrase.endsWith("*");
        int node = 0;
        for (int i = 0; i < phrase.length() - (stem ? 1 : 0); i++) {
            char c = phrase.charAt(i);
            int next = step(node, c);
            node = next == 0 ? link(node, c) : next;
        }
        if (term != null && terms[node] == null) {
            terms[node] = term;
            stems[node] = stem;
        }
        if (asset != null && assets[node] == null) {
            assets[node] = asset;
            stems[node] |= stem;
        }
    }

    /** The longest known phrase that begins at {@code from}, or null. */
    Match longest(NormalText text, int from) {
        Term term = null;
        Asset asset = null;
        int termEnd = from;
        int assetEnd = from;
        int node = 0;
        for (int i = from; ; ) {
            char c = text.lowerAt(i);
            int next = step(node, c);
            int after = i + 1;
            if (next == 0 || c == ' ') {
                after = gapEnd(text, i);
                next = after > i ? step(node, ' ') : next;
            }
            if (next == 0 || i >= text.length()) {
                break;
            }
            node = next;
            i = after;
            if (terms[node] != null || assets[node] != null) {
                int end = stems[node] ? wordEnd(text, i) : i;
                if (stems[node] || border(text, from, i, terms[node])) {
                    term = terms[node] != null ? terms[node] : term;
                    termEnd = terms[node] != null ? end : termEnd;
                    asset = assets[node] != null ? assets[node] : asset;
                    assetEnd = assets[node] != null ? end : assetEnd;
                }
            }
        }
        return Match.of(term, termEnd, asset, assetEnd);
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
        if (!Letters.wordly(after) || !Letters.wordly(before) || Letters.unspaced(before)) {
            return true;
        }
        if (Letters.digit(after)) {
            return term != null && (numbered(term.role()) || term.role() == Role.FILLER && i - from > MAX_GAP);
        }
        if (Letters.unspaced(after)) {
            return true;
        }
        boolean risen = Character.isUpperCase(after) && Character.isLowerCase(text.at(i + 1));
        return Character.isUpperCase(after) && Character.isLowerCase(before) || risen && Character.isUpperCase(before);
    }

    private static boolean numbered(Role role) {
        return switch (role) {
            case ENTRY, PRICE, TARGET, STOP, LEVERAGE, SIDE, MARKET_CAP -> true;
            default -> false;
        };
    }

    private int step(int node, char c) {
        long key = key(node, c);
        int mask = edges.length - 1;
        for (int slot = slot(key, mask); ; slot = (slot + 1) & mask) {
            if (edges[slot] == key) {
                return targets[slot];
            }
            if (edges[slot] == 0) {
                return 0;
            }
        }
    }

    private int link(int node, char c) {
        if (edgeCount * 3 > edges.length) {
            grow();
        }
        if (nodes == terms.length) {
            terms = Arrays.copyOf(terms, nodes * 2);
            assets = Arrays.copyOf(assets, nodes * 2);
            stems = Arrays.copyOf(stems, nodes * 2);
        }
        put(key(node, c), nodes);
        edgeCount++;
        return nodes++;
    }

    private void grow() {
        long[] oldEdges = edges;
        int[] oldTargets = targets;
        edges = new long[oldEdges.length * 2];
        targets = new int[edges.length];
        for (int i = 0; i < oldEdges.length; i++) {
            if (oldEdges[i] != 0) {
                put(oldEdges[i], oldTargets[i]);
            }
        }
    }

    private void put(long key, int target) {
        int mask = edges.length - 1;
        int slot = slot(key, mask);
        while (edges[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        edges[slot] = key;
        targets[slot] = target;
    }

    private static long key(int node, char c) {
        return ((long) node << 16 | c) + 1;
    }

    private static int slot(long key, int mask) {
        long h = key * 0x9E3779B97F4A7C15L;
        return (int) (h >>> 40) & mask;
    }
}
