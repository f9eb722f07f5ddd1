package io.signalroom.webhook;

import io.signalroom.ledger.KeysetPage;
import io.signalroom.ledger.PagePlace;
import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages of what was sent to a webhook and what will be, the newest first, found by key. */
final class DeliveryLog {
    private static final String COLUMNS = """
            id, message_id, event, seq, signal_id, state, attempts, status, reason, took_ms, created_at, tried_at,
            CASE WHEN next_at = to_timestamp(0) THEN created_at ELSE next_at END AS next_at""";

    private static final String SELECT = "SELECT " + COLUMNS + """
             FROM webhook_delivery
            WHERE webhook_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::bigint IS NULL OR id %s $3)
            ORDER BY id %s LIMIT $4""";

    private static final String OLDER = SELECT.formatted("<", "DESC");
    private static final String NEWER = SELECT.formatted(">", "ASC");

    /** Due before all others, so that nobody who waits for it has to wait for them. */
    private static final String TEST = """
            INSERT INTO webhook_delivery (webhook_id, message_id, event, body, next_at)
            VALUES ($1, $2, 'webhook.test', $3, to_timestamp(0)) RETURNING\s""" + COLUMNS;

    /**
     * What is asked.
     *
     * @param state of the deliveries; empty: any
     * @param cursor of another page
     * @param limit how many at most
     */
    record Query(Optional<String> state, Optional<String> cursor, int limit) {}

    /** Of a webhook that is there; a cursor of another list is refused with a {@link FaultyRequestException}. */
    Future<DeliveryPage> page(SqlClient sql, String webhook, Query query) {
        Optional<PagePlace> place = query.cursor.map(PagePlace::decode);
        Long from = place.map(p -> id(p.key())).orElse(null);
        boolean backward = place.isPresent() && place.get().backward();
        Tuple values = Tuple.of(webhook, query.state.orElse(null), from, query.limit + 1);
        return sql.preparedQuery(backward ? NEWER : OLDER).execute(values).map(rows -> {
            List<Row> found = new ArrayList<>(rows.size());
            rows.forEach(found::add);
            return page(KeysetPage.cut(found, query.limit, place.isPresent(), backward));
        });
    }

    private static long id(String key) {
        if (!key.matches("[0-9]{1,18}")) {
            throw PagePlace.foreign();
        }
        return Long.parseLong(key);
    }

    private static DeliveryPage page(KeysetPage<Row> page) {
        return new DeliveryPage(
                page.items().stream().map(DeliveryLog::json).toList(),
                page.next().map(row -> at(row, false)),
                page.prev().map(row -> at(row, true)));
    }

    private static String at(Row row, boolean backward) {
        return new PagePlace(backward, String.valueOf(row.getLong("id"))).encode();
    }

    /** A test that waits to be sent. */
    Future<JsonObject> test(SqlClient sql, String webhook, String message, JsonObject body) {
        return sql.preparedQuery(TEST)
                .execute(Tuple.of(webhook, message, body.encode()))
                .map(rows -> json(rows.iterator().next()));
    }

    private static JsonObject json(Row row) {
        JsonObject json = new JsonObject()
                .put("id", row.getString("message_id"))
                .put("event", row.getString("event"))
                .put("state", row.getString("state"))
                .put("attempts", row.getInteger("attempts"))
                .put("createdAt", time(row, "created_at"));
        put(json, "seq", row.getLong("seq"));
        put(json, "signal", row.getString("signal_id"));
        put(json, "status", row.getInteger("status"));
        put(json, "reason", row.getString("reason"));
        put(json, "tookMs", row.getInteger("took_ms"));
        put(json, "triedAt", time(row, "tried_at"));
        put(json, "nextAt", time(row, "next_at"));
        return json;
    }

    private static String time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant().toString();
    }

    private static void put(JsonObject json, String name, Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
