package io.signalroom.ledger;

import io.signalroom.ledger.Claims.Update;
import io.signalroom.ledger.SignalStore.PostKey;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Decides claims anew after a signal has changed by an operator's hand: its own, those on it, and those that it may draw
 * or let go, which are its channel's updates on the old and the new coin in the 30 days after it, and answers to its
 * post. One channel's claims are decided by one transaction at a time.
 */
final class ClaimRevision {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('claim ' || $1::bigint, 0))";

    private static final String LOCK_ALL = """
            SELECT pg_advisory_xact_lock(hashtextextended('claim ' || id, 0))
            FROM (SELECT DISTINCT id FROM unnest($1::bigint[]) AS id ORDER BY id) channels""";

    private static final String TOUCHED_BY_REMOVAL = """
            WITH removed AS (
                SELECT id, at, c, m, symbol
                FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::bigint[], $5::text[]) AS r (id, at, c, m, symbol)),
            near AS (
                SELECT id, at FROM removed
                UNION SELECT l.update_id, l.update_at FROM claim l WHERE l.signal_id IN (SELECT id FROM removed)
                UNION SELECT s.id, s.posted_at
                      FROM (SELECT c, symbol, min(at) AS first, max(at) + interval '30 days' AS last FROM removed
                            WHERE symbol IS NOT NULL GROUP BY c, symbol) w
                      CROSS JOIN LATERAL (
                          SELECT id, posted_at FROM signal
                          WHERE channel_id = w.c AND symbol = w.symbol AND posted_at BETWEEN w.first AND w.last
                            AND kind = 'signal_update' OFFSET 0) s
                UNION SELECT s.id, s.posted_at
                      FROM (SELECT DISTINCT c, m FROM removed) w
                      CROSS JOIN LATERAL (
                          SELECT id, posted_at FROM signal WHERE channel_id = w.c AND reply_to = w.m OFFSET 0) s),
            gone AS (DELETE FROM claim WHERE update_id IN (SELECT id FROM near))
            SELECT s.id, s.posted_at, s.channel_id, s.message_id, s.ordinal, s.reply_to, s.symbol, s.event
            FROM near JOIN signal s ON s.id = near.id AND s.posted_at = near.at
            WHERE s.kind = 'signal_update' AND s.state <> 'rejected' AND s.withdrawn_at IS NULL""";

    private static final String TOUCHED = """
            WITH near AS (
                SELECT $1::uuid AS id, $2::timestamptz AS at
                UNION SELECT update_id, update_at FROM claim WHERE signal_id = $1
                UNION SELECT id, posted_at FROM signal
                      WHERE channel_id = $3 AND symbol = ANY($4::text[])
                        AND posted_at BETWEEN $2 AND $2::timestamptz + interval '30 days'
                UNION SELECT id, posted_at FROM signal
                      WHERE channel_id = $3 AND reply_to = $5
                        AND posted_at BETWEEN $2 AND $2::timestamptz + interval '400 days'),
            gone AS (DELETE FROM claim WHERE update_id IN (SELECT id FROM near))
            SELECT s.id, s.posted_at, s.channel_id, s.message_id, s.ordinal, s.reply_to, s.symbol, s.event
            FROM near JOIN signal s ON s.id = near.id AND s.posted_at = near.at
            WHERE s.kind = 'signal_update' AND s.state <> 'rejected' AND s.withdrawn_at IS NULL""";

    private final ClaimStore claims = new ClaimStore();

    /**
     * Decides again; call it after the signal's row has changed and before its event is appended.
     *
     * @param before the signal as it was
     * @param symbol its coin now, or null
     */
    Future<Void> after(SqlConnection tx, SignalStore signals, StoredSignal before, String symbol) {
        long channel = before.source().channelId();
        String[] coins = Stream.of(before.fields().symbol(), symbol)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
        Tuple values = Tuple.tuple()
                .addValue(before.id().value())
                .addValue(Times.sql(before.postedAt()))
                .addValue(channel)
                .addArrayOfString(coins)
                .addValue(before.source().messageId());
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(channel))
                .compose(x -> tx.preparedQuery(TOUCHED).execute(values))
                .compose(rows -> attach(tx, signals, rows));
    }

    /**
     * The same after the removal of signals, whose rows are gone.
     *
     * @param removed their {@code id}, {@code posted_at}, {@code channel_id}, {@code message_id} and {@code symbol}
     */
    Future<Void> afterRemoval(SqlConnection tx, SignalStore signals, List<Row> removed) {
        Long[] channels = removed.stream().map(r -> r.getLong("channel_id")).toArray(Long[]::new);
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(removed.stream().map(r -> r.getUUID("id")).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(removed.stream()
                        .map(r -> r.getOffsetDateTime("posted_at"))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfLong(channels)
                .addArrayOfLong(
                        removed.stream().map(r -> r.getLong("message_id")).toArray(Long[]::new))
                .addArrayOfString(
                        removed.stream().map(r -> r.getString("symbol")).toArray(String[]::new));
        return tx.preparedQuery(LOCK_ALL)
                .execute(Tuple.of((Object) channels))
                .compose(x -> tx.preparedQuery(TOUCHED_BY_REMOVAL).execute(values))
                .compose(rows -> attach(tx, signals, rows));
    }

    private Future<Void> attach(SqlConnection tx, SignalStore signals, RowSet<Row> rows) {
        List<Row> touched = new ArrayList<>();
        rows.forEach(touched::add);
        return signals.ofPosts(tx, answered(touched)).compose(posts -> claims.attach(tx, updates(touched, posts)));
    }

    private static Map<PostKey, Instant> answered(List<Row> touched) {
        Map<PostKey, Instant> posts = new HashMap<>();
        touched.stream()
                .filter(row -> row.getLong("reply_to") != null)
                .forEach(row -> posts.put(answeredBy(row), ClaimStore.place(row).at()));
        return posts;
    }

    private static PostKey answeredBy(Row row) {
        return new PostKey(row.getLong("channel_id"), row.getLong("reply_to"));
    }

    private static List<Update> updates(List<Row> touched, Map<PostKey, List<StoredSignal>> posts) {
        return touched.stream()
                .map(row -> {
                    List<StoredSignal> answers = row.getLong("reply_to") == null
                            ? List.of()
                            : posts.getOrDefault(answeredBy(row), List.of());
                    String event = row.getString("event");
                    return new Update(
                            new SignalId(row.getUUID("id")),
                            row.getLong("channel_id"),
                            ClaimStore.place(row),
                            row.getString("symbol"),
                            event == null ? null : SignalEvent.valueOf(event),
                            answers.stream().map(Answered::of).toList());
                })
                .toList();
    }
}
