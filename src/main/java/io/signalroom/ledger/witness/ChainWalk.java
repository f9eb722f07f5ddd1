package io.signalroom.ledger.witness;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks the chains of all channels, one snapshot a channel, and names the first link of each that is not what it was when it
 * was stored. Reads in pieces, so that memory is flat however long a chain is.
 */
public final class ChainWalk {
    private static final int FETCH = 1_000;

    private static final String SNAPSHOT = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private static final String CHANNELS =
            "SELECT id FROM channel UNION SELECT DISTINCT channel_id FROM message ORDER BY 1";

    private static final String END = "SELECT chain_no, chain_hash FROM channel WHERE id = $1";

    private static final String REMOVED = "SELECT removed_no, removed_hash FROM message_removal WHERE channel_id = $1";

    private static final String LINKS = """
            SELECT 1 AS kind, chain_no, chain_hash, message_id, revision, posted_at, edited_at, first_seen_at, reply_to, origin,
                   text, NULL::bigint AS removed_no, NULL::bytea AS removed_hash
            FROM message WHERE channel_id = $1
            UNION ALL
            SELECT 2, chain_no, chain_hash, message_id, 0, NULL, NULL, deleted_at, NULL, NULL, NULL, NULL, NULL
            FROM message_deletion WHERE channel_id = $1
            UNION ALL
            SELECT 3, chain_no, chain_hash, message_id, revision, NULL, NULL, removed_at, NULL, NULL, NULL, removed_no, removed_hash
            FROM message_removal WHERE channel_id = $1
            ORDER BY chain_no, kind, message_id, revision""";

    /**
     * What a walk found.
     *
     * @param channels walked
     * @param links that hold
     * @param broken the first link of each channel that does not, in words
     */
    public record Found(long channels, long links, List<String> broken) {
        public Found {
            broken = List.copyOf(broken);
        }
    }

    /** Walks all chains, one after the other. */
    public Future<Found> run(Pool pool) {
        return pool.query(CHANNELS).execute().compose(channels -> {
            Future<Found> all = Future.succeededFuture(new Found(0, 0, List.of()));
            for (Row channel : channels) {
                all = all.compose(found -> walk(pool, channel.getLong(0)).map(steps -> plus(found, steps)));
            }
            return all;
        });
    }

    private static Found plus(Found found, Steps steps) {
        List<String> broken = new ArrayList<>(found.broken());
        if (steps.broken() != null) {
            broken.add(steps.broken());
        }
        return new Found(found.channels() + 1, found.links() + steps.good(), broken);
    }

    private static Future<Steps> walk(Pool pool, long channelId) {
        return pool.getConnection()
                .compose(connection -> connection
                        .query(SNAPSHOT)
                        .execute()
                        .compose(x -> walk(connection, channelId))
                        .eventually(() -> connection.query("ROLLBACK").execute())
                        .eventually(connection::close));
    }

    private static Future<Steps> walk(SqlConnection snapshot, long channelId) {
        return removed(snapshot, channelId)
                .map(removed -> new Steps(channelId, removed))
                .compose(steps -> snapshot.prepare(LINKS)
                        .compose(links -> all(links, channelId, steps).eventually(links::close)))
                .compose(steps -> snapshot.preparedQuery(END)
                        .execute(Tuple.of(channelId))
                        .map(rows -> {
                            end(steps, rows.size() == 0 ? null : rows.iterator().next());
                            return steps;
                        }));
    }

    private static void end(Steps steps, Row channel) {
        try {
            steps.end(
                    channel == null ? null : new Chain.Place(channel.getLong("chain_no"), hash(channel, "chain_hash")));
        } catch (IllegalArgumentException unreadable) {
            steps.unreadable(channel.getLong("chain_no"));
        }
    }

    private static Future<Map<Long, Hash>> removed(SqlConnection snapshot, long channelId) {
        return snapshot.preparedQuery(REMOVED).execute(Tuple.of(channelId)).map(rows -> {
            Map<Long, Hash> removed = new HashMap<>();
            rows.forEach(row -> removed.put(row.getLong("removed_no"), hash(row, "removed_hash")));
            return removed;
        });
    }

    private static Future<Steps> all(PreparedStatement links, long channelId, Steps steps) {
        Promise<Steps> walked = Promise.promise();
        RowStream<Row> rows = links.createStream(FETCH, Tuple.of(channelId));
        rows.exceptionHandler(walked::tryFail);
        rows.endHandler(x -> walked.tryComplete(steps));
        rows.handler(row -> {
            try {
                steps.next(row.getLong("chain_no"), hash(row, "chain_hash"), link(channelId, row));
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
                steps.unreadable(row.getLong("chain_no"));
            }
        });
        return walked.future().eventually(rows::close);
    }

    private static Link link(long channelId, Row row) {
        long messageId = row.getLong("message_id");
        return switch (row.getInteger("kind")) {
            case 1 ->
                new Link.Version(
                        channelId,
                        messageId,
                        row.getInteger("revision"),
                        row.getOffsetDateTime("posted_at").toInstant(),
                        row.getOffsetDateTime("edited_at") == null
                                ? null
                                : row.getOffsetDateTime("edited_at").toInstant(),
                        row.getOffsetDateTime("first_seen_at").toInstant(),
                        row.getLong("reply_to"),
                        row.getString("origin"),
                        row.getString("text"));
            case 2 ->
                new Link.Deletion(
                        channelId,
                        messageId,
                        row.getOffsetDateTime("first_seen_at").toInstant());
            default ->
                new Link.Removal(
                        channelId,
                        messageId,
                        row.getInteger("revision"),
                        row.getLong("removed_no"),
                        hash(row, "removed_hash"),
                        row.getOffsetDateTime("first_seen_at").toInstant());
        };
    }

    private static Hash hash(Row row, String column) {
        return new Hash(row.getBuffer(column).getBytes());
    }
}
