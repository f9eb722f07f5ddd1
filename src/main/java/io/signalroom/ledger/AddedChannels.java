package io.signalroom.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Channels that an operator added by their public name, for the source that reads by name. */
public final class AddedChannels {
    // an import reads nothing, and a source that is not set reads no more
    private static final String NAMES = """
            SELECT username FROM channel
            WHERE origin = 'manual' AND source <> ALL ($1::text[]) AND username IS NOT NULL
            ORDER BY created_at, id LIMIT $2""";

    // under which nothing is stored; what an undone import left of its chain and its gaps goes with the id that was
    // made up
    private static final String OLD = """
            WITH old AS MATERIALIZED (
                SELECT c.id FROM channel c
                WHERE lower(c.username) = lower($1) AND c.origin = 'manual' AND c.id < -1 AND c.posts = 0
                  AND %s (SELECT 1 FROM channel k WHERE k.id = $2)
                  AND NOT EXISTS (SELECT 1 FROM message m WHERE m.channel_id = c.id)
                  AND NOT EXISTS (SELECT 1 FROM message_deletion d WHERE d.channel_id = c.id)
                FOR UPDATE),
            removals AS (DELETE FROM message_removal r USING old WHERE r.channel_id = old.id),
            gaps AS (DELETE FROM message_gap g USING old WHERE g.channel_id = old.id)\n""";

    // what an operator made up an id for becomes Telegram's, and its chain begins
    private static final String JOIN = OLD.formatted("NOT EXISTS") + """
            UPDATE channel c SET id = $2, chain_no = 0, chain_hash = decode(repeat('00', 32), 'hex'), last_message_id = NULL
            FROM old WHERE c.id = old.id""";

    private static final String GIVE_WAY =
            OLD.formatted("EXISTS") + "DELETE FROM channel c USING old WHERE c.id = old.id RETURNING c.id";

    private static final String UNREAD =
            "SELECT 1 FROM channel WHERE id = $1 AND source <> $2::text AND source <> ALL ($3::text[])";

    private final String reader;
    private final String[] others;

    /**
     * For the source that reads by name.
     *
     * @param reader its id
     * @param others ids of the other sources that are set: what they read is theirs
     */
    public AddedChannels(String reader, List<String> others) {
        this.reader = reader;
        this.others = others.toArray(String[]::new);
    }

    /** Whether a channel is stored and nothing reads it: it was added or imported, or its source is not set any more. */
    public Future<Boolean> unread(SqlClient sql, long id) {
        return sql.preparedQuery(UNREAD)
                .execute(Tuple.of(id, reader).addArrayOfString(others))
                .map(rows -> rows.size() > 0);
    }

    /** Public names of what no other source reads, the first added first, at most {@code limit}. */
    public Future<List<String>> names(SqlClient sql, int limit) {
        return sql.preparedQuery(NAMES)
                .execute(Tuple.tuple().addArrayOfString(others).addInteger(limit))
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
    }

    /**
     * Telegram tells the id of a name: a row that was added by this name without an id takes it, or gives way to the channel that
     * is known by it.
     *
     * @return true if it gave way, so that its name is no longer among {@link #names}
     */
    public Future<Boolean> join(SqlClient sql, String name, long id) {
        return sql.preparedQuery(JOIN)
                .execute(Tuple.of(name, id))
                .compose(x -> sql.preparedQuery(GIVE_WAY).execute(Tuple.of(name, id)))
                .map(rows -> rows.size() > 0);
    }
}
