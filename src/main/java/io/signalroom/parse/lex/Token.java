package io.signalroom.parse.lex;

import io.signalroom.parse.vocab.Asset;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Term;

/** A piece of a post with its type. Filled by the lexer, not changed afterwards. */
public final class Token {
    /** Types of tokens. */
    public enum Kind {
        NEWLINE,
        /** A word or phrase, known or not; also a sign with a meaning, such as a tick. */
        WORD,
        NUMBER,
        PERCENT,
        /** {@code 10x}, {@code x7}. */
        MULTIPLE,
        /** {@code 4h}, {@code 15М}. */
        TIMEFRAME,
        /** A date or a time of day. */
        DATE,
        /** A keycap digit, which counts lines. */
        INDEX,
        PAIR,
        ADDRESS,
        LINK,
        HANDLE,
        PUNCT;

        /** How many there are. */
        public static final int COUNT = values().length;
    }

    /** No mark. */
    public static final char NONE = 0;

    private final Kind kind;
    private final int start;
    private final int end;
    private final char mark;
    private Term term;
    private Role role;
    private Asset asset;
    private final Pair pair;
    private Figure figure;

    Token(Kind kind, int start, int end, char mark) {
        this(kind, start, end, mark, null, null, null, null, null);
    }

    private Token(
            Kind kind, int start, int end, char mark, Term term, Role role, Asset asset, Pair pair, Figure figure) {
        this.kind = kind;
        this.start = start;
        this.end = end;
        this.mark = mark;
        this.term = term;
        this.role = role;
        this.asset = asset;
        this.pair = pair;
        this.figure = figure;
    }

    /** A word or phrase with its meaning, each of which may be null. */
    static Token word(int start, int end, char mark, Term term, Asset asset) {
        Role role = term == null ? null : term.role();
        return new Token(Kind.WORD, start, end, mark, term, role, asset, null, null);
    }

    /** A number, percentage, multiple, interval or index. */
    static Token figure(Kind kind, int start, int end, char mark, Figure figure) {
        return new Token(kind, start, end, mark, null, null, null, null, figure);
    }

    /** A base and its quote. */
    static Token pair(int start, int end, Pair pair) {
        return new Token(Kind.PAIR, start, end, NONE, null, null, null, pair, null);
    }

    /** Corrects what the word means, as the words around it tell it. */
    Token meaning(Term newTerm, Asset newAsset) {
        term = newTerm;
        role = newTerm == null ? null : newTerm.role();
        asset = newAsset;
        return this;
    }

    /** Corrects what the number is, as the whole page tells it. */
    void figure(Figure newFigure) {
        figure = newFigure;
    }

    /** Its type. */
    public Kind kind() {
        return kind;
    }

    /** Where it begins in the normalised text, with its tag or sign. */
    public int start() {
        return start;
    }

    /** Where it ends in the normalised text, exclusive. */
    public int end() {
        return end;
    }

    /** Tag of a word ({@code #} or {@code $}), sign of a percentage, the character of a PUNCT, or {@link #NONE}. */
    public char mark() {
        return mark;
    }

    /** Meaning of a known word, or null. */
    public Term term() {
        return term;
    }

    /** The coin a word names, or null. */
    public Asset asset() {
        return asset;
    }

    /** The pair of a PAIR, else null. */
    public Pair pair() {
        return pair;
    }

    /** The number of a NUMBER, PERCENT, MULTIPLE, TIMEFRAME or INDEX, else null. */
    public Figure figure() {
        return figure;
    }

    /** What a known word does, or null. */
    public Role role() {
        return role;
    }

    /** True if it is of this type. */
    public boolean is(Kind k) {
        return kind == k;
    }

    /** True for a known word with this role. */
    public boolean is(Role r) {
        return role == r;
    }

    /** True for this sign. */
    public boolean punct(char c) {
        return kind == Kind.PUNCT && mark == c;
    }

    /** True for a word with a tag: {@code #SOL}, {@code $SOL}. */
    public boolean tagged() {
        return kind == Kind.WORD && (mark == '#' || mark == '$');
    }

    /** True for a word the vocabulary does not know. */
    public boolean unknown() {
        return kind == Kind.WORD && term == null && asset == null;
    }
}
