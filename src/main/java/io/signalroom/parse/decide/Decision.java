package io.signalroom.parse.decide;

import io.signalroom.signal.PostKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What a post is, and why: a multinomial logistic model (softmax of summed weights, see Bishop, Pattern Recognition and
 * Machine Learning, 4.3.4) over yes-or-no clues. Its probabilities are the confidence; the clues that weigh most are the
 * reasons.
 */
public final class Decision {
    /**
     * Noise at least this likely is called noise, whatever else the post might be: the highest limit at which tables fitted
     * to four fifths of the posts misread some 1 in 50 noise posts of the fifth they have not seen.
     */
    private static final double LIKELY_NOISE = 0.36;
    /** A kind less likely than this is not claimed: the clues point nowhere. */
    private static final double LIKELY = 0.35;

    private static final int MOST_REASONS = 5;
    private static final double WORTH_TELLING = 0.25;
    private static final Weights WEIGHTS = Weights.load();

    private final ClueSet clues;
    private final double[] probability = new double[Weights.KINDS.length];

    private Decision(ClueSet clues) {
        this.clues = clues;
    }

    /** Weighs the clues. */
    public static Decision of(ClueSet clues) {
        Decision decision = new Decision(clues);
        decision.weigh();
        return decision;
    }

    private void weigh() {
        for (int clue = clues.next(0); clue >= 0; clue = clues.next(clue + 1)) {
            for (int k = 0; k < probability.length; k++) {
                probability[k] += WEIGHTS.of(clue, k);
            }
        }
        double top = Double.NEGATIVE_INFINITY;
        for (double sum : probability) {
            top = Math.max(top, sum);
        }
        double total = 0;
        for (int k = 0; k < probability.length; k++) {
            probability[k] = Math.exp(probability[k] - top);
            total += probability[k];
        }
        for (int k = 0; k < probability.length; k++) {
            probability[k] /= total;
        }
    }

    /** How sure the post is of this kind, 0 to 1; over all kinds they add up to 1. */
    public double probability(PostKind kind) {
        return probability[kind.ordinal()];
    }

    /**
     * What the post is taken for: noise if that is rather likely, else the likeliest of the other kinds, even if two of
     * them share what is left; noise again if the clues point nowhere. Saying no is the main job: of a channel's posts, some
     * four in a hundred are signals.
     */
    public PostKind kind() {
        if (probability(PostKind.NOISE) >= LIKELY_NOISE) {
            return PostKind.NOISE;
        }
        PostKind likeliest = PostKind.TRADE_SIGNAL;
        for (PostKind kind : Weights.KINDS) {
            boolean likelier = probability(kind) > probability(likeliest);
            likeliest = kind != PostKind.NOISE && likelier ? kind : likeliest;
        }
        return probability(likeliest) < LIKELY ? PostKind.NOISE : likeliest;
    }

    /** The clues that speak most for {@code kind} rather than for the others, the weightiest first. */
    public List<String> reasons(PostKind kind) {
        int[] top = new int[MOST_REASONS];
        float[] leads = new float[MOST_REASONS];
        int count = 0;
        for (int clue = clues.next(0); clue >= 0; clue = clues.next(clue + 1)) {
            float lead = WEIGHTS.lead(clue, kind.ordinal());
            if (lead > WORTH_TELLING && clue != Shape.ALWAYS.ordinal()) {
                count = insert(top, leads, count, clue, lead);
            }
        }
        List<String> reasons = new ArrayList<>(count + 1);
        for (int i = 0; i < count; i++) {
            reasons.add(Clue.ALL.get(top[i]).text());
        }
        return reasons;
    }

    /** Keeps the greatest in falling order; gives how many there are now. */
    private static int insert(int[] top, float[] leads, int count, int clue, float lead) {
        int at = count;
        while (at > 0 && leads[at - 1] < lead) {
            at--;
        }
        if (at == MOST_REASONS) {
            return count;
        }
        for (int k = Math.min(count, MOST_REASONS - 1); k > at; k--) {
            top[k] = top[k - 1];
            leads[k] = leads[k - 1];
        }
        top[at] = clue;
        leads[at] = lead;
        return Math.min(count + 1, MOST_REASONS);
    }
}
