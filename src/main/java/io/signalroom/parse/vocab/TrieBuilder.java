package io.signalroom.parse.vocab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects phrases and makes a {@link Trie} of them. The first meaning of a phrase stays. */
final class TrieBuilder {
    /** Meanings of one phrase. */
    static final class Entry {
        Term term;
        Asset asset;
        boolean stem;

        /** What {@link Trie} wants to know of it at a glance. */
        int marks() {
            return (term == null ? 0 : Trie.TERM) | (asset == null ? 0 : Trie.ASSET) | (stem ? Trie.STEM : 0);
        }
    }

    /** The phrases from {@code from} to {@code to} in sorting order, which share their first {@code depth} letters. */
    static final class Node {
        final String label;
        /** Null for a node where no phrase ends. */
        final Entry entry;

        private final int from;
        private final int to;
        private final int depth;
        int firstChild;
        int children;

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
        return new Trie(new TrieLayout(built));
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
}
