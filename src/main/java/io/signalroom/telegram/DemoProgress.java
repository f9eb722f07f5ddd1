package io.signalroom.telegram;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How far the demo is loaded. The row outlives the demo: a removed one has a total of 0, so that it does not come back by
 * itself, nor do posts of the mock source.
 *
 * @param seed and {@code endsAt} and {@code total}: what is written follows from these
 * @param endsAt end of the year the demo fills
 * @param done posts stored
 * @param total posts there will be
 * @param finished true if nothing is left to load
 * @param removing true if somebody asked for it to be removed, see {@link io.signalroom.ledger.DemoData#askRemoval}
 */
record DemoProgress(long seed, Instant endsAt, long done, long total, boolean finished, boolean removing) {
    /** There was never a demo. */
    static final DemoProgress NONE = new DemoProgress(0, Instant.EPOCH, 0, 0, true, false);

    private static final String READ =
            "SELECT seed, ends_at, done, total, finished_at, removing FROM load_progress WHERE name = 'demo'";

    private static final String PLAN = """
            INSERT INTO load_progress AS p (name, seed, ends_at, done, total, finished_at)
            VALUES ('demo', $1, $2, 0, $3::bigint, CASE WHEN $3::bigint = 0 THEN now() END)
            ON CONFLICT (name) DO UPDATE SET seed = excluded.seed, ends_at = excluded.ends_at, done = 0,
                total = excluded.total, finished_at = excluded.finished_at, removing = false""";

    private static final String PLAN_IF_EMPTY = """
            INSERT INTO load_progress (name, seed, ends_at, total)
            SELECT 'demo', $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM channel)
            ON CONFLICT DO NOTHING""";

    private static final String HOLD = """
            SELECT 1 FROM load_progress
            WHERE name = 'demo' AND seed = $1 AND done = $2 AND finished_at IS NULL AND NOT removing FOR UPDATE""";

    private static final String ADVANCE = """
            UPDATE load_progress SET done = $1::bigint, finished_at = CASE WHEN $1::bigint >= total THEN now() END
            WHERE name = 'demo'""";

    /** Where it stands. */
    static Future<DemoProgress> read(SqlClient sql) {
        return sql.preparedQuery(READ)
                .execute()
                .map(rows -> rows.stream().findFirst().map(DemoProgress::of).orElse(NONE));
    }

    /** Plans a load from the start; a total of 0 plans none. */
    static Future<Void> plan(SqlClient sql, long seed, Instant endsAt, long total) {
        return sql.preparedQuery(PLAN)
                .execute(Tuple.of(seed, endsAt.atOffset(ZoneOffset.UTC), total))
                .mapEmpty();
    }

    /** Plans one if the database has no channel and there was never a demo. */
    static Future<Void> planIfEmpty(SqlClient sql, long seed, Instant endsAt, long total) {
        return sql.preparedQuery(PLAN_IF_EMPTY)
                .execute(Tuple.of(seed, endsAt.atOffset(ZoneOffset.UTC), total))
                .mapEmpty();
    }

    /** Locks the row first of all; fails if another has changed the plan or gone on. */
    Future<Void> hold(SqlConnection tx) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(seed, done))
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException("the plan of the demo has changed")));
    }

    /** Moves on in the transaction that stores the posts. */
    Future<Void> advance(SqlConnection tx, long newDone) {
        return tx.preparedQuery(ADVANCE).execute(Tuple.of(newDone)).mapEmpty();
    }

    DemoProgress at(long newDone) {
        return new DemoProgress(seed, endsAt, newDone, total, newDone >= total, removing);
    }

    /** True if there was one that was removed, and not one since. */
    boolean removed() {
        return total == 0 && !equals(NONE);
    }

    /** True if both are about the same demo, however far. */
    boolean samePlan(DemoProgress other) {
        return seed == other.seed && endsAt.equals(other.endsAt) && total == other.total;
    }

    private static DemoProgress of(Row row) {
        return new DemoProgress(
                row.getLong("seed"),
                row.getOffsetDateTime("ends_at").toInstant(),
                row.getLong("done"),
                row.getLong("total"),
                row.getValue("finished_at") != null,
                row.getBoolean("removing"));
    }
}
