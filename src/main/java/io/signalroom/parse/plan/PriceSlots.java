package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import java.util.ArrayList;
import java.util.List;

/** Takes the numbers of a page as they come, each with what the open slot says it is. */
final class PriceSlots {
    private final Page page;
    private final Plan plan;
    private final OpenSlot open;
    private final List<Mention> mentions = new ArrayList<>();
    private boolean table;
    private int lastToken = -1;
    private int run;
    private int place;

    PriceSlots(Page page, Plan plan) {
        this.page = page;
        this.plan = plan;
        this.open = new OpenSlot(page);
    }

    /** The slot that labels open. */
    OpenSlot slot() {
        return open;
    }

    /** The label at token {@code i}, whose slot is open, may belong to a number right before it that has no label yet. */
    void contest(int i) {
        Token next = page.peek(i + 1);
        boolean sign = next != null && next.is(Kind.PUNCT) && ":=-|@>»".indexOf(next.mark()) >= 0;
        boolean ahead = sign || (next != null && (next.is(Role.ARROW) || next.is(Kind.INDEX)));
        open.contested = !ahead && !glued(i, next) && contests(i);
    }

    /** {@code 1.78 SL1.73}: the label touches the number behind it, but not the one before. */
    private boolean glued(int i, Token next) {
        Token label = page.get(i);
        return next != null
                && next.is(Kind.NUMBER)
                && next.start() == label.end()
                && page.text().at(label.start() - 1) == ' ';
    }

    /** True if a number without a label stands right before token {@code i}. */
    boolean contests(int i) {
        Mention before = mentions.isEmpty() ? null : mentions.get(mentions.size() - 1);
        return before != null && !before.labelled() && Runs.touch(page, before.token(), i);
    }

    /** True if a number stands right before token {@code i} and no word labels it. */
    boolean lone(int i) {
        Mention before = mentions.isEmpty() ? null : mentions.get(mentions.size() - 1);
        if (before == null || !Runs.touch(page, before.token(), i)) {
            return false;
        }
        for (int k = page.lineStart(i); k < before.token(); k++) {
            Token token = page.get(k);
            if (token.is(Role.ENTRY) || token.is(Role.TARGET) || token.is(Role.STOP) || token.is(Role.SIDE)) {
                return false;
            }
        }
        return true;
    }

    /** The numbers so far, in the order of the text. */
    List<Mention> mentions() {
        return mentions;
    }

    /** Takes a number, unless it only counts. */
    void number(Token token, int i) {
        Slot behind = open.slot == Slot.ASIDE ? Runs.behind(page, i) : Slot.NONE;
        if (behind == Slot.TARGET || behind == Slot.STOP) {
            open.close(); // "the mid-range at 4.65 is my target"
        }
        if (open.slot == Slot.ASIDE || token.figure().value().signum() == 0) {
            open.told |= open.slot == Slot.ASIDE;
            return;
        }
        boolean first = open.freshNumber;
        open.freshNumber = false;
        table = first ? HeadLine.column(page, i) != null : table;
        if (table) {
            cell(token, HeadLine.column(page, i), i);
            return;
        }
        Token before = page.peek(i - 1);
        boolean id =
                before != null && before.punct('#') && token.figure().value().scale() <= 0;
        boolean counts = ListIndex.counts(page, i, first, nextTarget(), open.lastIndex);
        if (counts || (id && token.figure().ordinal() && priced(i + 1))) {
            open.index(token, first);
            return;
        }
        if (!id && mentions.size() < PlanSolver.MAX_MENTIONS) {
            take(separated(token, before, i), i);
        }
    }

    private int nextTarget() {
        return Math.max(open.targets, plan.targetPercents.size()) + 1;
    }

    private boolean priced(int i) {
        Token token = page.peek(i);
        return token != null && token.is(Kind.NUMBER) && !token.figure().ordinal();
    }

    /** A cell of a table: its label stands in the line above. */
    private void cell(Token token, Slot label, int i) {
        if (label == Slot.LEVERAGE && plan.leverage == null) {
            plan.leverage = Price.of(token);
        }
        Token next = page.peek(i + 1);
        boolean index = token.figure().ordinal() && next != null && next.punct(')'); // "(1) 2.13 (2) 2.26"
        if (index || label == null || label == Slot.LEVERAGE || label == Slot.ASIDE) {
            return;
        }
        run++;
        lastToken = i;
        mentions.add(new Mention(Price.of(token), label, true, false, false, 0, 0, Token.NONE, i, run, Slot.NONE));
    }

