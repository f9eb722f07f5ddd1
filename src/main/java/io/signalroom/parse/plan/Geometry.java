package io.signalroom.parse.plan;

import java.util.List;

/** Where targets and stop lie around the entry. */
public final class Geometry {
    /** A target further away than this factor is no target of the same plan. */
    private static final double FAR = 100;

    /** A number without a label is no target beyond this factor, and no stop beyond {@link #NEAR_STOP}. */
    private static final double NEAR_TARGET = 2.6;

    private static final double NEAR_STOP = 1.6;
    private static final double RIGHT_SIDE = 2;
    private static final double WRONG_SIDE = -5;
    private static final double OUT_OF_REACH = -9;

    private Geometry() {}

    /**
     * How well a number's place fits its role, as a score that adds up with {@link RoleEvidence}.
     *
     * @param entry price of the entry; 0 if unknown
     * @param trend +1 for a bullish plan, -1 for a bearish one
     * @param target true for a target, false for a stop
     * @param labelled true if a label says so, which allows greater distances
     */
    static double place(double value, double entry, int trend, boolean target, boolean labelled) {
        if (entry == 0) {
            return labelled ? 0 : OUT_OF_REACH;
        }
        double ratio = trend > 0 ? value / entry : entry / value;
        double gain = target ? ratio : 1 / ratio;
        double reach = labelled ? FAR : target ? NEAR_TARGET : NEAR_STOP;
        if (gain > reach || gain < 1 / reach) {
            return OUT_OF_REACH;
        }
        return gain > 1 ? RIGHT_SIDE : WRONG_SIDE;
    }

    /** +1 if most targets lie above the entry, -1 if below, 0 if it can't be told. Without an entry the stop stands in. */
    public static int trend(List<Price> entries, List<Price> targets, Price stop) {
        if (targets.isEmpty()) {
            return entries.isEmpty() || stop == null ? 0 : (int) Math.signum(middle(entries) - stop.approx());
        }
        if (entries.isEmpty() && stop == null) {
            return targets.size() < 2
                    ? 0
                    : (int) Math.signum(targets.get(targets.size() - 1).approx()
                            - targets.get(0).approx());
        }
        double origin = entries.isEmpty() ? stop.approx() : middle(entries);
        int above = 0;
        for (Price target : targets) {
            above += target.approx() > origin ? 1 : target.approx() < origin ? -1 : 0;
        }
        return Integer.signum(above);
    }

    /**
     * How well the prices fit a side, from 0 (everything on the wrong side) to 1 (everything in place). Without enough
     * prices to tell, 0.5.
     */
    public static double fit(boolean bullish, List<Price> entries, List<Price> targets, Price stop) {
        if (entries.isEmpty() && (stop == null || targets.isEmpty())) {
            return 0.5;
        }
        double entry = entries.isEmpty() ? (stop.approx() + targets.get(0).approx()) / 2 : middle(entries);
        int good = 0;
        int all = 0;
        for (Price target : targets) {
            double ratio = target.approx() / entry;
            good += (bullish ? ratio > 1 : ratio < 1) && ratio < FAR && ratio > 1 / FAR ? 1 : 0;
            all++;
        }
        if (stop != null) {
            double ratio = stop.approx() / entry;
            good += (bullish ? ratio < 1 : ratio > 1) && ratio < FAR && ratio > 1 / FAR ? 1 : 0;
            all++;
        }
        return all == 0 ? 0.5 : (double) good / all;
    }

    private static double middle(List<Price> prices) {
        double sum = 0;
        for (Price price : prices) {
            sum += price.approx();
        }
        return sum / prices.size();
    }
}
