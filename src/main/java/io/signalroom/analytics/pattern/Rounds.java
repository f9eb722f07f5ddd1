package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.Look.Scene;
import io.signalroom.db.Lease;
import io.signalroom.signal.Origin;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works patterns out anew from the tables, one look after the other, each by its own need: when events have come since its last
 * time, or a minute has passed, but then it rests so many times as long as it took, or took the time before if that was less. So
 * a database of any size spends a known share of its time on them.
 *
 * <p>What is happening is looked at as of now; an import, whose posts are of the past, as of its newest call.
 */
final class Rounds {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final long SHORTEST_REST = Duration.ofMillis(500).toNanos();
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    private static final String NEWEST = "SELECT max(posted_at) FROM signal_sketch WHERE origin = $1";

    private final Pool pool;
    private final Lease lease;
    private final Clock clock;
    private final PatternStore store = new PatternStore();
    private final List<Turn> turns;

    /**
     * Rounds that have not begun.
     *
     * @param looks in their order
     * @param rest how many times as long as it took a look rests
     */
    Rounds(Pool pool, Lease lease, Clock clock, List<Look> looks, int rest) {
        this.pool = pool;
        this.lease = lease;
        this.clock = clock;
        this.turns = looks.stream().map(look -> new Turn(look, rest)).toList();
    }

    /** A look and when it was last done. */
    private static final class Turn {
        private final Look look;
        private final int times;
        private long seq = -1;
        private long ended;
        private long cost;
        private long rest;

        Turn(Look look, int times) {
            this.look = look;
            this.times = times;
        }

        boolean due(long newest) {
            long since = System.nanoTime() - ended;
            return seq < 0 || since >= rest && (seq != newest || since >= LONGEST);
        }

        void done(long newest, long began) {
            ended = System.nanoTime();
            long took = ended - began;
            // a single slow time is no reason to rest: the first one on a cold machine, say
            rest = Math.max(SHORTEST_REST, times * Math.min(cost, took));
            cost = took;
            seq = newest;
            log.debug("{} looked at in {} ms", look.kinds(), TimeUnit.NANOSECONDS.toMillis(took));
        }
    }

    /** Nothing is known of what the tables hold. */
    void forget() {
        turns.forEach(turn -> turn.seq = -1);
    }

    /**
     * Does every look that is due.
     *
     * @param seq number of the newest event that the tables hold
     */
    Future<Void> round(long seq) {
        List<Turn> due = turns.stream().filter(turn -> turn.due(seq)).toList();
        if (due.isEmpty()) {
            return Future.succeededFuture();
        }
        return names().compose(names -> {
            Future<Void> done = Future.succeededFuture();
            for (Turn turn : due) {
                done = done.compose(x -> look(turn, seq, names));
            }
            return done;
        });
    }

    private Future<Void> look(Turn turn, long seq, Map<Long, String> names) {
        long began = System.nanoTime();
        Instant now = clock.instant();
        Future<Void> done = Future.succeededFuture();
        for (Origin origin : Origin.values()) {
            done = done.compose(x -> asOf(origin, now))
                    .compose(at -> turn.look.at(pool, new Scene(origin.wire(), at, names)))
                    .compose(patterns -> store(turn.look, origin, patterns));
        }
        return done.compose(x -> pool.withTransaction(
                        tx -> lease.check(tx).compose(y -> store.round(tx, turn.look.kinds(), seq, now))))
                .onSuccess(x -> turn.done(seq, began));
    }

    private Future<Void> store(Look look, Origin origin, List<Pattern> patterns) {
        return pool.withTransaction(
                tx -> lease.check(tx).compose(x -> store.replace(tx, origin.wire(), look.kinds(), patterns)));
    }

    private Future<Instant> asOf(Origin origin, Instant now) {
        if (origin != Origin.IMPORTED) {
            return Future.succeededFuture(now);
        }
        return pool.preparedQuery(NEWEST).execute(Tuple.of(origin.wire())).map(rows -> {
            var newest = rows.iterator().next().getOffsetDateTime(0);
            return newest == null || newest.toInstant().isAfter(now) ? now : newest.toInstant();
        });
    }

    private Future<Map<Long, String>> names() {
        return pool.preparedQuery("SELECT id, title FROM channel ORDER BY last_post_at DESC NULLS LAST LIMIT 10000")
                .execute()
                .map(rows -> {
                    Map<Long, String> names = new HashMap<>();
                    for (Row row : rows) {
                        names.put(row.getLong(0), row.getString(1));
                    }
                    return names;
                });
    }
}
