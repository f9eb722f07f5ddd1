package io.signalroom.market;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CandlesStored;
import io.signalroom.db.Lease;
import io.signalroom.market.candle.CandleNeeds;
import io.signalroom.market.candle.CandleNeeds.Hole;
import io.signalroom.market.candle.CandleNeeds.Holes;
import io.signalroom.market.candle.CandleNeeds.Markets;
import io.signalroom.market.candle.CandleStore;
import io.signalroom.market.candle.MarketNotes;
import io.signalroom.market.candle.MarketNotes.Note;
import io.signalroom.market.candle.Piece;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What the database says and is told of the configured feed. Everything is written under the lease, in a transaction that
 * checks it first; then the readers are told.
 */
final class FeedLedger {
    /** A closed candle comes within seconds; what is missing after two minutes was lost. */
    private static final Duration LIVE_GRACE = Duration.ofMinutes(1);

    private static final int MOST_HOLES = 500;
    private static final int MOST_LIVE = 2_000;

    private final Pool pool;
    private final Bus bus;
    private final Lease lease;
    private final String feed;
    private final Clock clock;
    private final CandleNeeds needs = new CandleNeeds();
    private final CandleStore store = new CandleStore();
    private final MarketNotes marketNotes = new MarketNotes();

    FeedLedger(Pool pool, Bus bus, Lease lease, String feed, Clock clock) {
        this.pool = pool;
        this.bus = bus;
        this.lease = lease;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * What is to be done now.
     *
     * @param markets those with calls that are not done, 2,000 live ones at most
     * @param holes what to ask for, 500 stretches at most
     */
    record Plan(Markets markets, Holes holes) {}

    Future<Plan> plan() {
        return needs.markets(pool, feed, now(), MOST_LIVE)
                .compose(markets ->
                        needs.holes(pool, feed, now(), LIVE_GRACE, MOST_HOLES).map(holes -> new Plan(markets, holes)));
    }

    /** Stores what was heard; returns how many candles are new. */
    Future<Integer> store(List<Piece> pieces) {
        return written(tx -> store.add(tx, pieces));
    }

    /** Stores what was answered for a hole; returns how many candles are new. */
    Future<Integer> fill(Hole hole, Piece piece) {
        return written(tx -> store.add(tx, List.of(piece))
                .compose(added -> hole.listed()
                        ? Future.succeededFuture(added)
                        : store.checked(tx, hole.market(), true, now()).map(added)));
    }

    /** Stores why prices of markets did not come, in one statement. */
    Future<Void> note(List<Note> notes) {
        return notes.isEmpty() ? Future.succeededFuture() : written(tx -> marketNotes.note(tx, notes, now()));
    }

    /** The time that the database is told. */
    Instant now() {
        return clock.instant();
    }

    private <T> Future<T> written(Function<SqlConnection, Future<T>> change) {
        return pool.withTransaction(tx -> lease.check(tx).compose(x -> change.apply(tx)))
                .onSuccess(x -> bus.publish(Addresses.CANDLES_STORED, new CandlesStored(feed)));
    }
}
