package io.signalroom.parse.grammar;

import io.signalroom.parse.grammar.PriceSlots.Slot;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/**
 * Walks the tokens once and lets each label open its slot in {@link PriceSlots}, into which the numbers behind it fall. A
 * line that begins with an unknown word, or another label, closes the slot. Numbers outside a slot are nobody's prices.
 */
final class PlanReader {
    private final Page page;
    private final boolean bullish;
    private final Plan plan = new Plan();
    private final PriceSlots slots;
    private final LeverageGrammar leverage;
    private boolean block;
    private boolean fresh = true;
    private String entryWord;

    private PlanReader(Page page, boolean bullish) {
        this.page = page;
        this.bullish = bullish;
        this.slots = new PriceSlots(page, plan);
        this.leverage = new LeverageGrammar(page, plan);
    }

    /** The prices of the page; {@code bullish} tells what "sell" labels. */
    static Plan read(Page page, boolean bullish) {
        PlanReader reader = new PlanReader(page, bullish);
        for (int i = 0; i < page.size(); i++) {
            reader.token(page.get(i), i);
        }
        return reader.plan;
    }

    private void token(Token token, int i) {
        switch (token.kind()) {
            case NEWLINE -> line(i);
            case WORD -> word(token, i);
            case NUMBER -> number(token, i);
            case PERCENT -> percent(token);
            case MULTIPLE -> leverage.multiple(i, slots.in(Slot.LEVERAGE));
            case TIMEFRAME -> timeframe(token, i);
            case PAIR -> coin();
            case PUNCT -> slots.punctuation(token);
            case INDEX -> slots.join();
            default -> slots.interrupt();
        }
        fresh &= token.is(Kind.NEWLINE) || token.is(Kind.PUNCT) || token.is(Kind.INDEX) || sign(token);
    }

    private static boolean sign(Token token) {
        return token.is(Role.TICK) || token.is(Role.CROSS) || token.is(Role.UP) || token.is(Role.DOWN);
    }

    private void line(int i) {
        Token next = page.peek(i + 1);
        block &= next == null || !next.is(Kind.NEWLINE);
        slots.line();
        fresh = true;
    }

    private void word(Token token, int i) {
        if (token.term() == null) {
            plain(token);
        } else if (!block && (!slots.in(Slot.ASIDE) || reopens(i))) {
            known(token, i);
        }
    }

    private void known(Token token, int i) {
        switch (token.term().role()) {
            case ENTRY -> slots.open(Slot.ENTRY);
            case TARGET -> slots.open(Slot.TARGET);
            case STOP -> slots.open(Slot.STOP);
            case LEVERAGE -> slots.open(Slot.LEVERAGE);
            case SIDE -> side(token, i);
            case PRICE -> price(token);
            case MARKET -> market(token);
            case ASIDE -> slots.open(Slot.ASIDE);
            case ASIDE_BLOCK -> block = true;
            case SUBJECT -> slots.open(Slot.NONE);
            case MINUTES -> minutes(i);
            case QUOTE, CHAIN -> currency(token);
            default -> {
                if (!small(token.term().role())) {
                    slots.interrupt();
                }
            }
        }
    }

    /** A currency behind a price is its unit; elsewhere it may be the coin. */
    private void currency(Token token) {
        if (token.asset() != null && slots.in(Slot.NONE)) {
            coin();
        }
    }

    /** Words that may stand between two prices of a list. */
    private static boolean small(Role role) {
        return switch (role) {
            case FILLER, QUOTE, SATOSHI, EXCHANGE, CHAIN, HORIZON, SPOT, FUTURES, CHART -> true;
            case UP, DOWN, TICK, CROSS, ORDINAL, CLOSE, MOVE, ALL -> true;
            default -> false;
        };
    }

    /** Inside an aside only a new clause brings back the plan: {@code Risk 2% | SL 0.5}. */
    private boolean reopens(int i) {
        Token before = page.peek(i - 1);
        return before != null && before.is(Kind.PUNCT) && "|,/;".indexOf(before.mark()) >= 0;
    }

