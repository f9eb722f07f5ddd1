package io.signalroom.analytics.rank;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The settled results of a channel, a token or a period, in the order they settled: in R multiples, or all in percent where
 * calls have no stop. Every figure is a function of these alone.
 */
public final class TrackRecord {
    /** Fewest results that are ranked. */
    public static final int ENOUGH = 20;

    /** How many results the mean of all channels weighs when one channel's is shrunk towards it. */
    static final int PRIOR = 20;

    /** Most results that count for the system quality number. */
    private static final int MOST = 100;

    private static final int DRAWS = 2_000;
    private static final double QUANTILE = 0.05;

    /**
     * One settled call.
     *
     * @param day when it was posted, in UTC
     * @param r its result in R multiples, or percent
     */
    public record Result(LocalDate day, double r) {}

    private final List<Result> results;

    /** @param results in the order they settled */
    public TrackRecord(List<Result> results) {
        this.results = List.copyOf(results);
    }

    /** How many there are. */
    public int size() {
        return results.size();
    }

    /** How many gained, costs included. */
    int wins() {
        return (int) results.stream().filter(result -> result.r() > 0).count();
    }

    /** Mean R, the expectancy of a call; 0 if there is none. */
    public double expectancy() {
        return results.isEmpty() ? 0 : sum() / results.size();
    }

    private double sum() {
        return results.stream().mapToDouble(Result::r).sum();
    }

    /**
     * Mean R drawn towards {@code all}, the mean of all channels, the more so the fewer results there are (empirical Bayes
     * with a prior worth {@value #PRIOR} results).
     */
    public double shrunk(double all) {
        return shrunk(expectancy(), results.size(), all);
    }

    /** A figure that rests on {@code n} results, drawn towards {@code all} in the same way. */
    static double shrunk(double figure, int n, double all) {
        return (n * figure + PRIOR * all) / (n + PRIOR);
    }

    /**
     * The 5 % quantile of the mean R over {@value #DRAWS} bootstrap samples of whole days (Efron and Tibshirani, An
     * Introduction to the Bootstrap, 1993, ch. 13): calls of one day are one bet on the market. The same results give the
     * same bound. Null if all are of one day, for one bet tells nothing of its luck.
     */
    public Double lowerBound() {
        Collection<double[]> byDay = days();
        if (byDay.size() < 2) {
            return null;
        }
        double[][] days = byDay.toArray(double[][]::new);
        SplittableRandom dice = new SplittableRandom(days.length);
        double[] means = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            double sum = 0;
            double count = 0;
            for (int k = 0; k < days.length; k++) {
                double[] day = days[dice.nextInt(days.length)];
                sum += day[0];
                count += day[1];
            }
            means[i] = sum / count;
        }
        Arrays.sort(means);
        return means[(int) (QUANTILE * DRAWS) - 1];
    }

    /** Sum of R and number of results of each day. */
    private Collection<double[]> days() {
        Map<LocalDate, double[]> days = new TreeMap<>();
        for (Result result : results) {
            double[] day = days.computeIfAbsent(result.day(), x -> new double[2]);
            day[0] += result.r();
            day[1]++;
        }
        return new ArrayList<>(days.values());
    }

    /** Gains over losses, in R; null without a loss. */
    public Double profitFactor() {
        double gains = 0;
        double losses = 0;
        for (Result result : results) {
            gains += Math.max(0, result.r());
            losses -= Math.min(0, result.r());
        }
        return losses == 0 ? null : gains / losses;
    }

    /** The deepest fall of the running sum of R below its highest point before, 0 or more; the sum begins at 0. */
    public double maxDrawdown() {
        double sum = 0;
        double peak = 0;
        double deepest = 0;
        for (Result result : results) {
            sum += result.r();
            peak = Math.max(peak, sum);
            deepest = Math.max(deepest, peak - sum);
        }
        return deepest;
    }

    /** Median R; 0 if there is none. */
    public double median() {
        return median(results.stream().mapToDouble(Result::r).toArray());
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length == 0 ? 0 : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /**
     * System quality number: √n · mean / standard deviation of the sample (Tharp, Trade Your Way to Financial Freedom, 2nd ed.
     * 2007), where n counts up to {@value #MOST}, as Tharp does it (SQN 100), so that his classes (from 1.6 tradable, from 3
     * excellent) mean the same for a channel of a month and of years; a mere multitude of calls is no quality. Null if there
     * are fewer than two results or all are equal.
     */
    public Double systemQuality() {
        DoubleSummaryStatistics r = results.stream().mapToDouble(Result::r).summaryStatistics();
        if (r.getCount() < 2 || r.getMin() == r.getMax()) {
            return null;
        }
        double mean = expectancy();
        double squares = results.stream()
                .mapToDouble(result -> (result.r() - mean) * (result.r() - mean))
                .sum();
        double spread = Math.sqrt(squares / (results.size() - 1));
        return Math.sqrt(Math.min(MOST, results.size())) * mean / spread;
    }
}
