package io.signalroom.demo;

import io.signalroom.demo.PriceWalk.Path;

/**
 * Goes along a {@link PriceWalk} in order of time. Between two lattice points each octave is a cubic polynomial, and so is
 * the sum of all: it is worked out anew only where an octave enters its next cell (about every 90 seconds), and its highest
 * and lowest points are found by the roots of its derivative instead of by samples. So the extremes of a stretch are those
 * of the continuous walk, however long the stretch is.
 *
 * <p>What it says of a moment depends on that moment alone, bit for bit, wherever the walk began: a piece lies between two
 * lattice points and its polynomial is taken around its own beginning. Against {@link PriceWalk#value} it differs by
 * rounding (less than 1e-9 of the price). A year of minutes takes about 50 milliseconds. For one thread.
 */
public final class WalkSteps {
    private final Path[] paths;
    private final double level;
    private final double[] amplitude;
    private final double[] shift;
    private final double[] period;
    private final double[] rate;
    private final long[] cell;
    private final double[] left;
    private final double[] right;
    private final double[] begins;
    private final double[] ends;
    private double pieceBegins;
    private double pieceEnds;
    private double c0;
    private double c1;
    private double c2;
    private double c3;
    /** Where the piece is level, in seconds from its beginning; not a number if nowhere. */
    private double top;

    private double bottom;
    private double now;
    private double logNow;
    private double logHigh;
    private double logLow;
    private double logBefore;
    private double value;
    private double before;

    /**
     * A walk along {@code up}, in dollars if {@code down} is null. In another coin the market common to both cancels out.
     */
    WalkSteps(Path up, Path down, Path market, long second) {
        paths = new Path[] {up, down == null ? market : down};
        level = down == null ? up.base() : up.base() / down.base();
        int octaves = 2 * PriceWalk.OCTAVES;
        amplitude = new double[octaves];
        shift = new double[octaves];
        period = new double[octaves];
        rate = new double[octaves];
        cell = new long[octaves];
        left = new double[octaves];
        right = new double[octaves];
        begins = new double[octaves];
        ends = new double[octaves];
        now = second;
        for (int i = 0; i < octaves; i++) {
            int octave = i % PriceWalk.OCTAVES;
            double longest = i < PriceWalk.OCTAVES || down == null ? path(i).longest() : -path(i).longest();
            amplitude[i] = longest * Math.pow(0.5, octave / 2.0);
            shift[i] = path(i).shift(octave);
            period[i] = PriceWalk.LONGEST_SECONDS / (1 << octave);
            rate[i] = 1 / period[i];
            find(i);
        }
        sum();
        logNow = at(now - pieceBegins);
        value = level * Math.exp(logNow);
        to(second);
    }

    private Path path(int i) {
        return paths[i / PriceWalk.OCTAVES];
    }

    /** Finds the cell that holds {@link #now}; by its own bounds, since a division may round across one. */
    private void find(int i) {
        cell[i] = (long) Math.floor(now / period[i] + shift[i]);
        while (bound(i, cell[i]) > now) {
            cell[i]--;
        }
        while (bound(i, cell[i] + 1) <= now) {
            cell[i]++;
        }
        right[i] = lattice(i, cell[i]);
        ends[i] = bound(i, cell[i]);
        cell[i]--;
        enter(i);
    }

    private void enter(int i) {
        cell[i]++;
        left[i] = right[i];
        right[i] = lattice(i, cell[i] + 1);
        begins[i] = ends[i];
        ends[i] = bound(i, cell[i] + 1);
    }

    private double bound(int i, long of) {
        return (of - shift[i]) * period[i];
    }

    private double lattice(int i, long of) {
        return amplitude[i] * path(i).lattice(i % PriceWalk.OCTAVES, of);
    }

    /** Works the polynomial of a piece out: from the last beginning of a cell to the first end. */
    private void sum() {
        pieceBegins = Double.NEGATIVE_INFINITY;
        pieceEnds = Double.POSITIVE_INFINITY;
        for (int i = 0; i < cell.length; i++) {
            pieceBegins = Math.max(pieceBegins, begins[i]);
            pieceEnds = Math.min(pieceEnds, ends[i]);
        }
        c0 = c1 = c2 = c3 = 0;
        for (int i = 0; i < cell.length; i++) {
            double f = (pieceBegins - begins[i]) * rate[i];
            double rise = right[i] - left[i];
            double slope = rise * rate[i];
            double bend = slope * rate[i];
            c0 += left[i] + rise * f * f * (3 - 2 * f);
            c1 += slope * 6 * f * (1 - f);
            c2 += bend * (3 - 6 * f);
            c3 -= bend * rate[i] * 2;
        }
        // the derivative is c1 + 2 c2 s + 3 c3 s²; this form of its roots loses no digits
        double q = -(c2 + Math.copySign(Math.sqrt(c2 * c2 - 3 * c1 * c3), c2));
        top = q / (3 * c3);
        bottom = c1 / q;
    }

    private double at(double s) {
        return c0 + s * (c1 + s * (c2 + s * c3));
    }

    /**
     * Goes on to a moment; {@link #high} and {@link #low} are then those between the moment before and this one.
     *
     * @throws IllegalArgumentException if it lies before the one reached
     */
    public void to(long epochSecond) {
        if (epochSecond < now) {
            throw new IllegalArgumentException("back from " + now + " to " + epochSecond);
        }
        logHigh = logLow = logBefore = logNow;
        before = value;
        while (pieceEnds <= epochSecond) {
            pass(pieceEnds);
            for (int i = 0; i < cell.length; i++) {
                if (ends[i] <= now) {
                    enter(i);
                }
            }
            sum();
        }
        pass(epochSecond);
        value = level * Math.exp(logNow);
    }

    /** Goes on within the piece, to its end at most. */
    private void pass(double second) {
        double from = now - pieceBegins;
        double to = second - pieceBegins;
        if (top > from && top < to) {
            see(at(top));
        }
        if (bottom > from && bottom < to) {
            see(at(bottom));
        }
        now = second;
        logNow = at(to);
        see(logNow);
    }

    private void see(double log) {
        logHigh = Math.max(logHigh, log);
        logLow = Math.min(logLow, log);
    }

    /** The price at the moment reached. */
    public double value() {
        return value;
    }

    /** The highest price of the last step, its ends included. */
    public double high() {
        return price(logHigh);
    }

    /** The lowest price of the last step, its ends included. */
    public double low() {
        return price(logLow);
    }

    /** Mostly an extreme is one of the ends, whose price is known. */
    private double price(double log) {
        return log == logNow ? value : log == logBefore ? before : level * Math.exp(log);
    }

    /** The price around which it moves. */
    public double level() {
        return level;
    }
}
