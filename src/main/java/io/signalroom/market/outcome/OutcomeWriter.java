package io.signalroom.market.outcome;

import io.signalroom.db.Lease;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.EventLog.Change;
import io.signalroom.market.candle.CandleStore;
import io.signalroom.market.candle.Market;
import io.signalroom.market.outcome.OutcomeRows.Row;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stores what was measured, with its events, each time in one transaction that begins with the check of the lease: what a
 * node writes that has lost it is refused as a whole.
 */
final class OutcomeWriter {
    private final Pool pool;
    private final Lease lease;
    private final PriceSource.Both sources;
    private final CandleStore markets;
    private final WorkerExecutor worker;
    private final OutcomeStore outcomes = new OutcomeStore();
    private final EventLog events = new EventLog();

    OutcomeWriter(Pool pool, Lease lease, PriceSource.Both sources, CandleStore markets, WorkerExecutor worker) {
        this.pool = pool;
        this.lease = lease;
        this.sources = sources;
        this.markets = markets;
        this.worker = worker;
    }

    /**
     * What one transaction stores.
     *
     * @param from number of the event up to which calls had been taken over; empty if that does not change
     * @param to the same afterwards
     * @param gone signals that are measured no more
     * @param measured calls as they stand
     * @param tell of which changes readers hear
     */
    record Batch(Optional<Long> from, long to, List<SignalId> gone, List<Tracker> measured, Tell tell) {
        static Batch of(List<Tracker> measured, Tell tell) {
            return new Batch(Optional.empty(), 0, List.of(), measured, tell);
        }
    }

    /** Which changes append an event. */
    enum Tell {
        EVERY,
        /** That a new call waits is no news. */
        BEYOND_WAITING,
        /** For recomputing all: one new epoch tells more than a million events. */
        NONE;

        boolean of(Outcome.State state) {
            return this == EVERY || this == BEYOND_WAITING && state.ordinal() > Outcome.State.WAITING.ordinal();
        }
    }

    /** The number under which the rows name these assumptions. */
    Future<Integer> assumptions(Assumptions assumed) {
        return outcomes.assumptions(pool, assumed);
    }

    /** The number of the newest event whose calls were taken over. */
    Future<Long> position() {
        return pool.withTransaction(tx -> lease.check(tx).compose(x -> outcomes.position(tx)));
    }

    /**
     * Stores a batch.
     *
     * @return number of the newest event if any was appended
     */
    Future<Optional<Long>> store(Batch batch, int assumptions) {
        return pool.withTransaction(tx -> lease.check(tx)
                .compose(x -> moved(tx, batch))
                .compose(x -> outcomes.remove(tx, batch.gone()))
                .compose(x -> batch.tell() == Tell.NONE ? Future.succeededFuture() : outcomes.mark(tx, batch.gone()))
                .compose(x -> rows(tx, batch.measured()))
                .compose(rows -> known(tx, batch)
                        .compose(known -> new Pieces(tx, rows, assumptions, batch.tell(), known).put(0)))
                .compose(changes -> changes.isEmpty()
                        ? Future.succeededFuture(Optional.<Long>empty())
                        : events.append(tx, changes).map(Optional::of)));
    }

    /** Says up to when the prices of markets are followed. */
    Future<Void> followedTo(PriceSource source, Map<Market, Long> times) {
        return times.isEmpty()
                ? Future.succeededFuture()
                : pool.withTransaction(tx -> lease.check(tx)
                        .compose(x -> markets.ids(tx, source.feed(), times.keySet()))
                        .compose(ids -> outcomes.followedTo(tx, ids, times)));
    }

    /** Whether any row was measured under other assumptions, or measuring all anew did not come to its end. */
    Future<Boolean> outdated(int assumptions) {
        return outcomes.outdated(pool, assumptions);
    }

    /** How many calls have a row. */
    Future<Long> rows() {
        return outcomes.rows(pool);
    }

    /** From now on rows change that no event tells of, until {@link #recomputed}. */
    Future<Void> recomputing() {
        return pool.withTransaction(tx -> lease.check(tx).compose(x -> outcomes.recomputing(tx, true)));
    }

    /** Tells all readers at once that everything may have changed. */
    Future<Void> recomputed() {
        return pool.withTransaction(tx ->
                lease.check(tx).compose(x -> outcomes.recomputing(tx, false)).compose(x -> events.newEpoch(tx)));
    }

