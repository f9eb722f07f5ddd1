package io.signalroom.ledger;

import io.signalroom.ledger.Revisions.Revision;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
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
                   coalesce(f.origin_username, CASE WHEN c.id > 0 THEN c.username END) AS username,
                   (SELECT s.id FROM signal s
                    WHERE s.channel_id = c.id AND s.message_id = f.origin_message
                      AND s.state = 'published' AND s.withdrawn_at IS NULL
                    ORDER BY s.ordinal LIMIT 1) AS original
            FROM message_forward f
            LEFT JOIN LATERAL (
                (SELECT id, username, title FROM channel WHERE id = f.origin_id)
                UNION ALL
                (SELECT id, username, title FROM channel
                 WHERE f.origin_id IS NULL AND lower(username) = lower(f.origin_username)
                 ORDER BY last_post_at DESC NULLS LAST, id LIMIT 1)) c ON true
            WHERE f.channel_id = $1 AND f.message_id = $2""";

    /** Keeps what the stored versions tell; asks the database nothing where none was forwarded. */
    Future<Void> add(SqlConnection tx, List<Revision> stored) {
        List<Revision> told = stored.stream()
                .filter(revision -> revision.post().forwardedFrom() != null)
                .toList();
        return told.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(ADD).execute(ROWS.of(told)).mapEmpty();
    }

    /** As the contract's schema {@code ForwardedFrom} says; empty if the signal's post is its channel's own. */
    public Future<Optional<JsonObject>> of(SqlClient sql, StoredSignal signal) {
        StoredSignal.Source source = signal.source();
        return sql.preparedQuery(OF)
                .execute(Tuple.of(source.channelId(), source.messageId()))
                .map(rows -> rows.stream().findFirst().map(ForwardStore::json));
    }

    private static JsonObject json(Row row) {
        Long channel = row.getLong("origin_id") == null ? row.getLong("known") : row.getLong("origin_id");
        String name = row.getString("name") == null ? row.getString("title") : row.getString("name");
        Long message = row.getLong("origin_message");
        return new JsonObject()
                .put("name", name)
                .put("channelId", channel == null ? null : String.valueOf(channel))
                .put("messageId", message)
                .put("at", Times.text(row.getOffsetDateTime("said_at")))
                .put("url", url(row.getString("username"), message))
                .put(
                        "signal",
                        row.getUUID("original") == null ? null : new SignalId(row.getUUID("original")).toString());
    }

    private static String url(String username, Long message) {
        return username == null ? null : "https://t.me/" + username + (message == null ? "" : "/" + message);
    }
}
