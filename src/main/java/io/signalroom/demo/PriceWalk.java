package io.signalroom.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Invented prices: for every symbol a continuous function of time that looks like a market and needs no memory, so that
 * a price of last spring is as cheap as one of this minute. There is one {@link #market() invented market} for all: whoever
 * writes posts and whoever gives candles agree, in every process and for every database.
 *
 * <p>The logarithm of a price is a sum of value noise (Perlin's lattice of random numbers, joined by smoothstep) in
 * octaves from 128 days down to 4 minutes. An octave's amplitude grows with the square root of its period, as in Brownian
 * motion, so a day's move has about the token's volatility, while the sum stays bounded and prices never drift off. One
 * sum is shared by all tokens (the market), one is the token's own. Cost: about 0.3 microseconds; who needs a long stretch
 * takes {@link #steps}. Safe for use by several threads.
 */
public final class PriceWalk {
    /** Makes the day's standard deviation of the sum equal to the volatility asked for. */
    private static final double CALIBRATION = 0.8;

    static final int OCTAVES = 16;
    static final double LONGEST_SECONDS = 128 * 86_400.0;
    private static final long MARKET_SEED = 11;
    private static final double MARKET_VOLATILITY = 0.018;
    private static final String MARKET = "*";

    private final long seed;
    private final Map<String, Path> paths = new HashMap<>();
    private final Path market;

    /** The one invented market, equal in every process. */
    public static PriceWalk market() {
        return new PriceWalk(MARKET_SEED);
    }

    /** A walk of its own; equal seeds give equal prices for ever. */
    PriceWalk(long seed) {
        this.seed = seed;
        market = path(MARKET, 1, MARKET_VOLATILITY);
        for (Token token : Token.all()) {
            double own = "BTC".equals(token.symbol()) ? 0.008 : token.volatility() * 0.85;
            paths.put(token.symbol(), path(token.symbol(), token.price(), own));
        }
    }

    /**
     * The price at a moment, in US dollars, with five significant digits around the token's usual level.
     *
     * @param symbol in capitals; one that the demo doesn't know gets a price of its own too
     */
    public BigDecimal price(String symbol, Instant at) {
        Path path = path(symbol);
        return BigDecimal.valueOf(value(path, at.getEpochSecond() + at.getNano() * 1e-9))
                .setScale(path.scale(), RoundingMode.HALF_UP);
    }

    /** As {@link #price}, unrounded; for callers that ask millions of times. */
    public double value(String symbol, long epochSecond) {
        return value(path(symbol), (double) epochSecond);
    }

    /**
     * Goes along the price of one coin in another, or in dollars: far cheaper than {@link #value} for every moment.
     *
     * @param symbol in capitals
     * @param quote the coin prices are in; null for US dollars
     * @param epochSecond where to begin
     */
    public WalkSteps steps(String symbol, String quote, long epochSecond) {
        return new WalkSteps(path(symbol), quote == null ? null : path(quote), market, epochSecond);
    }

    private double value(Path path, double second) {
        return path.base * Math.exp(path.at(second) + market.at(second));
    }

    private Path path(String symbol) {
        Path known = paths.get(symbol);
        return known != null ? known : unknown(symbol);
    }

    private Path unknown(String symbol) {
        Dice dice = new Dice(Dice.mix(seed, symbol.hashCode()));
        return path(symbol, Math.pow(10, dice.between(-4, 1)), dice.between(0.05, 0.09));
    }

    private Path path(String symbol, double base, double volatility) {
        return Path.of(Dice.mix(seed, symbol.hashCode()), base, volatility);
    }

    /**
     * One sum of octaves. In each, the path crosses from one lattice point to the next within {@code period} seconds.
     *
     * @param base price at which the sum is 0
     * @param longest amplitude of the longest octave
     */
    record Path(long salt, double base, double longest) {
        static Path of(long salt, double base, double volatility) {
            return new Path(salt, base, CALIBRATION * volatility * Math.sqrt(LONGEST_SECONDS / 86_400.0));
        }

        /** Decimal places of a price with five significant digits. */
        int scale() {
            return Math.max(0, 4 - (int) Math.floor(Math.log10(base)));
        }

        double at(double second) {
            double sum = 0;
            double period = LONGEST_SECONDS;
            double amplitude = longest;
            for (int octave = 0; octave < OCTAVES; octave++) {
                sum += amplitude * noise(octave, second / period);
                period /= 2;
                amplitude *= Math.sqrt(0.5);
            }
            return sum;
        }

        private double noise(int octave, double x) {
            double shifted = x + shift(octave);
            double cell = Math.floor(shifted);
            double f = shifted - cell;
            double left = lattice(octave, (long) cell);
            double right = lattice(octave, (long) cell + 1);
            return left + (right - left) * f * f * (3 - 2 * f);
        }

        /** By how much of a cell the octave's lattice lies before the epoch. */
        double shift(int octave) {
            return (octaveSalt(octave) >>> 40) * 0x1.0p-24;
        }

        /** The lattice point at the beginning of a cell, from -1 to 1. */
        double lattice(int octave, long cell) {
            return (Dice.mix(octaveSalt(octave), cell) >> 10) * 0x1.0p-53;
        }

        private long octaveSalt(int octave) {
            return salt + octave * 0x632BE59BD9B4E019L;
        }
    }
}
