package io.signalroom.market.candle;

import java.util.Arrays;

/**
 * Candles of one market in order of time, as columns. Gaps are allowed, lengths may differ. The highest and the lowest
 * price of every {@value #BLOCK} candles are kept beside them, so that {@link #touch} passes over quiet stretches. A series
 * says up to when it is whole ({@link #knownTo}), which is later than its last candle where nothing was traded.
 *
 * <p>Times are milliseconds since 1970. Prices are doubles: a candle's price has at most 15 significant digits, so none is
 * lost. Immutable; made by a {@link Builder}.
 */
public final class CandleSeries {
    /** No candle, and nothing known of when one comes. */
    public static final CandleSeries EMPTY = new Builder(0).build();

    private static final int SHIFT = 6;
    static final int BLOCK = 1 << SHIFT;

    private final int size;
    private final long knownTo;
    private final long[] opens;
    private final long[] closes;
    private final double[] first;
    private final double[] high;
    private final double[] low;
    private final double[] last;
    private final double[] blockHigh;
    private final double[] blockLow;

    private CandleSeries(Builder b) {
        size = b.size;
        knownTo = size == 0 ? b.knownTo : Math.max(b.knownTo, b.closes[size - 1]);
        opens = b.opens;
        closes = b.closes;
        first = b.first;
        high = b.high;
        low = b.low;
        last = b.last;
        int blocks = (size + BLOCK - 1) >> SHIFT;
        blockHigh = new double[blocks];
        blockLow = new double[blocks];
        for (int block = 0; block < blocks; block++) {
            int end = Math.min(size, (block + 1) << SHIFT);
            blockHigh[block] = Double.NEGATIVE_INFINITY;
            blockLow[block] = Double.POSITIVE_INFINITY;
            for (int i = block << SHIFT; i < end; i++) {
                blockHigh[block] = Math.max(blockHigh[block], high[i]);
                blockLow[block] = Math.min(blockLow[block], low[i]);
            }
        }
    }

    /** How many candles. */
    public int size() {
        return size;
    }

    /**
     * No candle that begins before this is still to come, from the series' first on: the end of the last candle or later; for
     * {@link #EMPTY} the beginning of time.
     */
    public long knownTo() {
        return knownTo;
    }

    /** When candle {@code i} begins. */
    public long opens(int i) {
        return opens[i];
    }

    /** When candle {@code i} ends, exclusive. */
    public long closes(int i) {
        return closes[i];
    }

    /** Price at the beginning of candle {@code i}. */
    public double first(int i) {
        return first[i];
    }

    /** Highest price of candle {@code i}. */
    public double high(int i) {
        return high[i];
    }

    /** Lowest price of candle {@code i}. */
    public double low(int i) {
        return low[i];
    }

    /** Price at the end of candle {@code i}. */
    public double last(int i) {
        return last[i];
    }

    /** The first candle that begins at {@code time} or later, or {@link #size()}. */
    public int opening(long time) {
        return from(opens, time);
    }

    /** The first candle that ends at {@code time} or later, or {@link #size()}. */
    public int closing(long time) {
        return from(closes, time);
    }

    /** The price known at {@code time}: the last of the last candle that had ended by then, NaN if none had. */
    public double priceAt(long time) {
        int ended = closing(time + 1) - 1;
        return ended < 0 ? Double.NaN : last[ended];
    }

    /**
     * The first candle from {@code from} on, and before {@code to}, that trades at {@code above} or higher, or at {@code
     * below} or lower; {@code to} if there is none.
     */
    public int touch(int from, int to, double above, double below) {
        int i = from;
        while (i < to) {
            int block = i >> SHIFT;
            int end = Math.min(to, (block + 1) << SHIFT);
            if (blockHigh[block] < above && blockLow[block] > below) {
                i = end;
                continue;
            }
            for (; i < end; i++) {
                if (high[i] >= above || low[i] <= below) {
                    return i;
                }
            }
        }
        return to;
    }

    private int from(long[] times, long time) {
        int found = Arrays.binarySearch(times, 0, size, time);
        return found >= 0 ? found : -found - 1;
    }

    /** Collects candles; not safe for use by several threads. */
    public static final class Builder {
        private int size;
        private long knownTo = Long.MIN_VALUE;
        private long[] opens;
        private long[] closes;
        private double[] first;
        private double[] high;
        private double[] low;
        private double[] last;

        /** @param expected how many candles will come, about */
        public Builder(int expected) {
            opens = new long[expected];
            closes = new long[expected];
            first = new double[expected];
            high = new double[expected];
            low = new double[expected];
            last = new double[expected];
        }

        /**
         * Adds the next candle.
         *
         * @throws IllegalArgumentException if it begins before the end of the one before, or its prices are out of order
         */
        public Builder add(long opensAt, long closesAt, double open, double highest, double lowest, double close) {
            boolean next = size == 0 || opensAt >= closes[size - 1];
            boolean ordered = lowest > 0 && lowest <= Math.min(open, close) && highest >= Math.max(open, close);
            if (!next || !ordered || opensAt >= closesAt) {
                throw new IllegalArgumentException("no next candle: " + opensAt + " to " + closesAt + ", " + open + " "
                        + highest + " " + lowest + " " + close);
            }
            if (size == opens.length) {
                grow(Math.max(16, size * 2));
            }
            opens[size] = opensAt;
            closes[size] = closesAt;
            first[size] = open;
            high[size] = highest;
            low[size] = lowest;
            last[size++] = close;
            return this;
        }

        /** Adds an exact candle. */
        public Builder add(Candle candle) {
            return add(
                    candle.opensAt().toEpochMilli(),
                    candle.closesAt().toEpochMilli(),
                    candle.open().doubleValue(),
                    candle.high().doubleValue(),
                    candle.low().doubleValue(),
                    candle.close().doubleValue());
        }

        /** Says that all candles which begin before {@code time} are in it. */
        public Builder knownTo(long time) {
            knownTo = time;
            return this;
        }

        private void grow(int length) {
            opens = Arrays.copyOf(opens, length);
            closes = Arrays.copyOf(closes, length);
            first = Arrays.copyOf(first, length);
            high = Arrays.copyOf(high, length);
            low = Arrays.copyOf(low, length);
            last = Arrays.copyOf(last, length);
        }

        /** The series; the builder must not be used any more. */
        public CandleSeries build() {
            return new CandleSeries(this);
        }
    }
}
