package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.text.Letters;

/**
 * The slot that the last label opened, and whether the next number still belongs to it. Numbers fill a slot as long as
 * only separators and small words stand between them.
 */
final class OpenSlot {
    /** Unknown words tolerated between a label and its first number. */
    private static final int MAX_JUNK = 5;
    /** The same between a direction word and an entry without a label. */
    private static final int MAX_HEAD_JUNK = 2;

    private final Page page;
    Slot slot = Slot.NONE;
    Slot outer;
    boolean outerJoined;
    Slot last = Slot.NONE;
    boolean joined = true;
    boolean freshNumber = true;
    boolean called;
    boolean contested;
    int lastIndex;
    Token counter;
    boolean counted;
    int lines;
    boolean pricedHere;
    boolean pricedLine;
    boolean listed;
    boolean bySide;
    boolean told;
    int collected;
    int junk;
    int targets;

    OpenSlot(Page page) {
        this.page = page;
    }

    /** True if the number at hand would be the first of its line. */
    boolean fresh() {
        return freshNumber;
    }

    Slot slot() {
        return slot;
    }

    boolean in(Slot other) {
        return slot == other;
    }

    /** True behind a word for a price that says no more. */
    boolean loose() {
        return slot == Slot.LOOSE || slot == Slot.AVERAGE;
    }

    /** True inside brackets that hold a remark. */
    boolean bracketed() {
        return slot == Slot.ASIDE && outer != null;
    }

    /** True if the slot has taken a number. */
    boolean filled() {
        return collected > 0;
    }

    void open(Slot newSlot) {
        slot = newSlot;
        last = Slot.NONE;
        contested = false;
        collected = 0;
        lastIndex = 0;
        counted = false;
        bySide = false;
        told = false;
        listed = false;
        pricedHere = false;
        pricedLine = false;
        lines = 0;
        junk = 0;
        joined = true;
    }

    /** Opens a slot whose every number may carry the label again. */
    void openList(Slot again) {
        if (slot != again) {
            open(again);
        }
        joined = true;
    }

    /** Opens the head of a plan: {@code bySide} tells a direction word from a coin. */
    void head(boolean bySide) {
        open(Slot.HEAD);
        called = bySide;
    }

    /** Opens "buy" or "sell"; {@code label} if a number or a sign for one follows, else it only states the direction. */
    void openTrade(Slot trade, boolean label) {
        open(label ? trade : Slot.HEAD);
        called = true;
        bySide = true;
    }

    /** True if an aside has told its number, so that what follows may be the plan again. */
    boolean told() {
        return slot == Slot.ASIDE && told;
    }

    /** True while a direction word waits for its price on the same line. */
    boolean calling() {
        return slot == Slot.HEAD && called && collected == 0 && lines == 0;
    }

    /** True behind a label of targets. */
    boolean selling() {
        return slot == Slot.TARGET || slot == Slot.SELL;
    }

    /** True where prices would be entries. */
    boolean entering() {
        return slot.entering();
    }

    void close() {
        last = slot;
        slot = Slot.NONE;
    }

    /** Something stands between the numbers that doesn't belong there. */
    void interrupt() {
        joined &= collected == 0;
    }

    /** An arrow leads from the entry behind a direction word to the targets. */
    void arrow() {
        if (collected > 0 && (slot == Slot.HEAD || bySide)) {
            close();
        }
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
        boolean single = slot == Slot.STOP || slot == Slot.LEVERAGE || loose();
        if (slot == Slot.ASIDE || (single && collected > 0)) {
            close();
        }
        freshNumber = true;
        joined = true;
        pricedLine |= lines++ == 0 && pricedHere;
    }

    /**
     * Brackets behind a price hold remarks; before the first price they may hold it.
     *
     * @param remark true if a number follows right behind the bracket that this token opens
     */
    void punctuation(Token token, boolean remark) {
        char mark = token.mark();
        if (contested && collected == 0 && ",;.".indexOf(mark) >= 0) {
            close();
        }
        if (mark == '(' || mark == '[') {
            outer = slot;
            outerJoined = joined;
            slot = collected > 0 || remark ? Slot.ASIDE : slot;
        } else if ((mark == ')' || mark == ']') && outer != null) {
            joined = slot == Slot.ASIDE ? outerJoined : joined;
            boolean label = slot != outer && slot != Slot.ASIDE && slot != Slot.NONE && !outer.waits();
            slot = !label && (slot == Slot.ASIDE || collected == 0) ? outer : slot;
            outer = null;
        } else if (mark == '.' && page.text().at(token.end()) <= ' ') {
            sentence(token.end());
        }
    }

    /** A sentence ends: what follows is neither an aside, nor another number of a list. */
    private void sentence(int end) {
        boolean abbreviated = slot == Slot.LEVERAGE
                && collected == 0
                && Letters.digit(page.text().at(end + 1));
        if (abbreviated) {
            return; // "lev. 4"
        }
        if (slot == Slot.HEAD || slot == Slot.ASIDE || slot == Slot.LEVERAGE) {
            close();
        } else {
            interrupt();
        }
    }

    /** True behind the number of a further item of a list that a direction word heads. */
    boolean listing() {
        return called && counted && lastIndex > 1 && lastIndex == collected + 1;
    }

    /** True if the token was taken for the number of a list's item. */
    boolean counted(Token token) {
        return counter == token;
    }

    /** The number of a list's item. A list that begins anew behind a filled entry holds something else. */
    void index(Token token, boolean fresh) {
        join();
        counter = token;
        int index = token.figure().whole();
        boolean anew = index == 1 && collected > 0 && (counted ? lastIndex > 0 : entering());
        lastIndex = index;
        if (fresh && anew) {
            close();
        }
        counted = true;
        listed = true;
    }

    /** True if the next number would follow its label, or another number of it, directly. */
    boolean goesOn() {
        return collected == 0 || joined;
    }

    /** Counts a number that went elsewhere. */
    void count() {
        collected++;
    }
}
