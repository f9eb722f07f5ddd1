package io.signalroom.ledger;

import io.signalroom.ledger.EventLog.Change;
import io.signalroom.ledger.EventLog.Type;
import io.signalroom.ledger.ImportBatch.State;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes away what an import alone brought, some posts at a time, the newest first: so what is left of a channel is only what
 * others brought, and few claims are decided anew. A version goes when all who delivered it are undone, no later version of
 * its post stays and nobody saw the post deleted: what was witnessed stays, with everything before it.
 */
public final class ImportUndo {
    private static final int POSTS = 500;

    private static final String NEXT = """
            SELECT DISTINCT posted_at, channel_id, message_id FROM import_message
            WHERE import_id = $1 AND ($2::timestamptz IS NULL OR (posted_at, channel_id, message_id) < ($2, $3::bigint, $4::bigint))
            ORDER BY posted_at DESC, channel_id DESC, message_id DESC LIMIT $5""";

    private static final String LOCK = "SELECT " + LockedChannels.COLUMNS
            + " FROM channel c WHERE c.id = ANY ($1::bigint[]) ORDER BY c.id FOR UPDATE";

    private static final String GOING = """
            WITH version AS (
                SELECT k.c, k.m, k.p, v.revision,
                       EXISTS (SELECT 1 FROM message_deletion d WHERE d.channel_id = k.c AND d.message_id = k.m)
                       OR NOT EXISTS (
                           SELECT 1 FROM import_message i
                           WHERE i.channel_id = k.c AND i.message_id = k.m AND i.revision = v.revision)
                       OR EXISTS (
                           SELECT 1 FROM import_message i LEFT JOIN import_batch b ON b.id = i.import_id
                           WHERE i.channel_id = k.c AND i.message_id = k.m AND i.revision = v.revision
                             AND coalesce(b.state, '') NOT IN ('undoing', 'undone')) AS stays
                FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) AS k (c, m, p)
                CROSS JOIN LATERAL (
                    SELECT revision FROM message
                    WHERE channel_id = k.c AND message_id = k.m AND posted_at = k.p OFFSET 0) v)
            SELECT c, m, revision, p FROM (
                SELECT c, m, revision, p,
                       bool_or(stays) OVER (PARTITION BY c, m, p ORDER BY revision DESC) AS held
                FROM version) decided
            WHERE NOT held ORDER BY p DESC, c, m, revision""";

    private static final String ADVANCE = """
            UPDATE import_batch SET undo_removed = undo_removed + $3, undo_kept = undo_kept + $4, beat_at = now()
            WHERE id = $1 AND holder = $2""";

    private static final String CHANNELS = "SELECT unnest(channels) AS id FROM import_batch WHERE id = $1";

    private static final String CLOSE_CHANNEL = """
            WITH left_over AS (SELECT min(posted_at) AS first, max(posted_at) AS last FROM message WHERE channel_id = $1)
            UPDATE channel SET first_post_at = left_over.first, last_post_at = left_over.last,
                source = CASE WHEN source = 'import' AND origin = 'manual' AND left_over.first IS NULL THEN 'manual' ELSE source END
            FROM left_over WHERE id = $1""";

    private static final String DROP_CHANNEL = """
            DELETE FROM channel c WHERE c.id = $1 AND c.origin = 'imported' AND c.posts = 0 AND c.edits = 0 AND c.deletions = 0""";

    private static final String DROP_REMOVALS = """
            DELETE FROM message_removal WHERE channel_id = $1 AND NOT EXISTS (SELECT 1 FROM channel WHERE id = $1)""";

    private static final String UNDONE = """
            UPDATE import_batch SET state = 'undone', undone_at = now(), holder = NULL
            WHERE id = $1 AND holder = $2 AND state = 'undoing'""";

    /**
     * A post that an import touched; an undo goes on behind it.
     */
    public record Place(OffsetDateTime postedAt, long channelId, long messageId) {}

    /**
     * What one step did.
     *
     * @param last post that it looked at; null if there was none left
     * @param seq number of the newest event, 0 if nothing changed in the feed
     */
    public record Step(Place last, long seq) {}

    private final ImportStore imports = new ImportStore();
    private final ImportRemoval removal = new ImportRemoval();
    private final EventLog events = new EventLog();

