package io.signalroom.ledger;

import io.signalroom.ledger.Revisions.Again;
import io.signalroom.ledger.Revisions.Revision;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * Notes which import brought a version, and who else delivers it afterwards: another import, or a live source, which counts as
 * import 0. Versions that no import brought are not noted.
 */
final class ImportDeliveries {
    private static final String BROUGHT = """
            INSERT INTO import_message (channel_id, message_id, revision, posted_at, import_id, brought)
            SELECT r.c, r.m, r.r, r.p, $2, true
            FROM json_to_recordset($1::json) AS r (c bigint, m bigint, r integer, p timestamptz)
            ON CONFLICT (channel_id, message_id, revision, import_id) DO UPDATE SET brought = true""";

    private static final String AGAIN = """
            INSERT INTO import_message (channel_id, message_id, revision, posted_at, import_id, brought)
            SELECT r.c, r.m, r.r, r.p, $2, false
            FROM json_to_recordset($1::json) AS r (c bigint, m bigint, r integer, p timestamptz)
            WHERE EXISTS (
                SELECT 1 FROM import_message i
                WHERE i.channel_id = r.c AND i.message_id = r.m AND i.revision = r.r)
            ON CONFLICT DO NOTHING""";

    /**
     * Notes it in the transaction that stores the versions, after they are stored.
     *
     * @param importId the import that delivered them; 0 = a live source
     */
    Future<Void> note(SqlConnection tx, long importId, Revisions decided) {
        List<Revision> stored = importId == 0 ? List.of() : decided.toStore();
        return run(tx, BROUGHT, importId, brought(stored))
                .compose(x -> run(tx, AGAIN, importId, again(decided.again())));
    }

    private static Future<Void> run(SqlConnection tx, String sql, long importId, JsonArray rows) {
        return rows.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(sql).execute(Tuple.of(rows, importId)).mapEmpty();
    }

    private static JsonArray brought(List<Revision> stored) {
        JsonArray rows = new JsonArray();
        stored.forEach(r -> rows.add(new JsonObject()
                .put("c", r.post().channelId())
                .put("m", r.post().messageId())
                .put("r", r.number())
                .put("p", r.postedAt())));
        return rows;
    }

    private static JsonArray again(List<Again> delivered) {
        JsonArray rows = new JsonArray();
        delivered.stream()
                .distinct()
                .forEach(a -> rows.add(new JsonObject()
                        .put("c", a.post().channelId())
                        .put("m", a.post().messageId())
                        .put("r", a.revision())
                        .put("p", a.postedAt())));
        return rows;
    }
}
