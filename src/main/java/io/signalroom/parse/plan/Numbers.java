package io.signalroom.parse.plan;

import java.util.List;

/** The numbers of a post as arrays, with what holds of each under every hypothesis, so that many can be weighed fast. */
final class Numbers {
    final List<Mention> mentions;
    final int size;
    final double[] approx;
    /** A label that says more than a coin or a colon stands right before it. */
    final boolean[] labelled;
    /** A small whole number among decimals, which counts something. */
    final boolean[] counting;
    /** No label although other numbers are labelled as targets. */
    final boolean[] stray;
    /** Words for an entry stand around it. */
    final boolean[] entering;
    /** The post says to enter at the market price. */
    final boolean market;

    final double firstStop;
    final double firstTarget;

    /** The stop is given as a percentage, so that no number without a label is one. */
    final boolean stopGiven;

    Numbers(List<Mention> mentions, boolean market, boolean stopGiven) {
        this.mentions = mentions;
        this.size = mentions.size();
        this.market = market;
        this.stopGiven = stopGiven;
        this.approx = new double[size];
        this.labelled = new boolean[size];
        this.counting = new boolean[size];
        this.stray = new boolean[size];
        this.entering = new boolean[size];
        this.firstStop = first(Slot.STOP);
        this.firstTarget = first(Slot.TARGET);
        boolean decimals = false;
        for (Mention mention : mentions) {
            decimals |= mention.price().value().scale() > 0;
        }
        for (int i = 0; i < size; i++) {
            look(i, mentions.get(i), decimals);
        }
    }

    private double first(Slot slot) {
        for (Mention mention : mentions) {
            if (mention.labelled(slot)) {
                return mention.approx();
            }
        }
        return 0;
    }

    private void look(int i, Mention mention, boolean decimals) {
        approx[i] = mention.approx();
        labelled[i] = mention.labelled();
        counting[i] = decimals
                && mention.price().figure().ordinal()
                && mention.price().value().scale() <= 0;
        stray[i] = firstTarget > 0
                && mention.before() != Slot.TARGET
                && !labelled[i]
                && mention.after() != Slot.TARGET
                && mention.after() != Slot.SELL;
        boolean called = mention.direct() && mention.before() == Slot.HEAD && mention.called() && mention.place() == 0;
        boolean row = mention.direct() && mention.nth() > 0 && listed(mention);
        entering[i] = called || row || enters(mention.before()) || enters(mention.after());
    }

    /** True for a further number behind "price", or on a line like that of a number behind a direction word. */
    private static boolean listed(Mention mention) {
        return mention.before() == Slot.LOOSE || (mention.before() == Slot.HEAD && mention.place() == 0);
    }

    private static boolean enters(Slot slot) {
        return slot == Slot.ENTRY || slot == Slot.ADD || slot == Slot.BUY || slot == Slot.SELL;
    }
}
