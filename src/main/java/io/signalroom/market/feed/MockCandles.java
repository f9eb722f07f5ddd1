package io.signalroom.market.feed;

import io.signalroom.demo.PriceWalk;
import io.signalroom.demo.WalkSteps;
import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.candle.Market;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Goes along one market of the demo, candle by candle. Prices are rounded to a grid of the market's own, as on an
 * exchange, so that the columns and the exact candles are the same numbers. Every minute of a market has an invented volume,
 * which is worked out only where it is shown. A candle may be of any length: the walk's extremes are exact, and the volume
 * is that of its minutes. For one thread.
 */
final class MockCandles {
    /** Length of a minute's candle. */
    static final int SECONDS = 60;

    private static final int PRICE_DIGITS = 8;
    private static final int VOLUME_DIGITS = 6;
    /** The most decimal places of which a double holds the power of ten. */
    private static final int MOST_PLACES = 22;

    /** What is traded in a usual minute, in dollars. */
    private static final double TURNOVER = 40_000;

    private static final long HOUR = 3_600;

    private final WalkSteps steps;
    private final int places;
    private final double grid;
    private final long salt;
    private final double usualVolume;
    private long opens;
    private long closes;
    private double open;
    private double high;
    private double low;
    private double close;

    /** Candles from a full minute on; there is none before {@link #next}. */
    MockCandles(PriceWalk walk, Market market, long begin) {
        boolean dollars = Market.DOLLAR.equals(market.quote());
        steps = walk.steps(market.base(), dollars ? null : market.quote(), begin);
        places = places(steps.level(), PRICE_DIGITS);
        grid = Math.pow(10, places);
        salt = 31L * market.base().hashCode() + market.quote().hashCode();
        usualVolume = TURNOVER / walk.steps(market.base(), null, begin).level();
        closes = begin;
        close = rounded(steps.value());
    }

    private static int places(double level, int digits) {
        return Math.max(0, Math.min(MOST_PLACES, digits - 1 - (int) Math.floor(Math.log10(level))));
    }

    private double rounded(double price) {
        return Math.rint(price * grid) / grid;
    }

    /** When the candle ends, in seconds since 1970. */
    long closes() {
        return closes;
    }

    /** Goes on to the candle that begins at the end of this one and ends at {@code end}. */
    void next(long end) {
        opens = closes;
        open = close;
        closes = end;
        steps.to(end);
        close = rounded(steps.value());
        high = rounded(steps.high());
        low = rounded(steps.low());
    }

    /** Adds the candle as it is. */
    void addTo(CandleSeries.Builder series) {
        series.add(opens * 1_000, closes * 1_000, open, high, low, close);
    }

    /**
     * The candle in decimals.
     *
     * @param seconds it has when it is closed
     */
    Candle exact(int seconds) {
        int volumePlaces = places(usualVolume, VOLUME_DIGITS);
        return new Candle(
                Instant.ofEpochSecond(opens),
                Instant.ofEpochSecond(opens + seconds),
                decimal(open, places),
                decimal(high, places),
                decimal(low, places),
                decimal(close, places),
                decimal(volume(), volumePlaces));
    }

    private static BigDecimal decimal(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_EVEN);
    }

    /** What was traded in the candle's minutes, in the base asset; of a minute that is not over, the part that is. */
    private double volume() {
        double sum = 0;
        for (long minute = opens; minute < closes; minute += SECONDS) {
            double lively = 0.3 + 1.4 * chance(Math.floorDiv(minute, HOUR) * HOUR + 1);
            double share = Math.min(1, (closes - minute) / (double) SECONDS);
            sum += share * lively * (0.2 + 1.6 * chance(minute));
        }
        return usualVolume * sum;
    }

    private double chance(long moment) {
        return new SplittableRandom(salt + (moment << 32)).nextDouble();
    }
}
