package io.signalroom.ledger;

import io.signalroom.ledger.ChannelFigures.Window;
import io.signalroom.ledger.Revisions.Revision;
import io.signalroom.ledger.witness.Chain;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Origin;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The channels and their running counts. */
public final class ChannelStore {
    private static final String BY_ID =
            """
            SELECT c.id, c.username, c.title, c.origin, c.source, c.created_at, c.posts, c.edits, c.deletions,
                   c.first_post_at, c.last_post_at,
                   coalesce((SELECT r.signals FROM rollup_channel r WHERE r.channel_id = c.id), 0) AS signals,\s""" + ChannelFigures.COLUMNS + " FROM channel c " + ChannelFigures.joins(2) + " WHERE c.id = $1";

    private static final String NAMED = """
            json_to_recordset($1::json) AS r (id bigint, username text, title text, origin text, source text)""";

    // an import names what nothing else has named, and reads what nothing else reads
    private static final String TITLE = """
            CASE WHEN %1$s.source = 'import' AND (c.source <> 'import' OR c.origin <> 'imported')
                THEN c.title ELSE %1$s.title END""";

    private static final String USERNAME = "coalesce(%1$s.username, c.username)";
    private static final String SOURCE = """
            CASE WHEN %1$s.source = 'import' AND c.source <> 'manual' THEN c.source ELSE %1$s.source END""";

    // gives nothing, and locks nothing, if a channel is new or named otherwise; a new version of each row would cost
    // every batch. Of rows that vanish while it waits for them it gives the others: LOCK then locks out of order, and
    // should that end in a deadlock, the batch is delivered again
    private static final String LOCK_KNOWN = """
            SELECT %s FROM channel c
            WHERE c.id IN (SELECT r.id FROM %s) AND NOT EXISTS (
                SELECT 1 FROM %s LEFT JOIN channel c ON c.id = r.id
                WHERE c.id IS NULL OR (c.title, c.username, c.source) IS DISTINCT FROM (%s, %s, %s))
            ORDER BY c.id FOR UPDATE OF c""".formatted(
            LockedChannels.COLUMNS, NAMED, NAMED, TITLE.formatted("r"), USERNAME.formatted("r"), SOURCE.formatted("r"));

    private static final String LOCK = """
            INSERT INTO channel AS c (id, username, title, origin, source)
            SELECT r.id, r.username, r.title, r.origin, r.source
            FROM %s
            ORDER BY r.id
            ON CONFLICT (id) DO UPDATE SET title = %s, username = %s, source = %s
            RETURNING\s""".formatted(
                    NAMED, TITLE.formatted("excluded"), USERNAME.formatted("excluded"), SOURCE.formatted("excluded"))
            + LockedChannels.COLUMNS;

    private static final String COUNT = """
            UPDATE channel c
            SET posts = c.posts + r.posts, edits = c.edits + r.edits, deletions = c.deletions + r.deletions,
                first_post_at = least(c.first_post_at, r.first), last_post_at = greatest(c.last_post_at, r.last),
                last_message_id = greatest(c.last_message_id, r.message), chain_no = r.no, chain_hash = decode(r.hash, 'hex')
            FROM json_to_recordset($1::json) AS r (id bigint, posts bigint, edits bigint, deletions bigint,
                                                   first timestamptz, last timestamptz, message bigint, no bigint, hash text)
            WHERE c.id = r.id""";

    private static final String COUNT_DAYS = """
            INSERT INTO channel_day AS d (channel_id, day, origin, posts)
            SELECT r.id, r.day, r.origin, r.posts
            FROM json_to_recordset($1::json) AS r (id bigint, day date, origin text, posts integer)
            ORDER BY r.id, r.day, r.origin
            ON CONFLICT (channel_id, day, origin) DO UPDATE SET posts = d.posts + excluded.posts""";

