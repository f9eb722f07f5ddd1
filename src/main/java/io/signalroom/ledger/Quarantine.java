package io.signalroom.ledger;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Posts that could not be stored as they came: revision 0, with the reason. */
public final class Quarantine {
    private static final String ADD = """
            INSERT INTO quarantine (channel_id, message_id, revision, posted_at, reason)
            SELECT r.c, r.m, 0, r.a, r.r
            FROM json_to_recordset($1::json) AS r (c bigint, m bigint, a timestamptz, r text)
            ON CONFLICT DO NOTHING""";

    /**
     * One post.
     *
     * @param at when it was refused
     * @param reason short, for the operator
     */
    public record Entry(long channelId, long messageId, Instant at, String reason) {}

    /** Adds what is not there yet; the caller commits. */
    public Future<Void> add(SqlConnection tx, List<Entry> entries) {
        if (entries.isEmpty()) {
            return Future.succeededFuture();
        }
        JsonArray rows = new JsonArray();
        entries.forEach(e -> rows.add(new JsonObject()
                .put("c", e.channelId())
                .put("m", e.messageId())
                .put("a", e.at())
                .put("r", e.reason())));
        return tx.preparedQuery(ADD).execute(Tuple.of(rows)).mapEmpty();
    }
}
