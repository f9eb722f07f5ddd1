package io.signalroom.ledger;

import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.ledger.ImportBatch.State;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The imports. Whoever works at one is its holder: every transaction of his begins with {@link #hold}, which fails once
 * somebody else has taken it over or it is being undone.
 */
public final class ImportStore {
    private static final String COLUMNS = """
             id, state, dry_run, zone, from_at, to_at, file, created_by, created_at, started_at, ended_at, undone_at,
            bytes, bytes_read, posts, report, problem, undo_total, undo_removed, undo_kept, channel, with_groups\s""";

    private static final String ADD = """
            INSERT INTO import_batch (state, dry_run, zone, from_at, to_at, file, bytes, created_by, holder, started_at,
                                      channel, with_groups)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $9::text IS NOT NULL THEN now() END, $10, $11)
            RETURNING""" + COLUMNS;

    private static final String WAITING =
            "SELECT count(*) FROM import_batch WHERE state IN ('uploaded', 'running') AND file IS NOT NULL";

    private static final String HOLD =
            "SELECT 1 FROM import_batch WHERE id = $1 AND holder = $2 AND state = $3 FOR UPDATE";

    private static final String ADVANCE = """
            UPDATE import_batch SET bytes_read = $3, posts = $4, beat_at = now(),
                channels = ARRAY(SELECT DISTINCT unnest(channels || $5::bigint[]))
            WHERE id = $1 AND holder = $2 AND state = 'running'""";

    private static final String END = """
            UPDATE import_batch
            SET state = $3, report = $4, problem = $5, ended_at = now(), holder = NULL,
                bytes_read = CASE WHEN $3 = 'done' THEN bytes ELSE bytes_read END
            WHERE id = $1 AND holder = $2 AND state = 'running'""";

    private static final String UNDO = """
            UPDATE import_batch SET state = 'undoing', holder = NULL, beat_at = '-infinity', undo_total = 0
            WHERE id = $1 AND state NOT IN ('undoing', 'undone')""";

    private static final String BROUGHT = """
            SELECT channel_id, count(*) FILTER (WHERE revision = 1) AS created,
                   count(*) FILTER (WHERE revision > 1) AS changed
            FROM import_message WHERE import_id = $1 AND brought GROUP BY channel_id""";

    /**
     * What an import brought into a channel.
     *
     * @param created posts that were not known
     * @param changed other texts of known posts
     */
    public record Brought(long channelId, long created, long changed) {}

    /** An uploaded file that waits. */
    public Future<ImportBatch> uploaded(SqlClient sql, How how, String file, long bytes, String by) {
        return add(sql, State.UPLOADED, how, file, bytes, by, null);
    }

    /** An import that this process carries out at once. */
    public Future<ImportBatch> begun(SqlClient sql, How how, long bytes, String by, String holder) {
        return add(sql, State.RUNNING, how, null, bytes, by, holder);
    }

    private static Future<ImportBatch> add(
            SqlClient sql, State state, How how, String file, long bytes, String by, String holder) {
        Tuple values = Tuple.tuple()
                .addValue(state.wire())
                .addValue(how.dryRun())
                .addValue(how.zone())
                .addValue(Times.sql(how.from()))
                .addValue(Times.sql(how.to()))
                .addValue(file)
                .addValue(bytes)
                .addValue(by)
                .addValue(holder)
                .addValue(how.channel())
                .addValue(how.groups());
        return sql.preparedQuery(ADD)
                .execute(values)
                .map(rows -> ImportBatch.of(rows.iterator().next()));
    }

    /** One import; fails with {@link Failure#NOT_FOUND}. */
    public Future<ImportBatch> byId(SqlClient sql, long id) {
        return one(sql, id, "");
    }

    /** The same, locked until the transaction ends. */
    public Future<ImportBatch> lock(SqlConnection tx, long id) {
        return one(tx, id, " FOR UPDATE");
    }

    private static Future<ImportBatch> one(SqlClient sql, long id, String lock) {
        return sql.preparedQuery("SELECT" + COLUMNS + "FROM import_batch WHERE id = $1" + lock)
                .execute(Tuple.of(id))
                .map(rows -> all(rows).stream()
                        .findFirst()
                        .orElseThrow(() -> new DomainException(
                                Failure.NOT_FOUND, "There is no import " + ImportBatch.name(id) + ".")));
    }

    /** How many uploaded files are not read to their end. */
    public Future<Long> waiting(SqlClient sql) {
        return sql.preparedQuery(WAITING)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /**
     * The first statement of every transaction that works at an import.
     *
     * @param state in which the holder took it: one process may read an import and then undo it
     */
    public Future<Void> hold(SqlConnection tx, long id, String holder, State state) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(id, holder, state.wire()))
                .compose(rows -> rows.size() == 1 ? Future.succeededFuture() : Future.failedFuture(taken(id)));
    }

    private static DomainException taken(long id) {
        return new DomainException(
                Failure.CONFLICT,
                "The import " + ImportBatch.name(id) + " is being undone, or another process has it.");
    }

    /** Moves on, in the transaction that stores the posts. */
    public Future<Void> advance(
            SqlClient sql, long id, String holder, long bytesRead, long posts, Collection<Long> channels) {
        return sql.preparedQuery(ADVANCE)
                .execute(Tuple.of(id, holder, bytesRead, posts, channels.toArray(Long[]::new)))
                .mapEmpty();
    }

    /** It is read to its end. */
    public Future<Void> done(SqlClient sql, long id, String holder, JsonObject report) {
        return sql.preparedQuery(END)
                .execute(Tuple.of(id, holder, State.DONE.wire(), report, null))
                .mapEmpty();
    }

    /** It could not be read; {@code problem} says why and what to do. */
    public Future<Void> failed(SqlClient sql, long id, String holder, String problem) {
        return sql.preparedQuery(END)
                .execute(Tuple.of(id, holder, State.FAILED.wire(), null, problem))
                .mapEmpty();
    }

    /** Asks for it to be undone: whoever reads it stops, and whoever comes first takes away what it brought. */
    public Future<Void> undo(SqlClient sql, long id) {
        return sql.preparedQuery(UNDO).execute(Tuple.of(id)).mapEmpty();
    }

    /** What an import brought, by channel: the truth also where it was begun anew. */
    public Future<List<Brought>> brought(SqlClient sql, long id) {
        return sql.preparedQuery(BROUGHT)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream()
                        .map(row ->
                                new Brought(row.getLong("channel_id"), row.getLong("created"), row.getLong("changed")))
                        .toList());
    }

    /** The imports of rows with {@link #columns}. */
    static List<ImportBatch> all(RowSet<io.vertx.sqlclient.Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ImportBatch::of)
                .toList();
    }

    /** The columns that {@link ImportBatch#of} reads, with a space on either side. */
    static String columns() {
        return COLUMNS;
    }
}
