package io.signalroom.parse.decide;

import io.signalroom.parse.grammar.Findings;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.PostKind;
import java.util.Arrays;

/** The clues that one post shows, as a set of indexes into {@link Clue#ALL}. */
public final class ClueSet {
    private static final int MANY_LINES = 6;

    private final long[] bits = new long[(Clue.ALL.size() + Long.SIZE - 1) / Long.SIZE];

    private ClueSet() {}

    /** The clues in what was found. */
    public static ClueSet of(Findings found) {
        ClueSet clues = new ClueSet();
        clues.add(Shape.ALWAYS);
        clues.form(found);
        clues.words(found.page());
        new PlanClues(clues, found).add();
        new NewsClues(clues, found).add();
        new TalkClues(clues, found).add();
        return clues;
    }

    /** The first clue shown from {@code index} on, or -1 if there is none. */
    public int next(int index) {
        for (int word = index / Long.SIZE; word < bits.length; word++) {
            long rest = word == index / Long.SIZE ? bits[word] & -1L << index : bits[word];
            if (rest != 0) {
                return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
            }
        }
        return -1;
    }

    void add(Shape shape) {
        add(shape.ordinal());
    }

    void add(Shape shape, boolean shown) {
        if (shown) {
            add(shape.ordinal());
        }
    }

    /** True if a word of {@link Role#BAIT} with this value was seen. */
    boolean baits(String value) {
        int index = Clue.ofBait(value);
        return (bits[index / Long.SIZE] & 1L << index) != 0;
    }

    private void add(int index) {
        bits[index / Long.SIZE] |= 1L << index;
    }

    private void form(Findings found) {
        Page page = found.page();
        int words = page.size() - page.count(Kind.NEWLINE) - page.count(Kind.PUNCT);
        add(words <= 6 ? Shape.TERSE : words <= 18 ? Shape.SHORT : words <= 50 ? Shape.MIDDLING : Shape.LONG);
        add(Shape.ONE_LINE, page.count(Kind.NEWLINE) == 0);
        add(Shape.MANY_LINES, page.count(Kind.NEWLINE) >= MANY_LINES && breaks(page) >= MANY_LINES);
        add(Shape.QUESTION, page.question());
        add(Shape.LINK, page.has(Kind.LINK));
        add(Shape.HANDLE, page.has(Kind.HANDLE));
        add(Shape.DATE, page.has(Kind.DATE));
        add(Shape.MULTIPLE, page.has(Kind.MULTIPLE));
        add(Shape.TIMEFRAME, page.has(Kind.TIMEFRAME));
        add(Shape.INDEXES, page.has(Kind.INDEX));
        add(Shape.ADDRESS, page.has(Kind.ADDRESS));
        add(Shape.TICKS, page.count(Role.TICK) >= 2);
        add(Shape.TICK_BULLETS, page.count(Role.TICK) >= 2 && bullets(page));
        int numbers = page.count(Kind.NUMBER);
        add(
                numbers == 0
                        ? Shape.NO_NUMBER
                        : numbers == 1 ? Shape.ONE_NUMBER : numbers <= 5 ? Shape.SOME_NUMBERS : Shape.MANY_NUMBERS);
        percents(page);
        add(Shape.ANSWERS, found.parent() != null);
        add(Shape.ANSWERS_CALL, found.parent() != null && found.parent().kind() == PostKind.TRADE_SIGNAL);
    }

    /** How many lines follow others; blank ones say nothing. */
    private static int breaks(Page page) {
        int breaks = 0;
        for (int i = 1; i < page.size() && page.has(Kind.NEWLINE); i++) {
            breaks += page.get(i - 1).is(Kind.NEWLINE) && !page.get(i).is(Kind.NEWLINE) ? 1 : 0;
        }
        return breaks;
    }

    /** True if most ticks begin a line and a number follows. */
    private static boolean bullets(Page page) {
        int bullets = 0;
        for (int i = 0; i + 1 < page.size(); i++) {
            boolean begins = page.get(i).is(Role.TICK) && page.lineStart(i) == i;
            bullets += begins && page.get(i + 1).is(Kind.NUMBER) ? 1 : 0;
        }
        return bullets > 1 && bullets == page.count(Role.TICK);
    }

    private void percents(Page page) {
        int count = page.count(Kind.PERCENT);
        add(Shape.PERCENT, count > 0);
        add(Shape.PERCENTS, count >= 3);
        boolean up = false;
        boolean down = false;
        for (int i = 0; i < page.size() && count > 0; i++) {
            Token token = page.get(i);
            up |= token.is(Kind.PERCENT) && token.mark() == '+';
            down |= token.is(Kind.PERCENT) && token.mark() == '-';
        }
        add(Shape.PERCENT_UP, up);
        add(Shape.PERCENT_DOWN, down);
    }

    private void words(Page page) {
        for (Role role : ROLES) {
            if (page.has(role)) {
                add(Clue.of(role));
            }
        }
        for (int i = 0; i < page.size() && page.has(Role.BAIT); i++) {
            Token token = page.get(i);
            if (token.is(Role.BAIT)) {
                add(Clue.ofBait(token.term().value()));
            }
        }
    }

    private static final Role[] ROLES = Arrays.stream(Role.values())
            .filter(role -> role != Role.FILLER && role != Role.STOPWORD && role != Role.QUOTE)
            .toArray(Role[]::new);
}
