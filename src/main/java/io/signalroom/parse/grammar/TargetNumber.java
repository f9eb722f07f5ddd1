package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.vocab.Role;

/** Which of the targets a label speaks of: its number may stand within the label, behind it or before it. */
final class TargetNumber {
    /** More targets than any plan has. */
    private static final int MOST = 12;
    /** How far before the label its number may stand, in tokens. */
    private static final int AHEAD = 3;
    /** Longest word for "number", in letters: {@code no}, {@code nr}, {@code N}. */
    private static final int ABBREVIATION = 3;

    private static final String CHINESE = "一二三四五六";
    private static final String[] MEDALS = {"🥇", "🥈", "🥉"};

    private final Page page;

    TargetNumber(Page page) {
        this.page = page;
    }

    /** The number of the target labelled at {@code i}, from 1; 0 if none is told. */
    int of(int i) {
        Token label = page.get(i);
        String value = label.term() == null ? "" : label.term().value();
        if (value.length() == 1 && Letters.digit(value.charAt(0))) {
            return value.charAt(0) - '0';
        }
        char last = page.text().at(label.end() - 1);
        if (Letters.digit(last)) {
            return last - '0';
        }
        int behind = Math.max(CHINESE.indexOf(last) + 1, behind(i));
        return behind > 0 ? behind : ahead(i);
    }

    /** True if the label at {@code i} counts all there are: "targets: 4/4", "3 of 3 targets". */
    boolean complete(int i) {
        for (int k = Math.max(1, i - 2); k <= i + 3 && k + 1 < page.size(); k++) {
            Token all = page.get(k + 1);
            if (share(k) && counting(all) && counting(page.get(k - 1))) {
                return all.figure().whole() == page.get(k - 1).figure().whole()
                        && all.figure().whole() > 1;
            }
        }
        return false;
    }

    /** The part that "3/5" or "3 of 5" around token {@code i} tells; 0 if no such share stands there. */
    int part(int i) {
        boolean counts = share(i) && page.peek(i - 1) != null && page.peek(i + 1) != null;
        return counts && number(i - 1) <= number(i + 1) && number(i + 1) > 1 ? number(i - 1) : 0;
    }

    /** The number that a word for "number" or "level" introduces, wherever it stands on the page; 0 if none does. */
    int introduced() {
        for (int i = 0; i < page.size(); i++) {
            int number = numbering(i) ? behind(i) : 0;
            if (number > 0) {
                return number;
            }
        }
        return 0;
    }

    /** The number that the token at {@code i} counts with, from 1; 0 if none. */
    int number(int i) {
        Token token = page.peek(i);
        if (token == null) {
            return 0;
        }
        if (counting(token)) {
            return token.figure().whole();
        }
        return token.is(Role.ORDINAL) ? Integer.parseInt(token.term().value()) : medal(token);
    }

    private int medal(Token token) {
        for (int k = 0; k < MEDALS.length && token.is(Role.ICON); k++) {
            if (page.text().slice(token.start(), token.end()).equals(MEDALS[k])) {
                return k + 1;
            }
        }
        return 0;
    }

    private int behind(int i) {
        boolean introduced = numbering(i);
        for (int k = i + 1; k <= i + 4 && k < page.size(); k++) {
            if (number(k) > 0) {
                return counted(k);
            }
            Token token = page.get(k);
            Token next = page.peek(k + 2);
            boolean result = token.punct(':') && next != null && (next.is(Role.TICK) || next.punct('/'));
            boolean sign = token.punct('#') || token.punct('(') || (token.is(Kind.PUNCT) && introduced) || result;
            introduced |= numbering(k);
            if (!sign && !numbering(k)) {
                return 0;
            }
        }
        return 0;
    }

    /** True for "level", and for a short word right before a number that abbreviates "number": "No. 2", "N°2". */
    private boolean numbering(int i) {
        Token token = page.get(i);
        if (token.is(Role.FILLER)) {
            return token.term().value().equals("NUMBER");
        }
        boolean brief = token.is(Kind.WORD) && token.end() - token.start() <= ABBREVIATION;
        Token next = page.peek(i + 1);
        int at = next != null && next.punct('.') ? i + 2 : i + 1;
        return brief && (token.unknown() || token.is(Role.NEGATION)) && page.peek(at) != null && counting(page.get(at));
    }

    /** The last number of an enumeration that begins at {@code k}: "1, 2, 3", or of a range: "1-3". */
    private int counted(int k) {
        int number = number(k);
        int at = k;
        while (number(at + 2) > 0 && (listed(at, number) || ranges(at))) {
            number = number(at + 2);
            at += 2;
        }
        boolean glued =
                number > 0 && page.peek(at + 1) != null && page.get(at + 1).is(Role.ORDINAL); // Arabic "and"
        return glued && number(at + 1) == number + 1 ? number + 1 : number;
    }

    private boolean listed(int at, int number) {
        Token between = page.get(at + 1);
        boolean words = page.get(at + 2).is(Role.ORDINAL);
        boolean alike = words == page.get(at).is(Role.ORDINAL);
        boolean and =
                between.is(Kind.PUNCT) ? !words && !between.punct('/') : between.is(Role.FILLER) && !share(at + 1);
        return alike && and && number(at + 2) == number + 1;
    }

    /** "1-3" without spaces, from the first to the last. */
    private boolean ranges(int at) {
        Token dash = page.get(at + 1);
        Token last = page.get(at + 2);
        boolean glued = dash.start() == page.get(at).end() && last.start() == dash.end();
        return dash.punct('-')
                && glued
                && counting(last)
                && last.figure().whole() > number(at)
                && last.figure().whole() <= MOST;
    }

    /** True for what stands between a part and the whole: "3/5", "3 of 5". */
    private boolean share(int i) {
        Token token = page.peek(i);
        return token != null
                && (token.punct('/')
                        || (token.is(Role.FILLER) && token.term().value().equals("OF")));
    }

    /** "Second target", "3/5 targets", "3 of 5 targets", "first two targets", "1차 익절". */
    private int ahead(int i) {
        for (int k = i - 1; k >= Math.max(0, i - AHEAD); k--) {
            Token token = page.get(k);
            int number = number(k);
            if (number > 0) {
                int part = share(k - 1) ? number(k - 2) : 0;
                return part > 0 ? part : number;
            }
            if (!token.is(Kind.PUNCT) && !token.is(Role.COUNTED) && !token.is(Role.HORIZON) && !ending(k)) {
                return 0;
            }
        }
        return 0;
    }

    /** True for the ending of an ordinal: {@code 2-я}. */
    private boolean ending(int i) {
        Token dash = page.peek(i - 1);
        Token token = page.get(i);
        return dash != null
                && dash.punct('-')
                && dash.end() == token.start()
                && token.end() - token.start() < ABBREVIATION;
    }

    static boolean counting(Token token) {
        return (token.is(Kind.NUMBER) || token.is(Kind.INDEX)) && token.figure().ordinal();
    }
}
