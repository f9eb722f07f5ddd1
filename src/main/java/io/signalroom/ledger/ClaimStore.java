package io.signalroom.ledger;

import io.signalroom.bus.message.SignalFieldsJson;
import io.signalroom.ledger.Claims.Call;
import io.signalroom.ledger.Claims.Claim;
import io.signalroom.ledger.Claims.Coin;
import io.signalroom.ledger.Claims.Place;
import io.signalroom.ledger.Claims.Update;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The channels' claims: which signal each update speaks of. Two statements a batch, however many updates it holds. */
public final class ClaimStore {
    private static final int MOST_SHOWN = 500;

    // the newest open ones are enough: an older one is spoken of only when all newer are closed
    static final String CALLS = """
            SELECT k.c, k.s, s.id, s.posted_at, s.message_id, s.ordinal, s.closed_at
            FROM json_to_recordset($1::json) AS k (c bigint, s text, first timestamptz, last timestamptz)
            CROSS JOIN LATERAL (
                SELECT s.id, s.posted_at, s.message_id, s.ordinal,
                       (SELECT min(l.update_at) FROM claim l WHERE l.signal_id = s.id AND l.closes) AS closed_at
                FROM signal s
                WHERE s.channel_id = k.c AND s.symbol = k.s AND s.kind IN ('trade_signal', 'token_launch')
                  AND s.posted_at BETWEEN k.first - interval '30 days' AND k.last
                  AND s.state <> 'rejected' AND s.withdrawn_at IS NULL
                  AND NOT EXISTS (
                      SELECT 1 FROM claim l WHERE l.signal_id = s.id AND l.closes AND l.update_at <= k.first)
                ORDER BY s.posted_at DESC LIMIT 200) s""";

    private static final String ADD = """
            INSERT INTO claim (update_id, update_at, signal_id, signal_at, how, closes)
            SELECT r.u, r.ua, r.s, r.sa, r.h, r.c
            FROM json_to_recordset($1::json)
                AS r (u uuid, ua timestamptz, s uuid, sa timestamptz, h text, c boolean)
            ON CONFLICT DO NOTHING""";

