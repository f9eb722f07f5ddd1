package io.signalroom.ledger;

import io.signalroom.ledger.Claims.Update;
import io.signalroom.ledger.SignalStore.PostKey;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Decides claims anew after a signal has changed by an operator's hand: its own, those on it, and those that it may draw
 * or let go, which are its channel's updates on the old and the new coin in the 30 days after it, and answers to its
 * post. One channel's claims are decided by one transaction at a time.
 */
final class ClaimRevision {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('claim ' || $1::bigint, 0))";

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
                .compose(rows -> {
                    List<Row> touched = new ArrayList<>();
                    rows.forEach(touched::add);
                    return signals.ofPosts(tx, answered(touched))
                            .compose(posts -> claims.attach(tx, updates(touched, posts)));
                });
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
