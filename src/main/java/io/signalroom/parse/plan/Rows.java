package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.vocab.Role;

/** Lines that are built alike, whose numbers then mean the same: {@code 60% at 0.1540}, {@code 40% at 0.1455}. */
final class Rows {
    private Rows() {}

    /** True if the numbers at {@code from} and {@code to} stand on neighbouring lines behind the same words. */
    static boolean alike(Page page, int from, int to) {
        if (from < 0) {
            return false;
        }
        int above = page.lineStart(from);
        int below = page.lineStart(to);
        if (page.lineEnd(from) + 1 != below || from - above != to - below) {
            return false;
        }
        boolean words = false;
        for (int k = 0; k < to - below; k++) {
            Token token = page.get(below + k);
            if (!same(page, page.get(above + k), token)) {
                return false;
            }
            words |= token.is(Kind.WORD) || token.is(Kind.PERCENT);
        }
        return words;
    }

    /** True if both numbers begin their neighbouring lines and the same words follow: {@code 3,480 1차}, {@code 3,520 2차}. */
    static boolean alikeBehind(Page page, int from, int to) {
        if (from < 0 || page.lineStart(from) != from || page.lineEnd(from) + 1 != to) {
            return false;
        }
        int length = page.lineEnd(to) - to;
        boolean words = false;
        for (int k = 1; k < length; k++) {
            if (from + length != page.lineEnd(from) || !same(page, page.get(from + k), page.get(to + k))) {
                return false;
            }
            words |= page.get(to + k).is(Kind.WORD) || page.get(to + k).is(Kind.PERCENT);
        }
        return words;
    }

    /** True if the line of {@code i} says which part of the position its price is for: a share, a half, the second. */
    static boolean shared(Page page, int i) {
        for (int k = page.lineStart(i); k < page.lineEnd(i); k++) {
            Token token = page.get(k);
            if (token.is(Kind.PERCENT) || token.is(Role.HALF) || token.is(Role.ORDINAL) || token.is(Role.COUNTED)) {
                return true;
            }
        }
        return false;
    }

    /** The word without the number glued behind it: {@code p1}, {@code p2}. */
    private static String letters(Page page, Token word) {
        int end = word.end();
        while (end > word.start() + 1 && Letters.digit(page.text().at(end - 1))) {
            end--;
        }
        return page.text().slice(word.start(), end);
    }

    private static boolean same(Page page, Token one, Token other) {
        if (one.kind() != other.kind()) {
            return false;
        }
        if (one.term() != null && other.term() != null) {
            return one.term().role() == other.term().role();
        }
        return switch (one.kind()) {
            case PUNCT -> one.mark() == other.mark();
            case WORD -> letters(page, one).equals(letters(page, other));
            default -> true;
        };
    }
}
