package io.signalroom.analytics;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * Keeps the counts up with the event log. The position is moved in the transaction that adds the counts, under its row
 * lock: each event counts once in the whole cluster, also after a kill at any moment.
 */
final class RollupStore {
    private static final String POSITION = "SELECT seq FROM rollup_position WHERE name = 'signals' FOR UPDATE";

    private static final String ADVANCE = """
            WITH news AS MATERIALIZED (
                SELECT e.seq, e.type, date_trunc('hour', e.posted_at, 'UTC') AS hour, e.origin, e.channel_id, e.kind,
                       e.direction, e.was_kind, e.was_direction
                FROM signal_event e WHERE e.seq > $1 ORDER BY e.seq LIMIT $2),
            deltas AS MATERIALIZED (
                SELECT hour, origin, channel_id, kind, direction, CASE type WHEN 'signal.deleted' THEN -1 ELSE 1 END AS n
                FROM news WHERE type IN ('signal.created', 'signal.corrected', 'signal.deleted')
                UNION ALL
                SELECT hour, origin, channel_id, was_kind, was_direction, -1
                FROM news WHERE type = 'signal.corrected'),
            hours AS (
                INSERT INTO rollup_hour AS r (hour, origin, kind, direction, signals)
                SELECT hour, origin, kind, direction, sum(n) FROM deltas GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0
                ON CONFLICT (hour, origin, kind, direction) DO UPDATE SET signals = r.signals + excluded.signals),
            channels AS (
                INSERT INTO rollup_channel AS r (channel_id, kind, signals)
                SELECT channel_id, kind, sum(n) FROM deltas GROUP BY 1, 2 HAVING sum(n) <> 0
                ON CONFLICT (channel_id, kind) DO UPDATE SET signals = r.signals + excluded.signals),
            moved AS (
                UPDATE rollup_position SET seq = (SELECT max(seq) FROM news)
                WHERE name = 'signals' AND EXISTS (SELECT 1 FROM news))
            SELECT count(*)::int AS events, coalesce(max(seq), $1) AS seq, (SELECT epoch FROM event_head) AS epoch FROM news""";

    /**
     * What one step counted.
     *
     * @param events how many
     * @param seq number of the newest counted event
     * @param epoch the database's life
     */
    record Step(int events, long seq, String epoch) {}

    /** Counts up to {@code limit} further events; the caller commits. */
    Future<Step> advance(SqlConnection tx, int limit) {
        return tx.preparedQuery(POSITION)
                .execute()
                .compose(rows -> tx.preparedQuery(ADVANCE)
                        .execute(Tuple.of(rows.iterator().next().getLong(0), limit)))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Step(row.getInteger("events"), row.getLong("seq"), row.getString("epoch"));
                });
    }
}
