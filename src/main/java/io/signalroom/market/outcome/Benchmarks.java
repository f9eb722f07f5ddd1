package io.signalroom.market.outcome;

import io.signalroom.ledger.CallStore;
import io.signalroom.ledger.StoredCall;
import io.signalroom.market.candle.CandleReader.Stretch;
import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.outcome.OutcomeWriter.Benched;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares settled calls with random entries, in small lots while there is nothing else to do. A call is compared once its
 * candles reach far enough; the rest is asked about again when the round comes to it.
 */
final class Benchmarks {
    static final List<Benched> NOTHING = List.of();

    private static final int LOT = 500;
    private static final Duration WINDOW = Duration.ofDays(30);
    private static final Duration ROUND = Duration.ofMinutes(1);
    /** A file of prices may end for ever, and so may what a feed knows of a market. */
    private static final Duration GIVEN_UP = Duration.ofDays(30);

    private final Pool pool;
    private final Assumptions assumed;
    private final PriceSource.Both sources;
    private final WorkerExecutor worker;
    private final Clock clock;
    private final CallStore stored = new CallStore();
    private StoredCall last;
    private Instant nextRound = Instant.MIN;

    Benchmarks(Pool pool, Assumptions assumed, PriceSource.Both sources, WorkerExecutor worker, Clock clock) {
        this.pool = pool;
        this.assumed = assumed;
        this.sources = sources;
        this.worker = worker;
        this.clock = clock;
    }

    /** The next lot, compared; empty if there is nothing to do now. */
    Future<List<Benched>> lot() {
        if (clock.instant().isBefore(nextRound)) {
            return Future.succeededFuture(NOTHING);
        }
        Instant settled = clock.instant().minus(RandomEntry.AROUND);
        return stored.uncompared(pool, last, settled, LOT).compose(found -> {
            if (found.isEmpty()) {
                last = null;
                nextRound = clock.instant().plus(ROUND);
                return Future.succeededFuture(NOTHING);
            }
            List<Call> calls = found.stream()
                    .map(call -> Call.of(call, assumed))
                    .flatMap(Optional::stream)
                    .toList();
            last = found.get(found.size() - 1);
            return windows(calls, 0, new ArrayList<>());
        });
    }

    private Future<List<Benched>> windows(List<Call> calls, int from, List<Benched> done) {
        if (from >= calls.size()) {
            return Future.succeededFuture(done);
        }
        Call first = calls.get(from);
        int to = from;
        while (to < calls.size()
                && calls.get(to).market().equals(first.market())
                && calls.get(to).origin() == first.origin()
                && calls.get(to).arrival() - first.arrival() <= WINDOW.toMillis()) {
            to++;
        }
        List<Call> window = calls.subList(from, to);
        int next = to;
        return compare(window).compose(compared -> {
            done.addAll(compared);
            return windows(calls, next, done);
        });
    }

    private Future<List<Benched>> compare(List<Call> calls) {
        Call first = calls.get(0);
        long end = calls.stream().mapToLong(Benchmarks::needed).max().orElseThrow();
        Stretch stretch = new Stretch(
                first.market(), Instant.ofEpochMilli(first.arrival() - Call.BEFORE), Instant.ofEpochMilli(end));
        return sources.of(first.origin())
                .candles()
                .read(List.of(stretch))
                .compose(found -> worker.executeBlocking(
                        () -> compare(calls, found.getOrDefault(first.market(), CandleSeries.EMPTY)), false));
    }

    private List<Benched> compare(List<Call> calls, CandleSeries candles) {
        RandomEntry random = new RandomEntry(assumed, candles);
        long hopeless = clock.instant().minus(GIVEN_UP).toEpochMilli();
        List<Benched> done = new ArrayList<>();
        for (Call call : calls) {
            if (candles.knownTo() >= needed(call) || needed(call) < hopeless) {
                Duration expiry = Duration.ofMillis(call.expires() - call.begins());
                Double r = random.of(call.id(), call.plan(), call.arrival(), expiry)
                        .map(RandomEntry.Benchmark::r)
                        .orElse(null);
                done.add(new Benched(call, r));
            }
        }
        return done;
    }

    /** Up to when candles are needed: to the end of the latest draw. */
    private static long needed(Call call) {
        return call.expires() + RandomEntry.AROUND.toMillis();
    }
}
