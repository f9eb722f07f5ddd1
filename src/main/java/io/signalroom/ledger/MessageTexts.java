package io.signalroom.ledger;

import io.signalroom.ledger.SignalStore.PostKey;
import io.signalroom.ledger.witness.Hash;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what posts say, and said before. */
public final class MessageTexts {
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
                SELECT revision, first_seen_at, edited_at, origin, text, chain_no, chain_hash,
                       row_number() OVER (ORDER BY revision DESC) AS back
                FROM message WHERE channel_id = $1 AND message_id = $2 AND posted_at = $3)
            SELECT revision, first_seen_at, edited_at, origin, text, chain_no, chain_hash FROM post
            WHERE back <= 1000 OR revision IN (1, $4) ORDER BY revision""";

    private static final String TEXT = """
            SELECT text FROM message WHERE channel_id = $1 AND message_id = $2 AND revision = $3 AND posted_at = $4""";

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
                .map(rows -> rows.stream().map(MessageTexts::revisionJson).toList());
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
                .put("text", row.getString("text"))
                .put(
                        "witness",
                        new JsonObject()
                                .put("link", row.getLong("chain_no"))
                                .put(
                                        "hash",
                                        new Hash(row.getBuffer("chain_hash").getBytes()).toString()));
    }
}
