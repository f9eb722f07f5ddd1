package io.signalroom.parse.plan;

/**
 * One way to read a plan: its trend and which numbers are the entry. The roles of the others follow one by one from what
 * the words say and where each number lies; the sum of all is the hypothesis' score.
 */
final class Hypothesis {
    /** Cost of a target or stop without a label before the entry: it is rather the story of the coin. */
    private static final double EARLY = 0.7;
    /** Cost of a later number of a list that lies on the other side: it is rather the next thing told. */
    private static final double TAIL_ASTRAY = 3;
    /** Worth of a labelled price where the entry is the market's. */
    private static final double AT_MARKET = 2;
    /** Worth of a target or stop that neither a label nor a known entry tells. */
    private static final double GUESSED = 0.6;
    /** Worth of a further number in an entry without a label. */
    private static final double RUNG = 0.1;
    /** Worth of knowing the entry. */
    private static final double ENTERED = 0.5;
    /** How far before the first target, or behind the stop, an unknown entry is thought to lie. */
    private static final double NEAR = 0.02;
    /** Numbers of one entry lie within this factor of each other, unless labelled otherwise. */
    static final double SAME_ZONE = 1.25;

    private static final double NEVER = -9;
    private static final double IN_ZONE = -0.8;
    private static final double NEAR_ZONE = -4;
    /** A number that a sentence tells right behind the entry, on the way to the stop: it is rather the next entry. */
    private static final double TOLD = 0.3;

    private static final int ROLES = PriceRole.values().length;

    private final Numbers numbers;
    private final double[] said;
    private final int trend;
    private final boolean[] anchor;
    private final PriceRole[] roles;
    private double entry;
    /** The entry price that waits longest, with the sign of the trend. */
    private double worst = Double.MAX_VALUE;

    private int firstEntry = Integer.MAX_VALUE;
    private double score;

    /**
     * Weighs the hypothesis.
     *
     * @param said what the words say of each number in each role, see {@link PlanSolver}
     * @param trend +1 for a bullish plan, -1 for a bearish one
     * @param anchor which numbers are the entry; all false if none is
     * @param prior score of the trend by itself
     */
    Hypothesis(Numbers numbers, double[] said, int trend, boolean[] anchor, double prior) {
        this.numbers = numbers;
        this.said = said;
        this.trend = trend;
        this.anchor = anchor;
        this.roles = new PriceRole[numbers.size];
        this.score = prior;
        settleEntry();
        settleRoles();
    }

    double score() {
        return score;
    }

    int trend() {
        return trend;
    }

    PriceRole role(int i) {
        return roles[i];
    }

    /** True if every price with a label got the role that its label says. */
    boolean whole() {
        for (int i = 0; i < roles.length; i++) {
            Mention mention = numbers.mentions.get(i);
            boolean target = mention.labelled(Slot.TARGET) && !numbers.counting[i];
            boolean stop = mention.labelled(Slot.STOP) && numbers.firstStop == numbers.approx[i];
            if ((target && roles[i] != PriceRole.TARGET) || (stop && roles[i] != PriceRole.STOP)) {
                return false;
            }
        }
        return true;
    }

    /** True if all that got a role lie on the right side of a known entry. */
    boolean fits() {
        for (int i = 0; i < roles.length && entry > 0; i++) {
            double ratio = trend > 0 ? numbers.approx[i] / entry : entry / numbers.approx[i];
            if ((roles[i] == PriceRole.TARGET && ratio <= 1) || (roles[i] == PriceRole.STOP && ratio >= 1)) {
                return false;
            }
        }
        return firstEntry < Integer.MAX_VALUE;
    }

