package io.signalroom.ledger;

import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * The order of all signal changes. A writer takes its numbers as the last act of its transaction: the head row stays
 * locked until the commit, so numbers have no gaps and nobody can see number 7 before number 6.
 */
public final class EventLog {
    /** A change of a signal. */
    public enum Type {
        CREATED("signal.created"),
        EDITED("signal.edited"),
        DELETED("signal.deleted");

        private final String wire;

        Type(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    private static final String APPEND = """
            WITH head AS (UPDATE event_head SET seq = seq + json_array_length($1::json) RETURNING seq),
                 appended AS (
                INSERT INTO signal_event (seq, type, signal_id, posted_at, channel_id, kind, direction, origin)
                SELECT head.seq - json_array_length($1::json) + row_number() OVER (ORDER BY r.n), r.type, r.id, r.at,
                       s.channel_id, s.kind, s.direction, s.origin
                FROM head, json_to_recordset($1::json) AS r (n integer, type text, id uuid, at timestamptz)
                JOIN signal s ON s.id = r.id AND s.posted_at = r.at)
            SELECT seq FROM head""";

    private static final String AFTER = """
            SELECT e.seq, e.type, e.at AS event_at, s.withdrawn_at, """ + " " + SignalRows.COLUMNS + """

            FROM signal_event e
            LEFT JOIN signal s ON s.id = e.signal_id AND s.posted_at = e.posted_at
            LEFT JOIN channel c ON c.id = s.channel_id
            WHERE e.seq > $1 ORDER BY e.seq LIMIT $2""";

    /** What happened to which signal. */
    public record Change(Type type, SignalId signal) {}

    /**
     * Appends one event a change, in the order given. Must be the last statement before the commit.
     *
     * @return number of the newest event
     */
    public Future<Long> append(SqlConnection tx, List<Change> changes) {
        if (changes.isEmpty()) {
            return head(tx).map(Position::seq);
        }
        JsonArray rows = new JsonArray();
        for (Change change : changes) {
            rows.add(new JsonObject()
                    .put("n", rows.size())
                    .put("type", change.type().wire())
                    .put("id", change.signal().value().toString())
                    .put("at", change.signal().postedAt()));
        }
        return tx.preparedQuery(APPEND)
                .execute(Tuple.of(rows))
                .map(head -> head.iterator().next().getLong(0));
    }

    /** The newest position. */
    public Future<Position> head(SqlClient sql) {
        return sql.preparedQuery("SELECT epoch, seq FROM event_head").execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Position(row.getString(0), row.getLong(1));
        });
    }

    /**
     * The envelopes after a position, oldest first, as every live channel sends them.
     *
     * @param epoch put into the envelopes
     * @param seq of the last event the reader has
     * @param limit how many at most
     */
    public Future<List<JsonObject>> after(SqlClient sql, String epoch, long seq, int limit) {
        return sql.preparedQuery(AFTER)
                .execute(Tuple.of(seq, limit))
                .map(rows -> rows.stream().map(row -> envelope(epoch, row)).toList());
    }

    private static JsonObject envelope(String epoch, Row row) {
        boolean gone = row.getUUID("id") == null || row.getOffsetDateTime("withdrawn_at") != null;
        return new JsonObject()
                .put("v", 1)
                .put("epoch", epoch)
                .put("seq", row.getLong("seq"))
                .put("type", gone ? Type.DELETED.wire() : row.getString("type"))
                .put("at", Times.text(row.getOffsetDateTime("event_at")))
                .put("data", gone ? removed(row) : SignalRows.signal(row).toJson());
    }

    private static JsonObject removed(Row row) {
        JsonObject data = new JsonObject();
        if (row.getUUID("id") != null) {
            data.put("id", new SignalId(row.getUUID("id")).toString());
        }
        return data;
    }
}
