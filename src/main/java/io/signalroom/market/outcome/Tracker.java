package io.signalroom.market.outcome;

import io.signalroom.ledger.StoredCall;
import io.signalroom.market.candle.CandleSeries;
import java.util.List;
import java.util.Optional;

/** Everything that is measured of one call, as far as its candles go. For one thread at a time. */
final class Tracker {
    private final Call call;
    private final Position position;
    private final Horizons horizons;
    private RunUp runUp;
    private long seenTo = Long.MIN_VALUE;
    private int told = -1;

    Tracker(Call call, Assumptions assumed) {
        this.call = call;
        this.position = new Position(call.plan(), assumed, call.begins(), call.expires());
        this.horizons =
                call.atHorizons() ? new Horizons(call.begins(), call.plan().direction()) : null;
    }

    /** Trackers of those of the stored calls that can be measured. */
    static List<Tracker> of(List<StoredCall> calls, Assumptions assumed) {
        return calls.stream()
                .map(call -> Call.of(call, assumed))
                .flatMap(Optional::stream)
                .map(call -> new Tracker(call, assumed))
                .toList();
    }

    Call call() {
        return call;
    }

    /**
     * Goes on along the candles behind those it has seen. The first series must begin {@link Call#BEFORE} the arrival, as
     * far as there are candles.
     */
    void follow(CandleSeries candles) {
        if (candles.knownTo() <= seenTo) {
            return;
        }
        seenTo = candles.knownTo();
        if (runUp == null && seenTo > call.arrival()) {
            runUp = RunUp.of(candles, call.arrival(), call.plan().direction());
        }
        position.follow(candles);
        if (horizons != null) {
            horizons.follow(candles);
        }
    }

    /** From where on it needs candles: until the price at the arrival is known, from long before it. */
    long from() {
        return begun() ? seenTo : call.arrival() - Call.BEFORE;
    }

    /** Whether it knows prices behind the arrival, or that there are none. */
    boolean begun() {
        return runUp != null;
    }

    /** Whether no candle can change anything any more. */
    boolean followed() {
        boolean over = position.settled() || seenTo >= call.expires();
        return over && (horizons == null || horizons.complete() || seenTo >= call.ends());
    }

    Outcome outcome() {
        return position.outcome();
    }

    /** Whether the call counts among those with a stop: see {@link Position#hasStop()}. */
    boolean hasStop() {
        return position.hasStop();
    }

    /** When it was known that nothing would be bought. */
    long missedAt() {
        return position.missedAt();
    }

    /** Null unless it is measured at horizons. */
    Horizons horizons() {
        return horizons;
    }

    RunUp runUp() {
        return runUp == null ? RunUp.UNKNOWN : runUp;
    }

    /** True if there is news since it was last asked; what is new to the reader counts, not every price. */
    boolean news() {
        int now = position.stage() * 16 + (horizons == null ? 0 : horizons.passed() * 2) + (followed() ? 1 : 0);
        boolean news = now != told;
        told = now;
        return news;
    }
}
