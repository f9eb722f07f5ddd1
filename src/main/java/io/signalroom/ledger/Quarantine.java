package io.signalroom.ledger;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Posts that could not be stored as they came (revision 0), and versions and deletions that are stored and could not be
 * read, each with the reason. What is stored can be put back into the parsers' queue.
 */
public final class Quarantine {
    private static final String ADD = """
            INSERT INTO quarantine (channel_id, message_id, revision, posted_at, reason)
            SELECT r.c, r.m, r.v, r.a, r.r
            FROM json_to_recordset($1::json) AS r (c bigint, m bigint, v integer, a timestamptz, r text)
            ON CONFLICT DO NOTHING""";

    /** Of a quarantined version q: whether what it is about is stored, so that a parser can read it. */
    private static final String STORED = """
            (EXISTS (SELECT 1 FROM message m
                     WHERE m.channel_id = q.channel_id AND m.message_id = q.message_id
                       AND m.revision = q.revision AND m.posted_at = q.posted_at)
             OR q.revision = 0 AND EXISTS (SELECT 1 FROM message_deletion d
                     WHERE d.channel_id = q.channel_id AND d.message_id = q.message_id AND d.deleted_at = q.posted_at))""";

    private static final String LIST = "SELECT q.channel_id, q.message_id, q.revision, q.at, q.reason, " + STORED
            + " AS stored" + " FROM quarantine q ORDER BY q.at DESC, q.channel_id, q.message_id, q.revision LIMIT $1";

    private static final String COUNTS = """
            SELECT count(*), count(*) FILTER (WHERE %s), now() FROM quarantine q""".formatted(STORED);

    private static final String RETRY = """
            WITH chosen AS (
                SELECT q.channel_id, q.message_id, q.revision FROM quarantine q
                WHERE %%s AND q.at <= $1 AND %s
                ORDER BY q.posted_at, q.channel_id, q.message_id, q.revision LIMIT $2
                FOR UPDATE),
            freed AS (
                DELETE FROM quarantine q USING chosen c
                WHERE q.channel_id = c.channel_id AND q.message_id = c.message_id AND q.revision = c.revision
                RETURNING q.channel_id, q.message_id, q.revision, q.posted_at)
            INSERT INTO parse_queue (channel_id, message_id, revision, posted_at)
            SELECT channel_id, message_id, revision, posted_at FROM freed
            ORDER BY posted_at, channel_id, message_id, revision""".formatted(STORED);

    private static final String RETRY_ALL = RETRY.formatted("true");
    private static final String RETRY_ONE =
            RETRY.formatted("q.channel_id = $3 AND q.message_id = $4 AND q.revision = $5");

    /**
     * One post.
     *
     * @param revision the version, from 1; 0 = it was never stored
     * @param at when it was posted; for what was never stored, when it was refused
     * @param reason short, for the operator
     */
    public record Entry(long channelId, long messageId, int revision, Instant at, String reason) {}

    /** What names an entry; revision 0 is a deletion, or a post that was never stored. */
    public record Key(long channelId, long messageId, int revision) {}

    /**
     * An entry as it stands in quarantine.
     *
     * @param at when it came there
     * @param stored false if there is nothing to try again: the post was never stored
     */
    public record Held(Key key, Instant at, String reason, boolean stored) {}

    /**
     * How many there are.
     *
     * @param all entries
     * @param stored of them, those that can be tried again
     * @param asOf the database's time
     */
    public record Counts(long all, long stored, Instant asOf) {}

    /** Adds what is not there yet; the caller commits. */
    public Future<Void> add(SqlConnection tx, List<Entry> entries) {
        if (entries.isEmpty()) {
            return Future.succeededFuture();
        }
        JsonArray rows = new JsonArray();
        entries.forEach(e -> rows.add(new JsonObject()
                .put("c", e.channelId())
                .put("m", e.messageId())
                .put("v", e.revision())
                .put("a", e.at())
                .put("r", e.reason())));
        return tx.preparedQuery(ADD).execute(Tuple.of(rows)).mapEmpty();
    }

    /** The newest entries first, at most {@code limit}. */
    public Future<List<Held>> list(SqlClient sql, int limit) {
        return sql.preparedQuery(LIST)
                .execute(Tuple.of(limit))
                .map(rows -> rows.stream().map(Quarantine::held).toList());
    }

    /** How many there are: a count of rows, without a look at what is stored. */
    public Future<Long> size(SqlClient sql) {
        return sql.query("SELECT count(*) FROM quarantine")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** How many there are, and of how many the posts are stored: probes each. */
    public Future<Counts> counts(SqlClient sql) {
        return sql.preparedQuery(COUNTS).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Counts(row.getLong(0), row.getLong(1), Times.instant(row.getOffsetDateTime(2)));
        });
    }

    /**
     * Puts stored versions back into the queue, as if they had never been tried, the oldest posts first.
     *
     * @param until leaves alone what came into quarantine later, so that what fails again is not taken again
     * @param limit most to take at once
     * @return how many were taken
     */
    public Future<Integer> retry(SqlClient sql, Instant until, int limit) {
        return sql.preparedQuery(RETRY_ALL)
                .execute(Tuple.of(Times.sql(until), limit))
                .map(rows -> rows.rowCount());
    }

    /** The same for one entry; false if it is not there, or was never stored. */
    public Future<Boolean> retry(SqlClient sql, Instant until, Key key) {
        OffsetDateTime time = Times.sql(until);
        return sql.preparedQuery(RETRY_ONE)
                .execute(Tuple.of(time, 1, key.channelId(), key.messageId(), key.revision()))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Held held(Row row) {
        Key key = new Key(row.getLong(0), row.getLong(1), row.getInteger(2));
        return new Held(key, Times.instant(row.getOffsetDateTime(3)), row.getString(4), row.getBoolean(5));
    }
}
