package io.signalroom.ledger;

import io.signalroom.ledger.EventLog.Change;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The signals. Changes append to the {@link EventLog} in the same transaction. */
public final class SignalStore {
    private static final String BY_ID = "SELECT " + SignalRows.COLUMNS + """
             FROM signal s JOIN channel c ON c.id = s.channel_id
            WHERE s.id = $1 AND s.posted_at = $2 AND s.withdrawn_at IS NULL""";

    private static final String OF_POSTS = "SELECT " + SignalRows.UNMEASURED + """
             FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) AS k (channel_id, message_id, answered_at)
            CROSS JOIN LATERAL (
                SELECT f.id, f.posted_at, f.ordinal FROM signal f
                WHERE f.channel_id = k.channel_id AND f.message_id = k.message_id AND f.withdrawn_at IS NULL
                  AND f.posted_at BETWEEN k.answered_at - interval '400 days' AND k.answered_at
                ORDER BY f.ordinal LIMIT 20) one
            CROSS JOIN LATERAL (
                SELECT """ + " " + SignalRows.OF_SIGNAL + """

                FROM signal s WHERE s.id = one.id AND s.posted_at = one.posted_at OFFSET 0) s
            JOIN channel c ON c.id = s.channel_id
            ORDER BY one.ordinal""";

    private static final String WITHDRAW = """
            UPDATE signal s SET withdrawn_at = now()
            WHERE s.id = $1 AND s.posted_at = $2 AND s.withdrawn_at IS NULL""" + Change.RETURNING;

    private static final String CALL =
            "s.kind IN ('trade_signal', 'token_launch') AND s.state = 'published' AND s.withdrawn_at IS NULL";

    static final String CALLS = "SELECT " + SignalRows.OF_CALL + " FROM signal s WHERE s.symbol = $1 AND " + CALL;

    static final String IN_ORDER = " ORDER BY s.posted_at, s.id LIMIT $2";

    private static final String FOLLOWED =
            "SELECT " + SignalRows.OF_CALL + """
             FROM outcome o JOIN signal s ON s.posted_at = o.posted_at AND s.id = o.signal_id
            WHERE NOT o.followed AND (o.posted_at, o.signal_id) > ($1::timestamptz, $2::uuid) AND """ + " " + CALL + " ORDER BY o.posted_at, o.signal_id LIMIT $3";

    private static final String UNCOMPARED = "SELECT " + SignalRows.OF_CALL + """
             FROM outcome o JOIN signal s ON s.posted_at = o.posted_at AND s.id = o.signal_id
            WHERE NOT o.done AND o.followed AND o.r IS NOT NULL AND o.ends_at < $1
              AND (o.market_id, o.arrival, o.signal_id) > (
                  SELECT l.market_id, l.arrival, l.signal_id FROM outcome l WHERE l.posted_at = $2 AND l.signal_id = $3
                  UNION ALL SELECT 0, '-infinity', '00000000-0000-0000-0000-000000000000' LIMIT 1)
              AND """ + " " + CALL
            + " ORDER BY o.market_id, o.arrival, o.signal_id LIMIT $4";

    private static final String WITHOUT_CALL = """
            SELECT o.signal_id FROM outcome o WHERE NOT EXISTS (
                SELECT 1 FROM signal s WHERE s.posted_at = o.posted_at AND s.id = o.signal_id AND """ + " " + CALL + ") LIMIT $1";

    /** From coin to coin by the index: many times as fast as reading every call. */
    static final String CALL_SYMBOLS = """
            WITH RECURSIVE coin AS (
                (SELECT symbol FROM signal WHERE symbol IS NOT NULL ORDER BY symbol LIMIT 1)
                UNION ALL
                SELECT (SELECT s.symbol FROM signal s WHERE s.symbol > coin.symbol ORDER BY s.symbol LIMIT 1)
                FROM coin WHERE coin.symbol IS NOT NULL)
            SELECT symbol FROM coin
            WHERE symbol IS NOT NULL AND (SELECT true FROM signal s WHERE s.symbol = coin.symbol AND """ + " " + CALL + " LIMIT 1)";

    private final ClaimRevision claims = new ClaimRevision();

    /** Identity of a post. */
    public record PostKey(long channelId, long messageId) {}

