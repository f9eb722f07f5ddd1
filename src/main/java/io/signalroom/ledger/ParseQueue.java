package io.signalroom.ledger;

import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Versions of posts that wait for a parser. Claiming deletes the rows inside the parser's transaction: they come back by
 * themselves if it does not commit. A version waits until the earlier ones of the same post are done, and a channel is read by
 * one parser at a time: its events come in the order of its posts, and an answer finds the signal it answers.
 */
public final class ParseQueue {
    // half of the channels while more than one batch waits, so that other parsers find work too; the locks end with the
    // transaction, and what is claimed must be looked up after them, by a statement of its own
    private static final String OLDEST = """
            WITH front AS MATERIALIZED (
                SELECT q.id, q.channel_id FROM parse_queue q ORDER BY q.id LIMIT 2 * $1::integer),
            channels AS MATERIALIZED (
                SELECT channel_id FROM front GROUP BY channel_id ORDER BY min(id))
            SELECT channel_id FROM channels WHERE pg_try_advisory_xact_lock(hashtextextended('read ' || channel_id, 0))
            LIMIT (SELECT CASE WHEN (SELECT count(*) FROM front) <= $1::integer THEN count(*) ELSE (count(*) + 1) / 2 END
                   FROM channels)""";

    // an import brings one channel after another: while one parser reads the oldest, others find work at the other end
    private static final String NEWEST = """
            WITH channels AS MATERIALIZED (
                SELECT channel_id FROM (
                    SELECT q.id, q.channel_id FROM parse_queue q ORDER BY q.id DESC LIMIT 2 * $1::integer) back
                GROUP BY channel_id ORDER BY max(id) DESC)
            SELECT channel_id FROM channels WHERE pg_try_advisory_xact_lock(hashtextextended('read ' || channel_id, 0))
            LIMIT 1""";

    // rows are looked through in an index's order and only twice as many as are claimed, however many wait
    private static final String NEXT = """
            id IN (
                SELECT l.id FROM parse_queue l
                WHERE l.id = ANY (ARRAY(
                    SELECT q.id FROM (%s ORDER BY id LIMIT 2 * $1::integer) q
                    WHERE q.channel_id = ANY ($2::bigint[]) AND NOT EXISTS (
                        SELECT 1 FROM parse_queue e
                        WHERE e.channel_id = q.channel_id AND e.message_id = q.message_id AND e.id < q.id)
                    ORDER BY q.id LIMIT $1::integer))
                FOR UPDATE SKIP LOCKED)""";

    private static final String ROWS = "SELECT id, channel_id, message_id FROM parse_queue";
    private static final String OF_OLDEST = NEXT.formatted(ROWS);
    private static final String OF_CHANNEL = NEXT.formatted(ROWS + " WHERE channel_id = ($2::bigint[])[1]");

    // OFFSET keeps the planner at one index look-up a version: it can't know how few are claimed
    private static final String TAKE = """
            WITH claimed AS (
                DELETE FROM parse_queue WHERE %s
                RETURNING id, channel_id, message_id, revision, posted_at, attempts)
            SELECT q.id, q.channel_id, q.message_id, q.revision, q.posted_at, q.attempts,
                   m.edited_at, m.first_seen_at, m.origin, m.reply_to, m.text
            FROM claimed q
            LEFT JOIN LATERAL (
                SELECT v.edited_at, v.first_seen_at, v.origin, v.reply_to, v.text FROM message v
                WHERE v.channel_id = q.channel_id AND v.message_id = q.message_id
                  AND v.revision = q.revision AND v.posted_at = q.posted_at
                OFFSET 0) m ON true""";

    /**
     * A version that a parser has claimed.
     *
     * @param queueId place in the queue
     * @param revision 1 = first seen; 0 = the post was deleted, then {@code post} is null
     * @param post the version, or null
     * @param channelId of the post
     * @param messageId of the post
     * @param at when it was posted; for a deletion when that was noticed
     * @param firstSeenAt when this version reached us, null for a deletion
     */
    public record Waiting(
            long queueId, int revision, Post post, long channelId, long messageId, Instant at, Instant firstSeenAt) {
        /** True if this is the news that the post is gone. */
        public boolean deletion() {
            return revision == 0;
        }
    }

    private static final String CLAIM_OLDEST = TAKE.formatted(OF_OLDEST);
    private static final String CLAIM_OF_CHANNEL = TAKE.formatted(OF_CHANNEL);
    private static final String TAKE_POST = TAKE.formatted("channel_id = $1 AND message_id = $2");

