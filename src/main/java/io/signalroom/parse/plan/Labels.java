package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** Labels of entry, target and stop, and the words that take a number away from them: each opens its slot. */
final class Labels {
    /** How far behind a word such as "risk" its value may stand, in tokens. */
    private static final int MAX_ASIDE = 4;
    /** Most words between a label and the aside that describes its price. */
    private static final int MAX_DESCRIBED = 6;

    private final Page page;
    private final Plan plan;
    private final OpenSlot slots;
    private final PriceSlots prices;
    private final Ahead ahead;

    Labels(Page page, Plan plan, PriceSlots prices) {
        this.page = page;
        this.plan = plan;
        this.prices = prices;
        this.slots = prices.slot();
        this.ahead = new Ahead(page);
    }

    /** A label opens its slot, unless it ends a clause that began with its number. */
    void label(Slot named, int i) {
        Token before = page.peek(i - 1);
        boolean plain = named == Slot.ENTRY && page.get(i).term().value().isEmpty();
        Slot slot = plain && before != null && trade(before) ? entry(before) : named; // "sell limits"
        Token next = page.peek(i + 1);
        boolean ends = next == null || next.is(Kind.NEWLINE);
        boolean compound = slot == Slot.TARGET && before != null && (before.is(Role.ENTRY) || before.is(Role.STOP));
        if (compound && waiting()) {
            return; // "short entry | targets", "stop | targets"
        }
        if (slots.in(Slot.STOP) && waiting() && before != null && before.is(Role.STOP) && slot != Slot.STOP) {
            return; // "stop sell order: 1.458"
        }
        if (slot == Slot.ENTRY && Runs.closes(page, i) && before != null && before.is(Role.MARKET)) {
            plan.market = plan.market == null ? before : plan.market;
        }
        if (Runs.closes(page, i) || (ends && (prices.contests(i) || prices.lone(i)))) {
            slots.close();
        } else {
            slots.open(slot);
            prices.contest(i);
        }
    }

    /** "No stop" names none. */
    void stop(int i) {
        Token before = page.peek(i - 1);
        boolean none = before != null && before.is(Role.NEGATION) && !ahead.priced(i);
        Token next = page.peek(i + 1);
        if (none) {
            slots.close();
        } else if (next != null && next.is(Role.HALF)) {
            slots.interrupt(); // "target 3430, cut half, second 3365"
        } else {
            label(Slot.STOP, i);
        }
    }

    /** "Risk: 2 %" takes its line, "time to buy" does not. */
    void aside(int i) {
        Token before = page.peek(i - 1);
        boolean talk = page.get(i).term().value().equals("TALK");
        if ((waiting() && (behindLabel(i) || (talk && described(i)))) || (slots.calling() && talk)) {
            slots.interrupt(); // "long the retest of 0.0211"
        } else if (before != null && before.is(Kind.PERCENT)) {
            return; // "30% position"
        } else if ((before != null && before.punct('(') && !talk) || valued(i)) {
            slots.open(Slot.ASIDE); // "(average entry if both fill: 6.675)"
        } else {
            slots.interrupt();
        }
    }

    /** True if only small words part the aside at {@code i} from a label: "entry as posted: 18.55". */
    private boolean behindLabel(int i) {
        int at = i - 1;
        while (at > i - MAX_ASIDE - 2
                && at > 0
                && (page.get(at).is(Role.FILLER) || page.get(at).is(Role.ASIDE))) {
            at--;
        }
        Token label = page.peek(at);
        return label != null && (label.is(Role.STOP) || label.is(Role.TARGET) || label.is(Role.ENTRY));
    }

    /** True if only words part the aside at {@code i} from a label: "stop just under the weekly low at 138.9". */
    private boolean described(int i) {
        int at = i - 1;
        while (at > i - MAX_DESCRIBED
                && at > 0
                && page.get(at).is(Kind.WORD)
                && !page.get(at).is(Role.STOP)
                && !page.get(at).is(Role.ENTRY)
                && !page.get(at).is(Role.TARGET)) {
            at--;
        }
        return at >= 0 && page.get(at).is(Kind.WORD) && !ahead.colon(i) && behindLabel(at + 1);
    }