    /** Looks at the next posts behind a place, and takes away what goes; the caller commits. */
    public Future<Step> step(SqlConnection tx, long id, String holder, Place behind) {
        return imports.hold(tx, id, holder, State.UNDOING)
                .compose(x -> next(tx, id, behind))
                .compose(posts -> {
                    if (posts.isEmpty()) {
                        return Future.succeededFuture(new Step(null, 0));
                    }
                    Place last = posts.get(posts.size() - 1);
                    return lock(tx, posts)
                            .compose(locked -> tx.preparedQuery(GOING)
                                    .execute(keys(posts))
                                    .compose(going -> remove(tx, id, holder, posts, going, locked)))
                            .map(seq -> new Step(last, seq));
                });
    }

    private static Future<List<Place>> next(SqlConnection tx, long id, Place behind) {
        Tuple values = behind == null
                ? Tuple.of(id, null, null, null, POSTS)
                : Tuple.of(id, behind.postedAt(), behind.channelId(), behind.messageId(), POSTS);
        return tx.preparedQuery(NEXT)
                .execute(values)
                .map(rows -> rows.stream()
                        .map(row -> new Place(
                                row.getOffsetDateTime("posted_at"),
                                row.getLong("channel_id"),
                                row.getLong("message_id")))
                        .toList());
    }

    /** As whoever stores posts does, so that nobody stores a version of these meanwhile. */
    private static Future<LockedChannels> lock(SqlConnection tx, List<Place> posts) {
        Long[] ids = posts.stream().map(Place::channelId).distinct().toArray(Long[]::new);
        return tx.preparedQuery(LOCK).execute(Tuple.of((Object) ids)).map(LockedChannels::of);
    }

    private static Tuple keys(List<Place> posts) {
        return Tuple.tuple()
                .addArrayOfLong(posts.stream().map(Place::channelId).toArray(Long[]::new))
                .addArrayOfLong(posts.stream().map(Place::messageId).toArray(Long[]::new))
                .addArrayOfOffsetDateTime(posts.stream().map(Place::postedAt).toArray(OffsetDateTime[]::new));
    }

    private Future<Long> remove(
            SqlConnection tx, long id, String holder, List<Place> posts, RowSet<Row> going, LockedChannels locked) {
        List<Row> versions = new ArrayList<>(going.size());
        going.forEach(versions::add);
        long removed = versions.stream()
                .map(row -> List.of(row.getLong("c"), row.getLong("m")))
                .distinct()
                .count();
        Future<List<Change>> changes =
                versions.isEmpty() ? Future.succeededFuture(List.of()) : removal.remove(tx, versions, locked);
        return changes.compose(list -> tx.preparedQuery(ADVANCE)
                        .execute(Tuple.of(id, holder, removed, posts.size() - removed))
                        .map(list))
                .compose(list -> list.isEmpty() ? Future.succeededFuture(0L) : events.append(tx, list));
    }

    /** The channels that an import has touched. */
    public Future<List<Long>> channels(SqlClient sql, long id) {
        return sql.preparedQuery(CHANNELS)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().map(row -> row.getLong(0)).toList());
    }

    /** Sets the times of a channel's first and last post right, and drops it if imports made it and nothing is left. */
    public Future<Void> close(SqlConnection tx, long id, String holder, long channel) {
        return imports.hold(tx, id, holder, State.UNDOING)
                .compose(x -> tx.preparedQuery(LOCK).execute(Tuple.of((Object) new Long[] {channel})))
                .compose(x -> tx.preparedQuery(CLOSE_CHANNEL).execute(Tuple.of(channel)))
                .compose(x -> tx.preparedQuery(DROP_CHANNEL).execute(Tuple.of(channel)))
                .compose(dropped -> tx.preparedQuery(DROP_REMOVALS).execute(Tuple.of(channel)))
                .mapEmpty();
    }

    /** All is gone that goes. */
    public Future<Void> undone(SqlClient sql, long id, String holder) {
        return sql.preparedQuery(UNDONE).execute(Tuple.of(id, holder)).mapEmpty();
    }

    /** What a statement that returns changed signals says of those that readers know of. */
    static List<Change> heard(Type type, Iterable<Row> rows) {
        List<Change> changes = new ArrayList<>();
        rows.forEach(row -> {
            if (Change.heard(row) && row.getOffsetDateTime("withdrawn_at") == null) {
                changes.add(Change.of(type, row));
            }
        });
        return changes;
    }
}
