package io.signalroom.webhook;

import io.signalroom.ledger.HeardEvents.Heard;
import io.signalroom.ledger.Position;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Makes deliveries of events: SQL on {@code webhook_position}, and what is put into {@code webhook_delivery}. */
final class SpreadStore {
    /** Waiting for one webhook; the oldest beyond that are dropped. */
    static final int MOST_WAITING = 10_000;

    private static final String POSITION = "SELECT epoch, seq FROM webhook_position FOR UPDATE";
    private static final String MOVE = "UPDATE webhook_position SET epoch = $1, seq = $2";

    /** Who came before anything was read has not missed it. */
    private static final String FIRST = """
            UPDATE webhook_position
            SET epoch = $1, seq = least($2, (SELECT min(since_seq) FROM webhook WHERE state = 'active'))""";

    /** In a new life numbers may be smaller: nobody waits for those of the old one. */
    private static final String BEGIN = "UPDATE webhook SET since_seq = $1 WHERE since_seq > $1";

    /** Shared, so that none is disabled before what is made for it can be seen. */
    private static final String LISTENERS =
            "SELECT id, filters, since_seq FROM webhook WHERE state = 'active' ORDER BY id FOR SHARE";

    private static final String SPREAD = """
            INSERT INTO webhook_delivery (webhook_id, message_id, event, seq, signal_id, body, next_at)
            SELECT p.webhook, p.message, e.event, e.seq, e.signal, e.body, now()
            FROM json_to_recordset($1::json) AS e (seq bigint, event text, signal text, body text)
            JOIN json_to_recordset($2::json) AS p (seq bigint, webhook text, message text) ON p.seq = e.seq
            ORDER BY e.seq
            ON CONFLICT DO NOTHING""";

    private static final String DROP = """
            WITH beyond AS (
                SELECT d.id FROM unnest($1::text[]) AS w (id)
                CROSS JOIN LATERAL (
                    SELECT id FROM webhook_delivery WHERE webhook_id = w.id AND state = 'waiting'
                    ORDER BY id DESC OFFSET $2) d),
            dropped AS (
                UPDATE webhook_delivery d
                SET state = 'dropped', reason = 'Too many were waiting.', body = NULL, next_at = NULL
                FROM beyond b WHERE d.id = b.id RETURNING d.webhook_id),
            counted AS (SELECT webhook_id, count(*) AS n FROM dropped GROUP BY 1),
            told AS (UPDATE webhook w SET dropped = w.dropped + c.n FROM counted c WHERE w.id = c.webhook_id)
            SELECT coalesce(sum(n), 0)::bigint FROM counted""";

    private final int mostWaiting;

    SpreadStore(int mostWaiting) {
        this.mostWaiting = mostWaiting;
    }

    /**
     * Who is told of events.
     *
     * @param since the last event before its time
     */
    record Listener(String id, WebhookFilters filters, long since) {
        boolean hears(Heard heard) {
            return heard.envelope().getLong("seq") > since && filters.match(heard);
        }
    }

    /** Empty if nothing has been read yet. */
    Future<Optional<Position>> position(SqlConnection tx) {
        return tx.query(POSITION).execute().map(rows -> {
            Row row = rows.iterator().next();
            return Optional.ofNullable(row.getString(0)).map(epoch -> new Position(epoch, row.getLong(1)));
        });
    }

    Future<Void> move(SqlConnection tx, Position to) {
        return tx.preparedQuery(MOVE).execute(Tuple.of(to.epoch(), to.seq())).mapEmpty();
    }

    /** Where to begin, before anything was read. */
    Future<Void> first(SqlConnection tx, Position head) {
        return tx.preparedQuery(FIRST)
                .execute(Tuple.of(head.epoch(), head.seq()))
                .mapEmpty();
    }

    /** The head of a life of the database in which nothing has been read yet. */
    Future<Void> begin(SqlConnection tx, Position head) {
        return tx.preparedQuery(BEGIN).execute(Tuple.of(head.seq())).compose(x -> move(tx, head));
    }

    Future<List<Listener>> listeners(SqlConnection tx) {
        return tx.query(LISTENERS)
                .mapping(row -> new Listener(
                        row.getString(0), WebhookFilters.of(row.getJsonObject(1)), row.getLong("since_seq")))
                .execute()
                .map(rows -> rows.stream().toList());
    }

    /** A delivery for each event and each who hears it. @return how many */
    Future<Integer> spread(SqlConnection tx, List<Heard> events, List<Listener> listeners) {
        JsonArray bodies = new JsonArray();
        JsonArray pairs = new JsonArray();
        for (Heard heard : events) {
            List<Listener> hearing =
                    listeners.stream().filter(l -> l.hears(heard)).toList();
            if (!hearing.isEmpty()) {
                bodies.add(event(heard.envelope()));
            }
            hearing.forEach(listener -> pairs.add(pair(listener.id, heard.envelope())));
        }
        return pairs.isEmpty()
                ? Future.succeededFuture(0)
                : tx.preparedQuery(SPREAD).execute(Tuple.of(bodies, pairs)).map(done -> done.rowCount());
    }

    private static JsonObject event(JsonObject envelope) {
        return new JsonObject()
                .put("seq", envelope.getLong("seq"))
                .put("event", envelope.getString("type"))
                .put("signal", envelope.getJsonObject("data").getString("id"))
                .put("body", envelope.encode());
    }

    private static JsonObject pair(String webhook, JsonObject envelope) {
        long seq = envelope.getLong("seq");
        return new JsonObject()
                .put("seq", seq)
                .put("webhook", webhook)
                .put("message", MessageIds.of(webhook, envelope.getString("epoch"), seq));
    }

    /** Keeps the newest. @return how many were dropped */
    Future<Long> dropBeyond(SqlConnection tx, List<Listener> listeners) {
        String[] ids = listeners.stream().map(Listener::id).toArray(String[]::new);
        return tx.preparedQuery(DROP)
                .execute(Tuple.of(ids, mostWaiting))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
