package io.signalroom.parse.lex;

import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Role;
import java.util.Arrays;

/** The tokens of a post with quick answers about them. */
public final class Page {
    private final NormalText text;
    private final Token[] tokens;
    private final short[] roles = new short[Role.COUNT];
    /** Which signs of ASCII occur, a bit for each. */
    private final long[] signs = new long[2];
    /** Beginning and end of each token's line. */
    private final int[] lines;

    private final short[] kinds = new short[Token.Kind.COUNT];

    Page(NormalText text, Token[] tokens) {
        this.text = text;
        this.tokens = tokens;
        this.lines = new int[2 * tokens.length];
        int from = 0;
        for (int i = 0; i < tokens.length; i++) {
            Token token = tokens[i];
            kinds[token.kind().ordinal()]++;
            if (token.role() != null) {
                roles[token.role().ordinal()]++;
            }
            if (token.is(Token.Kind.NEWLINE)) {
                line(from, i);
                from = i + 1;
            } else if (token.is(Token.Kind.PUNCT) && token.mark() < 2 * Long.SIZE) {
                signs[token.mark() / Long.SIZE] |= 1L << token.mark();
            }
        }
        line(from, tokens.length);
    }

    private void line(int from, int to) {
        for (int i = from; i <= to && i < tokens.length; i++) {
            lines[2 * i] = from;
            lines[2 * i + 1] = to;
        }
    }

    /** The post in comparable form. */
    public NormalText text() {
        return text;
    }

    /** How many tokens there are. */
    public int size() {
        return tokens.length;
    }

    /** The token at {@code i}, from 0. */
    public Token get(int i) {
        return tokens[i];
    }

    /** The token at {@code i}, or null outside the page. */
    public Token peek(int i) {
        return i >= 0 && i < tokens.length ? tokens[i] : null;
    }

    /** True if some word has this role. */
    public boolean has(Role role) {
        return roles[role.ordinal()] > 0;
    }

    /** True if some token is of this kind. */
    public boolean has(Token.Kind kind) {
        return kinds[kind.ordinal()] > 0;
    }

    /** True if this sign of ASCII occurs. */
    public boolean has(char sign) {
        return (signs[sign / Long.SIZE] & 1L << sign) != 0;
    }

    /** How many words have this role. */
    public int count(Role role) {
        return roles[role.ordinal()];
    }

    /** How many tokens are of this kind. */
    public int count(Token.Kind kind) {
        return kinds[kind.ordinal()];
    }

    /** True if a word has this role with this value. */
    public boolean has(Role role, String value) {
        for (int i = 0; has(role) && i < tokens.length; i++) {
            Token token = tokens[i];
            if (token.is(role) && token.term().value().equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** True if the post asks. */
    public boolean question() {
        return has('?');
    }

    /** The first word with this role, or null. */
    public Token first(Role role) {
        if (has(role)) {
            for (Token token : tokens) {
                if (token.is(role)) {
                    return token;
                }
            }
        }
        return null;
    }

    /** The part of the page from token {@code from} to {@code to}, exclusive. */
    public Page part(int from, int to) {
        return new Page(text, Arrays.copyOfRange(tokens, from, to));
    }

    /** Index of the first token of the line that token {@code i} stands in. */
    public int lineStart(int i) {
        return lines[2 * i];
    }

    /** Index after the last token of the line that token {@code i} stands in. */
    public int lineEnd(int i) {
        return lines[2 * i + 1];
    }
}
