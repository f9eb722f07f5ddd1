package io.signalroom.market.outcome;

import io.signalroom.market.candle.CandleReader;
import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.candle.Market;
import io.signalroom.market.outcome.ReferenceOutcome.Bar;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Candles that become known little by little, as a feed's do. */
final class KnownCandles implements CandleReader {
    private final Map<Market, List<Bar>> bars = new ConcurrentHashMap<>();
    private final Map<Market, Long> known = new ConcurrentHashMap<>();

    /** Sets all candles of a market; none is known yet. */
    void put(Market market, List<Bar> all) {
        bars.put(market, List.copyOf(all));
        known.put(market, Long.MIN_VALUE);
    }

    /** From now on the candles that close until then are known. */
    void know(Market market, long until) {
        known.merge(market, until, Math::max);
    }

    @Override
    public Future<Map<Market, CandleSeries>> read(List<Stretch> stretches) {
        Map<Market, CandleSeries> found = new HashMap<>();
        for (Stretch stretch : stretches) {
            CandleSeries.Builder series = new CandleSeries.Builder(16);
            long limit = known.getOrDefault(stretch.market(), Long.MIN_VALUE);
            for (Bar bar : bars.getOrDefault(stretch.market(), List.of())) {
                if (bar.open() >= stretch.from().toEpochMilli()
                        && bar.open() < stretch.to().toEpochMilli()
                        && bar.close() <= limit) {
                    series.add(bar.open(), bar.close(), bar.first(), bar.high(), bar.low(), bar.last());
                }
            }
            found.put(stretch.market(), series.build());
        }
        return Future.succeededFuture(found);
    }
}
