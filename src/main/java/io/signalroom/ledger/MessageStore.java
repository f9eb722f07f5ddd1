package io.signalroom.ledger;

import io.signalroom.ledger.Revisions.Key;
import io.signalroom.ledger.Revisions.Known;
import io.signalroom.ledger.Revisions.Revision;
import io.signalroom.ledger.SignalStore.PostKey;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores versions of posts and queues them for the parser, all in the caller's transaction. The rows of the channels are
 * locked first and in order of their ids, so that two deliveries of one post cannot pass each other.
 */
public final class MessageStore {
    // LATERAL with OFFSET keeps the planner at one index look-up a post, however large the tables are
    private static final String KNOWN = """
            SELECT m.channel_id, m.message_id, m.revision, m.posted_at, m.edited_at, m.text
            FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) AS k (channel_id, message_id, posted_at)
            CROSS JOIN LATERAL (
                SELECT v.channel_id, v.message_id, v.revision, v.posted_at, v.edited_at, v.text
                FROM message v
                WHERE v.channel_id = k.channel_id AND v.message_id = k.message_id
                  AND v.posted_at BETWEEN k.posted_at - interval '26 hours' AND k.posted_at + interval '26 hours'
                OFFSET 0) m""";

    private static final String INSERT = """
            WITH stored AS (
                INSERT INTO message (channel_id, message_id, revision, posted_at, edited_at, first_seen_at, origin,
                                     reply_to, text)
                SELECT r.c, r.m, r.r, r.p, r.e, coalesce(r.s, now()), r.o, r.y, r.t
                FROM json_to_recordset($1::json) AS r (c bigint, m bigint, r integer, p timestamptz, e timestamptz,
                                                       s timestamptz, o text, y bigint, t text)
                RETURNING channel_id, message_id, revision, posted_at)
            INSERT INTO parse_queue (channel_id, message_id, revision, posted_at)
            SELECT channel_id, message_id, revision, posted_at FROM stored""";

    private static final String DELETE = """
            WITH gone AS (
                INSERT INTO message_deletion (channel_id, message_id, deleted_at)
                SELECT d.c, d.m, d.a FROM json_to_recordset($1::json) AS d (c bigint, m bigint, a timestamptz)
                ON CONFLICT DO NOTHING
                RETURNING channel_id, message_id, deleted_at)
            INSERT INTO parse_queue (channel_id, message_id, revision, posted_at)
            SELECT channel_id, message_id, 0, deleted_at FROM gone
            RETURNING channel_id""";

    private static final String TEXTS = """
            SELECT k.channel_id, k.message_id, m.text
            FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) AS k (channel_id, message_id, answered_at)
            CROSS JOIN LATERAL (
                SELECT v.text FROM message v
                WHERE v.channel_id = k.channel_id AND v.message_id = k.message_id
                  AND v.posted_at BETWEEN k.answered_at - interval '30 days' AND k.answered_at
                ORDER BY v.revision DESC LIMIT 1) m""";

    private static final String REVISIONS = """
            WITH post AS (
                SELECT revision, first_seen_at, edited_at, origin, text, row_number() OVER (ORDER BY revision DESC) AS back
                FROM message WHERE channel_id = $1 AND message_id = $2 AND posted_at = $3)
            SELECT revision, first_seen_at, edited_at, origin, text FROM post
            WHERE back <= 1000 OR revision IN (1, $4) ORDER BY revision""";

    private static final String TEXT = """
            SELECT text FROM message WHERE channel_id = $1 AND message_id = $2 AND revision = $3 AND posted_at = $4""";

    private final ChannelStore channels = new ChannelStore();
    private final ImportDeliveries imports = new ImportDeliveries();

    /**
     * Stores what of the batch is not known yet.
     *
     * @param tx an open transaction; the caller commits it together with his offset
     * @return what became of the batch
     */
    public Future<PostReport> store(SqlConnection tx, PostBatch batch) {
        Revisions revisions = new Revisions();
        return channels.lock(tx, batch)
                .compose(x -> known(tx, batch.posts(), revisions))
                .compose(x -> {
                    batch.posts().forEach(batch.firstOnly() ? revisions::deliverFirst : revisions::deliver);
                    return insert(tx, revisions.toStore());
                })
                .compose(x -> imports.note(tx, batch.importId(), revisions))
                .compose(x -> delete(tx, batch.deletions()))
                .compose(deleted ->
                        channels.count(tx, revisions.toStore(), deleted).map(revisions.report(deleted.size())));
    }

    /** The version of its post that a signal was read from, verbatim; empty if it is gone. */
    public Future<String> text(SqlClient sql, StoredSignal signal) {
        StoredSignal.Source source = signal.source();
        return sql.preparedQuery(TEXT)
                .execute(Tuple.of(
                        source.channelId(), source.messageId(), source.revision(), Times.sql(signal.postedAt())))
                .map(rows -> rows.size() == 0 ? "" : rows.iterator().next().getString(0));
    }

