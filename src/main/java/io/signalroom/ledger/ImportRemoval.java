package io.signalroom.ledger;

import io.signalroom.ledger.EventLog.Change;
import io.signalroom.ledger.EventLog.Type;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Removes versions of posts with all that was made of them, in the order in which others lock: the queue, so that no parser
 * is at them, signals, the versions, what hangs on the signals, and claims last.
 */
final class ImportRemoval {
    private static final String GIVEN =
            "unnest($1::bigint[], $2::bigint[], $3::integer[], $4::timestamptz[]) AS k (c, m, r, p)";

    private static final String QUEUE = "DELETE FROM parse_queue q USING " + GIVEN
            + " WHERE q.channel_id = k.c AND q.message_id = k.m AND q.revision = k.r";

    private static final String QUARANTINE = "DELETE FROM quarantine q USING " + GIVEN
            + " WHERE q.channel_id = k.c AND q.message_id = k.m AND q.revision = k.r";

    private static final String SIGNALS =
            """
            WITH found AS MATERIALIZED (
                SELECT f.id, f.posted_at FROM\s""" + GIVEN + """
                 CROSS JOIN LATERAL (
                    SELECT id, posted_at FROM signal
                    WHERE channel_id = k.c AND message_id = k.m AND posted_at = k.p AND revision = k.r OFFSET 0) f)
            DELETE FROM signal s USING found f WHERE s.posted_at = f.posted_at AND s.id = f.id""" + Change.RETURNING + ", s.posted_at, s.message_id, s.symbol, s.withdrawn_at";

    private static final String JUDGEMENTS = "DELETE FROM signal_judgement WHERE signal_id = ANY ($1::uuid[])";

    private static final String OUTCOMES = """
            DELETE FROM outcome o USING unnest($1::uuid[], $2::timestamptz[]) AS k (id, p)
            WHERE o.signal_id = k.id AND o.posted_at = k.p""";

    // what follows a signal answers its post
    private static final String FOLLOWERS = """
            UPDATE signal s SET follows = NULL
            FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS k (id, c, m)
            WHERE s.channel_id = k.c AND s.reply_to = k.m AND s.follows = k.id""" + Change.RETURNING + ", s.withdrawn_at";

    private static final String MESSAGES = "WITH gone AS (DELETE FROM message v USING " + GIVEN + """
             WHERE v.channel_id = k.c AND v.message_id = k.m AND v.revision = k.r AND v.posted_at = k.p
             RETURNING v.channel_id, v.message_id, v.revision, v.posted_at, v.origin, v.chain_no, v.chain_hash),
            days AS (
                UPDATE channel_day d SET posts = d.posts - n.posts
                FROM (SELECT channel_id, (posted_at AT TIME ZONE 'UTC')::date AS day, origin, count(*) AS posts
                      FROM gone WHERE revision = 1 GROUP BY 1, 2, 3) n
                WHERE d.channel_id = n.channel_id AND d.day = n.day AND d.origin = n.origin)
            SELECT channel_id, message_id, revision, chain_no, chain_hash FROM gone ORDER BY channel_id, chain_no""";

    private static final String EMPTY_DAYS =
            "DELETE FROM channel_day WHERE channel_id = ANY ($1::bigint[]) AND posts = 0";

    private static final String DELIVERIES = "DELETE FROM import_message i USING " + GIVEN
            + " WHERE i.channel_id = k.c AND i.message_id = k.m AND i.revision = k.r";

    private static final String FORWARDS = "DELETE FROM message_forward f USING " + GIVEN
            + " WHERE f.channel_id = k.c AND f.message_id = k.m AND f.revision = k.r";

    private static final String COUNTS = """
            UPDATE channel c SET posts = c.posts - n.posts, edits = c.edits - n.edits
            FROM (SELECT k.c, count(*) FILTER (WHERE k.r = 1) AS posts, count(*) FILTER (WHERE k.r > 1) AS edits
                  FROM\s""" + GIVEN + " GROUP BY k.c) n WHERE c.id = n.c";

    // a version that stays was perhaps edited by one that goes
    private static final String EDITED = """
            UPDATE signal s SET edited_at = e.at
            FROM (
                SELECT f.id, f.posted_at, (
                    SELECT max(coalesce(v.edited_at, v.first_seen_at)) FROM message v
                    WHERE v.channel_id = k.c AND v.message_id = k.m AND v.posted_at = k.p AND v.revision > f.revision) AS at
                FROM (SELECT DISTINCT k.c, k.m, k.p FROM\s""" + GIVEN + """
                 WHERE k.r > 1) k
                CROSS JOIN LATERAL (
                    SELECT id, posted_at, revision FROM signal
                    WHERE channel_id = k.c AND message_id = k.m AND posted_at = k.p OFFSET 0) f) e
            WHERE s.posted_at = e.posted_at AND s.id = e.id AND s.edited_at IS DISTINCT FROM e.at""" + Change.RETURNING + ", s.withdrawn_at";

