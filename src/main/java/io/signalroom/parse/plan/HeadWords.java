package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** Words that open a plan: coins, directions, "price" and "now", some of which also label prices. */
final class HeadWords {
    private final Page page;
    private final Plan plan;
    private final OpenSlot slots;
    private final PriceSlots prices;
    private final Ahead ahead;
    private final Labels labels;

    HeadWords(Page page, Plan plan, PriceSlots prices, Labels labels) {
        this.page = page;
        this.plan = plan;
        this.prices = prices;
        this.slots = prices.slot();
        this.ahead = new Ahead(page);
        this.labels = labels;
    }

    /** A direction word opens the plan, or labels its entry or its targets. */
    void side(Token token, int i, boolean fresh) {
        if (labels.waiting() && !fresh && !answered(i) && !slots.loose()) {
            return;
        }
        Token next = page.peek(i + 1);
        boolean heads = fresh && heads(i);
        boolean ends = next == null || (next.is(Kind.NEWLINE) && !heads);
        boolean trade =
                token.term().value().equals("BUY") || token.term().value().equals("SELL");
        if (trade) {
            slots.openTrade(Labels.entry(token), heads || labels(i) || ahead.told(i));
        } else if (ends && prices.contests(i)) {
            slots.close(); // "5.44 - 5.30 long"
            return;
        } else {
            slots.head(true);
        }
        prices.contest(i);
    }

    /** True if the label before has its answer: "entry: market, sell: 0.5". */
    private boolean answered(int i) {
        Token answer = page.peek(i - 2);
        return answer != null && answer.is(Role.MARKET) && page.get(i - 1).punct(',');
    }

    /** True if the word at {@code i} ends its line and numbers follow on the next. */
    private boolean heads(int i) {
        int at = i + 1;
        while (at < page.size() && page.get(at).is(Kind.NEWLINE)) {
            at++;
        }
        Token list = page.peek(at);
        return at > i + 1 && list != null && (list.is(Kind.NUMBER) || list.is(Kind.INDEX));
    }

    /** True if what follows makes the direction word at {@code i} the label of a price. */
    private boolean labels(int i) {
        Token next = page.peek(i + 1);
        return next != null
                && (next.is(Role.FILLER)
                        || next.is(Role.ICON)
                        || next.is(Role.ARROW)
                        || next.is(Role.HALF)
                        || next.is(Role.ALL)
                        || next.is(Kind.NUMBER)
                        || next.is(Kind.PERCENT)
                        || (next.is(Kind.PUNCT) && ":=-@$|>»~?".indexOf(next.mark()) >= 0)
                        || (next.punct(']') && ahead.priced(i + 1))
                        || ahead.worded(i)
                        || ahead.annotated(i));
    }

    /** A coin begins the plan, unless a label waits for its price. */
    void coin(boolean fresh) {
        if (slots.in(Slot.NONE) || (fresh && slots.filled())) {
            slots.head(false);
        } else {
            slots.interrupt();
        }
    }

    /** A pair begins the plan, also behind an id on its line. */
    void pair(boolean fresh) {
        if (slots.told()) {
            slots.head(false);
        } else {
            coin(fresh);
        }
    }

    /** A currency behind a price is its unit; elsewhere it may be the coin. */
    void currency(Token token, boolean fresh) {
        if (token.asset() != null && slots.in(Slot.NONE)) {
            coin(fresh);
        }
    }

    /** "Price: 0.5" is the entry if no other is given; "entry: CMP" is the market's. */
    void price(Token token, int i, boolean fresh) {
        boolean average = Ahead.average(token);
        boolean remark = i > 0 && page.get(i - 1).punct('('); // "(average entry if both fill: 6.675)"
        boolean waiting = labels.waiting();
        boolean entry = slots.in(Slot.ENTRY) || slots.in(Slot.BUY) || slots.in(Slot.SELL);
        if (entry && waiting && "NOW".equals(token.term().value())) {
            plan.market = plan.market == null ? token : plan.market;
        }
        if (!waiting || fresh) {
            slots.open(average ? remark ? Slot.ASIDE : Slot.AVERAGE : Slot.LOOSE);
        }
    }

    /** "Now", "at market" where an entry could stand, or "market buy" at the start of a line. */
    void market(Token token, int i, boolean fresh) {
        Token next = page.peek(i + 1);
        boolean side = !token.term().value().isEmpty() || (fresh && next != null && next.is(Role.SIDE));
        boolean calls = slots.entering() || side;
        if (calls && !slots.filled() && plan.market == null) {
            plan.market = token;
        }
    }
}