    private void plain(Token token) {
        if (token.asset() != null) {
            coin();
        } else if (!fresh || !letter(token)) {
            slots.junk(fresh);
        }
    }

    /** Lines that begin with a bare {@code E}, {@code T} or {@code S}. */
    private boolean letter(Token token) {
        if (token.end() - token.start() > 1) {
            return false;
        }
        switch (page.text().at(token.start())) {
            case 'E' -> slots.open(Slot.ENTRY);
            case 'T' -> slots.open(Slot.TARGET);
            case 'S' -> slots.open(Slot.STOP);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void coin() {
        if (slots.in(Slot.NONE) || (fresh && slots.filled())) {
            slots.head(false);
        } else {
            slots.interrupt();
        }
    }

    /** A direction word opens the plan, or labels its entry or its targets. */
    private void side(Token token, int i) {
        boolean waiting = !slots.filled() && (slots.in(Slot.ENTRY) || slots.in(Slot.TARGET));
        if (waiting && !fresh) {
            return;
        }
        String word = token.term().value();
        boolean sell = word.equals("SELL");
        Token next = page.peek(i + 1);
        boolean label =
                next != null && (next.is(Role.FILLER) || (next.is(Kind.PUNCT) && ":=-@".indexOf(next.mark()) >= 0));
        if (sell && bullish) {
            boolean priced = label || (next != null && (next.is(Kind.NUMBER) || next.punct('$')));
            slots.open(priced ? Slot.TARGET : Slot.NONE);
            return;
        }
        boolean trade = sell || word.equals("BUY");
        boolean exit = trade && entryWord != null && !plan.entries.isEmpty() && !entryWord.equals(word);
        if (exit && !bullish) {
            slots.open(Slot.TARGET);
        } else if (label && trade) {
            slots.open(Slot.ENTRY);
        } else {
            slots.head(true);
        }
        entryWord = label && trade && entryWord == null ? word : entryWord;
    }

    private void price(Token token) {
        boolean waiting = !slots.filled() && (slots.in(Slot.ENTRY) || slots.in(Slot.TARGET) || slots.in(Slot.STOP));
        if (slots.in(Slot.ENTRY) && waiting && "NOW".equals(token.term().value())) {
            market(token);
        }
        if (!waiting || fresh) {
            slots.open(Slot.LOOSE);
        }
    }

    private void market(Token token) {
        boolean calls = slots.in(Slot.ENTRY) || slots.in(Slot.HEAD) || slots.in(Slot.LOOSE);
        if (calls && !slots.filled() && plan.market == null) {
            plan.market = token;
        }
    }

    /** "15 Minutes Timeframe". */
    private void minutes(int i) {
        Token number = page.peek(i - 1);
        Token chart = page.peek(i + 1);
        boolean interval = number != null && number.is(Kind.NUMBER) && chart != null && chart.is(Role.CHART);
        if (interval && plan.timeframe == null) {
            plan.timeframe = number;
        }
        slots.interrupt();
    }

    /** A candle named in the stop condition is no timeframe, unless it is called one. */
    private void timeframe(Token token, int i) {
        Token before = page.peek(i - 1);
        boolean called = before != null && before.is(Role.CHART);
        if ((called || !slots.in(Slot.STOP)) && plan.timeframe == null) {
            plan.timeframe = token;
        }
    }

    private void number(Token token, int i) {
        if (block || duration(i) || LeverageGrammar.rangeBegin(page, i)) {
            return;
        }
        if (slots.in(Slot.LEVERAGE)) {
            leverage.bare(token, !slots.filled());
            slots.count();
        } else {
            slots.number(token, i);
        }
    }

    private boolean duration(int i) {
        Token next = page.peek(i + 1);
        return next != null && (next.is(Role.MINUTES) || next.is(Role.HOURS) || next.is(Role.DAYS));
    }

    private void percent(Token token) {
        if (!block) {
            slots.percent(token);
        }
    }
}