    /**
     * A page of at most {@code limit} signals.
     *
     * @param cursor of this sort, or null for the first page
     */
    public Future<SignalPage> list(SqlClient sql, SignalQuery query, SignalSort sort, Cursor cursor, int limit) {
        if (query.channels().isEmpty()) {
            return read(sql, SignalSelect.page(query, List.of(), sort, cursor, limit + 1))
                    .map(found -> page(found, sort, cursor, limit));
        }
        return ChannelNames.ids(sql, query.channels())
                .compose(ids -> ids.isEmpty()
                        ? Future.succeededFuture(List.<StoredSignal>of())
                        : read(sql, SignalSelect.page(query, ids, sort, cursor, limit + 1)))
                .map(found -> page(found, sort, cursor, limit));
    }

    private static Future<List<StoredSignal>> read(SqlClient sql, SignalSelect select) {
        return sql.preparedQuery(select.sql()).execute(select.values()).map(rows -> {
            List<StoredSignal> found = new ArrayList<>(rows.size());
            rows.forEach(row -> found.add(SignalRows.signal(row)));
            return found;
        });
    }

    private static SignalPage page(List<StoredSignal> found, SignalSort sort, Cursor cursor, int limit) {
        boolean backward = cursor != null && cursor.backward();
        boolean more = found.size() > limit;
        List<StoredSignal> shown = new ArrayList<>(more ? found.subList(0, limit) : found);
        if (backward) {
            Collections.reverse(shown);
        }
        if (shown.isEmpty()) {
            return new SignalPage(shown, Optional.empty(), Optional.empty());
        }
        boolean hasNext = backward || more;
        boolean hasPrev = backward ? more : cursor != null;
        Cursor next = Cursor.at(shown.get(shown.size() - 1), sort, false);
        Cursor prev = Cursor.at(shown.get(0), sort, true);
        return new SignalPage(
                shown, hasNext ? Optional.of(next) : Optional.empty(), hasPrev ? Optional.of(prev) : Optional.empty());
    }

