package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Figure;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import java.util.List;

/**
 * Walks the tokens once and lets each label open its slot in {@link OpenSlot}, into which the numbers behind it fall. A
 * line that begins with an unknown word, or another label, closes the slot. What the numbers are in the end is decided by
 * {@link PlanSolver}, which weighs these words against where the numbers lie.
 */
public final class PlanReader {
    private final Page page;
    private final Plan plan = new Plan();
    private final PriceSlots prices;
    private final OpenSlot slots;
    private final LeverageGrammar leverage;
    private final Ahead ahead;
    private final Counts counts;
    private final Percents percents;
    private final Labels labels;
    private final HeadWords heads;
    private final Initials initials;
    private final Intervals intervals;
    private boolean block;
    private boolean fresh = true;

    private PlanReader(Page page) {
        this.page = page;
        this.prices = new PriceSlots(page, plan);
        this.slots = prices.slot();
        this.leverage = new LeverageGrammar(page, plan);
        this.ahead = new Ahead(page);
        this.counts = new Counts(page);
        this.percents = new Percents(page, plan, slots);
        this.labels = new Labels(page, plan, prices);
        this.heads = new HeadWords(page, plan, prices, labels);
        this.initials = new Initials(page, slots);
        this.intervals = new Intervals(page, plan, prices);
    }

    /**
     * The plan on this page.
     *
     * @param direction the direction words of the page
     * @param market what is traded, for its plausible prices
     */
    public static Plan read(Page page, Direction direction, Market market) {
        PlanReader reader = new PlanReader(page);
        for (int i = 0; i < page.size(); i++) {
            reader.token(page.get(i), i);
        }
        List<Mention> mentions = Legend.apply(page, Runs.withWordsBehind(page, reader.prices.mentions()));
        PlanSolver.solve(new PriceScale(page, market).settle(mentions), direction, reader.plan);
        return reader.plan;
    }

    private void token(Token token, int i) {
        switch (token.kind()) {
            case NEWLINE -> line(i);
            case WORD -> word(token, i);
            case NUMBER -> number(token, i);
            case PERCENT -> percent(token, i);
            case MULTIPLE -> multiple(i);
            case TIMEFRAME -> intervals.timeframe(token, i);
            case PAIR -> heads.pair(fresh);
            case PUNCT -> punctuation(token, i);
            case INDEX -> slots.index(token, slots.fresh());
            default -> slots.interrupt();
        }
        fresh &= token.is(Kind.NEWLINE)
                || token.is(Kind.PUNCT)
                || token.is(Kind.INDEX)
                || token.is(Role.ORDINAL)
                || slots.counted(token)
                || ahead.picture(token)
                || ahead.sign(token);
    }

    private void multiple(int i) {
        boolean whole = page.get(i).figure().style() == Figure.Style.WHOLE;
        leverage.multiple(i, slots.bracketed() && whole ? Slot.NONE : slots.slot()); // "(5x)", not "(x1.97)"
        if (slots.in(Slot.LEVERAGE)) {
            slots.count();
        }
    }

    /** At the beginning of a line brackets may hold a label, or prices whose label stands behind: {@code (0.35) stop}. */
    private void punctuation(Token token, int i) {
        Token next = page.peek(i + 1);
        boolean opens = fresh && (token.punct('(') || token.punct('[')) && next != null;
        if (boxed(token, i)) {
            return;
        }
        boolean held =
                opens && (next.is(Role.ENTRY) || next.is(Role.TARGET) || next.is(Role.STOP) || next.is(Role.SIDE));
        if (!held && !(opens && slots.in(Slot.NONE))) {
            slots.punctuation(token, ahead.remark(i));
        }
    }

    /** {@code [0.498] [0.483]}: brackets around each number of a line that holds nothing else. */
    private boolean boxed(Token token, int i) {
        boolean open = token.punct('(') || token.punct('[');
        Token number = page.peek(i + 1);
        Token close = page.peek(i + 2);
        Token before = page.peek(i - 1);
        boolean row = before == null || before.is(Kind.NEWLINE) || before.punct(']') || before.punct(')');
        boolean led = row && (slots.in(Slot.HEAD) || slots.in(Slot.NONE));
        return open
                && led
                && number != null
                && number.is(Kind.NUMBER)
                && close != null
                && (close.punct(')') || close.punct(']'));
    }

    private void line(int i) {
        Token next = page.peek(i + 1);
        block &= next == null || !next.is(Kind.NEWLINE);
        slots.line();
        fresh = true;
    }

