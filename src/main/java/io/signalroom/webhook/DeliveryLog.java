package io.signalroom.webhook;

import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
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

    private record Place(boolean backward, long id) {
        String encode() {
            String plain = (backward ? "p" : "n") + id;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
        }

        static Place decode(String text) {
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
                if (plain.matches("[np][0-9]{1,18}")) {
                    return new Place(plain.charAt(0) == 'p', Long.parseLong(plain.substring(1)));
                }
            } catch (IllegalArgumentException e) {
                // not ours, as below
            }
            throw new FaultyRequestException(
                    "/query/cursor", "This cursor is not one of this list. Start without it and follow the links.");
        }
    }

    /** Of a webhook that is there; a cursor of another list is refused with a {@link FaultyRequestException}. */
    Future<DeliveryPage> page(SqlClient sql, String webhook, Query query) {
        Place place = query.cursor.map(Place::decode).orElse(null);
        boolean backward = place != null && place.backward;
        Tuple values = Tuple.of(webhook, query.state.orElse(null), place == null ? null : place.id, query.limit + 1);
        return sql.preparedQuery(backward ? NEWER : OLDER).execute(values).map(rows -> {
            List<Row> found = new ArrayList<>(rows.size());
            rows.forEach(found::add);
            return page(found, query.limit, place);
        });
    }

    private static DeliveryPage page(List<Row> found, int limit, Place place) {
        boolean backward = place != null && place.backward;
        boolean more = found.size() > limit;
        List<Row> shown = new ArrayList<>(more ? found.subList(0, limit) : found);
        if (backward) {
            Collections.reverse(shown);
        }
        if (shown.isEmpty()) {
            return new DeliveryPage(List.of(), Optional.empty(), Optional.empty());
        }
        boolean hasNext = backward || more;
        boolean hasPrev = backward ? more : place != null;
        long first = shown.get(0).getLong("id");
        long last = shown.get(shown.size() - 1).getLong("id");
        return new DeliveryPage(
                shown.stream().map(DeliveryLog::json).toList(),
                hasNext ? Optional.of(new Place(false, last).encode()) : Optional.empty(),
                hasPrev ? Optional.of(new Place(true, first).encode()) : Optional.empty());
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
