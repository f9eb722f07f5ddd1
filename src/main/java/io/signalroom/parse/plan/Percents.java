package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** Percentages that stand for targets or the stop, told from shares of the position and from gains. */
final class Percents {
    private final Page page;
    private final Plan plan;
    private final OpenSlot open;

    Percents(Page page, Plan plan, OpenSlot open) {
        this.page = page;
        this.plan = plan;
        this.open = open;
    }

    /** Takes a percentage that stands for a target or the stop. */
    void take(Token token, int i) {
        Slot behind = open.slot == Slot.STOP || open.slot == Slot.TARGET ? Slot.NONE : Runs.behind(page, i);
        if (behind == Slot.STOP && plan.stopPercent == null) {
            plan.stopPercent = Price.of(token);
            return;
        }
        if (behind == Slot.TARGET) {
            list(i);
            return;
        }
        if (open.slot == Slot.ASIDE || (open.outer != null && open.collected > 0) || share(i)) {
            return;
        }
        if (open.slot == Slot.STOP && open.collected == 0 && plan.stopPercent == null) {
            plan.stopPercent = Price.of(token);
            open.collected++;
        } else if (open.slot == Slot.TARGET && (open.collected == 0 || (open.targets == 0 && open.joined))) {
            plan.targetPercents.add(Price.of(token));
            open.collected++;
        }
        open.join();
    }

    /** Takes the list that ends at {@code i}, for its label stands behind it: {@code 8%, 19%, 28% TP}. */
    private void list(int i) {
        int first = i;
        while (first >= 2
                && page.get(first - 1).is(Kind.PUNCT)
                && page.get(first - 2).is(Kind.PERCENT)) {
            first -= 2;
        }
        for (int k = first; k <= i; k += 2) {
            plan.targetPercents.add(Price.of(page.get(k)));
        }
    }

    /** True if the percentage is the part of the position that a price is for: {@code 25% each at 4.78}. */
    private boolean share(int i) {
        Token next = page.peek(i + 1);
        int at = next != null && next.is(Role.FILLER) ? i + 2 : i + 1;
        next = page.peek(at);
        at += next != null && next.is(Role.FILLER) ? 1 : 0;
        return at > i + 1
                && page.peek(at) != null
                && page.get(at).is(Kind.NUMBER)
                && !page.get(at - 1).is(Kind.PUNCT);
    }
}
