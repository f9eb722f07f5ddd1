package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Match;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Term;
import io.signalroom.parse.vocab.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One pass from normalised text to tokens. Every step moves forward and looks ahead by a bounded number of characters, so
 * the work is linear in the text. Signs without a meaning are dropped like spaces.
 */
public final class Lexer {
    /** Tokens read at most; a real post has some hundred, and a price behind so many is nobody's signal. */
    public static final int MAX_TOKENS = 1_536;

    private static final Term ARROW = new Term(Role.ARROW, "");
    private static final String PUNCTUATION = "-/|,:;()[]_~=<>+@#$&?!\\.*»«";

    private final NormalText text;
    private final Vocabulary vocabulary;
    private final NumberReader numbers;
    private final WordReader words;
    private final List<Token> tokens = new ArrayList<>(64);
    private boolean commaDecimal;
    private boolean pointDecimal;
    /** Two numbers stand beside each other. */
    private boolean spaced;
    /** A bracket opens, or a word with a meaning is a coin as well. */
    private boolean named;
    /** A number may be an ordinal. */
    private boolean counted;

    private Lexer(NormalText text, Vocabulary vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
        this.numbers = new NumberReader(text);
        this.words = new WordReader(text, vocabulary);
    }

    /** The tokens of {@code text}. */
    public static Page read(NormalText text, Vocabulary vocabulary) {
        Lexer lexer = new Lexer(text, vocabulary);
        lexer.run();
        lexer.settle();
        return new Page(text, lexer.tokens.toArray(Token[]::new));
    }

    private void run() {
        for (int i = 0; i < text.length() && tokens.size() < MAX_TOKENS; ) {
            char c = text.at(i);
            if (c == ' ') {
                i++;
            } else if (c == '\n') {
                add(new Token(Kind.NEWLINE, i, i + 1, Token.NONE));
                i++;
            } else {
                i = token(c, i);
            }
        }
    }

    /** What only the whole page tells, where something asks for it. */
    private void settle() {
        settleCommas();
        if (spaced) {
            SpacedNumbers.settle(text, tokens);
        }
        if (named) {
            Names.settle(text, tokens);
        }
        if (counted) {
            Ordinals.settle(text, tokens);
        }
    }

    private int token(char c, int i) {
        if (Letters.letter(c)) {
            return word(i, i, Token.NONE);
        }
        if (Letters.digit(c)) {
            return digit(i, i, Token.NONE);
        }
        if (c == '#' || c == '$') {
            return tag(c, i);
        }
        if (c == '@' && Letters.letter(text.at(i + 1))) {
            return add(new Token(Kind.HANDLE, i, words.handleEnd(i + 1), Token.NONE));
        }
        if (c == '.' && Letters.digit(text.at(i + 1)) && text.at(i - 1) != '.' && !Letters.wordly(text.at(i - 1))) {
            return number(i);
        }
        if (c == '%' && Letters.digit(text.at(i + 1))) {
            Token percent = numbers.percent(i);
            return percent == null ? i + 1 : add(percent);
        }
        return sign(c, i);
    }

    private int tag(char c, int i) {
        int at = text.at(i + 1) == ' ' && Letters.latin(text.at(i + 2)) && c == '#' ? i + 2 : i + 1;
        char next = text.at(at);
        if (Letters.letter(next)) {
            return c == '$' && currency(i) ? add(new Token(Kind.PUNCT, i, i + 1, c)) : word(i, at, c);
        }
        if (Letters.digit(next) && words.letteredRun(at)) {
            Token interval = numbers.read(at);
            return interval.is(Kind.TIMEFRAME) ? add(interval) : digit(i, at, c);
        }
        return add(new Token(Kind.PUNCT, i, i + 1, c));
    }

    /** True for the money of a number that a label is glued to: {@code 2.143$Stop}. */
    private boolean currency(int i) {
        Match match = Letters.digit(text.at(i - 1)) ? vocabulary.match(text, i + 1) : null;
        return match != null && match.term() != null && match.asset() == null;
    }

