package io.signalroom.parse.plan;

import io.signalroom.parse.plan.Plan.Basis;
import java.util.Arrays;
import java.util.List;

/**
 * Gives every number its role by weighing what the words around it say against where it lies. Each hypothesis fixes the
 * plan's trend and which numbers are the entry; the roles of all others then follow one by one, and the hypothesis whose
 * roles fit words and geometry best wins. So a plan whose labels are unknown, missing or behind the numbers is still
 * read, and one whose labels are known is read as labelled.
 *
 * <p>With n numbers (at most {@value #MAX_MENTIONS}) and at most {@value #MAX_ANCHORS} entries to try the work is
 * bounded, whatever the post.
 */
final class PlanSolver {
    static final int MAX_MENTIONS = 64;
    private static final int MAX_ANCHORS = 6;
    /** Evidence that makes a number an entry without a hypothesis. */
    private static final double SURE_ENTRY = 4.5;
    /** Cost of a target without a label beside labelled ones. */
    private static final double STRAY_TARGET = 2;
    /** Entries further apart than this factor are not of one plan. */
    private static final double FAR = 3;
    /** Lead of one trend's words over the other's that makes the other not worth trying. */
    private static final double STATED = 4;

    private final Numbers numbers;
    private final Direction direction;
    private final Slot firstTrade;
    private double[] said;
    private int trend;
    private Hypothesis best;

    private PlanSolver(List<Mention> mentions, Direction direction, Plan plan) {
        List<Mention> first = mentions.size() > MAX_MENTIONS ? mentions.subList(0, MAX_MENTIONS) : mentions;
        this.numbers = new Numbers(first, plan.market != null, plan.stopPercent != null);
        this.direction = direction;
        this.firstTrade = RoleEvidence.firstTrade(numbers.mentions);
    }

    /** Fills {@code plan} with the roles that fit best. */
    static void solve(List<Mention> mentions, Direction direction, Plan plan) {
        if (!mentions.isEmpty()) {
            PlanSolver solver = new PlanSolver(mentions, direction, plan);
            solver.run();
            solver.fill(plan);
        }
    }

    private void run() {
        double rising = direction.prior(1);
        double falling = direction.prior(-1);
        int first = rising >= falling ? 1 : -1;
        run(first);
        boolean settled = Math.abs(rising - falling) >= STATED && best.whole() && best.fits();
        if (!settled) {
            run(-first);
        }
    }

    private void run(int newTrend) {
        trend = newTrend;
        weigh(firstTrade);
        boolean against = firstTrade == (trend > 0 ? Slot.SELL : Slot.BUY);
        if (against && !(best.whole() && best.fits())) {
            weigh(Slot.NONE);
        }
    }

    /** Tries hypotheses of the trend at hand where this trade opens the plan, or the trend's if it is {@link Slot#NONE}. */
    private void weigh(Slot opening) {
        said = said(new RoleEvidence(trend, opening));
        boolean[] sure = sure();
        if (sure != null && consider(sure).whole()) {
            return;
        }
        consider(new boolean[numbers.size]);
        int tried = 0;
        for (int i = 0; i < numbers.size && tried < MAX_ANCHORS; i++) {
            Mention mention = numbers.mentions.get(i);
            if (mention.place() == 0 && free(i, mention)) {
                anchor(i, runEnd(i));
                tried++;
            }
        }
    }

    /** Tries the run of numbers from {@code i} to {@code end}, or its beginning, as the entry. */
    private void anchor(int i, int end) {
        consider(mask(i, i + 1));
        if (end > i + 1 && zone(i, end)) {
            consider(mask(i, end));
        }
        boolean parts = end > i + 2
                && numbers.mentions.get(i + 1).joint()
                        != numbers.mentions.get(i + 2).joint();
        if (parts && zone(i, i + 2)) {
            consider(mask(i, i + 2));
        }
    }

