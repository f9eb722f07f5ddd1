package io.signalroom.market.outcome;

import io.signalroom.market.candle.CandleReader;
import io.signalroom.market.candle.CandleReader.Stretch;
import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.candle.Market;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Leads calls along the past, each market's candles read once in order of time, in windows, so that memory stays flat
 * however many years lie behind. A window overlaps the one before where a call that begins needs the day before it. The
 * following itself is done on a worker.
 */
final class Sweep {
    /** Columns of so many minutes stay below half a region of the garbage collector, which larger ones fill for themselves. */
    private static final long WINDOW = Duration.ofDays(20).toMillis();

    private static final long MINUTE = 60_000;
    private static final int MARKETS_AT_ONCE = 8;

    private final CandleReader candles;
    private final WorkerExecutor worker;
    private final long until;

    /**
     * A sweep over one feed.
     *
     * @param until no candle that begins then or later is read, in milliseconds since 1970
     */
    Sweep(CandleReader candles, WorkerExecutor worker, long until) {
        this.candles = candles;
        this.worker = worker;
        this.until = until;
    }

    /** Ends when every call is followed, or has seen all candles there are. */
    Future<Void> lead(List<Tracker> trackers) {
        Map<Market, List<Tracker>> markets = new HashMap<>();
        trackers.forEach(tracker -> markets.computeIfAbsent(tracker.call().market(), m -> new ArrayList<>())
                .add(tracker));
        List<Lane> lanes = markets.entrySet().stream()
                .map(e -> new Lane(e.getKey(), e.getValue()))
                .toList();
        return pieces(lanes, 0);
    }

    private Future<Void> pieces(List<Lane> lanes, int from) {
        if (from >= lanes.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(lanes.size(), from + MARKETS_AT_ONCE);
        return windows(lanes.subList(from, to)).compose(x -> pieces(lanes, to));
    }

    private Future<Void> windows(List<Lane> lanes) {
        List<Lane> open = lanes.stream().filter(Lane::open).toList();
        if (open.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Stretch> stretches = open.stream().map(Lane::stretch).toList();
        return candles.read(stretches)
                .compose(found -> worker.executeBlocking(
                        () -> {
                            open.forEach(lane -> lane.follow(found.getOrDefault(lane.market, CandleSeries.EMPTY)));
                            return null;
                        },
                        false))
                .compose(x -> windows(open));
    }

    /** The calls of one market, and how far they are. */
    private final class Lane {
        private final Market market;
        private List<Tracker> waiting;
        private List<Tracker> active = new ArrayList<>();
        private long from;
        private long to;

        Lane(Market market, List<Tracker> trackers) {
            this.market = market;
            this.waiting = inOrder(trackers);
            this.from = floor(waiting.get(0).from());
        }

        private static List<Tracker> inOrder(List<Tracker> trackers) {
            return trackers.stream()
                    .sorted(Comparator.comparingLong(Tracker::from))
                    .toList();
        }

        boolean open() {
            return from < until && !(waiting.isEmpty() && active.isEmpty());
        }

        /** The next window; whose first order falls into it goes along. */
        Stretch stretch() {
            to = Math.min(until, from + WINDOW);
            List<Tracker> later = new ArrayList<>();
            for (Tracker tracker : waiting) {
                boolean joins = to == until || tracker.call().begins() < to;
                (joins ? active : later).add(tracker);
            }
            waiting = later;
            return new Stretch(market, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
        }

        void follow(CandleSeries series) {
            if (series.knownTo() <= from) {
                passHole();
                return;
            }
            List<Tracker> going = new ArrayList<>();
            for (Tracker tracker : active) {
                tracker.follow(series);
                if (!tracker.followed()) {
                    going.add(tracker);
                }
            }
            active = going;
            long next =
                    waiting.isEmpty() ? Long.MAX_VALUE : floor(waiting.get(0).from());
            from = active.isEmpty() ? next : Math.min(series.knownTo(), next);
        }

        /** Here is a hole that will be filled: who needs it waits, who begins behind it goes on. */
        private void passHole() {
            List<Tracker> behind = new ArrayList<>(waiting);
            active.stream().filter(tracker -> floor(tracker.from()) > from).forEach(behind::add);
            active = new ArrayList<>();
            waiting = inOrder(behind);
            from = waiting.isEmpty() ? Long.MAX_VALUE : floor(waiting.get(0).from());
        }
    }

    private static long floor(long at) {
        return Math.floorDiv(at, MINUTE) * MINUTE;
    }
}