    /** True if a value, or a sign for one, follows within reach. */
    private boolean valued(int i) {
        for (int k = i + 1; k <= i + MAX_ASIDE && k < page.size(); k++) {
            Token token = page.get(k);
            boolean value = token.is(Kind.NUMBER)
                    || token.is(Kind.PERCENT)
                    || token.is(Kind.MULTIPLE)
                    || token.is(Kind.TIMEFRAME);
            if (value || token.punct(':') || token.punct('=') || token.punct('-')) {
                return true;
            }
            if (!token.is(Role.FILLER) && !token.is(Role.ASIDE) && !token.is(Kind.PUNCT) && !token.is(Role.ARROW)) {
                return false;
            }
        }
        return false;
    }

    /** "Exit 3190" names a target or the stop. */
    void exit(int i, boolean fresh) {
        boolean opens = slots.in(Slot.HEAD)
                && !slots.calling()
                && plan.market == null
                && prices.mentions().isEmpty();
        if (opens
                && ahead.priced(i)
                && !ahead.colon(i)
                && page.get(i).term().value().equals("PART")) {
            slots.interrupt(); // "ICP/USDT vendi 11.42"
            return;
        }
        if ((ahead.priced(i) && (ahead.colon(i) || !waiting())) || (fresh && ahead.headed(i))) {
            slots.open(Slot.EXIT);
            prices.contest(i);
        } else {
            slots.interrupt();
        }
    }

    /** "Cross 10" states the leverage. */
    void margin(Token token, int i) {
        Token next = page.peek(i + 1);
        boolean margin = token.term().value().equals("MARGIN") && next != null && next.is(Kind.NUMBER);
        if (margin && next.figure().value().scale() <= 0 && !waiting()) {
            slots.open(Slot.LEVERAGE);
        }
    }

    /** "Mid term: 0.68" at the start of a line goes on with the targets. */
    void horizon(int i, boolean fresh) {
        if (fresh && ahead.priced(i)) {
            slots.openList(Slot.TARGET);
        }
    }

    /** "Profit: 22.95" lists targets, "loss: 20.60" is the stop; without a colon both tell how it went. */
    void field(Slot slot, int i) {
        int percentages = ahead.percents(i);
        boolean percents = slot == Slot.TARGET ? percentages > 1 : percentages > 0 && !plan.targetPercents.isEmpty();
        if ((ahead.colon(i) || percents) && !slots.in(Slot.ASIDE)) {
            slots.open(slot);
        } else {
            slots.interrupt();
        }
    }

    /** "Closes below 0.478" rather names the stop, unless a label waits for its price. */
    void breaks(int i) {
        if (!waiting()) {
            slots.open(Slot.BREAK);
            prices.contest(i);
        }
    }

    /** True if a label still waits for its price. */
    boolean waiting() {
        boolean label = slots.in(Slot.ENTRY)
                || slots.in(Slot.ADD)
                || slots.in(Slot.BUY)
                || slots.in(Slot.SELL)
                || slots.in(Slot.TARGET)
                || slots.in(Slot.STOP)
                || slots.in(Slot.EXIT)
                || slots.loose();
        return label && !slots.filled();
    }

    /** Inside an aside only a new clause, or a label of a price, brings back the plan: {@code Risk 2% | SL 0.5}. */
    boolean reopens(Token token, int i) {
        Token before = page.peek(i - 1);
        boolean clause = before != null && before.is(Kind.PUNCT) && "|,/;".indexOf(before.mark()) >= 0;
        if (ahead.remarked(i)) {
            return false;
        }
        boolean label = token.is(Role.ENTRY)
                || token.is(Role.TARGET)
                || token.is(Role.STOP)
                || token.is(Role.SIDE)
                || token.is(Role.LEVERAGE);
        return clause || (label && (ahead.priced(i) || slots.told()));
    }

    private static boolean trade(Token token) {
        return token.is(Role.SIDE)
                && (token.term().value().equals("BUY") || token.term().value().equals("SELL"));
    }

    /** "Out at" may be said of the stop as well. */
    static Slot target(Token token) {
        return token.term().value().equals("EXIT") ? Slot.EXIT : Slot.TARGET;
    }

    /** "Sell zone" is where a bullish plan ends. */
    static Slot entry(Token token) {
        return switch (token.term().value()) {
            case "BUY" -> Slot.BUY;
            case "SELL" -> Slot.SELL;
            case "ADD" -> Slot.ADD;
            default -> Slot.ENTRY;
        };
    }
}
