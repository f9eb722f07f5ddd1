package io.signalroom.parse.vocab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects phrases and lays them out as a {@link Trie}. The first meaning of a phrase stays. */
final class TrieBuilder {
    /** Meanings of one phrase. */
    private static final class Entry {
        private Term term;
        private Asset asset;
        private boolean stem;
    }

    /** The phrases from {@code from} to {@code to} in sorting order, which share their first {@code depth} letters. */
    private static final class Node {
        private final String label;
        private final Entry entry;
        private final int from;
        private final int to;
        private final int depth;
        private int firstChild;
        private int children;

        private Node(String label, Entry entry, int from, int to, int depth) {
            this.label = label;
            this.entry = entry;
            this.from = from;
            this.to = to;
            this.depth = depth;
        }
    }

    private final Map<String, Entry> phrases = new HashMap<>();
    private final List<Node> built = new ArrayList<>();

    /** The node that each letter leads to from the root, 0 if none. */
    final int[] roots = new int[0x10000];

    /** See {@link Trie#NODE}. */
    int[] nodes;
    /** The first letter of each node. */
    char[] firsts;

    char[] pool;
    Term[] terms;
    Asset[] assets;

    /** Adds a normalised phrase in lower case; a trailing {@code *} matches any rest of the word. */
    void add(String phrase, Term term, Asset asset) {
        boolean stem = phrase.endsWith("*");
        Entry entry =
                phrases.computeIfAbsent(stem ? phrase.substring(0, phrase.length() - 1) : phrase, x -> new Entry());
        if (term != null && entry.term == null) {
            entry.term = term;
            entry.stem = stem;
        }
        if (asset != null && entry.asset == null) {
            entry.asset = asset;
            entry.stem |= stem;
        }
    }

    /** The trie of all phrases added. */
    Trie build() {
        List<Map.Entry<String, Entry>> sorted = new ArrayList<>(phrases.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        built.add(new Node("", null, 0, sorted.size(), 0));
        for (int i = 0; i < built.size(); i++) {
            branch(built.get(i), sorted);
        }
        layOut();
        return new Trie(this);
    }

    /** Gives {@code parent} a child for each letter that its phrases go on with. */
    private void branch(Node parent, List<Map.Entry<String, Entry>> sorted) {
        parent.firstChild = built.size();
        for (int i = parent.entry == null ? parent.from : parent.from + 1; i < parent.to; ) {
            String phrase = sorted.get(i).getKey();
            char first = phrase.charAt(parent.depth);
            int end = i + 1;
            while (end < parent.to && sorted.get(end).getKey().charAt(parent.depth) == first) {
                end++;
            }
            int shared = shared(phrase, sorted.get(end - 1).getKey(), parent.depth);
            Entry entry = phrase.length() == shared ? sorted.get(i).getValue() : null;
            built.add(new Node(phrase.substring(parent.depth, shared), entry, i, end, shared));
            i = end;
        }
        parent.children = built.size() - parent.firstChild;
    }

    /** How many letters two phrases share; all between them in sorting order share as many. */
    private static int shared(String first, String last, int from) {
        int end = Math.min(first.length(), last.length());
        int i = from;
        while (i < end && first.charAt(i) == last.charAt(i)) {
            i++;
        }
        return i;
    }

    private void layOut() {
        nodes = new int[built.size() * Trie.NODE];
        firsts = new char[built.size()];
        terms = new Term[built.size()];
        assets = new Asset[built.size()];
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < built.size(); i++) {
            Node node = built.get(i);
            int at = i * Trie.NODE;
            nodes[at] = letters.length();
            nodes[at + 1] = node.label.length() << Trie.MARKS | marks(node.entry);
            nodes[at + 2] = node.firstChild;
            nodes[at + 3] = node.children;
            letters.append(node.label);
            firsts[i] = i == 0 ? 0 : node.label.charAt(0);
            terms[i] = node.entry == null ? null : node.entry.term;
            assets[i] = node.entry == null ? null : node.entry.asset;
        }
        pool = letters.toString().toCharArray();
        for (int i = 1; i <= built.get(0).children; i++) {
            roots[firsts[i]] = i;
        }
    }

    private static int marks(Entry entry) {
        return entry == null
                ? 0
                : (entry.term == null ? 0 : Trie.TERM)
                        | (entry.asset == null ? 0 : Trie.ASSET)
                        | (entry.stem ? Trie.STEM : 0);
    }
}
