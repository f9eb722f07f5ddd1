package io.signalroom.parse.vocab;

import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import java.util.Arrays;

/**
 * All known phrases in one character trie, walked once at each word start. Edges live in one open-addressed table keyed by
 * (node, letter), so a step is one probe, and a walk is bounded by the longest phrase.
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

    /** Enough for every letter of every script the data uses; the rest of an edge's key is its node. */
    private static final int CODE_BITS = 11;

    /** Dense numbers of the letters that occur, from 1; most characters of other scripts end a walk without a probe. */
    private final short[] codes = new short[0x10000];
    /** Key and target of each edge side by side, so that a probe is one memory access. */
    private int[] edges = new int[1 << 13];

    private short alphabet;
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
        int termNode = 0;
        int termAt = from;
        int assetNode = 0;
        int assetAt = from;
        int node = 0;
        for (int i = from; i < text.length(); ) {
            char c = text.lowerAt(i);
            int next = c == ' ' ? 0 : step(node, c);
            int after = next == 0 ? gapEnd(text, i) : i + 1;
            next = next == 0 && after > i ? step(node, ' ') : next;
            if (next == 0) {
                break;
            }
            node = next;
            i = after;
            if (closes(text, from, i, node)) {
                termAt = terms[node] != null ? i : termAt;
                termNode = terms[node] != null ? node : termNode;
                assetAt = assets[node] != null ? i : assetAt;
                assetNode = assets[node] != null ? node : assetNode;
            }
        }
        return Match.of(terms[termNode], end(text, termNode, termAt), assets[assetNode], end(text, assetNode, assetAt));
    }

    private boolean closes(NormalText text, int from, int i, int node) {
        boolean known = terms[node] != null || assets[node] != null;
        return known && (stems[node] || border(text, from, i, terms[node]));
    }

    private int end(NormalText text, int node, int at) {
        return stems[node] ? wordEnd(text, at) : at;
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
            return term != null && (numbered(term.role()) || (term.role() == Role.FILLER && i - from > MAX_GAP));
        }
        if (Letters.unspaced(after)) {
            return true;
        }
        boolean risen = Character.isUpperCase(after) && Character.isLowerCase(text.at(i + 1));
        return (Character.isUpperCase(after) && Character.isLowerCase(before))
                || (risen && Character.isUpperCase(before));
    }

    private static boolean numbered(Role role) {
        return switch (role) {
            case ENTRY, PRICE, TARGET, STOP, LEVERAGE, SIDE, MARKET_CAP -> true;
            default -> false;
        };
    }

    private int step(int node, char c) {
        int code = codes[c];
        if (code == 0) {
            return 0;
        }
        int key = node << CODE_BITS | code;
        for (int slot = slot(key); edges[slot] != 0; slot = slot + 2 & edges.length - 1) {
            if (edges[slot] == key) {
                return edges[slot + 1];
            }
        }
        return 0;
    }

    private int link(int node, char c) {
        if (nodes * 6 > edges.length) {
            grow();
        }
        if (nodes == terms.length) {
            terms = Arrays.copyOf(terms, nodes * 2);
            assets = Arrays.copyOf(assets, nodes * 2);
            stems = Arrays.copyOf(stems, nodes * 2);
        }
        if (codes[c] == 0) {
            codes[c] = ++alphabet;
        }
        if (alphabet >= 1 << CODE_BITS) {
            throw new IllegalStateException("more letters than the trie can number: " + alphabet);
        }
        put(node << CODE_BITS | codes[c], nodes);
        return nodes++;
    }

    private void grow() {
        int[] old = edges;
        edges = new int[old.length * 2];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                put(old[i], old[i + 1]);
            }
        }
    }

    private void put(int key, int target) {
        int slot = slot(key);
        while (edges[slot] != 0) {
            slot = slot + 2 & edges.length - 1;
        }
        edges[slot] = key;
        edges[slot + 1] = target;
    }

    private int slot(int key) {
        int h = key * 0x9E3779B9;
        return (h ^ h >>> 15) << 1 & edges.length - 1;
    }
}