    private final RemovedLinks removals = new RemovedLinks();
    private final ClaimRevision claims = new ClaimRevision();
    private final SignalStore signals = new SignalStore();

    /**
     * Removes them; the channels' rows are locked.
     *
     * @param locked their channels
     * @param versions rows of channel {@code c}, message {@code m}, {@code revision} and time {@code p}
     * @return what readers are to be told
     */
    Future<List<Change>> remove(SqlConnection tx, List<Row> versions, LockedChannels locked) {
        Tuple given = given(versions);
        List<Change> changes = new ArrayList<>();
        return tx.preparedQuery(QUEUE)
                .execute(given)
                .compose(x -> tx.preparedQuery(QUARANTINE).execute(given))
                .compose(x -> tx.preparedQuery(SIGNALS).execute(given))
                .compose(gone -> {
                    changes.addAll(ImportUndo.heard(Type.DELETED, gone));
                    return versions(tx, versions, given, locked, changes).compose(x -> loosen(tx, gone, changes));
                })
                .map(changes);
    }

    /** The versions themselves, and what they did to signals that stay. */
    private Future<Void> versions(
            SqlConnection tx, List<Row> versions, Tuple given, LockedChannels locked, List<Change> changes) {
        return tx.preparedQuery(MESSAGES)
                .execute(given)
                .compose(gone -> removals.note(tx, gone, locked))
                .compose(x -> tx.preparedQuery(EMPTY_DAYS).execute(channels(versions)))
                .compose(x -> tx.preparedQuery(DELIVERIES).execute(given))
                .compose(x -> tx.preparedQuery(FORWARDS).execute(given))
                .compose(x -> tx.preparedQuery(COUNTS).execute(given))
                .compose(x -> tx.preparedQuery(EDITED).execute(given))
                .compose(edited -> {
                    changes.addAll(ImportUndo.heard(Type.EDITED, edited));
                    return Future.succeededFuture();
                });
    }

    private static Tuple channels(List<Row> versions) {
        return Tuple.of(
                (Object) versions.stream().map(r -> r.getLong("c")).distinct().toArray(Long[]::new));
    }

    private static Tuple given(List<Row> versions) {
        return Tuple.tuple()
                .addArrayOfLong(versions.stream().map(r -> r.getLong("c")).toArray(Long[]::new))
                .addArrayOfLong(versions.stream().map(r -> r.getLong("m")).toArray(Long[]::new))
                .addArrayOfInteger(
                        versions.stream().map(r -> r.getInteger("revision")).toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(
                        versions.stream().map(r -> r.getOffsetDateTime("p")).toArray(OffsetDateTime[]::new));
    }

    /** What hangs on signals that are gone. */
    private Future<Void> loosen(SqlConnection tx, RowSet<Row> gone, List<Change> changes) {
        List<Row> rows = new ArrayList<>(gone.size());
        gone.forEach(rows::add);
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        UUID[] ids = rows.stream().map(r -> r.getUUID("id")).toArray(UUID[]::new);
        OffsetDateTime[] times =
                rows.stream().map(r -> r.getOffsetDateTime("posted_at")).toArray(OffsetDateTime[]::new);
        Long[] channels = rows.stream().map(r -> r.getLong("channel_id")).toArray(Long[]::new);
        Long[] messages = rows.stream().map(r -> r.getLong("message_id")).toArray(Long[]::new);
        Tuple followed =
                Tuple.tuple().addArrayOfUUID(ids).addArrayOfLong(channels).addArrayOfLong(messages);
        return tx.preparedQuery(JUDGEMENTS)
                .execute(Tuple.of((Object) ids))
                .compose(x -> tx.preparedQuery(OUTCOMES)
                        .execute(Tuple.tuple().addArrayOfUUID(ids).addArrayOfOffsetDateTime(times)))
                .compose(x -> tx.preparedQuery(FOLLOWERS).execute(followed))
                .compose(followers -> {
                    changes.addAll(ImportUndo.heard(Type.EDITED, followers));
                    return claims.afterRemoval(tx, signals, rows);
                });
    }
}