    private void settleEntry() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < anchor.length; i++) {
            if (anchor[i]) {
                sum += numbers.approx[i];
                count++;
                worst = Math.min(worst, numbers.approx[i] * trend);
                firstEntry = Math.min(firstEntry, numbers.mentions.get(i).token());
            }
        }
        entry = count > 0 ? sum / count : pseudoEntry();
        score += count > 0 ? ENTERED : numbers.market ? 1 : 0;
    }

    /** Without an entry, a point between the labelled stop and target, or just before either, stands in; 0 if none. */
    private double pseudoEntry() {
        double stop = numbers.firstStop;
        double closing = trend > 0 ? numbers.firstSell : numbers.firstBuy;
        double target = numbers.firstTarget > 0 ? numbers.firstTarget : closing;
        if (stop == 0 && target == 0) {
            return 0;
        }
        return stop == 0 ? target / (1 + NEAR * trend) : target == 0 ? stop * (1 + NEAR * trend) : (stop + target) / 2;
    }

    /** Every number takes its best role; the stop goes to the first labelled so, else to whom it gains most. */
    private void settleRoles() {
        int stop = -1;
        boolean named = false;
        double most = 0;
        for (int i = 0; i < roles.length; i++) {
            double best = settle(i);
            score += best;
            boolean labelled = numbers.mentions.get(i).labelled(Slot.STOP);
            boolean allowed = labelled || numbers.mentions.get(i).after() == Slot.STOP || !numbers.stopGiven;
            double gain = named || !allowed ? 0 : value(i, PriceRole.STOP) - best;
            if (!named && (labelled || gain > most)) {
                stop = i;
                most = gain;
                named = labelled;
            }
        }
        if (stop >= 0) {
            roles[stop] = PriceRole.STOP;
            score += most;
        }
    }

    private double settle(int i) {
        roles[i] = PriceRole.NONE;
        double most = value(i, PriceRole.NONE);
        double target = value(i, PriceRole.TARGET);
        if (target > most) {
            roles[i] = PriceRole.TARGET;
            most = target;
        }
        double other = value(i, PriceRole.ENTRY);
        if (other > most) {
            roles[i] = PriceRole.ENTRY;
            most = other;
        }
        return most;
    }

    private double value(int i, PriceRole role) {
        double words = said[i * ROLES + role.ordinal()];
        if (anchor[i]) {
            return role != PriceRole.ENTRY
                    ? NEVER
                    : words + (numbers.mentions.get(i).place() > 0 ? RUNG : 0);
        }
        if (role == PriceRole.NONE) {
            return numbers.mentions.get(i).labelled(Slot.STOP) ? 0 : words; // a second stop is a remark
        }
        boolean early = !numbers.labelled[i] && numbers.mentions.get(i).token() < firstEntry && known();
        return words + place(i, role) - (early ? EARLY : 0);
    }

    private boolean known() {
        return firstEntry < Integer.MAX_VALUE;
    }

    private double place(int i, PriceRole role) {
        if (numbers.counting[i] && (!numbers.labelled[i] || astray(i, role))) {
            return NEVER;
        }
        if (role == PriceRole.ENTRY) {
            return zone(i);
        }
        Slot after = numbers.mentions.get(i).after();
        boolean behind = after == (role == PriceRole.TARGET ? Slot.TARGET : Slot.STOP);
        boolean labelled = numbers.labelled[i] || behind;
        double market = labelled && entry == 0 && numbers.market ? AT_MARKET : 0;
        double tail = numbers.mentions.get(i).nth() > 0 && astray(i, role) ? TAIL_ASTRAY : 0;
        double placed = Geometry.place(numbers.approx[i], entry, trend, role == PriceRole.TARGET, labelled);
        boolean guess = !labelled && !known() && !numbers.market;
        return market - tail + (guess ? Math.min(placed, GUESSED) : placed);
    }

    private double zone(int i) {
        if (!known()) {
            return NEVER;
        }
        double ratio = numbers.approx[i] / entry;
        boolean near = ratio < SAME_ZONE && ratio > 1 / SAME_ZONE;
        boolean ladder = numbers.following[i] && numbers.approx[i] * trend < worst;
        boolean told = ladder && numbers.mentions.get(i).before() == Slot.NONE && beforeStop(i);
        return !near ? NEVER : told ? TOLD : numbers.entering[i] || ladder ? IN_ZONE : NEAR_ZONE;
    }

    /** True if the number lies on the way to a stop that words tell. */
    private boolean beforeStop(int i) {
        double stop = numbers.firstStop > 0 ? numbers.firstStop : numbers.firstBreak;
        return stop > 0 && numbers.approx[i] * trend > stop * trend;
    }

    /** True if the number lies far from the entry or on the wrong side, as the number of a target may. */
    private boolean astray(int i, PriceRole role) {
        if (entry == 0) {
            return false;
        }
        double ratio = numbers.approx[i] / entry;
        boolean lone = numbers.mentions.get(i).place() == 0;
        boolean far = ratio > 4 || ratio < 0.25 || (lone && (ratio > 2 || ratio < 0.5));
        return far || (role == PriceRole.TARGET && (trend > 0 ? ratio < 1 : ratio > 1));
    }
}