    private void word(Token token, int i) {
        boolean small = token.is(Role.FILLER) || token.is(Role.STOPWORD);
        if (fresh && small && token.end() - token.start() <= 2 && ahead.priced(i) && initials.letter(token, i)) {
            return;
        }
        if (token.term() == null) {
            plain(token, i);
        } else if (!block && (!slots.in(Slot.ASIDE) || labels.reopens(token, i))) {
            known(token, i);
        }
    }

    private void known(Token token, int i) {
        switch (token.term().role()) {
            case ENTRY -> labels.label(Labels.entry(token), i);
            case TARGET -> labels.label(Labels.target(token), i);
            case STOP -> labels.stop(i);
            case LEVERAGE -> slots.open(Slot.LEVERAGE);
            case SIDE -> heads.side(token, i, fresh);
            case PRICE -> {
                if (ordinal(i)) {
                    slots.join(); // "2nd price 0.6950"
                } else {
                    heads.price(token, i, fresh);
                }
            }
            case MARKET -> heads.market(token, i, fresh);
            case ASIDE -> labels.aside(i);
            case ASIDE_BLOCK -> block = true;
            case ICON, CROSS -> initials.icon(token, i, fresh);
            case CLOSE -> labels.exit(i, fresh);
            case BREAK -> labels.breaks(i);
            case PROFIT -> labels.field(Slot.TARGET, i);
            case LOSS -> labels.field(Slot.STOP, i);
            case ARROW -> slots.arrow();
            case ORDINAL -> slots.join();
            case HALF -> {
                if (slots.selling()) {
                    slots.join(); // "sell half at 14.90, the rest at 16"
                } else {
                    slots.interrupt();
                }
            }
            case HORIZON -> labels.horizon(i, fresh);
            case FILLER -> labels.margin(token, i);
            case SUBJECT -> slots.open(Slot.NONE);
            case MINUTES, HOURS, DAYS -> intervals.interval(i);
            case QUOTE, CHAIN -> heads.currency(token, fresh);
            default -> {
                if (!Ahead.small(token.term().role()) && !parted(token, i)) {
                    slots.interrupt();
                }
            }
        }
    }

    /** "Half in the 14.90": a small word behind the part of a position. */
    private boolean parted(Token token, int i) {
        return token.is(Role.STOPWORD) && i > 0 && page.get(i - 1).is(Role.HALF);
    }

    /** True if the word at {@code i} is counted as a further one, and its price follows. */
    private boolean ordinal(int i) {
        Token before = page.peek(i - 1);
        return before != null && before.is(Role.ORDINAL) && slots.filled() && ahead.priced(i);
    }

    private void plain(Token token, int i) {
        Token next = page.peek(i + 1);
        if (fresh && next != null && next.punct(':') && !slots.filled()) {
            slots.close(); // the line has a label of its own
        }
        boolean bullet = fresh && token.end() - token.start() == 1 && next != null && next.punct(')');
        boolean counted = fresh && ordinal(i); // "second bid 8.02"
        if (bullet || counted) {
            slots.join();
        } else if (token.asset() != null && !initial(token, i)) {
            heads.coin(fresh);
        } else if (!fresh || !initials.letter(token, i)) {
            slots.junk(fresh);
        }
    }

    /** "S 6.02" below other prices is the stop, not a coin of that name. */
    private boolean initial(Token token, int i) {
        boolean letter =
                fresh && token.end() - token.start() == 1 && !prices.mentions().isEmpty();
        return letter && ahead.priced(i);
    }

    private void number(Token token, int i) {
        if (counts.score(i)) {
            if (slots.in(Slot.LEVERAGE) && !counts.ratio(i)) {
                leverage.bare(token, true); // "1:10"
            }
            slots.join();
            return;
        }
        if (counts.fraction(i)) {
            slots.join();
            return;
        }
        if (block || counts.duration(i) || LeverageGrammar.rangeBegin(page, i, slots.in(Slot.STOP))) {
            return;
        }
        if (counts.minutes(token, i)) {
            plan.timeframe = plan.timeframe == null ? token : plan.timeframe;
            return;
        }
        if (slots.in(Slot.LEVERAGE)) {
            leverage.bare(token, slots.goesOn());
            slots.count();
        } else {
            prices.number(token, i);
        }
    }

    private void percent(Token token, int i) {
        if (!block) {
            percents.take(token, i);
        }
    }
}
