package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Role;

/** Tells by its place that a word in capitals is a token's ticker: behind a label, in brackets, in its own cell. */
final class PlacedTicker {
    private static final int LONGEST = 24;
    /** Longest leader between a label and its value, in tokens: {@code ticker ....... X}. */
    private static final int LEADER = 4;

    private final Page page;
    private final NormalText text;

    PlacedTicker(Page page) {
        this.page = page;
        this.text = page.text();
    }

    /** The ticker that token {@code i} is, or null. */
    Subject at(int i) {
        Token token = page.get(i);
        int from = token.tagged() ? token.start() + 1 : token.start();
        boolean place = token.is(Role.EXCHANGE) || token.is(Role.CHAIN);
        if (place || token.end() - from > LONGEST || !SubjectGrammar.capitals(text, from, token.end())) {
            return null;
        }
        double score = score(i, token);
        String symbol = text.upper(from, token.end());
        return score == 0 ? null : new Subject(symbol, null, i, token.start(), token.end(), score);
    }

    private double score(int i, Token token) {
        Token label = label(i);
        if (label != null) {
            return name(label, i) ? 0.5 : 0.93;
        }
        if (token.term() != null && token.asset() == null) {
            return 0;
        }
        Token before = page.peek(i - 1);
        Token after = page.peek(i + 1);
        boolean open = before != null && (before.punct('(') || before.punct('['));
        boolean shut = after != null && (after.punct(')') || after.punct(']'));
        if (open && shut) {
            return 0.75;
        }
        if (paired(i)) {
            return 0.7;
        }
        if (titled(i)) {
            return 0.65;
        }
        if (!token.unknown()) {
            return 0;
        }
        return cell(before, after) ? 0.6 : value(before, after) ? 0.45 : stands(before, after) ? 0.4 : 0;
    }

    /** The label whose value begins at {@code i}, or null. */
    private Token label(int i) {
        for (int k = i - 1; k >= Math.max(0, i - LEADER); k--) {
            Token token = page.get(k);
            if (token.is(Role.SUBJECT)) {
                return token;
            }
            boolean leader = (token.is(Kind.PUNCT) && ":=.->~".indexOf(token.mark()) >= 0) || token.is(Role.ARROW);
            if (!leader) {
                return null;
            }
        }
        return null;
    }

    /** True if the label tells a name rather than a ticker, or the value goes on. */
    private boolean name(Token label, int i) {
        String word = text.upper(label.start(), label.end());
        Token after = page.peek(i + 1);
        boolean ticker = word.contains("TICKER") || word.contains("SYMBOL");
        return !ticker && (word.contains("NAME") || (after != null && after.unknown()));
    }

    /** {@code X/WETH}: the first of two tickers with a slash. */
    private boolean paired(int i) {
        Token slash = page.peek(i + 1);
        Token quote = page.peek(i + 2);
        return slash != null
                && slash.punct('/')
                && quote != null
                && quote.is(Kind.WORD)
                && SubjectGrammar.capitals(text, quote.start(), quote.end());
    }

    /** {@code Elder Moth / EMOTH}: the ticker that ends a line behind the token's name. */
    private boolean titled(int i) {
        Token sign = page.peek(i - 1);
        Token name = page.peek(i - 2);
        Token after = page.peek(i + 1);
        return sign != null
                && sign.is(Kind.PUNCT)
                && "/-|,~".indexOf(sign.mark()) >= 0
                && name != null
                && name.unknown()
                && Letters.lower(text.at(name.end() - 1))
                && (after == null || after.is(Kind.NEWLINE));
    }

    /** True if the word beside is written small, so that these capitals mean something. */
    private boolean stands(Token before, Token after) {
        Token beside = before != null && before.is(Kind.WORD) ? before : after;
        return beside != null && beside.is(Kind.WORD) && Letters.lower(text.at(beside.end() - 1));
    }

    /** True for the whole value of whatever label. */
    private static boolean value(Token before, Token after) {
        return before != null && before.punct(':') && (after == null || after.is(Kind.NEWLINE));
    }

    private static boolean cell(Token before, Token after) {
        return before != null && before.punct('|') && (after == null || after.punct('|') || after.is(Kind.NEWLINE));
    }
}
