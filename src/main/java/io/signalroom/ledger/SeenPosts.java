package io.signalroom.ledger;

import io.signalroom.signal.Origin;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is stored of a channel's posts, for a source that sees a page of them as they are now. */
public final class SeenPosts {
    private static final String VERSIONS = """
            SELECT v.message_id, v.text, v.origin, coalesce((
                SELECT min(i.import_id) > 0 FROM import_message i
                WHERE i.channel_id = $1 AND i.message_id = v.message_id AND i.revision = v.revision), false)
            FROM (
                SELECT DISTINCT ON (message_id) message_id, revision, text, origin FROM message
                WHERE channel_id = $1 AND message_id = ANY($2::bigint[]) ORDER BY message_id, revision DESC) v""";

    private static final String OTHERS = """
            SELECT DISTINCT m.message_id FROM message m
            WHERE m.channel_id = $1 AND m.message_id BETWEEN $2 AND $3 AND m.message_id <> ALL($4::bigint[])
              AND NOT EXISTS (SELECT 1 FROM message_deletion d
                              WHERE d.channel_id = m.channel_id AND d.message_id = m.message_id)
            ORDER BY m.message_id DESC LIMIT $5""";

    private static final String NEWEST = """
            SELECT message_id, posted_at FROM message WHERE channel_id = $1 ORDER BY message_id DESC LIMIT 1""";

    private static final String FROM = """
            SELECT message_id, posted_at FROM message WHERE channel_id = $1 AND message_id >= $2
            ORDER BY message_id LIMIT 1""";

    /** A post, and when it was posted. */
    public record Place(long messageId, Instant postedAt) {}

    /**
     * The newest stored version of a post.
     *
     * @param onlyImported imports brought it and no live source has delivered it since, so that it goes when they are undone
     */
    public record Version(String text, Origin origin, boolean onlyImported) {
        /** Whether it says this, in whatever spacing. */
        public boolean says(String other) {
            return text.equals(other) || Spacing.unspaced(text).equals(Spacing.unspaced(other));
        }
    }

    /** The newest stored version of each of these posts that is stored. */
    public Future<Map<Long, Version>> versions(SqlClient sql, long channelId, Collection<Long> messageIds) {
        Tuple of = Tuple.of(channelId).addArrayOfLong(messageIds.toArray(Long[]::new));
        return sql.preparedQuery(VERSIONS).execute(of).map(rows -> {
            Map<Long, Version> versions = new HashMap<>();
            rows.forEach(row -> versions.put(
                    row.getLong(0), new Version(row.getString(1), Origin.ofWire(row.getString(2)), row.getBoolean(3))));
            return versions;
        });
    }

    /**
     * Stored posts in a range that are not among these and not known to be deleted, the newest first.
     *
     * @param low inclusive
     * @param high inclusive
     */
    public Future<List<Long>> others(
            SqlClient sql, long channelId, long low, long high, Collection<Long> messageIds, int limit) {
        Tuple of = Tuple.of(channelId, low, high)
                .addArrayOfLong(messageIds.toArray(Long[]::new))
                .addInteger(limit);
        return sql.preparedQuery(OTHERS)
                .execute(of)
                .map(rows -> rows.stream().map(row -> row.getLong(0)).toList());
    }

    /** The stored post with the highest number, whatever brought it. */
    public Future<Optional<Place>> newest(SqlClient sql, long channelId) {
        return place(sql, NEWEST, Tuple.of(channelId));
    }

    /** The stored post with the lowest number from {@code messageId} on. */
    public Future<Optional<Place>> from(SqlClient sql, long channelId, long messageId) {
        return place(sql, FROM, Tuple.of(channelId, messageId));
    }

    private static Future<Optional<Place>> place(SqlClient sql, String query, Tuple of) {
        return sql.preparedQuery(query)
                .execute(of)
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Place(row.getLong(0), Times.instant(row.getOffsetDateTime(1)))));
    }
}
