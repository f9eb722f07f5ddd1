package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/**
 * The slot that the last label opened, and whether the next number still belongs to it. Numbers fill a slot as long as
 * only separators and small words stand between them.
 */
final class PriceSlots {
    /** What the numbers that follow are. */
    enum Slot {
        /** Nobody's prices. */
        NONE,
        /** Behind a direction word or the pair. */
        HEAD,
        /** Behind "price". */
        LOOSE,
        ENTRY,
        TARGET,
        STOP,
        LEVERAGE,
        /** Behind a label such as "risk", until the line ends. */
        ASIDE
    }

    /** Unknown words tolerated between a label and its first number. */
    private static final int MAX_JUNK = 5;

    /** The same between a direction word and an entry without a label. */
    private static final int MAX_HEAD_JUNK = 2;

    private final Page page;
    private final Plan plan;
    private Slot slot = Slot.NONE;
    private Slot outer;
    private boolean joined = true;
    private boolean freshNumber = true;
    private boolean called;
    private int lastIndex;
    private int collected;
    private int junk;

    PriceSlots(Page page, Plan plan) {
        this.page = page;
        this.plan = plan;
    }

    boolean in(Slot other) {
        return slot == other;
    }

    /** True if the slot has taken a number. */
    boolean filled() {
        return collected > 0;
    }

    void open(Slot newSlot) {
        slot = newSlot;
        collected = 0;
        lastIndex = 0;
        junk = 0;
        joined = true;
    }

    /** Opens the head of a plan: {@code bySide} tells a direction word from a coin. */
    void head(boolean bySide) {
        open(Slot.HEAD);
        called = bySide;
    }

    void close() {
        slot = Slot.NONE;
    }

    /** Something stands between the numbers that doesn't belong there. */
    void interrupt() {
        joined &= collected == 0;
    }

    /** Something stands between the numbers that may. */
    void join() {
        joined = true;
    }

    /** An unknown word. */
    void junk(boolean fresh) {
        if (fresh && (collected > 0 || slot == Slot.HEAD)) {
            close();
        }
        interrupt();
        int limit = slot == Slot.HEAD ? MAX_HEAD_JUNK : MAX_JUNK;
        if (++junk > limit && collected == 0 && slot != Slot.ASIDE) {
            close();
        }
    }

    void line() {
        if (outer != null) {
            slot = outer;
            outer = null;
        }
        boolean single = slot == Slot.STOP || slot == Slot.LEVERAGE || slot == Slot.LOOSE;
        if (slot == Slot.ASIDE || (single && collected > 0)) {
            close();
        }
        freshNumber = true;
        joined = true;
    }

    /** Brackets behind a price hold remarks; before the first price they may hold it. */
    void punctuation(Token token) {
        char mark = token.mark();
        if (mark == '(' || mark == '[') {
            outer = slot;
            slot = collected > 0 ? Slot.ASIDE : slot;
        } else if ((mark == ')' || mark == ']') && outer != null) {
            slot = slot == Slot.ASIDE || collected == 0 ? outer : slot;
            outer = null;
        } else if (mark == '.' && slot == Slot.HEAD && page.text().at(token.end()) == ' ') {
            close();
        }
    }

    void number(Token token, int i) {
        if (slot == Slot.NONE || slot == Slot.ASIDE || token.figure().value().signum() == 0) {
            return;
        }
        boolean first = freshNumber;
        freshNumber = false;
        if (ListIndex.counts(page, i, first, plan.targets.size() + 1)) {
            join();
            lastIndex = token.figure().whole();
            return;
        }
        Token before = page.peek(i - 1);
        boolean id = before != null && before.punct('#');
        if (!id && (joined || collected == 0)) {
            take(separated(token, before, i), i);
        }
    }

    private Price separated(Token token, Token before, int i) {
        boolean labelled = before != null && before.is(Role.TARGET) && before.end() == token.start();
        if (labelled) {
            return ListIndex.withoutPrefix(Price.of(token), plan.targets.size() + 1);
        }
        Token next = page.peek(i + 1);
        boolean listed =
                lastIndex > 0 && outer == null && next != null && next.punct(')') && next.start() == token.end();
        if (!listed) {
            return Price.of(token);
        }
        Price price = ListIndex.withoutSuffix(Price.of(token), lastIndex + 1);
        lastIndex++;
        join();
        return price;
    }

    private void take(Price price, int i) {
        collected++;
        switch (slot) {
            case ENTRY -> plan.entries.add(price);
            case HEAD -> {
                plan.headPrices.add(price);
                plan.called |= called;
            }
            case LOOSE -> plan.looseEntries.add(price);
            case TARGET -> {
                plan.targets.add(price);
                plan.tickedTargets += ticked(i) ? 1 : 0;
            }
            case STOP -> plan.stop = plan.hasStop() ? plan.stop : price;
            default -> {}
        }
    }

    private boolean ticked(int i) {
        Token next = page.peek(i + 1);
        Token after = page.peek(i + 2);
        return next != null && next.is(Role.TICK) && (after == null || !after.is(Kind.NUMBER));
    }

    void percent(Token token) {
        if (slot == Slot.ASIDE || (outer != null && collected > 0)) {
            return;
        }
        if (slot == Slot.STOP && collected == 0 && !plan.hasStop()) {
            plan.stopPercent = Price.of(token);
            collected++;
        } else if (slot == Slot.TARGET && (collected == 0 || (plan.targets.isEmpty() && joined))) {
            plan.targetPercents.add(Price.of(token));
            collected++;
        }
        join();
    }

    /** Counts a number that went elsewhere. */
    void count() {
        collected++;
    }
}
