package io.signalroom.parse.lex;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Match;
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
    public static final int MAX_TOKENS = 2_048;

    private static final String PUNCTUATION = "-/|,:;()[]_~=<>+@#$&?!\\.*»«";

    private final NormalText text;
    private final Vocabulary vocabulary;
    private final NumberReader numbers;
    private final WordReader words;
    private final List<Token> tokens = new ArrayList<>(64);
    private boolean commaDecimal;
    private boolean pointDecimal;

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
        lexer.settleCommas();
        return new Page(text, lexer.tokens);
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
        if (c == '.' && Letters.digit(text.at(i + 1)) && !Letters.wordly(text.at(i - 1))) {
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
            return word(i, at, c);
        }
        if (Letters.digit(next) && words.letteredRun(at)) {
            return digit(i, at, c);
        }
        return add(new Token(Kind.PUNCT, i, i + 1, c));
    }

    private int word(int from, int at, char mark) {
        char c = text.lowerAt(at);
        if ((c == 'x' || c == 'х') && Letters.digit(text.at(at + 1)) && mark == Token.NONE) {
            Token multiple = numbers.multiple(at);
            if (multiple != null) {
                return add(multiple);
            }
        }
        Token token = words.read(from, at, mark);
        return token == null ? at + 1 : add(token);
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
        Token token = numbers.read(i);
        Figure figure = token.figure();
        if (figure != null) {
            boolean comma = figure.style() == Style.DECIMAL
                    && text.slice(i, token.end()).indexOf(',') >= 0;
            commaDecimal |= comma;
            pointDecimal |= figure.style() == Style.DECIMAL && !comma;
        }
        return add(token);
    }

    private int sign(char c, int i) {
        if (c < 0x80 || c == '»' || c == '«') {
            boolean repeated = text.at(i - 1) == c && text.at(i + 1) == c;
            if (!repeated && PUNCTUATION.indexOf(c) >= 0) {
                add(new Token(Kind.PUNCT, i, i + 1, c));
            }
            return i + 1;
        }
        Match match = vocabulary.match(text, i);
        if (match == null) {
            return i + 1;
        }
        return add(new Token(Kind.WORD, i, match.end(), Token.NONE).meaning(match.term(), null));
    }

    private int add(Token token) {
        tokens.add(token);
        return token.end();
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
                token.of(Figure.of(value, figure.digits(), Style.DECIMAL));
            }
        }
    }
}
