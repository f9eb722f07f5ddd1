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
import java.util.concurrent.CopyOnWriteArrayList;

/** Candles that become known piece by piece, in any order; nobody reads past a hole. */
final class KnownCandles implements CandleReader {
    private final Map<Market, List<Bar>> bars = new ConcurrentHashMap<>();
    private final Map<Market, List<Piece>> known = new ConcurrentHashMap<>();

    /** What is known, in milliseconds since 1970. */
    private record Piece(long from, long to) {}

    /** Sets all candles of a market; none is known yet. */
    void put(Market market, List<Bar> all) {
        bars.put(market, List.copyOf(all));
        known.put(market, new CopyOnWriteArrayList<>());
    }

    /** From now on the candles of this stretch are known. */
    void know(Market market, long from, long to) {
        known.get(market).add(new Piece(from, to));
    }

    @Override
    public Future<Map<Market, CandleSeries>> read(List<Stretch> stretches) {
        Map<Market, CandleSeries> found = new HashMap<>();
        for (Stretch stretch : stretches) {
            CandleSeries.Builder series = new CandleSeries.Builder(16);
            long from = stretch.from().toEpochMilli();
            long to = Math.min(stretch.to().toEpochMilli(), hole(stretch.market(), from));
            for (Bar bar : bars.getOrDefault(stretch.market(), List.of())) {
                if (bar.open() >= from && bar.open() < to && bar.close() <= to) {
                    series.add(bar.open(), bar.close(), bar.first(), bar.high(), bar.low(), bar.last());
                }
            }
            if (to > from) {
                series.knownTo(to);
            }
            found.put(stretch.market(), series.build());
        }
        return Future.succeededFuture(found);
    }

    /** Where the first hole from a moment on begins. */
    private long hole(Market market, long from) {
        long end = from;
        boolean grows = true;
        while (grows) {
            long reached = end;
            end = known.getOrDefault(market, List.of()).stream()
                    .filter(piece -> piece.from <= reached && piece.to > reached)
                    .mapToLong(Piece::to)
                    .max()
                    .orElse(reached);
            grows = end > reached;
        }
        return end;
    }
}
