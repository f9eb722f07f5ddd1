package io.signalroom.ledger;

import io.signalroom.ledger.Revisions.Revision;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notes what was passed over: message ids that a live source left out, and times that a source missed. An id that is left out
 * belongs to a notice, to a further picture of an album on a preview page, or to a post that was deleted before it was read.
 */
public final class GapStore {
    private static final int SHOWN = 20;

    private static final String NOTE = """
            INSERT INTO message_gap (channel_id, after_id, before_id)
            SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) ON CONFLICT DO NOTHING""";

    private static final String NOTE_TIME =
            "INSERT INTO source_gap (source, channel_id, from_at, to_at) VALUES ($1, $2::bigint, $3::timestamptz, $4::timestamptz)";

    /** Versions that are looked at between the ends of a channel's gaps, the newest gaps first. */
    private static final int MOST_CAME = 20_000;

    // posts may come later: from an import, or from a source that catches up. The limit ends the walk over what came
    // in the newest gaps; of gaps beyond it no more can have come than there are posts
    private static final String OF_CHANNEL = """
            WITH gap AS MATERIALIZED (
                SELECT after_id, before_id, noticed_at, before_id - after_id - 1 AS ids
                FROM message_gap WHERE channel_id = $1 ORDER BY after_id DESC LIMIT 1000),
            walked AS MATERIALIZED (
                SELECT g.after_id, m.message_id FROM gap g
                CROSS JOIN LATERAL (
                    SELECT message_id FROM message
                    WHERE channel_id = $1 AND message_id > g.after_id AND message_id < g.before_id
                    ORDER BY message_id DESC OFFSET 0) m
                LIMIT $2::integer + 1),
            come AS (SELECT after_id, count(DISTINCT message_id) AS posts FROM walked GROUP BY after_id),
            counted AS (
                SELECT CASE WHEN (SELECT count(*) FROM walked) > $2::integer THEN (SELECT min(after_id) FROM walked) END AS until)
            SELECT g.after_id, g.before_id, g.noticed_at, g.ids - coalesce(c.posts, 0) AS missing, false AS at_least
            FROM gap g CROSS JOIN counted LEFT JOIN come c ON c.after_id = g.after_id
            WHERE (counted.until IS NULL OR g.after_id > counted.until) AND g.ids > coalesce(c.posts, 0)
            UNION ALL
            SELECT g.after_id, g.before_id, g.noticed_at, greatest(0, g.ids - h.posts), true
            FROM gap g CROSS JOIN counted JOIN channel h ON h.id = $1
            WHERE g.after_id <= counted.until
            ORDER BY after_id DESC""";

    // before it was read nothing of it was missed, whatever was imported of that time; the first day is looked up,
    // so that no history is walked
    private static final String TIMES = """
            WITH heard AS (
                SELECT c.id, c.source, coalesce((
                    SELECT m.first_seen_at FROM message m
                    WHERE m.channel_id = c.id AND m.revision = 1 AND m.origin = 'witnessed'
                      AND m.posted_at >= d.day::timestamp AT TIME ZONE 'UTC'
                      AND m.posted_at < (d.day + 1)::timestamp AT TIME ZONE 'UTC'
                    ORDER BY m.message_id LIMIT 1), c.created_at) AS since
                FROM channel c CROSS JOIN LATERAL (
                    SELECT min(day) AS day FROM channel_day WHERE channel_id = c.id AND origin = 'witnessed') d
                WHERE c.id = $1)
            SELECT g.source, g.from_at, g.to_at, g.noticed_at FROM source_gap g CROSS JOIN heard c
            WHERE g.channel_id = c.id OR g.channel_id IS NULL AND g.source = c.source AND g.to_at > c.since
            ORDER BY g.to_at DESC, g.id DESC LIMIT $2""";

    /** Ids between what was read before and what comes now, of posts that were witnessed. */
    Future<Void> note(SqlConnection tx, List<Revision> stored, LockedChannels locked) {
        Map<Long, Long> last = new HashMap<>();
        List<Long> channels = new ArrayList<>();
        List<Long> after = new ArrayList<>();
        List<Long> before = new ArrayList<>();
        stored.stream()
                .filter(revision -> revision.number() == 1)
                .map(Revision::post)
                .filter(post -> post.origin() == Origin.WITNESSED)
                .sorted(java.util.Comparator.comparingLong(Post::messageId))
                .forEach(post -> {
                    Long behind = last.getOrDefault(post.channelId(), locked.lastMessage(post.channelId()));
                    if (behind != null && post.messageId() > behind + 1) {
                        channels.add(post.channelId());
                        after.add(behind);
                        before.add(post.messageId());
                    }
                    last.put(post.channelId(), behind == null ? post.messageId() : Math.max(behind, post.messageId()));
                });
        return channels.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(NOTE)
                        .execute(Tuple.tuple()
                                .addArrayOfLong(channels.toArray(Long[]::new))
                                .addArrayOfLong(after.toArray(Long[]::new))
                                .addArrayOfLong(before.toArray(Long[]::new)))
                        .mapEmpty();
    }

    /**
     * A time in which a source may have missed posts for good; the caller commits.
     *
     * @param channelId whose posts, or null: of all channels that it reads
     */
    public Future<Void> noteTime(SqlConnection tx, String source, Long channelId, Instant from, Instant to) {
        return tx.preparedQuery(NOTE_TIME)
                .execute(Tuple.of(source, channelId, Times.sql(from), Times.sql(to)))
                .mapEmpty();
    }

    /**
     * What was passed over in a channel's newest thousand gaps and did not come later: {@code missing} ids in all, and the
     * newest twenty gaps; where {@code atLeast} is true too much came later to be counted one by one. And the newest twenty times in
     * which posts may have been missed.
     */
    public Future<JsonObject> ofChannel(SqlClient sql, long channelId) {
        return ids(sql, channelId).compose(ids -> times(sql, channelId).map(times -> ids.put("times", times)));
    }

    private static Future<JsonArray> times(SqlClient sql, long channelId) {
        return sql.preparedQuery(TIMES).execute(Tuple.of(channelId, SHOWN)).map(rows -> {
            JsonArray times = new JsonArray();
            rows.forEach(row -> times.add(new JsonObject()
                    .put("source", row.getString("source"))
                    .put("from", Times.text(row.getOffsetDateTime("from_at")))
                    .put("to", Times.text(row.getOffsetDateTime("to_at")))
                    .put("noticedAt", Times.text(row.getOffsetDateTime("noticed_at")))));
            return times;
        });
    }

    private static Future<JsonObject> ids(SqlClient sql, long channelId) {
        return sql.preparedQuery(OF_CHANNEL)
                .execute(Tuple.of(channelId, MOST_CAME))
                .map(rows -> {
                    long missing = 0;
                    boolean atLeast = false;
                    JsonArray newest = new JsonArray();
                    for (var row : rows) {
                        missing += row.getLong("missing");
                        atLeast |= row.getBoolean("at_least");
                        if (newest.size() < SHOWN) {
                            newest.add(gap(row));
                        }
                    }
                    return new JsonObject()
                            .put("missing", missing)
                            .put("atLeast", atLeast)
                            .put("newest", newest);
                });
    }

    private static JsonObject gap(Row row) {
        return new JsonObject()
                .put("afterId", row.getLong("after_id"))
                .put("beforeId", row.getLong("before_id"))
                .put("missing", row.getLong("missing"))
                .put("atLeast", row.getBoolean("at_least"))
                .put("noticedAt", Times.text(row.getOffsetDateTime("noticed_at")));
    }
}