    /** One channel with its figures; fails with {@link Failure#NOT_FOUND}. */
    public Future<JsonObject> byId(SqlClient sql, long id, Window window) {
        return sql.preparedQuery(BY_ID)
                .execute(Tuple.of(id, window.from()).addArrayOfString(window.origins()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new DomainException(Failure.NOT_FOUND, "There is no channel " + id + ".");
                    }
                    Row row = rows.iterator().next();
                    return ChannelFigures.add(json(row), row, window);
                });
    }

    /**
     * Adds a channel before its first post. A name that is taken, or an id, fails with {@link Failure#CONFLICT}.
     *
     * @param info the channel; id 0 asks for a new id of our own, never that of {@link ManualPosts}
     */
    public Future<JsonObject> create(SqlConnection tx, ChannelInfo info) {
        String insert = """
                INSERT INTO channel (id, username, title, origin, source)
                SELECT CASE WHEN $1::bigint <> 0 THEN $1::bigint ELSE least(-2, (SELECT min(id) - 1 FROM channel)) END,
                       $2, $3, 'manual', 'manual'
                WHERE NOT EXISTS (SELECT 1 FROM channel WHERE lower(username) = lower($2::text))
                ON CONFLICT DO NOTHING
                RETURNING id""";
        return tx.query("LOCK TABLE channel IN SHARE ROW EXCLUSIVE MODE")
                .execute()
                .compose(x -> tx.preparedQuery(insert).execute(Tuple.of(info.id(), info.username(), info.title())))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        return Future.failedFuture(
                                new DomainException(Failure.CONFLICT, "A channel with this id or username exists."));
                    }
                    return byId(tx, rows.iterator().next().getLong(0), new Window(Instant.now(), false));
                });
    }

    /** Makes sure that the batch's channels exist, and locks their rows until the transaction ends. */
    Future<LockedChannels> lock(SqlConnection tx, PostBatch batch) {
        Origin origin = batch.posts().isEmpty()
                ? Origin.WITNESSED
                : batch.posts().get(0).origin();
        JsonArray rows = new JsonArray();
        batch.channels().stream()
                .sorted(Comparator.comparingLong(ChannelInfo::id))
                .forEach(c -> rows.add(new JsonObject()
                        .put("id", c.id())
                        .put("username", c.username())
                        .put("title", c.title())
                        .put("origin", origin.wire())
                        .put("source", batch.source())));
        Tuple named = Tuple.of(rows);
        return tx.preparedQuery(LOCK_KNOWN)
                .execute(named)
                .compose(known -> known.size() == rows.size()
                        ? Future.succeededFuture(known)
                        : tx.preparedQuery(LOCK).execute(named))
                .map(LockedChannels::of);
    }

    /** Adds what a batch brought to the counts, and keeps how the chains end now. */
    Future<Void> count(SqlConnection tx, List<Revision> stored, List<Long> deletedIn, LockedChannels locked) {
        TreeMap<Long, Counts> byChannel = new TreeMap<>();
        stored.forEach(r ->
                byChannel.computeIfAbsent(r.post().channelId(), Counts::new).add(r));
        deletedIn.forEach(id -> byChannel.computeIfAbsent(id, Counts::new).deletions++);
        if (byChannel.isEmpty()) {
            return Future.succeededFuture();
        }
        JsonArray rows = new JsonArray(new ArrayList<>(byChannel.values().stream()
                .map(counts -> counts.json(locked.end(counts.channelId)))
                .toList()));
        return tx.preparedQuery(COUNT).execute(Tuple.of(rows)).compose(x -> countDays(tx, stored));
    }

    private static Future<Void> countDays(SqlConnection tx, List<Revision> stored) {
        Map<ChannelDay, Long> days = stored.stream()
                .filter(revision -> revision.number() == 1)
                .collect(Collectors.groupingBy(ChannelDay::of, Collectors.counting()));
        if (days.isEmpty()) {
            return Future.succeededFuture();
        }
        JsonArray rows = new JsonArray();
        days.forEach((day, posts) -> rows.add(new JsonObject()
                .put("id", day.channelId)
                .put("day", day.day.toString())
                .put("origin", day.origin.wire())
                .put("posts", posts)));
        return tx.preparedQuery(COUNT_DAYS).execute(Tuple.of(rows)).mapEmpty();
    }

    /** The channel of a row with all columns of {@code channel} and its count of signals. */
    static JsonObject json(Row row) {
        return new JsonObject()
                .put("id", String.valueOf(row.getLong("id")))
                .put("username", row.getString("username"))
                .put("title", row.getString("title"))
                .put("origin", row.getString("origin"))
                .put("source", row.getString("source"))
                .put("posts", row.getLong("posts"))
                .put("edits", row.getLong("edits"))
                .put("deletions", row.getLong("deletions"))
                .put("signals", row.getLong("signals"))
                .put("firstPostAt", Times.text(row.getOffsetDateTime("first_post_at")))
                .put("lastPostAt", Times.text(row.getOffsetDateTime("last_post_at")))
                .put("createdAt", Times.text(row.getOffsetDateTime("created_at")));
    }

    private record ChannelDay(long channelId, LocalDate day, Origin origin) {
        static ChannelDay of(Revision revision) {
            LocalDate day = LocalDate.ofInstant(revision.postedAt(), ZoneOffset.UTC);
            return new ChannelDay(
                    revision.post().channelId(), day, revision.post().origin());
        }
    }

    private static final class Counts {
        private final long channelId;
        private long posts;
        private long edits;
        private long deletions;
        private Instant first;
        private Instant last;
        private Long message;

        Counts(long channelId) {
            this.channelId = channelId;
        }

        void add(Revision revision) {
            if (revision.number() > 1) {
                edits++;
                return;
            }
            posts++;
            long number = revision.post().messageId();
            if (!revision.late() && (message == null || number > message)) {
                message = number;
            }
            Instant at = revision.postedAt();
            first = first == null || at.isBefore(first) ? at : first;
            last = last == null || at.isAfter(last) ? at : last;
        }

        JsonObject json(Chain.Place end) {
            return new JsonObject()
                    .put("id", channelId)
                    .put("posts", posts)
                    .put("edits", edits)
                    .put("deletions", deletions)
                    .put("first", first)
                    .put("last", last)
                    .put("message", message)
                    .put("no", end.no())
                    .put("hash", end.hash().toString());
        }
    }
}
