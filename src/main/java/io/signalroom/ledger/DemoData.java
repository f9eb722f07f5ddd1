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

    private static final String MORE_TIME =
            "SELECT set_config('statement_timeout', '600000', true), set_config('lock_timeout', '60000', true)";

    /** In the order in which others lock: counters, channels, queue, and what a parser writes after it. */
    private static final List<String> STEPS = List.of(
            "SELECT seq FROM rollup_position FOR UPDATE",
            "CREATE TEMP TABLE demo_channel ON COMMIT DROP AS SELECT id FROM channel WHERE origin = 'demo'",
            "DELETE FROM channel WHERE origin = 'demo'",
            "DELETE FROM parse_queue WHERE channel_id IN (SELECT id FROM demo_channel)",
            "DELETE FROM quarantine WHERE channel_id IN (SELECT id FROM demo_channel)",
            "DELETE FROM message_deletion WHERE channel_id IN (SELECT id FROM demo_channel)",
            "DELETE FROM signal WHERE origin = 'demo'",
            "DELETE FROM signal_event WHERE origin = 'demo'",
            "DELETE FROM rollup_hour WHERE origin = 'demo'",
            "DELETE FROM rollup_channel WHERE channel_id IN (SELECT id FROM demo_channel)");

    private static final String NEW_EPOCH =
            "UPDATE event_head SET epoch = left(replace(gen_random_uuid()::text, '-', ''), 8)";

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
     * Deletes everything of origin demo and starts a new epoch, so that readers of the event log read again from the start;
     * the caller commits.
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
                .compose(count -> tx.query(NEW_EPOCH).execute().map(count));
    }
}
