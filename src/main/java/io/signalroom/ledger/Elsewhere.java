package io.signalroom.ledger;

import io.signalroom.signal.Origin;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/**
 * The same call in other channels: same kind, coin and direction, posted within a day of it. A channel that says it twice is
 * not elsewhere. Who repeats whom is read here; analytics writes it.
 */
public final class Elsewhere {
    private static final Set<PostKind> CALLS = EnumSet.of(PostKind.TRADE_SIGNAL, PostKind.TOKEN_LAUNCH);

    private static final String SAME = """
            SELECT n.id, n.posted_at FROM signal n
            WHERE n.symbol = $1::text AND n.kind = $2::text AND n.direction = $3::smallint AND n.channel_id <> $4::bigint
              AND (n.origin = 'demo') = $5::boolean AND n.state = 'published' AND n.withdrawn_at IS NULL
              AND n.posted_at\s""";

    /** Nearest by two walks along the index of the coin, one into the past and one into the future. */
    private static final String NEAR = "SELECT " + SignalRows.COLUMNS + ", k.first_id, k.likeness FROM (("
            + SAME
            + "BETWEEN $6::timestamptz - interval '24 hours' AND $6 ORDER BY n.posted_at DESC, n.id DESC LIMIT 20)"
            + " UNION ALL ("
            + SAME + "> $6 AND n.posted_at <= $6 + interval '24 hours' ORDER BY n.posted_at, n.id LIMIT 20)"
            + ") near CROSS JOIN LATERAL (SELECT " + SignalRows.OF_SIGNAL + """

                FROM signal s WHERE s.id = near.id AND s.posted_at = near.posted_at OFFSET 0) s
            JOIN channel c ON c.id = s.channel_id LEFT JOIN signal_copy k ON k.signal_id = s.id
            ORDER BY abs(extract(epoch FROM s.posted_at - $6)), s.id LIMIT 20""";

    private static final String COPIES = "SELECT first_id, likeness FROM signal_copy WHERE signal_id = $1";

    /** As the contract's schema {@code Elsewhere} says: at most 20 calls, the earliest first. */
    public Future<JsonObject> of(SqlClient sql, StoredSignal call) {
        if (!CALLS.contains(call.kind()) || call.fields().symbol() == null) {
            return Future.succeededFuture(new JsonObject().put("data", new JsonArray()));
        }
        Future<RowSet<Row>> near = sql.preparedQuery(NEAR)
                .execute(Tuple.of(
                        call.fields().symbol(),
                        call.kind().wire(),
                        StoredSignal.direction(call.fields()),
                        call.source().channelId(),
                        call.source().origin() == Origin.DEMO,
                        Times.sql(call.postedAt())));
        Future<RowSet<Row>> copied =
                sql.preparedQuery(COPIES).execute(Tuple.of(call.id().value()));
        return Future.all(near, copied).map(x -> json(near.result(), copied.result()));
    }

    private static JsonObject json(RowSet<Row> near, RowSet<Row> copied) {
        JsonArray calls = new JsonArray();
        near.stream()
                .map(row -> withCopy(SignalRows.signal(row).toJson(), row))
                .sorted(Comparator.comparing(each -> each.getString("id"))) // ids sort as times do
                .forEach(calls::add);
        JsonObject json = new JsonObject().put("data", calls);
        copied.forEach(row -> withCopy(json, row));
        return json;
    }

    private static JsonObject withCopy(JsonObject json, Row row) {
        if (row.getUUID("first_id") != null) {
            json.put(
                    "copyOf",
                    new JsonObject()
                            .put("id", new SignalId(row.getUUID("first_id")).toString())
                            .put("likeness", Math.round(row.getFloat("likeness") * 1000) / 1000.0));
        }
        return json;
    }
}