    private Price separated(Token token, Token before, int i) {
        boolean labelled = before != null && before.is(Role.TARGET) && before.end() == token.start();
        if (labelled) {
            double near =
                    mentions.isEmpty() ? 0 : mentions.get(mentions.size() - 1).approx();
            return ListIndex.withoutPrefix(page, Price.of(token), open.targets + 1, near);
        }
        Token next = page.peek(i + 1);
        boolean item = open.lastIndex > 0
                && open.outer == null
                && next != null
                && next.punct(')')
                && next.start() == token.end();
        if (!item) {
            return Price.of(token);
        }
        Price price = ListIndex.withoutSuffix(Price.of(token), open.lastIndex + 1);
        open.lastIndex++;
        open.join();
        return price;
    }

    private void take(Price price, int i) {
        boolean goesOn = Runs.joined(page, lastToken, i);
        int above = lastToken;
        run += goesOn ? 0 : 1;
        place = goesOn ? place + 1 : 0;
        lastToken = i;
        Mention neighbour = mentions.isEmpty() ? null : mentions.get(mentions.size() - 1);
        boolean past = open.slot == Slot.HEAD && open.collected > 0 && !goesOn && !open.listing();
        Slot before = past ? Slot.NONE : open.slot;
        if (!goesOn && before == Slot.NONE && neighbour != null && unlabelledRow(neighbour, above, i)) {
            run--; // two lines of one unlabelled list
            mentions.add(neighbour.next(price, neighbour.place() + 1, neighbour.nth(), Token.NONE, i, run));
            return;
        }
        if (goesOn && before == Slot.NONE && neighbour != null && neighbour.before() != Slot.NONE) {
            mentions.add(neighbour.next(price, place, 1, joint(i), i, run));
        } else if (!goesOn && row(neighbour, before, above, i)) {
            mentions.add(neighbour.next(price, 0, neighbour.nth() + 1, Token.NONE, i, run));
        } else {
            take(price, before, i);
        }
    }

    /** True if the number goes on with the list of the line above, built alike, and no label of its own says otherwise. */
    private boolean row(Mention neighbour, Slot before, int above, int i) {
        boolean free = before == Slot.NONE || before == Slot.HEAD || !open.goesOn();
        if (neighbour == null || !free || !neighbour.direct() || neighbour.before() == Slot.NONE) {
            return false;
        }
        return neighbour.before() != Slot.HEAD ? Rows.alike(page, above, i) : rows(above, i);
    }

    private boolean unlabelledRow(Mention neighbour, int above, int i) {
        return neighbour.before() == Slot.NONE
                ? rows(above, i)
                : neighbour.before() == Slot.FIELD && Rows.alike(page, above, i);
    }

    private boolean rows(int above, int i) {
        return Rows.shared(page, i) && (Rows.alike(page, above, i) || Rows.alikeBehind(page, above, i));
    }

    private void take(Price price, Slot opened, int i) {
        boolean field = opened == Slot.NONE && field(i);
        Slot before = !field ? opened : open.last == Slot.TARGET ? Slot.TARGET : Slot.FIELD;
        boolean direct = before != Slot.NONE
                && (open.joined || open.collected == 0)
                && !(open.entering() && open.pricedLine && !open.listed)
                && !(field && before == Slot.TARGET);
        mentions.add(new Mention(
                price,
                before,
                direct,
                open.contested,
                open.called,
                place,
                open.collected,
                joint(i),
                i,
                run,
                Slot.NONE));
        if (direct) {
            open.collected++;
            open.targets += open.slot == Slot.TARGET || open.slot == Slot.SELL ? 1 : 0;
            open.pricedHere = true;
            plan.tickedTargets += open.slot == Slot.TARGET && ticked(i) ? 1 : 0;
        }
    }

    /** The sign or small word between the number at {@code i} and what stands before it. */
    private char joint(int i) {
        Token token = page.peek(i - 1);
        token = token != null && token.punct('$') ? page.peek(i - 2) : token;
        return token == null || place == 0
                ? Token.NONE
                : token.is(Kind.PUNCT) ? token.mark() : token.is(Role.FILLER) ? Mention.WORD : Token.NONE;
    }

    /** True if a colon stands right before the number. */
    private boolean field(int i) {
        Token token = page.peek(i - 1);
        token = token != null && (token.punct('$') || token.is(Role.FILLER)) ? page.peek(i - 2) : token;
        return token != null
                && (token.punct(':') || token.punct('=') || (token.is(Role.ARROW) && page.lineStart(i) < i - 1));
    }

    private boolean ticked(int i) {
        Token next = page.peek(i + 1);
        Token after = page.peek(i + 2);
        return next != null && next.is(Role.TICK) && (after == null || !after.is(Kind.NUMBER));
    }
}