    private int word(int from, int at, char mark) {
        char c = text.lowerAt(at);
        boolean multiplies = (c == 'x' || c == 'х') && Letters.digit(text.at(at + 1));
        if (multiplies && mark == Token.NONE && !words.address(at)) {
            Token multiple = numbers.multiple(at);
            if (multiple != null) {
                return add(multiple);
            }
        }
        if (money(at)) {
            return text.at(at + 1) == '$' ? at + 2 : at + 3;
        }
        Token interval = mark == Token.NONE ? numbers.interval(at) : null;
        if (interval != null) {
            return add(interval);
        }
        Token token = words.read(from, at, mark);
        return token == null ? at + 1 : add(token);
    }

    /** {@code US$}, {@code R$}: a sign of money. */
    private boolean money(int at) {
        int sign = text.at(at + 1) == '$'
                ? at + 1
                : text.at(at + 2) == '$' && Letters.latin(text.at(at + 1)) ? at + 2 : -1;
        int value = sign > 0 && text.at(sign + 1) == ' ' ? sign + 2 : sign + 1;
        return sign > 0 && Letters.digit(text.at(value)) && !Letters.wordly(text.at(at - 1));
    }

    /** A word may begin with a digit: {@code 1INCH}, {@code 0x…}, {@code 1st}. */
    private int digit(int from, int at, char mark) {
        if (words.letteredRun(at)) {
            Token token = words.readNumbered(from, at, mark);
            if (token != null) {
                return add(token);
            }
        }
        return number(at);
    }

    private int number(int i) {
        Token before = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        boolean label = before != null && (before.is(Role.TARGET) || before.is(Role.ENTRY) || before.is(Role.STOP));
        Token token = Minutes.settle(text, tokens, label ? numbers.readBehindLabel(i) : numbers.read(i));
        Figure figure = token.figure();
        if (figure != null) {
            boolean decimal = figure.style() == Style.DECIMAL;
            boolean comma = decimal && lastMark(i, token.end()) == ',';
            commaDecimal |= comma;
            pointDecimal |= decimal && !comma;
        }
        return add(token);
    }

    /** The last point or comma between two positions; the point if there is none. */
    private char lastMark(int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (text.at(i) == ',' || text.at(i) == '.') {
                return text.at(i);
            }
        }
        return '.';
    }

    private int sign(char c, int i) {
        if (c < 0x80 || c == '»' || c == '«') {
            if (c == '.' && text.at(i + 1) == '.' && text.at(i - 1) != '.') {
                add(new Token(Kind.PUNCT, i, i + 1, '~'));
                return i + 1;
            }
            boolean dots = c == '.' && (text.at(i - 1) == c || text.at(i + 1) == c);
            boolean repeated = dots || (text.at(i - 1) == c && text.at(i + 1) == c);
            if (!repeated && PUNCTUATION.indexOf(c) >= 0) {
                add(new Token(Kind.PUNCT, i, i + 1, c));
            }
            return i + 1;
        }
        Match match = vocabulary.match(text, i);
        if (match == null) {
            return Letters.arrow(c) ? add(Token.word(i, i + 1, Token.NONE, ARROW, null)) : i + 1;
        }
        return add(Token.word(i, match.end(), Token.NONE, match.term(), null));
    }

    private int add(Token token) {
        Token before = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        Token joined = before != null && token.start() - before.end() <= 1 ? Compound.of(before, token, numbers) : null;
        if (joined != null) {
            tokens.set(tokens.size() - 1, joined);
        } else {
            note(token);
            tokens.add(token);
        }
        return token.end();
    }

    private void note(Token token) {
        if (token.is(Kind.NUMBER)) {
            spaced |= !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(Kind.NUMBER);
            counted |= token.figure().ordinal();
        } else {
            named |= token.punct('(') || (token.asset() != null && token.term() != null);
        }
    }

    /** Where commas are decimal marks throughout, {@code 30,200} is 30.2 as well. */
    private void settleCommas() {
        if (!commaDecimal || pointDecimal) {
            return;
        }
        for (Token token : tokens) {
            Figure figure = token.figure();
            if (figure != null && figure.style() == Style.COMMA_GROUP) {
                BigDecimal value = figure.value().movePointLeft(3);
                token.figure(Figure.of(value, figure.digits(), Style.DECIMAL));
            }
        }
    }
}
