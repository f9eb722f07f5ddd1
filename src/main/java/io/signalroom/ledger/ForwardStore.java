package io.signalroom.ledger;

import io.signalroom.ledger.Revisions.Revision;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where posts were forwarded from: kept with the first version that tells it, and never changed. */
public final class ForwardStore {
    private static final Columns<Revision> ROWS = new Columns<Revision>()
            .bigint("channel_id", revision -> revision.post().channelId())
            .bigint("message_id", revision -> revision.post().messageId())
            .integer("revision", Revision::number)
            .bigint("origin_id", revision -> revision.post().forwardedFrom().channelId())
            .text("origin_username", revision -> revision.post().forwardedFrom().username())
            .bigint(
                    "origin_message",
                    revision -> revision.post().forwardedFrom().messageId())
            .text("name", revision -> revision.post().forwardedFrom().name())
            .time("said_at", revision -> revision.post().forwardedFrom().at());

    private static final String ADD = """
            INSERT INTO message_forward
                (channel_id, message_id, revision, origin_id, origin_username, origin_message, name, said_at)
            SELECT * FROM\s""" + ROWS.unnest("r") + " ON CONFLICT DO NOTHING";

    // where only a username was told, the channel that has it and posted last: names move
    private static final String OF = """
            SELECT f.name, f.origin_id, f.origin_message, f.said_at, c.id AS known, c.title,
                   coalesce(f.origin_username, CASE WHEN c.id > 0 THEN c.username END) AS username
            FROM message_forward f
            LEFT JOIN LATERAL (
                (SELECT id, username, title FROM channel WHERE id = f.origin_id)
                UNION ALL
                (SELECT id, username, title FROM channel
                 WHERE f.origin_id IS NULL AND lower(username) = lower(f.origin_username)
                 ORDER BY last_post_at DESC NULLS LAST, id LIMIT 1)) c ON true
            WHERE f.channel_id = $1 AND f.message_id = $2 AND f.revision <= $3""";

    // the times spare most partitions
    private static final String ORIGINAL = """
            SELECT s.id FROM signal s
            WHERE s.channel_id = $1 AND s.message_id = $2 AND s.posted_at BETWEEN $3 AND $4
              AND s.state = 'published' AND s.withdrawn_at IS NULL
            ORDER BY s.posted_at DESC, s.ordinal LIMIT 1""";

    /** Where a source does not tell when a forwarded post was said first, it is looked for so far back. */
    private static final Duration LOOKED_BACK = Duration.ofDays(400);

    /** Times of one post may differ by so much: exports of long ago have those of a time zone. */
    private static final Duration TIMES_DIFFER = Duration.ofHours(26);

    /** Keeps what the stored versions tell; asks the database nothing where none was forwarded. */
    Future<Void> add(SqlConnection tx, List<Revision> stored) {
        List<Revision> told = stored.stream()
                .filter(revision -> revision.post().forwardedFrom() != null)
                .toList();
        return told.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(ADD).execute(ROWS.of(told)).mapEmpty();
    }

    /** As the contract's schema {@code ForwardedFrom} says; empty if the version that the signal was read from is its channel's own. */
    public Future<Optional<JsonObject>> of(SqlClient sql, StoredSignal signal) {
        StoredSignal.Source source = signal.source();
        return sql.preparedQuery(OF)
                .execute(Tuple.of(source.channelId(), source.messageId(), source.revision()))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : told(sql, rows.iterator().next(), signal.postedAt()).map(Optional::of));
    }

    private static Future<JsonObject> told(SqlClient sql, Row row, Instant forwardedAt) {
        Long known = row.getLong("known");
        Long message = row.getLong("origin_message");
        return known == null || message == null
                ? Future.succeededFuture(json(row, null))
                : original(sql, known, message, Times.instant(row.getOffsetDateTime("said_at")), forwardedAt)
                        .map(original -> json(row, original));
    }

    private static Future<String> original(
            SqlClient sql, long channel, long message, Instant saidAt, Instant forwardedAt) {
        Instant from = saidAt == null ? forwardedAt.minus(LOOKED_BACK) : saidAt.minus(TIMES_DIFFER);
        Instant to = saidAt == null ? forwardedAt.plus(TIMES_DIFFER) : saidAt.plus(TIMES_DIFFER);
        return sql.preparedQuery(ORIGINAL)
                .execute(Tuple.of(channel, message, Times.sql(from), Times.sql(to)))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new SignalId(row.getUUID("id")).toString())
                        .orElse(null));
    }

    /** A channel that exists only here has no number at Telegram. */
    private static JsonObject json(Row row, String original) {
        Long known = row.getLong("known");
        Long channel =
                row.getLong("origin_id") == null && known != null && known > 0 ? known : row.getLong("origin_id");
        String name = row.getString("name") == null ? row.getString("title") : row.getString("name");
        Long message = row.getLong("origin_message");
        return new JsonObject()
                .put("name", name)
                .put("channelId", channel == null ? null : String.valueOf(channel))
                .put("messageId", message)
                .put("at", Times.text(row.getOffsetDateTime("said_at")))
                .put("url", url(row.getString("username"), message))
                .put("signal", original);
    }

    private static String url(String username, Long message) {
        return username == null ? null : "https://t.me/" + username + (message == null ? "" : "/" + message);
    }
}