    /** Those of the markets that the source says it lacks. */
    Future<Set<Market>> lacking(PriceSource source, Set<Market> asked) {
        return markets.lacking(pool, source.feed(), asked);
    }

    /** Gives up calls that no candle will ever come for. */
    Future<Void> giveUp(Instant now) {
        return pool.withTransaction(tx -> lease.check(tx).compose(x -> outcomes.giveUp(tx, now)));
    }

    /**
     * A call that was compared with random entries.
     *
     * @param r their mean result, or null if they have none
     */
    record Benched(Call call, Double r) {}

    /** Stores comparisons. They come a day after the end of a call, when nobody watches it, and append no event. */
    Future<Void> compared(List<Benched> lot, int assumptions) {
        return pool.withTransaction(tx -> lease.check(tx).compose(x -> outcomes.compared(tx, lot, assumptions)));
    }

    private Future<Void> moved(SqlConnection tx, Batch batch) {
        if (batch.from().isEmpty()) {
            return Future.succeededFuture();
        }
        return outcomes.position(tx)
                .compose(seq -> seq.equals(batch.from().get())
                        ? outcomes.move(tx, batch.to())
                        : Future.failedFuture(new IllegalStateException("another node has taken these calls over")));
    }

    private Future<List<Row>> rows(SqlConnection tx, List<Tracker> measured) {
        Map<PriceSource, Set<Market>> asked = measured.stream()
                .map(Tracker::call)
                .collect(Collectors.groupingBy(
                        call -> sources.of(call.origin()), Collectors.mapping(Call::market, Collectors.toSet())));
        Map<PriceSource, Map<Market, Integer>> known = new HashMap<>();
        Future<?> all = Future.succeededFuture();
        for (Map.Entry<PriceSource, Set<Market>> entry : asked.entrySet()) {
            all = all.compose(x -> markets.ids(tx, entry.getKey().feed(), entry.getValue()))
                    .map(ids -> known.put(entry.getKey(), ids));
        }
        return all.map(x -> measured.stream()
                .map(tracker -> new Row(
                        tracker,
                        known.get(sources.of(tracker.call().origin()))
                                .get(tracker.call().market())))
                .toList());
    }

    /** That a call waits is no news if it is new, and is if it had come further before an operator corrected it. */
    private Future<Set<SignalId>> known(SqlConnection tx, Batch batch) {
        return batch.tell() != Tell.BEYOND_WAITING
                ? Future.succeededFuture(Set.of())
                : outcomes.known(
                        tx, batch.measured().stream().map(t -> t.call().id()).toList());
    }

    /** The rows of one batch on their way into the table. */
    private final class Pieces {
        private final SqlConnection tx;
        private final List<Row> rows;
        private final int assumptions;
        private final Tell tell;
        private final Set<SignalId> known;
        private final List<Change> changes = new ArrayList<>();
        private final List<SignalId> unheard = new ArrayList<>();

        Pieces(SqlConnection tx, List<Row> rows, int assumptions, Tell tell, Set<SignalId> known) {
            this.tx = tx;
            this.rows = rows;
            this.assumptions = assumptions;
            this.tell = tell;
            this.known = known;
        }

        Future<List<Change>> put(int from) {
            if (from >= rows.size()) {
                return outcomes.mark(tx, unheard).map(changes);
            }
            List<Row> piece = rows.subList(from, Math.min(rows.size(), from + OutcomeStore.BATCH));
            return worker.executeBlocking(() -> OutcomeRows.columns(piece, assumptions), false)
                    .compose(columns -> outcomes.put(tx, columns))
                    .compose(changed -> {
                        piece.stream()
                                .map(Row::tracker)
                                .filter(tracker ->
                                        changed.contains(tracker.call().id()))
                                .forEach(this::told);
                        return put(from + piece.size());
                    });
        }

        private void told(Tracker tracker) {
            if (heard(tracker)) {
                changes.add(change(tracker.call()));
            } else if (tell != Tell.NONE) {
                unheard.add(tracker.call().id());
            }
        }

        private boolean heard(Tracker tracker) {
            return known.contains(tracker.call().id())
                    || tell.of(tracker.outcome().state());
        }
    }

    private static Change change(Call call) {
        return new Change(
                EventLog.Type.OUTCOME,
                call.id(),
                call.channelId(),
                call.origin().wire(),
                call.counted());
    }
}
