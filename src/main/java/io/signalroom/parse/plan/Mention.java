package io.signalroom.parse.plan;

/**
 * A number that may be a price of the plan, with what the words around it say it is.
 *
 * @param price the number
 * @param before what the words before it say
 * @param direct true if only separators stand between those words, or the numbers they label, and this number
 * @param contested true if those words may as well belong to the number before them
 * @param called true if a direction word opened {@link Slot#HEAD}
 * @param place its place in its run, from 0
 * @param nth its place among the numbers of its label, from 0
 * @param joint the sign before it in its run, {@link #WORD} for a word, 0 for none
 * @param token index of its token
 * @param run number of its run: neighbours parted by nothing but separators share one
 * @param after what the word right behind its run says; {@link Slot#NONE} if nothing
 */
record Mention(
        Price price,
        Slot before,
        boolean direct,
        boolean contested,
        boolean called,
        int place,
        int nth,
        char joint,
        int token,
        int run,
        Slot after) {
    /** Stands for a small word such as "to" between two numbers. */
    static final char WORD = 'w';

    Mention with(Price settled) {
        return new Mention(settled, before, direct, contested, called, place, nth, joint, token, run, after);
    }

    /** The same number behind a label of its own. */
    Mention named(Slot label) {
        return new Mention(price, label, true, false, called, 0, nth, joint, token, run, after);
    }

    /** The same number without the label before it. */
    Mention unnamed() {
        return new Mention(price, Slot.NONE, false, false, called, place, nth, joint, token, run, after);
    }

    /** The next number of the same list. */
    Mention next(Price number, int newPlace, int newNth, char newJoint, int newToken, int newRun) {
        return new Mention(
                number, before, direct, contested, called, newPlace, newNth, newJoint, newToken, newRun, Slot.NONE);
    }

    Mention followedBy(Slot label) {
        return label == Slot.NONE
                ? this
                : new Mention(price, before, direct, contested, called, place, nth, joint, token, run, label);
    }

    /** True if a label stands right before it that can't belong to another number. */
    boolean labelled(Slot label) {
        return before == label && direct && !contested;
    }

    /** True if some label that says more than a coin or a colon stands right before it. */
    boolean labelled() {
        return direct && before != Slot.NONE && before != Slot.HEAD && before != Slot.FIELD && before != Slot.BREAK;
    }

    /** True if it may be the other end of a range that the number before it begins. */
    boolean ends() {
        return place == 1 && (joint == WORD || "-~_".indexOf(joint) >= 0);
    }

    double approx() {
        return price.approx();
    }
}
