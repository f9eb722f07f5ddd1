package io.signalroom.analytics.pattern;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How improbable something is if only chance is at work. Probabilities are given by their logarithm to base ten, since the
 * interesting ones are too small for a double.
 */
final class Tails {
    private static final double LN10 = Math.log(10);
    private static final double ENOUGH = 1e-17;
    private static final int FRACTIONS = 300;
    private static final double[] LN_FACTORIAL = lnFactorials(256);

    private Tails() {}

    /**
     * P(X &ge; k) of a Poisson distribution, the sum of its terms from k on.
     *
     * @param rate mean, 0 or more
     * @return logarithm, 0 or less
     */
    static double poisson(int k, double rate) {
        if (k <= 0) {
            return 0;
        }
        if (rate <= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (k <= rate) {
            double below = Math.exp(poissonTerm(k - 1, rate)) * fallingSum(k - 1, rate);
            return Math.log1p(-Math.min(1, below)) / LN10;
        }
        double sum = 1;
        double term = 1;
        for (int i = k + 1; term > ENOUGH * sum; i++) {
            term *= rate / i;
            sum += term;
        }
        return (poissonTerm(k, rate) + Math.log(sum)) / LN10;
    }

    /**
     * P(X &ge; k) of a binomial distribution; above its mean only, below that it is taken for 1.
     *
     * @param n trials, at least k
     * @param share probability of each, between 0 and 1, both exclusive
     * @return logarithm, 0 or less
     */
    static double binomial(int k, int n, double share) {
        if (k <= n * share) {
            return 0;
        }
        double odds = share / (1 - share);
        double sum = 1;
        double term = 1;
        for (int i = k; i < n && term > ENOUGH * sum; i++) {
            term *= odds * (n - i) / (i + 1);
            sum += term;
        }
        double first = lnFactorial(n)
                - lnFactorial(k)
                - lnFactorial(n - k)
                + k * Math.log(share)
                + (n - k) * Math.log1p(-share);
        return Math.min(0, (first + Math.log(sum)) / LN10);
    }

    /** P(|Z| &ge; |z|) of a standard normal distribution. */
    static double normal(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        return x < 1 ? Math.log10(1 - erfSeries(x)) : (-x * x - 0.5 * Math.log(Math.PI) - Math.log(fraction(x))) / LN10;
    }

    /**
     * The z of two shares being equal, with the pooled share in the variance.
     *
     * @return 0 if both are all or nothing
     */
    static double twoProportions(int hits, int of, int hitsBefore, int ofBefore) {
        double pooled = (double) (hits + hitsBefore) / (of + ofBefore);
        double variance = pooled * (1 - pooled) * (1.0 / of + 1.0 / ofBefore);
        return variance == 0 ? 0 : ((double) hits / of - (double) hitsBefore / ofBefore) / Math.sqrt(variance);
    }

    /**
     * Corrects probabilities for how many were looked at (Holm, A Simple Sequentially Rejective Multiple Test Procedure, 1979).
     *
     * @param logs logarithms
     * @param tests how many were looked at, those included; the others count as 1
     * @return the same in the same order, corrected
     */
    static double[] holm(double[] logs, int tests) {
        int[] order = IntStream.range(0, logs.length)
                .boxed()
                .sorted((a, b) -> Double.compare(logs[a], logs[b]))
                .mapToInt(i -> i)
                .toArray();
        double[] corrected = new double[logs.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int rank = 0; rank < order.length; rank++) {
            double raised = logs[order[rank]] + Math.log10(Math.max(tests, logs.length) - (double) rank);
            highest = Math.max(highest, Math.min(0, raised));
            corrected[order[rank]] = highest;
        }
        return corrected;
    }

    private static double poissonTerm(int k, double rate) {
        return k * Math.log(rate) - rate - lnFactorial(k);
    }

    private static double fallingSum(int from, double rate) {
        double sum = 1;
        double term = 1;
        for (int i = from; i > 0 && term > ENOUGH * sum; i--) {
            term *= i / rate;
            sum += term;
        }
        return sum;
    }

    /** The error function by its power series. */
    private static double erfSeries(double x) {
        double sum = 0;
        double term = x;
        for (int n = 0; Math.abs(term) > ENOUGH; n++) {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    /** x + (1/2)/(x + 1/(x + (3/2)/(x + ...))): its reciprocal times exp(-x²)/√π is the complement of the error function. */
    private static double fraction(double x) {
        double value = x;
        for (int n = FRACTIONS; n > 0; n--) {
            value = x + n / 2.0 / value;
        }
        return value;
    }

    /** By Stirling's series where the table ends. */
    private static double lnFactorial(int n) {
        if (n < LN_FACTORIAL.length) {
            return LN_FACTORIAL[n];
        }
        double x = n;
        return x * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI * x) + 1 / (12 * x) - 1 / (360 * x * x * x);
    }

    private static double[] lnFactorials(int size) {
        double[] table = new double[size];
        Arrays.setAll(table, i -> i == 0 ? 0 : Math.log(i));
        Arrays.parallelPrefix(table, Double::sum);
        return table;
    }
}
