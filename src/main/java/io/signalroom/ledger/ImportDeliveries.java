package io.signalroom.ledger;

import io.signalroom.ledger.Revisions.Again;
import io.signalroom.ledger.Revisions.Key;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Notes which import brought a version, and who else delivers it afterwards: another import, or a live source, which counts as
 * import 0. Versions that no import brought are not noted.
 */
final class ImportDeliveries {
    private static final Columns<Delivery> ROWS = new Columns<Delivery>()
            .bigint("channel_id", row -> row.version.post().channelId())
            .bigint("message_id", row -> row.version.post().messageId())
            .integer("revision", row -> row.version.revision())
            .time("posted_at", row -> row.version.postedAt())
            .bigint("import_id", Delivery::importId);

    private static final String BROUGHT = """
            INSERT INTO import_message (channel_id, message_id, revision, posted_at, import_id, brought)
            SELECT r.*, true FROM\s""" + ROWS.unnest("r") + """

            ON CONFLICT (channel_id, message_id, revision, import_id) DO UPDATE SET brought = true""";

    private static final String AGAIN = """
            INSERT INTO import_message (channel_id, message_id, revision, posted_at, import_id, brought)
            SELECT r.*, false FROM\s""" + ROWS.unnest("r") + """

            WHERE EXISTS (
                SELECT 1 FROM import_message i
                WHERE i.channel_id = r.channel_id AND i.message_id = r.message_id AND i.revision = r.revision)
            ON CONFLICT DO NOTHING""";

    private record Delivery(Again version, long importId) {}

    /**
     * Notes it in the transaction that stores the versions, after they are stored.
     *
     * @param importId the import that delivered them; 0 = a live source
     */
    Future<Void> note(SqlConnection tx, long importId, Revisions decided) {
        Stream<Again> brought = decided.toStore().stream()
                .filter(it -> importId != 0)
                .map(it -> new Again(Key.of(it.post()), it.number(), it.postedAt()));
        return run(tx, BROUGHT, importId, brought)
                .compose(x -> run(tx, AGAIN, importId, decided.again().stream().distinct()));
    }

    private static Future<Void> run(SqlConnection tx, String sql, long importId, Stream<Again> versions) {
        List<Delivery> rows = versions.map(it -> new Delivery(it, importId)).toList();
        return rows.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(sql).execute(ROWS.of(rows)).mapEmpty();
    }
}
