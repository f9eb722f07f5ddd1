package io.signalroom.analytics.rank;

/**
 * The score interval of a share (Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927): where
 * the true win rate lies with 95 % confidence, right for small numbers too.
 *
 * @param lower from 0
 * @param upper to 1
 */
public record WilsonInterval(double lower, double upper) {
    private static final double Z = 1.959963984540054; // 97.5 % quantile of the normal distribution

    /**
     * The interval of {@code wins} out of {@code n}.
     *
     * @throws IllegalArgumentException unless 0 &le; wins &le; n and n &gt; 0
     */
    public static WilsonInterval of(int wins, int n) {
        if (n <= 0 || wins < 0 || wins > n) {
            throw new IllegalArgumentException(wins + " of " + n);
        }
        double share = (double) wins / n;
        double z2 = Z * Z / n;
        double middle = share + z2 / 2;
        double half = Z * Math.sqrt(share * (1 - share) / n + z2 / (4 * n));
        double lower = wins == 0 ? 0 : (middle - half) / (1 + z2);
        double upper = wins == n ? 1 : (middle + half) / (1 + z2);
        return new WilsonInterval(lower, upper);
    }
}
