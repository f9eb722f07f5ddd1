package io.signalroom.market.outcome;

import io.signalroom.market.candle.CandleSeries;
import io.signalroom.signal.SignalId;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What the plan of a call gives to somebody who picks his moment blindly: the same plan entered at {@value #DRAWS} random
 * times within a day before and after, at the prices of those times. A call is worth what it gives beyond that; the rest is
 * the market and the shape of the plan.
 *
 * <p>A draw moves every price of the plan by the price at its moment over the price at the call's arrival, both the last one
 * known then, so no draw sees ahead. It is followed under the call's own assumptions. Draws follow from the signal's id alone:
 * the same call, plan and candles give the same figure for ever. Pure.
 */
public final class RandomEntry {
    /** How many times are drawn. */
    public static final int DRAWS = 200;

    /** How far from the call's arrival they lie at most. */
    public static final Duration AROUND = Duration.ofHours(24);

    /** Fewest draws with a result that say anything. */
    static final int ENOUGH = 20;

    /** A quiet market may lack candles at the beginning of the stretch. */
    private static final long GAP = Duration.ofHours(1).toMillis();

    /**
     * The benchmark of a call.
     *
     * @param r mean result of the draws in R multiples, costs included
     * @param draws how many were filled and have a result, {@value #ENOUGH} to {@value #DRAWS}
     */
    public record Benchmark(double r, int draws) {
        /** What a call whose result is {@code callR} gave beyond it, in R multiples. */
        public double excess(double callR) {
            return callR - r;
        }
    }

    private final Assumptions assumed;
    private final CandleSeries candles;

    /**
     * A benchmark on the candles of a call's market.
     *
     * @param assumed of the call
     * @param candles from {@link #AROUND} before the arrival to the expiry of a call that arrives {@link #AROUND} after it; more
     *     does no harm
     */
    public RandomEntry(Assumptions assumed, CandleSeries candles) {
        this.assumed = assumed;
        this.candles = candles;
    }

    /**
     * The benchmark of a call.
     *
     * @param call names the draws
     * @param arrival when a reader could have the call, in milliseconds since 1970
     * @param expiry how long it has to play out, from the first order on
     * @return empty if the plan has no stop, or one too near to give an R, if the candles don't reach far enough, or if fewer than
     *     {@value #ENOUGH} draws have a result
     */
    public Optional<Benchmark> of(SignalId call, TradePlan plan, long arrival, Duration expiry) {
        double price = candles.priceAt(arrival);
        if (!plan.hasStop() || Double.isNaN(price) || !reaches(arrival, expiry)) {
            return Optional.empty();
        }
        SplittableRandom dice = dice(call.value());
        double sum = 0;
        int results = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            long at = arrival + dice.nextLong(-AROUND.toMillis(), AROUND.toMillis() + 1);
            Double r = result(plan, candles.priceAt(at) / price, at, expiry);
            if (r != null) {
                sum += r;
                results++;
            }
        }
        return results < ENOUGH ? Optional.empty() : Optional.of(new Benchmark(sum / results, results));
    }

    private static SplittableRandom dice(UUID seed) {
        return new SplittableRandom(seed.getMostSignificantBits() ^ seed.getLeastSignificantBits());
    }

    private boolean reaches(long arrival, Duration expiry) {
        long from = arrival - AROUND.toMillis();
        long to = arrival + AROUND.plus(expiry).toMillis();
        return candles.opens(0) <= from + GAP && candles.knownTo() >= to;
    }

    /** Null if the draw was not filled, or lies before the first price. */
    private Double result(TradePlan plan, double factor, long arrival, Duration expiry) {
        if (Double.isNaN(factor)) {
            return null;
        }
        long begins = arrival + assumed.latency().toMillis();
        Position position = new Position(plan.scaled(factor), assumed, begins, begins + expiry.toMillis());
        position.follow(candles);
        return position.outcome().r();
    }
}