    /**
     * The versions of a signal's post, first seen first: the first, the one it was read from, and the newest thousand. A channel
     * may edit a post every second for two days.
     */
    public Future<List<JsonObject>> revisions(SqlClient sql, StoredSignal signal) {
        StoredSignal.Source source = signal.source();
        return sql.preparedQuery(REVISIONS)
                .execute(Tuple.of(
                        source.channelId(),
                        source.messageId(),
                        signal.postedAt().atOffset(ZoneOffset.UTC),
                        source.revision()))
                .map(rows -> rows.stream().map(MessageStore::revisionJson).toList());
    }

    /**
     * The newest stored text of each post that is answered, of the last 30 days before the answer.
     *
     * @param posts the answered posts, and when each is answered
     */
    public Future<Map<PostKey, String>> texts(SqlClient sql, Map<PostKey, Instant> posts) {
        if (posts.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Tuple keys = Tuple.tuple()
                .addArrayOfLong(posts.keySet().stream().map(PostKey::channelId).toArray(Long[]::new))
                .addArrayOfLong(posts.keySet().stream().map(PostKey::messageId).toArray(Long[]::new))
                .addArrayOfOffsetDateTime(
                        posts.values().stream().map(Times::sql).toArray(OffsetDateTime[]::new));
        return sql.preparedQuery(TEXTS).execute(keys).map(rows -> {
            Map<PostKey, String> texts = new HashMap<>();
            rows.forEach(row -> texts.put(new PostKey(row.getLong(0), row.getLong(1)), row.getString(2)));
            return texts;
        });
    }

    private static JsonObject revisionJson(Row row) {
        return new JsonObject()
                .put("revision", row.getInteger("revision"))
                .put("firstSeenAt", Times.text(row.getOffsetDateTime("first_seen_at")))
                .put("editedAt", Times.text(row.getOffsetDateTime("edited_at")))
                .put("origin", row.getString("origin"))
                .put("text", row.getString("text"));
    }

    private static Future<Void> known(SqlConnection tx, List<Post> posts, Revisions revisions) {
        if (posts.isEmpty()) {
            return Future.succeededFuture();
        }
        Long[] channelIds = posts.stream().map(Post::channelId).toArray(Long[]::new);
        Long[] messageIds = posts.stream().map(Post::messageId).toArray(Long[]::new);
        OffsetDateTime[] times =
                posts.stream().map(p -> p.postedAt().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        Tuple keys = Tuple.tuple().addArrayOfLong(channelIds).addArrayOfLong(messageIds);
        return tx.preparedQuery(KNOWN)
                .execute(keys.addArrayOfOffsetDateTime(times))
                .map(rows -> {
                    rows.forEach(row -> revisions.know(
                            new Key(row.getLong("channel_id"), row.getLong("message_id")), knownVersion(row)));
                    return null;
                });
    }

    private static Known knownVersion(Row row) {
        return new Known(
                row.getInteger("revision"),
                row.getOffsetDateTime("posted_at").toInstant(),
                Times.instant(row.getOffsetDateTime("edited_at")),
                row.getString("text"));
    }

    private static Future<Void> insert(SqlConnection tx, List<Revision> revisions) {
        if (revisions.isEmpty()) {
            return Future.succeededFuture();
        }
        JsonArray rows = new JsonArray();
        for (Revision revision : revisions) {
            Post post = revision.post();
            rows.add(new JsonObject()
                    .put("c", post.channelId())
                    .put("m", post.messageId())
                    .put("r", revision.number())
                    .put("p", revision.postedAt())
                    .put("e", post.editedAt())
                    .put("s", post.origin() == Origin.DEMO ? seenAt(post) : null)
                    .put("o", post.origin().wire())
                    .put("y", post.replyTo())
                    .put("t", post.text()));
        }
        return tx.preparedQuery(INSERT).execute(Tuple.of(rows)).mapEmpty();
    }

    /** The demo plays a past: its posts count as seen when they were posted. */
    private static Instant seenAt(Post post) {
        return post.editedAt() == null ? post.postedAt() : post.editedAt();
    }

    private static Future<List<Long>> delete(SqlConnection tx, List<PostBatch.Deletion> deletions) {
        if (deletions.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        JsonArray rows = new JsonArray();
        deletions.forEach(d -> rows.add(
                new JsonObject().put("c", d.channelId()).put("m", d.messageId()).put("a", d.at())));
        return tx.preparedQuery(DELETE)
                .execute(Tuple.of(rows))
                .map(gone -> gone.stream().map(row -> row.getLong(0)).toList());
    }
}
