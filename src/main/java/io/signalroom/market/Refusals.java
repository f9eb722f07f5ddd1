package io.signalroom.market;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.FeedException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers why single markets were left out, as long as it holds. Counts each, logs the same trouble once. */
final class Refusals {
    static final String COUNTER = "signalroom.market.refused";
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final Counter counter;
    private FeedException last;
    private long heard;

    Refusals(MeterRegistry meters) {
        counter = meters.counter(COUNTER);
    }

    void add(Market market, FeedException failure) {
        counter.increment();
        boolean known = last().filter(failure.getMessage()::equals).isPresent();
        last = failure;
        heard = System.nanoTime();
        if (!known) {
            log.warn("prices of {} are not asked for in {} s: {}", market, seconds(failure), failure.getMessage());
        }
    }

    /** The newest; empty once its patience is over. */
    Optional<String> last() {
        boolean holds =
                last != null && System.nanoTime() - heard < last.patience().toNanos();
        return holds ? Optional.of(last.getMessage()) : Optional.empty();
    }

    static double seconds(FeedException failure) {
        return failure.patience().toMillis() / 1000.0;
    }
}
