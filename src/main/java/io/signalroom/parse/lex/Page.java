package io.signalroom.parse.lex;

import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Role;
import java.util.EnumSet;
import java.util.List;

/** The tokens of a post with quick answers about them. */
public final class Page {
    private final NormalText text;
    private final List<Token> tokens;
    private final EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    private final EnumSet<Token.Kind> kinds = EnumSet.noneOf(Token.Kind.class);

    Page(NormalText text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
        for (Token token : tokens) {
            kinds.add(token.kind());
            if (token.term() != null) {
                roles.add(token.term().role());
            }
        }
    }

    public NormalText text() {
        return text;
    }

    public int size() {
        return tokens.size();
    }

    public Token get(int i) {
        return tokens.get(i);
    }

    /** The token at {@code i}, or null outside the page. */
    public Token peek(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : null;
    }

    /** True if some word has this role. */
    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** True if some token is of this kind. */
    public boolean has(Token.Kind kind) {
        return kinds.contains(kind);
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
        return new Page(text, tokens.subList(from, to));
    }

    /** Index of the first token of the line that token {@code i} stands in. */
    public int lineStart(int i) {
        int at = i;
        while (at > 0 && !tokens.get(at - 1).is(Token.Kind.NEWLINE)) {
            at--;
        }
        return at;
    }

    /** Index after the last token of the line that token {@code i} stands in. */
    public int lineEnd(int i) {
        int at = i;
        while (at < tokens.size() && !tokens.get(at).is(Token.Kind.NEWLINE)) {
            at++;
        }
        return at;
    }
}
