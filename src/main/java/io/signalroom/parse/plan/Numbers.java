package io.signalroom.parse.plan;

import java.util.List;

/** The numbers of a post as arrays, with what holds of each under every hypothesis, so that many can be weighed fast. */
final class Numbers {
    /** Numbers of one list lie within this factor of their neighbours. */
    private static final double SIZE = 1.4;
    /** Larger numbers before a price hardly count it. */
    private static final int MAX_INDEX = 10;

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
    /** Behind a label nobody knows, right behind a labelled entry. */
    final boolean[] following;
    /** The post says to enter at the market price. */
    final boolean market;

    final double firstStop;
    final double firstTarget;
    /** The first price that is said to break, 0 if none. */
    final double firstBreak;
    /** The first price behind "buy" and "sell", 0 if none. */
    final double firstBuy;

    final double firstSell;

    private boolean traded;

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
        this.following = new boolean[size];
        this.firstStop = first(Slot.STOP);
        this.firstTarget = first(Slot.TARGET);
        this.firstBreak = first(Slot.BREAK);
        this.firstBuy = first(Slot.BUY);
        this.firstSell = first(Slot.SELL);
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
                && mention.price().value().scale() <= 0
                && !(mention.place() > 0 && alike(i, i - 1))
                && !(mention.approx() > MAX_INDEX && (alike(i, i + 1) || among(mention.approx())));
        traded |= mention.labelled(Slot.BUY) || mention.labelled(Slot.SELL);
        stray[i] = (firstTarget > 0 || (firstBuy > 0 && firstSell > 0 && !traded))
                && mention.before() != Slot.TARGET
                && !labelled[i]
                && mention.after() != Slot.TARGET
                && mention.after() != Slot.SELL;
        boolean called = mention.direct() && mention.before() == Slot.HEAD && mention.called() && mention.place() == 0;
        boolean row = mention.direct() && mention.nth() > 0 && listed(mention);
        entering[i] = called || row || enters(mention.before()) || enters(mention.after());
        following[i] = i > 0
                && (mention.before() == Slot.FIELD ? mention.direct() : told(mention))
                && enters(i - 1)
                && !between(i);
    }

    /** True for a number without a label, which may be where a sentence says to buy more. */
    private boolean told(Mention mention) {
        return mention.before() == Slot.NONE && mention.after() == Slot.NONE && mention.place() == 0;
    }

    /** True for a number between the two before it: their average. */
    private boolean between(int i) {
        return i > 1
                && approx[i] < Math.max(approx[i - 1], approx[i - 2])
                && approx[i] > Math.min(approx[i - 1], approx[i - 2]);
    }

    /** True if the number is an entry by its words, or follows such. */
    private boolean enters(int i) {
        Mention mention = mentions.get(i);
        return mention.labelled(Slot.ENTRY)
                || mention.labelled(Slot.BUY)
                || (mention.labelled(Slot.HEAD) && mention.called())
                || following[i];
    }

    /** True if some price with decimals is of this size. */
    private boolean among(double value) {
        for (Mention mention : mentions) {
            double ratio = mention.approx() / value;
            if (mention.labelled() && mention.price().value().scale() > 0 && ratio < SIZE && ratio > 1 / SIZE) {
                return true;
            }
        }
        return false;
    }

    /** True if both numbers share a run and are of one size: {@code 14.80 / 15.40 / 16}. */
    private boolean alike(int i, int other) {
        if (other < 0
                || other >= size
                || mentions.get(i).run() != mentions.get(other).run()) {
            return false;
        }
        double ratio = mentions.get(i).approx() / mentions.get(other).approx();
        return ratio < SIZE && ratio > 1 / SIZE;
    }

    /** True for a further number behind "price", or on a line like that of a number behind a direction word. */
    private static boolean listed(Mention mention) {
        return mention.before() == Slot.LOOSE || (mention.before() == Slot.HEAD && mention.place() == 0);
    }

    private static boolean enters(Slot slot) {
        return slot == Slot.ENTRY || slot == Slot.ADD || slot == Slot.BUY || slot == Slot.SELL;
    }
}
