package io.signalroom.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;

/**
 * The right to do what must be done once, held by one node of all that share a database. Times are the database's own; the holder
 * itself counts from before it asked, so it stops before another may start.
 *
 * <p>Every takeover raises the number. {@link #check} is the first statement of each transaction that writes under the
 * lease: it fails if the number is another's, and it keeps the row from a takeover until the transaction ends, so nothing
 * can be written with an old number. A holder that is frozen inside a transaction does not keep others waiting: PostgreSQL
 * ends a transaction that does nothing for {@value #IDLE_MS} ms. Renewing is not held up by checks, since it leaves the
 * key alone ({@code FOR KEY SHARE}).
 */
public final class Lease {
    private static final long VALID_MS = 6_000;
    private static final long IDLE_MS = 3_000;
    private static final long PATIENCE_MS = 2_000;

    private static final String MAKE = """
            INSERT INTO poll_lease (name, holder, fence, expires_at) VALUES ($1, '', 0, '-infinity')
            ON CONFLICT DO NOTHING""";

    private static final String TAKE = """
            WITH free AS (
                SELECT name FROM poll_lease
                WHERE name = $1 AND (expires_at < clock_timestamp() OR holder = $2)
                FOR UPDATE)
            UPDATE poll_lease l
            SET holder = $2, fence = l.fence + 1, expires_at = clock_timestamp() + $3 * interval '1 millisecond'
            FROM free WHERE l.name = free.name
            RETURNING l.fence""";

    private static final String RENEW = """
            UPDATE poll_lease SET expires_at = clock_timestamp() + $3 * interval '1 millisecond'
            WHERE name = $1 AND fence = $2""";

    private static final String CHECK = """
            SELECT set_config('idle_in_transaction_session_timeout', $3, true)
            FROM poll_lease WHERE name = $1 AND fence = $2
            FOR KEY SHARE""";

    private static final String RELEASE = """
            UPDATE poll_lease SET holder = '', fence = fence + 1, expires_at = '-infinity'
            WHERE name = $1 AND fence = $2""";

    private final Pool pool;
    private final String name;
    private final String holder;
    private boolean made;
    private long fence;
    private long validUntil = System.nanoTime();

    /**
     * A lease that is not held yet.
     *
     * @param name of the lease
     * @param holder unique to this process
     */
    public Lease(Pool pool, String name, String holder) {
        this.pool = pool;
        this.name = name;
        this.holder = holder;
    }

    /** Takes the lease if it is free, run out, or already this holder's. */
    public Future<Boolean> take() {
        return make().compose(x -> {
                    long asked = System.nanoTime();
                    return pool.preparedQuery(TAKE)
                            .execute(Tuple.of(name, holder, VALID_MS))
                            .map(rows -> {
                                rows.forEach(row -> hold(row.getLong(0), asked));
                                return rows.size() > 0;
                            });
                })
                .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    /** Renews what is held; false if it is another's now. */
    public Future<Boolean> renew() {
        long asked = System.nanoTime();
        long number = fence;
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(name, number, VALID_MS))
                .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        validUntil = System.nanoTime();
                        return false;
                    }
                    hold(number, asked);
                    return true;
                });
    }

    /** True while nobody else can have it. */
    public boolean held() {
        return System.nanoTime() - validUntil < 0;
    }

    /** The first statement of every transaction that writes under the lease. */
    public Future<Void> check(SqlConnection tx) {
        long number = fence;
        return tx.preparedQuery(CHECK)
                .execute(Tuple.of(name, number, String.valueOf(IDLE_MS)))
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(new LeaseLostException(name, number)));
    }

    /** Gives it back, so that another need not wait until it runs out. */
    public Future<Void> release() {
        validUntil = System.nanoTime();
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(name, fence))
                .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    private void hold(long number, long asked) {
        fence = number;
        validUntil = asked + TimeUnit.MILLISECONDS.toNanos(VALID_MS);
    }

    private Future<Void> make() {
        if (made) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(MAKE).execute(Tuple.of(name)).map(x -> {
            made = true;
            return null;
        });
    }
}
