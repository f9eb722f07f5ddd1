package io.signalroom.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Invented prices: for every symbol a continuous function of time that looks like a market and needs no memory, so that
 * a price of last spring is as cheap as one of this minute and two processes with the same seed agree.
 *
 * <p>The logarithm of a price is a sum of value noise (Perlin's lattice of random numbers, joined by smoothstep) in
 * octaves from 128 days down to 4 minutes. An octave's amplitude grows with the square root of its period, as in Brownian
 * motion, so a day's move has about the token's volatility, while the sum stays bounded and prices never drift off. One
 * sum is shared by all tokens (the market), one is the token's own. Cost: about 0.3 microseconds. Safe for use by several
 * threads.
 */
public final class PriceWalk {
    /** Makes the day's standard deviation of the sum equal to the volatility asked for. */
    private static final double CALIBRATION = 0.8;

    private static final int OCTAVES = 16;
    private static final double LONGEST_SECONDS = 128 * 86_400.0;
    private static final double MARKET_VOLATILITY = 0.018;
    private static final String MARKET = "*";

    private final long seed;
    private final Map<String, Path> paths = new HashMap<>();
    private final Path market;

    /** A walk; equal seeds give equal prices for ever. */
    public PriceWalk(long seed) {
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
                .setScale(path.scale, RoundingMode.HALF_UP);
    }

    /** As {@link #price}, unrounded; for callers that ask millions of times. */
    public double value(String symbol, long epochSecond) {
        return value(path(symbol), (double) epochSecond);
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
        return new Path(Dice.mix(seed, symbol.hashCode()), base, volatility);
    }

    /** One sum of octaves. */
    private static final class Path {
        private final long salt;
        private final double base;
        private final int scale;
        private final double longest;

        Path(long salt, double base, double volatility) {
            this.salt = salt;
            this.base = base;
            this.scale = Math.max(0, 4 - (int) Math.floor(Math.log10(base)));
            this.longest = CALIBRATION * volatility * Math.sqrt(LONGEST_SECONDS / 86_400.0);
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
            long octaveSalt = salt + octave * 0x632BE59BD9B4E019L;
            double shifted = x + (octaveSalt >>> 40) * 0x1.0p-24;
            double cell = Math.floor(shifted);
            double f = shifted - cell;
            double left = lattice(octaveSalt, (long) cell);
            double right = lattice(octaveSalt, (long) cell + 1);
            return left + (right - left) * f * f * (3 - 2 * f);
        }

        private static double lattice(long salt, long cell) {
            return (Dice.mix(salt, cell) >> 10) * 0x1.0p-53;
        }
    }
}
