package io.signalroom.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Optional;

/**
 * Who works at which import. A holder shows himself every few seconds; what nobody has shown himself at for a while is free
 * again: begun anew, which changes nothing that is stored. A file is on one node, so only that one reads it; undoing needs no
 * file.
 */
public final class ImportClaims {
    /** After so long without a sign a holder counts as dead. */
    private static final String SILENT = "interval '10 seconds'";

    private static final String FILE = """
            UPDATE import_batch SET state = 'running', holder = $2, beat_at = now(), started_at = coalesce(started_at, now())
            WHERE id = (
                SELECT id FROM import_batch
                WHERE file = ANY ($1::text[]) AND (state = 'uploaded' OR state = 'running' AND beat_at < now() - %s)
                ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING %s""".formatted(SILENT, ImportStore.columns());

    private static final String UNDO = """
            UPDATE import_batch b SET holder = $1, beat_at = now(), undo_kept = 0, undo_total = undo_removed + (
                SELECT count(*) FROM (
                    SELECT DISTINCT channel_id, message_id, posted_at FROM import_message WHERE import_id = b.id) p)
            WHERE id = (
                SELECT id FROM import_batch WHERE state = 'undoing' AND beat_at < now() - %s
                ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING %s""".formatted(SILENT, ImportStore.columns());

    private static final String BEAT = """
            UPDATE import_batch SET beat_at = now()
            WHERE holder = $1 AND id = ANY ($2::bigint[]) OR file = ANY ($3::text[]) AND state = 'uploaded'""";

    private static final String RELEASE = """
            UPDATE import_batch SET beat_at = '-infinity' WHERE holder = $1 AND state IN ('running', 'undoing')""";

    private static final String ABANDONED = """
            UPDATE import_batch SET state = 'failed', ended_at = now(), holder = NULL,
                problem = CASE WHEN file IS NULL
                    THEN 'The command ended before it was done. Import the file again: what is stored is not stored twice.'
                    ELSE 'The node that has the file is away. Upload it again: what is stored is not stored twice.' END
            WHERE state IN ('uploaded', 'running')
              AND beat_at < now() - CASE WHEN file IS NULL THEN interval '1 minute' ELSE interval '10 minutes' END""";

    private static final String WANTED =
            "SELECT file FROM import_batch WHERE file = ANY ($1::text[]) AND state IN ('uploaded', 'running')";

    /** Takes the oldest import that waits and whose file is among these. */
    public Future<Optional<ImportBatch>> takeFile(SqlClient sql, Collection<String> files, String holder) {
        return files.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : sql.preparedQuery(FILE)
                        .execute(Tuple.of(files.toArray(String[]::new), holder))
                        .map(rows -> rows.stream().findFirst().map(ImportBatch::of));
    }

    /** Takes the oldest import that is to be undone. */
    public Future<Optional<ImportBatch>> takeUndo(SqlClient sql, String holder) {
        return sql.preparedQuery(UNDO)
                .execute(Tuple.of(holder))
                .map(rows -> rows.stream().findFirst().map(ImportBatch::of));
    }

    /** Shows that the holder is at these imports, and that these files are there. */
    public Future<Void> beat(SqlClient sql, String holder, Collection<Long> ids, Collection<String> files) {
        return sql.preparedQuery(BEAT)
                .execute(Tuple.of(holder, ids.toArray(Long[]::new), files.toArray(String[]::new)))
                .mapEmpty();
    }

    /** Leaves all to whoever comes next. */
    public Future<Void> release(SqlClient sql, String holder) {
        return sql.preparedQuery(RELEASE).execute(Tuple.of(holder)).mapEmpty();
    }

    /** Gives up what nobody has shown himself at for long. */
    public Future<Void> giveUpAbandoned(SqlClient sql) {
        return sql.preparedQuery(ABANDONED).execute().mapEmpty();
    }

    /** Which of these files are still needed. */
    public Future<Collection<String>> wanted(SqlClient sql, Collection<String> files) {
        return sql.preparedQuery(WANTED)
                .execute(Tuple.of((Object) files.toArray(String[]::new)))
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
    }
}
