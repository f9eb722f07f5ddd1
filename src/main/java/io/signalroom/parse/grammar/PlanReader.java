package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Figure;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import java.math.BigDecimal;
import java.util.List;

/**
 * Walks the tokens once and puts each number into the slot that the last label opened. A label opens a slot; numbers fill
 * it as long as only separators and small words stand between them; a line that begins with an unknown word, or another
 * label, closes it. Numbers outside a slot are nobody's prices.
 */
final class PlanReader {
    private enum Slot {
        NONE,
        HEAD,
        LOOSE,
        ENTRY,
        TARGET,
        STOP,
        LEVERAGE,
        ASIDE
    }

    /** Unknown words tolerated between a label and its first number. */
    private static final int MAX_JUNK = 5;

    /** The same between a direction word and an entry without a label. */
    private static final int MAX_HEAD_JUNK = 2;

    private final Page page;
    private final boolean bullish;
    private final Plan plan = new Plan();
    private final LeverageGrammar leverage;
    private Slot slot = Slot.NONE;
    private Slot outer;
    private boolean block;
    private boolean fresh = true;
    private boolean joined = true;
    private boolean freshNumber = true;
    private String entryWord;
    private int lastIndex;
    private int collected;
    private int junk;

    private PlanReader(Page page, boolean bullish) {
        this.page = page;
        this.bullish = bullish;
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
            case MULTIPLE -> leverage.multiple(i, slot == Slot.LEVERAGE);
            case TIMEFRAME -> timeframe(token);
            case PAIR -> coin();
            case PUNCT -> punctuation(token);
            case INDEX -> joined = true;
            default -> joined = false;
        }
        if (!token.is(Kind.NEWLINE) && !token.is(Kind.PUNCT) && !sign(token)) {
            fresh = false;
        }
    }

    private static boolean sign(Token token) {
        return token.is(Role.TICK)
                || token.is(Role.CROSS)
                || token.is(Role.UP)
                || token.is(Role.DOWN)
                || token.is(Kind.INDEX);
    }

    private void line(int i) {
        if (outer != null) {
            slot = outer;
            outer = null;
        }
        Token next = page.peek(i + 1);
        if (next != null && next.is(Kind.NEWLINE)) {
            block = false;
        }
        boolean spent = slot == Slot.ASIDE
                || (slot == Slot.STOP || slot == Slot.LEVERAGE || slot == Slot.LOOSE) && collected > 0;
        if (spent) {
            slot = Slot.NONE;
        }
        fresh = true;
        freshNumber = true;
        joined = true;
    }

    private void open(Slot newSlot) {
        slot = newSlot;
        collected = 0;
        lastIndex = 0;
        junk = 0;
        joined = true;
    }

    private void word(Token token, int i) {
        if (token.term() == null) {
            plain(token);
            return;
        }
        if (block || slot == Slot.ASIDE && !reopens(i)) {
            return;
        }
        switch (token.term().role()) {
            case ENTRY -> open(Slot.ENTRY);
            case TARGET -> open(Slot.TARGET);
            case STOP -> open(Slot.STOP);
            case LEVERAGE -> open(Slot.LEVERAGE);
            case SIDE -> side(token, i);
            case PRICE -> loose(token);
            case MARKET -> market(token);
            case ASIDE -> open(Slot.ASIDE);
            case ASIDE_BLOCK -> block = true;
            case SUBJECT -> open(Slot.NONE);
            case MINUTES -> minutes(i);
            case QUOTE,
                    EXCHANGE,
                    CHAIN,
                    FILLER,
                    HORIZON,
                    SATOSHI,
                    SPOT,
                    FUTURES,
                    UP,
                    DOWN,
                    TICK,
                    CROSS,
                    ORDINAL,
                    CLOSE,
                    MOVE,
                    ALL,
                    CHART -> {}
            default -> unjoin();
        }
    }

    /** Inside an aside only a new clause brings back the plan: {@code Risk 2% | SL 0.5}. */
    private boolean reopens(int i) {
        Token before = page.peek(i - 1);
        return before != null && (before.punct('|') || before.punct(',') || before.punct('/') || before.punct(';'));
    }

    private void plain(Token token) {
        if (token.asset() != null) {
            coin();
            return;
        }
        if (fresh && token.end() - token.start() == 1 && letter(token)) {
            return;
        }
        if (fresh && (collected > 0 || slot == Slot.HEAD)) {
            slot = Slot.NONE;
        }
        unjoin();
        if (++junk > (slot == Slot.HEAD ? MAX_HEAD_JUNK : MAX_JUNK) && collected == 0 && slot != Slot.ASIDE) {
            slot = Slot.NONE;
        }
    }

    /** Lines that begin with a bare {@code E}, {@code T} or {@code S}. */
    private boolean letter(Token token) {
        Slot named = switch (page.text().at(token.start())) {
            case 'E' -> Slot.ENTRY;
            case 'T' -> Slot.TARGET;
            case 'S' -> Slot.STOP;
            default -> Slot.NONE;
        };
        if (named != Slot.NONE) {
            open(named);
        }
        return named != Slot.NONE;
    }

    private void unjoin() {
        joined &= collected == 0;
    }

    private void coin() {
        if (slot == Slot.NONE || fresh && collected > 0) {
            open(Slot.HEAD);
        } else {
            unjoin();
        }
    }

    private void side(Token token, int i) {
        boolean waiting = collected == 0 && (slot == Slot.ENTRY || slot == Slot.TARGET);
        boolean sell = "SELL".equals(token.term().value());
        if (waiting && !fresh) {
            return;
        }
        Token next = page.peek(i + 1);
        boolean label = next != null
                && (next.punct(':') || next.punct('=') || next.punct('-') || next.is(Role.FILLER) || next.punct('@'));
        if (sell && bullish) {
            open(label || number(next) ? Slot.TARGET : Slot.NONE);
            return;
        }
        boolean trade = "BUY".equals(token.term().value()) || sell;
        boolean exit = trade
                && !bullish
                && entryWord != null
                && !plan.entries.isEmpty()
                && !entryWord.equals(token.term().value());
        open(exit ? Slot.TARGET : label && trade ? Slot.ENTRY : Slot.HEAD);
        entryWord = label && trade && entryWord == null ? token.term().value() : entryWord;
    }

    private static boolean number(Token token) {
        return token != null && (token.is(Kind.NUMBER) || token.punct('$'));
    }

    private void loose(Token token) {
        boolean waiting = collected == 0 && (slot == Slot.ENTRY || slot == Slot.TARGET || slot == Slot.STOP);
        if (slot == Slot.ENTRY && waiting && "NOW".equals(token.term().value())) {
            market(token);
        }
        if (!waiting || fresh) {
            open(Slot.LOOSE);
        }
    }

    private void market(Token token) {
        boolean calls = slot == Slot.ENTRY || slot == Slot.HEAD || slot == Slot.LOOSE;
        if (calls && collected == 0 && plan.market == null) {
            plan.market = token;
        }
    }

    private void minutes(int i) {
        Token number = page.peek(i - 1);
        Token chart = page.peek(i + 1);
        if (number != null
                && number.is(Kind.NUMBER)
                && chart != null
                && chart.is(Role.CHART)
                && plan.timeframe == null) {
            plan.timeframe = number;
        }
        unjoin();
    }

    private void timeframe(Token token) {
        if (slot != Slot.STOP && plan.timeframe == null) {
            plan.timeframe = token;
        }
    }

    private void punctuation(Token token) {
        if (token.mark() == '(' || token.mark() == '[') {
            outer = slot;
            if (collected > 0) {
                slot = Slot.ASIDE;
            }
        } else if ((token.mark() == ')' || token.mark() == ']') && outer != null) {
            slot = slot == Slot.ASIDE || collected == 0 ? outer : slot;
            outer = null;
        } else if (token.mark() == '.' && slot == Slot.HEAD && page.text().at(token.end()) == ' ') {
            slot = Slot.NONE;
        }
    }

    private void number(Token token, int i) {
        if (block || duration(i) || LeverageGrammar.rangeBegin(page, i)) {
            return;
        }
        if (slot == Slot.LEVERAGE) {
            leverage.bare(token, collected == 0);
            collected++;
            return;
        }
        if (slot == Slot.NONE || slot == Slot.ASIDE || token.figure().value().signum() == 0) {
            return;
        }
        boolean first = freshNumber;
        freshNumber = false;
        if (ListIndex.counts(page, i, first, plan.targets.size() + 1)) {
            joined = true;
            lastIndex = token.figure().whole();
            return;
        }
        Token before = page.peek(i - 1);
        boolean id = before != null && before.punct('#');
        if (!id && (joined || collected == 0)) {
            take(unlisted(unglued(token, before), i), i);
        }
    }

    private boolean duration(int i) {
        Token next = page.peek(i + 1);
        return next != null && (next.is(Role.MINUTES) || next.is(Role.HOURS) || next.is(Role.DAYS));
    }

    /** {@code TP42.940} is the fourth target at 2.940. */
    private Price unglued(Token token, Token before) {
        Figure figure = token.figure();
        boolean glued = before != null && before.is(Role.TARGET) && before.end() == token.start();
        int index = plan.targets.size() + 1;
        if (!glued || figure.style() == Figure.Style.WHOLE || figure.value().scale() <= 0) {
            return Price.of(token);
        }
        String digits = figure.value().toPlainString();
        String prefix = String.valueOf(index);
        if (!digits.startsWith(prefix) || digits.charAt(prefix.length()) == '.') {
            return Price.of(token);
        }
        return new Price(
                new BigDecimal(digits.substring(prefix.length())),
                figure,
                token.start() + prefix.length(),
                token.end());
    }

    /** In {@code 1) 2.4752) 2.41} the first price is 2.475. */
    private Price unlisted(Price price, int i) {
        Token next = page.peek(i + 1);
        String digits = price.value().toPlainString();
        String index = String.valueOf(lastIndex + 1);
        boolean glued = lastIndex > 0 && outer == null && next != null && next.punct(')') && next.start() == price.end();
        if (!glued || price.value().scale() <= index.length() || !digits.endsWith(index)) {
            return price;
        }
        lastIndex++;
        joined = true;
        BigDecimal value = new BigDecimal(digits.substring(0, digits.length() - index.length()));
        return new Price(value, price.figure(), price.start(), price.end() - index.length());
    }

    private void take(Price price, int i) {
        collected++;
        switch (slot) {
            case ENTRY -> plan.entries.add(price);
            case HEAD -> plan.headPrices.add(price);
            case LOOSE -> plan.looseEntries.add(price);
            case TARGET -> {
                plan.targets.add(price);
                plan.tickedTargets += ticked(i) ? 1 : 0;
            }
            case STOP -> plan.stop = plan.stop == null && plan.stopPercent == null ? price : plan.stop;
            default -> {}
        }
    }

    private boolean ticked(int i) {
        Token next = page.peek(i + 1);
        Token after = page.peek(i + 2);
        return next != null && next.is(Role.TICK) && (after == null || !after.is(Kind.NUMBER));
    }

    private void percent(Token token) {
        if (block || slot == Slot.ASIDE || outer != null && collected > 0) {
            return;
        }
        if (slot == Slot.STOP && collected == 0 && plan.stop == null && plan.stopPercent == null) {
            plan.stopPercent = Price.of(token);
            collected++;
        } else if (slot == Slot.TARGET && (collected == 0 || plan.targets.isEmpty() && joined)) {
            plan.targetPercents.add(Price.of(token));
            collected++;
        }
        joined = true;
    }

    /** Lists that are given twice (bilingual posts) count once. */
    static List<Price> once(List<Price> prices) {
        int half = prices.size() / 2;
        if (half < 2 || prices.size() % 2 != 0) {
            return prices;
        }
        for (int i = 0; i < half; i++) {
            if (prices.get(i).value().compareTo(prices.get(i + half).value()) != 0) {
                return prices;
            }
        }
        return prices.subList(0, half);
    }
}
