package io.signalroom.parse.plan;

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
        this.labels = new Labels(page, plan, prices);
        this.heads = new HeadWords(page, plan, prices, labels);
        this.initials = new Initials(page, slots);
        this.intervals = new Intervals(page, plan, prices);
    }

    /**
     * The plan on this page.
     *
     * @param direction the direction words of the page
     * @param symbol base asset in capitals, for its plausible prices; may be null
     * @param satoshi true if whole prices are satoshi
     */
    public static Plan read(Page page, Direction direction, String symbol, boolean satoshi) {
        PlanReader reader = new PlanReader(page);
        for (int i = 0; i < page.size(); i++) {
            reader.token(page.get(i), i);
        }
        List<Mention> mentions = Legend.apply(page, Runs.withWordsBehind(page, reader.prices.mentions()));
        PlanSolver.solve(new PriceScale(page.text(), satoshi, symbol).settle(mentions), direction, reader.plan);
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
        leverage.multiple(i, slots.slot());
        if (slots.in(Slot.LEVERAGE)) {
            slots.count();
        }
    }

    /** At the beginning of a line brackets may hold a label, or prices whose label stands behind: {@code (0.35) stop}. */
    private void punctuation(Token token, int i) {
        Token next = page.peek(i + 1);
        boolean opens = fresh && (token.punct('(') || token.punct('[')) && next != null;
        boolean held =
                opens && (next.is(Role.ENTRY) || next.is(Role.TARGET) || next.is(Role.STOP) || next.is(Role.SIDE));
        if (!held && !(opens && slots.in(Slot.NONE))) {
            slots.punctuation(token, ahead.remark(i));
        }
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
            case TARGET -> labels.label(Slot.TARGET, i);
            case STOP -> labels.stop(i);
            case LEVERAGE -> slots.open(Slot.LEVERAGE);
            case SIDE -> heads.side(token, i, fresh);
            case PRICE -> heads.price(token, fresh);
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
            case HORIZON -> labels.horizon(i, fresh);
            case FILLER -> labels.margin(token, i);
            case SUBJECT -> slots.open(Slot.NONE);
            case MINUTES, HOURS, DAYS -> intervals.interval(i);
            case QUOTE, CHAIN -> heads.currency(token, fresh);
            default -> {
                if (!ahead.small(token.term().role())) {
                    slots.interrupt();
                }
            }
        }
    }

    private void plain(Token token, int i) {
        Token next = page.peek(i + 1);
        if (fresh && next != null && next.punct(':') && !slots.filled()) {
            slots.close(); // the line has a label of its own
        }
        boolean bullet = fresh && token.end() - token.start() == 1 && next != null && next.punct(')');
        if (bullet) {
            slots.join();
        } else if (token.asset() != null) {
            heads.coin(fresh);
        } else if (!fresh || !initials.letter(token, i)) {
            slots.junk(fresh);
        }
    }

    private void number(Token token, int i) {
        if (ahead.score(i)) {
            slots.join();
            return;
        }
        if (block || ahead.duration(i) || LeverageGrammar.rangeBegin(page, i, slots.in(Slot.STOP))) {
            return;
        }
        if (ahead.minutes(token, i)) {
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
            prices.percent(token, i);
        }
    }
}
