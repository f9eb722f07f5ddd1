package io.signalroom.ledger;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How far the demo is loaded. The row outlives the demo: a removed one has a total of 0, so that it does not come back by
 * itself, nor do posts of the mock source.
 *
 * @param seed and {@code endsAt} and {@code total}: what is written follows from these
 * @param endsAt end of the year the demo fills
 * @param done posts stored
 * @param total posts there will be
 * @param finished true if nothing is left to load
 * @param removing true if somebody asked for it to be removed, see {@link DemoData#askRemoval}
 */
public record DemoProgress(long seed, Instant endsAt, long done, long total, boolean finished, boolean removing) {
    /** There was never a demo. */
    public static final DemoProgress NONE = new DemoProgress(0, Instant.EPOCH, 0, 0, true, false);

    private static final String READ =
            "SELECT seed, ends_at, done, total, finished_at, removing FROM load_progress WHERE name = 'demo'";

    private static final String PLAN = """
            INSERT INTO load_progress AS p (name, seed, ends_at, done, total, finished_at)
            SELECT 'demo', $1::bigint, $2::timestamptz, 0, $3::bigint, CASE WHEN $3::bigint = 0 THEN now() END
            """;

    private static final String INSTEAD = """
            ON CONFLICT (name) DO UPDATE SET seed = excluded.seed, ends_at = excluded.ends_at, done = 0,
                total = excluded.total, finished_at = excluded.finished_at, removing = false""";

    private static final String IF_EMPTY = "WHERE NOT EXISTS (SELECT 1 FROM channel) ON CONFLICT DO NOTHING";

    /** Of two at once the second waits for the first, and looks at what that has planned. */
    private static final String IF_NONE = "WHERE NOT EXISTS (SELECT 1 FROM channel WHERE origin = 'demo') " + INSTEAD
            + " WHERE p.total = 0 AND p.finished_at IS NOT NULL AND NOT p.removing";

    private static final String HOLD = """
            SELECT 1 FROM load_progress
            WHERE name = 'demo' AND seed = $1 AND done = $2 AND finished_at IS NULL AND NOT removing FOR UPDATE""";

    private static final String ADVANCE = """
            UPDATE load_progress SET done = $1::bigint, finished_at = CASE WHEN $1::bigint >= total THEN now() END
            WHERE name = 'demo'""";

    /** Where it stands. */
    public static Future<DemoProgress> read(SqlClient sql) {
        return sql.preparedQuery(READ)
                .execute()
                .map(rows -> rows.stream().findFirst().map(DemoProgress::of).orElse(NONE));
    }

    /** A demo of the year until now that nobody has begun to load; of 0 posts, none. */
    public static DemoProgress planned(long posts) {
        return new DemoProgress(newSeed(), Instant.now().truncatedTo(ChronoUnit.SECONDS), 0, posts, posts == 0, false);
    }

    /** What makes a demo differ from all others. */
    public static long newSeed() {
        return ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE);
    }

    /** Plans this one from the start, whatever was planned. */
    public Future<Void> plan(SqlClient sql) {
        return plan(sql, INSTEAD).mapEmpty();
    }

    /** Plans this one if the database has no channel and there was never a demo. */
    public Future<Void> planIfEmpty(SqlClient sql) {
        return plan(sql, IF_EMPTY).mapEmpty();
    }

    /**
     * Plans this one if no other is there, or is being loaded or removed.
     *
     * @return false if one is
     */
    public Future<Boolean> planIfNone(SqlClient sql) {
        return plan(sql, IF_NONE).map(planned -> planned == 1);
    }

    private Future<Integer> plan(SqlClient sql, String when) {
        return sql.preparedQuery(PLAN + when)
                .execute(Tuple.of(seed, endsAt.atOffset(ZoneOffset.UTC), total))
                .map(SqlResult::rowCount);
    }

    /** Locks the row first of all; fails if another has changed the plan or gone on. */
    public Future<Void> hold(SqlConnection tx) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(seed, done))
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException("the plan of the demo has changed")));
    }

    /** Moves on in the transaction that stores the posts. */
    public Future<Void> advance(SqlConnection tx, long newDone) {
        return tx.preparedQuery(ADVANCE).execute(Tuple.of(newDone)).mapEmpty();
    }

    /** The same with so many posts stored. */
    public DemoProgress at(long newDone) {
        return new DemoProgress(seed, endsAt, newDone, total, newDone >= total, removing);
    }

    /** True if there was one that was removed, and not one since. */
    public boolean removed() {
        return total == 0 && !equals(NONE);
    }

    /** True if both are about the same demo, however far. */
    public boolean samePlan(DemoProgress other) {
        return seed == other.seed && endsAt.equals(other.endsAt) && total == other.total;
    }

    /** {@code none}, {@code loading}, {@code ready} or {@code removing}. */
    public String state() {
        if (removing) {
            return "removing";
        }
        if (!finished) {
            return "loading";
        }
        return total == 0 ? "none" : "ready";
    }

    /** What the status says of it. */
    public JsonObject json() {
        return new JsonObject().put("state", state()).put("done", done).put("total", total);
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