    /** One signal; fails with {@link Failure#NOT_FOUND}. */
    public Future<StoredSignal> byId(SqlClient sql, SignalId id) {
        return sql.preparedQuery(BY_ID)
                .execute(Tuple.of(id.value(), Times.sql(id.postedAt())))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw notFound(id);
                    }
                    return SignalRows.signal(rows.iterator().next());
                });
    }

    /**
     * The trade signals and token launches of a coin that are in the feed, oldest first, with or without a side.
     *
     * @param symbol of the coin, as the signals hold it
     * @param after the last call that the caller has, or null to begin with the oldest
     * @param limit how many at most
     */
    public Future<List<StoredCall>> calls(SqlClient sql, String symbol, SignalId after, int limit) {
        Future<RowSet<Row>> rows = after == null
                ? sql.preparedQuery(CALLS + IN_ORDER).execute(Tuple.of(symbol, limit))
                : sql.preparedQuery(CALLS + " AND (s.posted_at, s.id) > ($3::timestamptz, $4::uuid)" + IN_ORDER)
                        .execute(Tuple.of(symbol, limit, Times.sql(after.postedAt()), after.value()));
        return rows.map(found -> found.stream().map(SignalRows::call).toList());
    }

    /**
     * The calls of the feed whose outcome is still followed, oldest first.
     *
     * @param after the last call that the caller has, or null to begin with the oldest
     * @param limit how many at most
     */
    public Future<List<StoredCall>> followed(SqlClient sql, SignalId after, int limit) {
        Tuple values = after == null
                ? Tuple.of(OffsetDateTime.MIN, new UUID(0, 0), limit)
                : Tuple.of(Times.sql(after.postedAt()), after.value(), limit);
        return sql.preparedQuery(FOLLOWED)
                .execute(values)
                .map(found -> found.stream().map(SignalRows::call).toList());
    }

    /**
     * Calls of the feed that have a result in R and were not yet compared with random entries, market by market, oldest first.
     *
     * @param after the last call that the caller has, or null to begin with the first market
     * @param settled they were over by then
     * @param limit how many at most
     */
    public Future<List<StoredCall>> uncompared(SqlClient sql, StoredCall after, Instant settled, int limit) {
        SignalId last = after == null ? null : after.id();
        return sql.preparedQuery(UNCOMPARED)
                .execute(Tuple.of(
                        Times.sql(settled),
                        last == null ? null : Times.sql(last.postedAt()),
                        last == null ? null : last.value(),
                        limit))
                .map(found -> found.stream().map(SignalRows::call).toList());
    }

    /** Signals that have an outcome and are no calls of the feed any more. */
    public Future<List<SignalId>> withoutCall(SqlClient sql, int limit) {
        return sql.preparedQuery(WITHOUT_CALL)
                .execute(Tuple.of(limit))
                .map(rows ->
                        rows.stream().map(row -> new SignalId(row.getUUID(0))).toList());
    }

    /** The symbols of the coins that {@link #calls} has calls of, each once, in order. */
    public Future<List<String>> callSymbols(SqlClient sql) {
        return sql.preparedQuery(CALL_SYMBOLS)
                .execute()
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
    }

    /** Where each value of a signal was read in the text. */
    public Future<JsonArray> spans(SqlClient sql, SignalId id) {
        return sql.preparedQuery("SELECT spans FROM signal WHERE id = $1 AND posted_at = $2")
                .execute(Tuple.of(id.value(), Times.sql(id.postedAt())))
                .map(rows -> rows.size() == 0
                        ? new JsonArray()
                        : Spans.json(rows.iterator().next().getJsonArray(0)));
    }

    /**
     * The signals of each post that is answered, in the order of the post, at most 20, without their outcomes. A post that is older than 400
     * days when it is answered is not looked for: the search would touch every partition.
     *
     * @param posts the answered posts, and when each is answered
     * @return posts without signals are left out
     */
    public Future<Map<PostKey, List<StoredSignal>>> ofPosts(SqlClient sql, Map<PostKey, Instant> posts) {
        if (posts.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Long[] channels = posts.keySet().stream().map(PostKey::channelId).toArray(Long[]::new);
        Long[] messages = posts.keySet().stream().map(PostKey::messageId).toArray(Long[]::new);
        OffsetDateTime[] times = posts.values().stream().map(Times::sql).toArray(OffsetDateTime[]::new);
        return sql.preparedQuery(OF_POSTS)
                .execute(Tuple.tuple()
                        .addArrayOfLong(channels)
                        .addArrayOfLong(messages)
                        .addArrayOfOffsetDateTime(times))
                .map(rows -> {
                    Map<PostKey, List<StoredSignal>> found = new HashMap<>();
                    rows.forEach(row -> found.computeIfAbsent(
                                    new PostKey(row.getLong("channel_id"), row.getLong("message_id")),
                                    k -> new ArrayList<>())
                            .add(SignalRows.signal(row)));
                    return found;
                });
    }

    /**
     * Takes a signal out of every list; its row and its post stay.
     *
     * @return number of the newest event, its own if it was in the feed; fails with {@link Failure#NOT_FOUND}
     */
    public Future<Long> withdraw(SqlConnection tx, EventLog events, SignalId id) {
        return byId(tx, id)
                .compose(signal -> tx.preparedQuery(WITHDRAW)
                        .execute(Tuple.of(id.value(), Times.sql(id.postedAt())))
                        .compose(done -> done.size() == 0
                                ? Future.failedFuture(notFound(id))
                                : claims.after(tx, this, signal, signal.fields().symbol())
                                        .compose(x -> events.append(
                                                tx, gone(done.iterator().next())))));
    }

    private static List<Change> gone(Row row) {
        return Change.heard(row) ? List.of(Change.of(EventLog.Type.DELETED, row)) : List.of();
    }

    /** How many channels, versions of posts and signals there are, estimated for the big tables. */
    public Future<JsonObject> totals(SqlClient sql) {
        String query = """
                SELECT (SELECT count(*) FROM channel) AS channels,
                       (SELECT coalesce(sum(posts), 0)::bigint FROM channel) AS messages,
                       (SELECT coalesce(sum(signals), 0)::bigint FROM rollup_channel) AS signals""";
        return sql.preparedQuery(query)
                .execute()
                .map(rows -> rows.iterator().next().toJson());
    }

    private static DomainException notFound(SignalId id) {
        return new DomainException(Failure.NOT_FOUND, "There is no signal " + id + ".");
    }
}
