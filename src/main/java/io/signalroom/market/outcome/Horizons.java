package io.signalroom.market.outcome;

import io.signalroom.market.candle.CandleSeries;
import java.time.Duration;
import java.util.List;

/**
 * The change of price after fixed times, in the call's direction, before costs: from the first price a reader could get to
 * the last one known at the horizon. For launches and calls without targets (Merkley, Pacelli, Piorkowski and Williams,
 * Crypto-Influencers, measure posts so, by returns after fixed times). For one thread.
 */
final class Horizons {
    /** Names in JSON, in order. */
    static final List<String> NAMES = List.of("5m", "1h", "24h", "7d");

    private static final long[] LENGTHS = {
        Duration.ofMinutes(5).toMillis(),
        Duration.ofHours(1).toMillis(),
        Duration.ofDays(1).toMillis(),
        Duration.ofDays(7).toMillis()
    };

    static final long LONGEST = LENGTHS[LENGTHS.length - 1];

    private final long begins;
    private final int direction;
    private final Double[] percents = new Double[LENGTHS.length];
    private int passed;
    private double base = Double.NaN;
    private double last = Double.NaN;
    private long seenTo = Long.MIN_VALUE;

    /**
     * Nothing seen yet.
     *
     * @param begins from when on a reader could buy
     * @param direction +1 or -1
     */
    Horizons(long begins, int direction) {
        this.begins = begins;
        this.direction = direction;
    }

    /** Goes on along the candles behind those it has seen. */
    void follow(CandleSeries candles) {
        int from = candles.opening(Math.max(begins, seenTo));
        boolean traded = from < candles.size();
        if (traded && Double.isNaN(base)) {
            base = candles.first(from);
        }
        while (passed < LENGTHS.length && candles.knownTo() >= begins + LENGTHS[passed]) {
            int known = candles.closing(begins + LENGTHS[passed] + 1) - 1;
            percents[passed++] = percent(known >= from ? candles.last(known) : last);
        }
        seenTo = Math.max(seenTo, candles.knownTo());
        last = traded ? candles.last(candles.size() - 1) : last;
    }

    private Double percent(double price) {
        return Double.isNaN(price) ? null : 100 * direction * (price / base - 1);
    }

    /** How many horizons have passed. */
    int passed() {
        return passed;
    }

    boolean complete() {
        return passed == LENGTHS.length;
    }

    /** Percent at horizon {@code i}; null if it has not passed or no price is known. */
    Double percent(int i) {
        return percents[i];
    }
}
