package io.signalroom.signal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What changed from one text to another, word by word, by their longest common subsequence. A word is a run of letters, a
 * number with its points and commas, or one other character. One instance compares the versions of one post and stops looking
 * into texts once they have cost it as much as it may: then all of a text that is not common at its ends is gone and new.
 */
public final class WordDiff {
    /** What became of a piece of text. */
    public enum Kind {
        /** In both texts. */
        SAME,
        /** Only in the earlier one. */
        GONE,
        /** Only in the later one. */
        NEW
    }

    /** A piece; what is the same and new makes the later text, what is the same and gone the earlier one. */
    public record Change(Kind kind, String text) {}

    private long cells;

    /**
     * A comparison.
     *
     * @param cells most pairs of words that are looked at in all; two million take some milliseconds
     */
    public WordDiff(long cells) {
        this.cells = cells;
    }

    /** The changes in the order of the texts; no two of one kind beside each other, and what is gone before what is new. */
    public List<Change> between(String before, String after) {
        List<String> one = words(before);
        List<String> other = words(after);
        int start = common(one, other, 0);
        Collections.reverse(one);
        Collections.reverse(other);
        int end = common(one, other, start);
        Collections.reverse(one);
        Collections.reverse(other);
        Pieces pieces = new Pieces();
        one.subList(0, start).forEach(word -> pieces.add(Kind.SAME, word));
        middle(one.subList(start, one.size() - end), other.subList(start, other.size() - end), pieces);
        one.subList(one.size() - end, one.size()).forEach(word -> pieces.add(Kind.SAME, word));
        return pieces.all();
    }

    /** How many words two lists begin with in common, when {@code taken} words of each belong to something else. */
    private static int common(List<String> one, List<String> other, int taken) {
        int most = Math.min(one.size(), other.size()) - taken;
        int n = 0;
        while (n < most && one.get(n).equals(other.get(n))) {
            n++;
        }
        return n;
    }

    private void middle(List<String> one, List<String> other, Pieces pieces) {
        long cost = (long) one.size() * other.size();
        int i = 0;
        int j = 0;
        if (cost <= cells) {
            cells -= cost;
            int[][] length = lengths(one, other);
            while (i < one.size() && j < other.size()) {
                if (one.get(i).equals(other.get(j))) {
                    pieces.add(Kind.SAME, one.get(i++));
                    j++;
                } else if (length[i + 1][j] >= length[i][j + 1]) {
                    pieces.add(Kind.GONE, one.get(i++));
                } else {
                    pieces.add(Kind.NEW, other.get(j++));
                }
            }
        }
        one.subList(i, one.size()).forEach(word -> pieces.add(Kind.GONE, word));
        other.subList(j, other.size()).forEach(word -> pieces.add(Kind.NEW, word));
    }

    /** Length of the longest common subsequence of every two ends. */
    private static int[][] lengths(List<String> one, List<String> other) {
        int[][] length = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                length[i][j] = one.get(i).equals(other.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = wordEnd(text, at);
            words.add(text.substring(at, end));
            at = end;
        }
        return words;
    }

    private static int wordEnd(String text, int start) {
        int first = text.codePointAt(start);
        int at = start + Character.charCount(first);
        if (letter(first)) {
            while (at < text.length() && letter(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
        } else if (Character.isDigit(first)) {
            while (at < text.length()
                    && (digit(text, at) || (".,".indexOf(text.charAt(at)) >= 0 && digit(text, at + 1)))) {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return at;
    }

    private static boolean letter(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetter(codePoint)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean digit(String text, int at) {
        return at < text.length() && Character.isDigit(text.codePointAt(at));
    }

    /** Joins words of one kind; between two that are the same, what is gone comes before what is new. */
    private static final class Pieces {
        private final List<Change> all = new ArrayList<>();
        private final StringBuilder same = new StringBuilder();
        private final StringBuilder gone = new StringBuilder();
        private final StringBuilder fresh = new StringBuilder();

        void add(Kind kind, String word) {
            if (kind == Kind.SAME) {
                flush(Kind.GONE, gone);
                flush(Kind.NEW, fresh);
                same.append(word);
            } else {
                flush(Kind.SAME, same);
                (kind == Kind.GONE ? gone : fresh).append(word);
            }
        }

        private void flush(Kind kind, StringBuilder text) {
            if (!text.isEmpty()) {
                all.add(new Change(kind, text.toString()));
                text.setLength(0);
            }
        }

        List<Change> all() {
            flush(Kind.GONE, gone);
            flush(Kind.NEW, fresh);
            flush(Kind.SAME, same);
            return all;
        }
    }
}