    /**
     * Claims up to {@code limit} versions, the longest waiting first, of channels that no other parser reads now; if others read
     * all that wait longest, then those of a channel that came last. There may be more unless there are none.
     */
    public Future<List<Waiting>> claim(SqlConnection tx, int limit) {
        return claim(tx, limit, OLDEST, CLAIM_OLDEST)
                .compose(found ->
                        found.isEmpty() ? claim(tx, limit, NEWEST, CLAIM_OF_CHANNEL) : Future.succeededFuture(found));
    }

    private static Future<List<Waiting>> claim(SqlConnection tx, int limit, String lock, String claim) {
        return tx.preparedQuery(lock).execute(Tuple.of(limit)).compose(rows -> {
            Long[] channels = rows.stream().map(row -> row.getLong(0)).toArray(Long[]::new);
            return channels.length == 0 ? Future.succeededFuture(List.of()) : claim(tx, limit, claim, channels);
        });
    }

    private static Future<List<Waiting>> claim(SqlConnection tx, int limit, String claim, Long[] channels) {
        return tx.preparedQuery(claim)
                .execute(Tuple.of(limit).addArrayOfLong(channels))
                .map(rows -> rows.stream()
                        .map(ParseQueue::waiting)
                        .sorted(Comparator.comparingLong(Waiting::queueId))
                        .toList());
    }

    /** Takes out the one version of a post that was stored in this transaction. */
    public Future<Waiting> take(SqlConnection tx, long channelId, long messageId) {
        return tx.preparedQuery(TAKE_POST)
                .execute(Tuple.of(channelId, messageId))
                .map(rows -> waiting(rows.iterator().next()));
    }

    /** After a failed try: counts it, and takes a version out for good after {@code tries}. */
    public Future<Boolean> failed(SqlConnection tx, long queueId, String reason, int tries) {
        String count = "UPDATE parse_queue SET attempts = attempts + 1 WHERE id = $1 RETURNING attempts";
        return tx.preparedQuery(count).execute(Tuple.of(queueId)).compose(rows -> {
            if (rows.size() == 0 || rows.iterator().next().getShort(0) < tries) {
                return Future.succeededFuture(false);
            }
            return quarantine(tx, queueId, reason).map(true);
        });
    }

    /** Takes the place of a post that was never stored and has the same revision 0: there is nothing to try again of that one. */
    private static Future<Void> quarantine(SqlConnection tx, long queueId, String reason) {
        String move = """
                WITH taken AS (DELETE FROM parse_queue WHERE id = $1
                               RETURNING channel_id, message_id, revision, posted_at)
                INSERT INTO quarantine (channel_id, message_id, revision, posted_at, reason)
                SELECT channel_id, message_id, revision, posted_at, $2 FROM taken
                ON CONFLICT (channel_id, message_id, revision)
                DO UPDATE SET posted_at = excluded.posted_at, reason = excluded.reason, at = now()""";
        return tx.preparedQuery(move).execute(Tuple.of(queueId, reason)).mapEmpty();
    }

    /** How many versions wait, counted up to {@code most}. */
    public Future<Long> waiting(SqlClient sql, long most) {
        return sql.preparedQuery("SELECT count(*) FROM (SELECT 1 FROM parse_queue LIMIT $1) q")
                .execute(Tuple.of(most))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** How many versions wait, and for how long the first has waited, in seconds. */
    public Future<JsonObject> backlog(SqlClient sql) {
        String query = """
                SELECT count(*) AS backlog,
                       coalesce(extract(epoch FROM now() - min(queued_at)), 0)::double precision AS "oldestSeconds"
                FROM parse_queue""";
        return sql.preparedQuery(query)
                .execute()
                .map(rows -> rows.iterator().next().toJson());
    }

    private static Waiting waiting(Row row) {
        int revision = row.getInteger("revision");
        long channelId = row.getLong("channel_id");
        long messageId = row.getLong("message_id");
        Instant at = row.getOffsetDateTime("posted_at").toInstant();
        Post post = revision == 0
                ? null
                : new Post(
                        channelId,
                        messageId,
                        at,
                        Times.instant(row.getOffsetDateTime("edited_at")),
                        row.getString("text"),
                        row.getLong("reply_to"),
                        Origin.ofWire(row.getString("origin")));
        return new Waiting(
                row.getLong("id"),
                revision,
                post,
                channelId,
                messageId,
                at,
                Times.instant(row.getOffsetDateTime("first_seen_at")));
    }
}
