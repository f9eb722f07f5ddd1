package io.signalroom.parse.vocab;

import java.util.Arrays;
import java.util.List;

/**
 * Lays nodes out in a double array, first fit: each node's children go to the first place where all of them find theirs
 * free. Letters are numbered by how many nodes they lead to, so that most children lie close together.
 */
final class TrieLayout {
    /** A stretch as full as this is not searched again. */
    private static final double FULL = 0.95;

    /** The number of each letter, from 1; 0 for one that occurs in no phrase. */
    final char[] codes = new char[0x10000];

    /** See {@link Trie#NODE}. */
    int[] nodes;

    char[] pool;
    Term[] terms;
    Asset[] assets;

    private final List<TrieBuilder.Node> built;
    private final int[] place;
    /** How many codes there are, 0 among them. */
    private final int letters;

    private int firstFree = 1;
    private int last;

    /** @param built the nodes level by level, the root first, the children of a node side by side */
    TrieLayout(List<TrieBuilder.Node> built) {
        this.built = built;
        this.place = new int[built.size()];
        this.letters = number();
        nodes = new int[(built.size() + letters) * 2 * Trie.NODE];
        Arrays.fill(nodes, -1);
        for (int i = 0; i < built.size(); i++) {
            children(i);
        }
        fill(last + letters + 1);
    }

    /** Gives each letter its code; the gaps of a phrase share the space's. */
    private int number() {
        int[] counts = new int[0x10000];
        for (TrieBuilder.Node node : built.subList(1, built.size())) {
            counts[node.label.charAt(0)]++;
        }
        Integer[] order = new Integer[counts.length];
        Arrays.setAll(order, c -> c);
        Arrays.sort(order, (a, b) -> counts[b] - counts[a]);
        int next = 1;
        for (int k = 0; k < order.length && counts[order[k]] > 0; k++) {
            codes[order[k]] = (char) next++;
        }
        codes['-'] = codes[' '];
        codes['_'] = codes[' '];
        return next;
    }

    private void children(int parent) {
        TrieBuilder.Node node = built.get(parent);
        int[] wanted = new int[node.children];
        Arrays.setAll(wanted, k -> codes[built.get(node.firstChild + k).label.charAt(0)]);
        int base = wanted.length == 0 ? 0 : base(wanted);
        nodes[place[parent] * Trie.NODE + Trie.BASE] = base;
        for (int k = 0; k < wanted.length; k++) {
            int at = base + wanted[k];
            place[node.firstChild + k] = at;
            nodes[at * Trie.NODE + Trie.PARENT] = place[parent];
            last = Math.max(last, at);
        }
    }

    /** Where all the codes find a free place behind it. */
    private int base(int[] wanted) {
        int least = Arrays.stream(wanted).min().orElse(0);
        int taken = 0;
        for (int at = Math.max(firstFree, least); ; at++) {
            room(at + letters);
            if (!free(at)) {
                taken++;
            } else if (fits(at - least, wanted)) {
                firstFree = taken >= FULL * (at - firstFree + 1) ? at : firstFree;
                return at - least;
            }
        }
    }

    private boolean fits(int base, int[] wanted) {
        for (int code : wanted) {
            if (!free(base + code)) {
                return false;
            }
        }
        return true;
    }

    private boolean free(int at) {
        return at * Trie.NODE >= nodes.length || nodes[at * Trie.NODE + Trie.PARENT] < 0;
    }

    private void room(int places) {
        if (places * Trie.NODE > nodes.length) {
            int before = nodes.length;
            nodes = Arrays.copyOf(nodes, places * 2 * Trie.NODE);
            Arrays.fill(nodes, before, nodes.length, -1);
        }
    }

    private void fill(int size) {
        nodes = Arrays.copyOf(nodes, size * Trie.NODE);
        terms = new Term[size];
        assets = new Asset[size];
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < built.size(); i++) {
            TrieBuilder.Node node = built.get(i);
            TrieBuilder.Entry entry = node.entry;
            int at = place[i] * Trie.NODE;
            String rest = node.label.isEmpty() ? "" : node.label.substring(1);
            nodes[at + Trie.REST] = letters.length();
            nodes[at + Trie.LENGTH] = rest.length() << Trie.MARKS | (entry == null ? 0 : entry.marks());
            letters.append(rest);
            terms[place[i]] = entry == null ? null : entry.term;
            assets[place[i]] = entry == null ? null : entry.asset;
        }
        pool = letters.toString().toCharArray();
    }
}
