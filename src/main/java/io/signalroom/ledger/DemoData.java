package io.signalroom.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the demo has written, seen as a whole. */
public final class DemoData {
    private static final String LAST_IDS = """
            SELECT m.channel_id, max(m.message_id) AS message_id FROM message m
            WHERE m.channel_id = ANY ($1::bigint[]) GROUP BY m.channel_id""";

    private static final String ASKED = "SELECT 1 FROM load_progress WHERE name = 'demo' AND removing";

    private static final String ASK_REMOVAL = """
            INSERT INTO load_progress (name, seed, ends_at, total, finished_at, removing)
            SELECT 'demo', 1, now(), 0, now(), true
            WHERE EXISTS (SELECT 1 FROM channel WHERE origin = 'demo')
               OR EXISTS (SELECT 1 FROM load_progress WHERE name = 'demo' AND finished_at IS NULL)
            ON CONFLICT (name) DO UPDATE SET removing = true
            RETURNING 1""";

    private static final String MORE_TIME =
            "SELECT set_config('statement_timeout', '600000', true), set_config('lock_timeout', '60000', true)";

    /**
     * In the order in which others lock: channels, queue, what a parser writes after it, and the head of the event log
     * last. Each signal that goes gets its event, so readers and rollups learn of it like of any other change.
     */
    private static final List<String> STEPS = List.of(
            "CREATE TEMP TABLE demo_channel ON COMMIT DROP AS SELECT id FROM channel WHERE origin = 'demo'",
            "DELETE FROM channel WHERE origin = 'demo'",
            "DELETE FROM channel_day WHERE origin = 'demo'",
            "DELETE FROM parse_queue WHERE channel_id IN (SELECT id FROM demo_channel)",
            "DELETE FROM quarantine WHERE channel_id IN (SELECT id FROM demo_channel)",
            "DELETE FROM message_deletion WHERE channel_id IN (SELECT id FROM demo_channel)",
            "DELETE FROM message_forward WHERE channel_id IN (SELECT id FROM demo_channel)",
            "DELETE FROM message_gap WHERE channel_id IN (SELECT id FROM demo_channel)",
            """
            CREATE TEMP TABLE demo_signal ON COMMIT DROP AS
            SELECT id, posted_at, channel_id, kind, direction, row_number() OVER (ORDER BY posted_at, id) AS n
            FROM signal WHERE origin = 'demo' AND withdrawn_at IS NULL AND state = 'published'""",
            """
            DELETE FROM claim l USING signal s
            WHERE s.id = l.update_id AND s.posted_at = l.update_at AND s.origin = 'demo'""",
            """
            DELETE FROM signal_judgement j USING signal s
            WHERE s.id = j.signal_id AND s.posted_at = j.posted_at AND s.origin = 'demo'""",
            "DELETE FROM outcome WHERE origin = 'demo'",
            "DELETE FROM signal WHERE origin = 'demo'");

    private static final String APPEND_EVENTS = """
            WITH head AS (
                UPDATE event_head SET seq = seq + (SELECT count(*) FROM demo_signal)
                RETURNING seq - (SELECT count(*) FROM demo_signal) AS base)
            INSERT INTO signal_event (seq, type, signal_id, posted_at, channel_id, kind, direction, origin)
            SELECT head.base + d.n, 'signal.deleted', d.id, d.posted_at, d.channel_id, d.kind, d.direction, 'demo'
            FROM head, demo_signal d""";

    /** The highest message id stored in each of the channels; channels without posts are left out. */
    public Future<Map<Long, Long>> lastMessageIds(SqlClient sql, List<Long> channelIds) {
        return sql.preparedQuery(LAST_IDS)
                .execute(Tuple.tuple().addArrayOfLong(channelIds.toArray(Long[]::new)))
                .map(rows -> {
                    Map<Long, Long> last = new HashMap<>();
                    for (Row row : rows) {
                        last.put(row.getLong(0), row.getLong(1));
                    }
                    return last;
                });
    }

    /**
     * Asks whoever loads the demo to take it away, within seconds; asking twice changes nothing, and does not wait for the one
     * who has begun with it and holds the row.
     *
     * @return false if there is nothing of a demo
     */
    public Future<Boolean> askRemoval(SqlClient sql) {
        return sql.query(ASKED)
                .execute()
                .compose(asked -> asked.size() == 1
                        ? Future.succeededFuture(true)
                        : sql.query(ASK_REMOVAL).execute().map(rows -> rows.size() == 1));
    }

    /**
     * Deletes everything of origin demo and tells the readers of the event log; the caller commits.
     *
     * @return number of versions of posts deleted
     */
    public Future<Long> remove(SqlConnection tx) {
        Future<?> done = tx.query(MORE_TIME).execute();
        for (String step : STEPS) {
            done = done.compose(x -> tx.query(step).execute());
        }
        return done.compose(x ->
                        tx.query("DELETE FROM message WHERE origin = 'demo'").execute())
                .map(deleted -> (long) deleted.rowCount())
                .compose(count -> tx.query(APPEND_EVENTS).execute().map(count));
    }
}