    /** What the words say of each number in each role. */
    private double[] said(RoleEvidence words) {
        PriceRole[] roles = PriceRole.values();
        double[] table = new double[numbers.size * roles.length];
        for (int i = 0; i < numbers.size; i++) {
            for (PriceRole role : roles) {
                table[i * roles.length + role.ordinal()] = words.of(numbers.mentions.get(i), role)
                        - (role == PriceRole.TARGET && numbers.stray[i] ? STRAY_TARGET : 0);
            }
        }
        return table;
    }

    private double entrySaid(int i) {
        return said[i * PriceRole.values().length + PriceRole.ENTRY.ordinal()];
    }

    /** The numbers that words call the entry, without those far from the middle one; null if there is none. */
    private boolean[] sure() {
        boolean[] sure = new boolean[numbers.size];
        double[] values = new double[numbers.size];
        int count = 0;
        for (int i = 0; i < numbers.size; i++) {
            boolean contested = numbers.mentions.get(i).contested();
            if (entrySaid(i) >= SURE_ENTRY && !contested && !numbers.counting[i]) {
                sure[i] = true;
                values[count++] = numbers.approx[i];
            }
        }
        if (count == 0) {
            return null;
        }
        Arrays.sort(values, 0, count);
        double middle = values[count / 2];
        for (int i = 0; i < numbers.size; i++) {
            sure[i] &= numbers.approx[i] < FAR * middle && numbers.approx[i] > middle / FAR;
        }
        return sure;
    }

    /** True if the number may be the entry although no word says so. */
    private boolean free(int i, Mention mention) {
        return !numbers.counting[i] && (!mention.direct() || entrySaid(i) > 1);
    }

    private int runEnd(int i) {
        int end = i + 1;
        while (end < numbers.size
                && numbers.mentions.get(end).run() == numbers.mentions.get(i).run()) {
            end++;
        }
        return end;
    }

    private boolean zone(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            double ratio = numbers.approx[i] / numbers.approx[from];
            if (ratio > Hypothesis.SAME_ZONE || ratio < 1 / Hypothesis.SAME_ZONE) {
                return false;
            }
        }
        return true;
    }

    private boolean[] mask(int from, int to) {
        boolean[] mask = new boolean[numbers.size];
        Arrays.fill(mask, from, to, true);
        return mask;
    }

    private Hypothesis consider(boolean[] anchor) {
        Hypothesis hypothesis = new Hypothesis(numbers, said, trend, anchor, direction.prior(trend));
        if (best == null || hypothesis.score() > best.score()) {
            best = hypothesis;
        }
        return hypothesis;
    }

    private void fill(Plan plan) {
        plan.trend = best.trend();
        for (int i = 0; i < numbers.size; i++) {
            Mention mention = numbers.mentions.get(i);
            switch (best.role(i)) {
                case ENTRY -> {
                    plan.entries.add(mention.price());
                    plan.basis = plan.basis.orStronger(basis(mention));
                }
                case TARGET -> {
                    plan.targets.add(mention.price());
                    plan.assumed += labelled(mention, Slot.TARGET) ? 0 : 1;
                }
                case STOP -> {
                    plan.stop = mention.price();
                    plan.assumed += labelled(mention, Slot.STOP) ? 0 : 1;
                }
                case NONE -> {}
            }
        }
        plan.once();
    }

    private static Basis basis(Mention mention) {
        if (!mention.direct()) {
            return mention.after() == Slot.ENTRY || mention.after() == Slot.BUY ? Basis.LABEL : Basis.ASSUMED;
        }
        return switch (mention.before()) {
            case ENTRY, ADD, BUY, SELL -> Basis.LABEL;
            case HEAD -> mention.called() ? Basis.CALLED : Basis.HEAD;
            case LOOSE, AVERAGE -> Basis.LOOSE;
            default -> Basis.ASSUMED;
        };
    }

    private static boolean labelled(Mention mention, Slot slot) {
        boolean trade = slot == Slot.TARGET && (mention.before() == Slot.SELL || mention.before() == Slot.BUY);
        return mention.before() == slot || mention.after() == slot || trade;
    }
}