    /** Shared: many parsers decide beside each other, and none beside whoever takes calls away. */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock_shared(hashtextextended('claim ' || id, 0))
            FROM (SELECT DISTINCT id FROM unnest($1::bigint[]) AS id ORDER BY id) channels""";

    private static final String STANDING = """
            SELECT k.id, (SELECT l.signal_id FROM claim l WHERE l.update_id = k.id) AS claim_of
            FROM unnest($1::uuid[], $2::timestamptz[]) AS k (id, at)
            CROSS JOIN LATERAL (
                SELECT 1 FROM signal s
                WHERE s.posted_at = k.at AND s.id = k.id AND s.state <> 'rejected' AND s.withdrawn_at IS NULL OFFSET 0) s""";

    private static final String OF_SIGNAL = """
            SELECT l.update_id, l.how, s.event, s.target_index, s.profit_percent, s.new_stop, s.partial_close,
                   claim_measured(s.event, s.target_index, l.update_at, o, m.followed_to) AS measured
            FROM claim l JOIN signal s ON s.id = l.update_id AND s.posted_at = l.update_at
            LEFT JOIN outcome o ON o.signal_id = l.signal_id AND o.posted_at = l.signal_at
            LEFT JOIN market m ON m.id = o.market_id
            WHERE l.signal_id = $1 AND s.state = 'published' AND s.withdrawn_at IS NULL
            ORDER BY l.update_at, s.message_id, s.ordinal LIMIT $2""";

    static final String OF_CHANNEL = """
            SELECT claim_measured(u.event, u.target_index, l.update_at, o, m.followed_to) AS measured, count(*) AS n
            FROM outcome o
            JOIN market m ON m.id = o.market_id
            JOIN claim l ON l.signal_id = o.signal_id AND l.signal_at = o.posted_at
            JOIN signal u ON u.id = l.update_id AND u.posted_at = l.update_at
            JOIN signal s ON s.id = o.signal_id AND s.posted_at = o.posted_at
            WHERE o.channel_id = $1
              AND u.state = 'published' AND u.withdrawn_at IS NULL
              AND s.state = 'published' AND s.withdrawn_at IS NULL
            GROUP BY measured""";

    /**
     * A channel's claims that prices could be held against.
     *
     * @param hold those that prices confirm
     * @param fail those that they do not
     * @param unfilled targets that the price reached before anybody was in
     */
    public record Measured(int hold, int fail, int unfilled) {
        /** How many there are. */
        public int all() {
            return hold + fail + unfilled;
        }
    }

    /**
     * Attaches updates that have no claim yet; the caller commits. Call it after all rows of signals have changed: whoever
     * takes a call away locks its row first, and then its channel's claims.
     */
    Future<Void> attach(SqlConnection tx, List<Update> updates) {
        if (updates.isEmpty()) {
            return Future.succeededFuture();
        }
        Long[] channels = updates.stream().map(Update::channelId).toArray(Long[]::new);
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of((Object) channels))
                .compose(x -> standing(tx, updates))
                .compose(now -> calls(tx, now)
                        .map(calls -> new Claims(calls).decide(now))
                        .compose(claims -> add(tx, claims)));
    }

    /** The updates with what they answer as it is now: it was read before the lock, and may be gone since. */
    private static Future<List<Update>> standing(SqlConnection tx, List<Update> updates) {
        List<SignalId> answered = updates.stream()
                .flatMap(update -> update.answers().stream().map(Answered::id))
                .distinct()
                .toList();
        if (answered.isEmpty()) {
            return Future.succeededFuture(updates);
        }
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(answered.stream().map(SignalId::value).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        answered.stream().map(id -> Times.sql(id.postedAt())).toArray(OffsetDateTime[]::new));
        return tx.preparedQuery(STANDING).execute(values).map(rows -> {
            Map<SignalId, Optional<SignalId>> found = new HashMap<>();
            rows.forEach(row -> found.put(
                    new SignalId(row.getUUID("id")),
                    Optional.ofNullable(row.getUUID("claim_of")).map(SignalId::new)));
            return updates.stream().map(update -> update.answering(found)).toList();
        });
    }

    private static Future<List<Call>> calls(SqlConnection tx, List<Update> updates) {
        Map<Coin, JsonObject> asked = new HashMap<>();
        updates.stream().filter(u -> u.symbol() != null).forEach(u -> {
            JsonObject key = asked.computeIfAbsent(
                    u.coin(), k -> new JsonObject().put("c", k.channelId()).put("s", k.symbol()));
            Instant at = u.place().at();
            key.put(
                    "first",
                    key.containsKey("first") && key.getInstant("first").isBefore(at) ? key.getInstant("first") : at);
            key.put(
                    "last",
                    key.containsKey("last") && key.getInstant("last").isAfter(at) ? key.getInstant("last") : at);
        });
        if (asked.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return tx.preparedQuery(CALLS)
                .execute(Tuple.of(new JsonArray(List.copyOf(asked.values()))))
                .map(rows -> rows.stream().map(ClaimStore::call).toList());
    }

    private static Call call(Row row) {
        return new Call(
                new SignalId(row.getUUID("id")),
                new Coin(row.getLong("c"), row.getString("s")),
                place(row),
                Times.instant(row.getOffsetDateTime("closed_at")));
    }

    static Place place(Row row) {
        return new Place(
                row.getOffsetDateTime("posted_at").toInstant(), row.getLong("message_id"), row.getInteger("ordinal"));
    }

    private static Future<Void> add(SqlConnection tx, List<Claim> claims) {
        if (claims.isEmpty()) {
            return Future.succeededFuture();
        }
        JsonArray rows = new JsonArray();
        claims.forEach(c -> rows.add(new JsonObject()
                .put("u", c.update().value().toString())
                .put("ua", c.update().postedAt())
                .put("s", c.signal().value().toString())
                .put("sa", c.signal().postedAt())
                .put("h", c.how())
                .put("c", c.closes())));
        return tx.preparedQuery(ADD).execute(Tuple.of(rows)).mapEmpty();
    }

    /** What the channel claims of a signal, oldest first, as the contract's schema {@code Claim} says; at most 500. */
    public Future<JsonArray> of(SqlClient sql, SignalId signal) {
        return sql.preparedQuery(OF_SIGNAL)
                .execute(Tuple.of(signal.value(), MOST_SHOWN))
                .map(rows -> new JsonArray(rows.stream().map(ClaimStore::json).toList()));
    }

    /** How the claims of a channel stand beside prices: those that stand, of calls that stand. */
    public Future<Measured> ofChannel(SqlClient sql, long channel) {
        return sql.preparedQuery(OF_CHANNEL).execute(Tuple.of(channel)).map(rows -> {
            Map<String, Integer> counts = new HashMap<>();
            rows.forEach(row -> counts.put(row.getString("measured"), Math.toIntExact(row.getLong("n"))));
            return new Measured(
                    counts.getOrDefault("holds", 0),
                    counts.getOrDefault("fails", 0),
                    counts.getOrDefault("unfilled", 0));
        });
    }

    private static JsonObject json(Row row) {
        SignalId update = new SignalId(row.getUUID("update_id"));
        String event = row.getString("event");
        JsonObject json = new JsonObject().put("updateId", update.toString());
        SignalFieldsJson.write(
                PostKind.SIGNAL_UPDATE,
                SignalFields.builder()
                        .event(event == null ? null : SignalEvent.valueOf(event))
                        .targetIndex(row.getInteger("target_index"))
                        .profitPercent(row.getBigDecimal("profit_percent"))
                        .newStop(row.getString("new_stop"))
                        .partialClose(row.getBigDecimal("partial_close"))
                        .build(),
                json);
        json.put("postedAt", update.postedAt().toString()).put("how", row.getString("how"));
        String measured = row.getString("measured");
        return measured == null ? json : json.put("measured", measured);
    }
}
