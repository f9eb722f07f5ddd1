package io.signalroom.ledger;

import io.signalroom.ledger.EventLog.Change;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * How many signals a question finds.
     *
     * @param most where counting ends: what is more gives {@code most + 1}
     */
    public Future<Long> count(SqlClient sql, SignalQuery query, SignalSort sort, int most) {
        if (query.channels().isEmpty()) {
            return counted(sql, SignalSelect.page(query, List.of(), sort, null, most + 1));
        }
        return ChannelNames.ids(sql, query.channels())
                .compose(ids -> ids.isEmpty()
                        ? Future.succeededFuture(0L)
                        : counted(sql, SignalSelect.page(query, ids, sort, null, most + 1)));
    }

    private static Future<Long> counted(SqlClient sql, SignalSelect select) {
        return sql.preparedQuery("SELECT count(*) FROM (" + select.sql() + ") found")
                .execute(select.values())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Future<List<StoredSignal>> read(SqlClient sql, SignalSelect select) {
        return sql.preparedQuery(select.sql()).execute(select.values()).map(rows -> {
            List<StoredSignal> found = new ArrayList<>(rows.size());
            rows.forEach(row -> found.add(SignalRows.signal(row)));
            return found;
        });
    }

    private static SignalPage page(List<StoredSignal> found, SignalSort sort, Cursor cursor, int limit) {
        KeysetPage<StoredSignal> page =
                KeysetPage.cut(found, limit, cursor != null, cursor != null && cursor.backward());
        return new SignalPage(
                page.items(),
                page.next().map(signal -> Cursor.at(signal, sort, false)),
                page.prev().map(signal -> Cursor.at(signal, sort, true)));
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
