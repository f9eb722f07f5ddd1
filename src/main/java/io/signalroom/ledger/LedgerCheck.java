package io.signalroom.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the promises that stored data can show. Reads only; each check counts the rows that break it. */
public final class LedgerCheck {
    /**
     * What one check found.
     *
     * @param promise in words
     * @param broken rows that break it
     */
    public record Result(String promise, long broken) {}

    /** What each counted event adds to which count. */
    private static final String DELTAS = """
            WITH counted AS (
                SELECT type, posted_at, origin, channel_id, kind, direction, was_kind, was_direction
                FROM signal_event WHERE seq <= (SELECT seq FROM rollup_position WHERE name = 'signals')),
            deltas AS (
                SELECT posted_at, origin, channel_id, kind, direction,
                       CASE type WHEN 'signal.deleted' THEN -1 ELSE 1 END AS n
                FROM counted WHERE type IN ('signal.created', 'signal.corrected', 'signal.deleted')
                UNION ALL
                SELECT posted_at, origin, channel_id, was_kind, was_direction, -1
                FROM counted WHERE type = 'signal.corrected')
            """;

    private static final Map<String, String> CHECKS = new LinkedHashMap<>();

    static {
        CHECKS.put("every post's versions are numbered from 1 without a gap", """
                SELECT count(*) FROM (
                    SELECT 1 FROM message GROUP BY channel_id, message_id
                    HAVING min(revision) <> 1 OR max(revision) <> count(*)) broken""");
        CHECKS.put("the number of events goes up without a gap to the head", """
                SELECT abs((SELECT seq FROM event_head) - coalesce((SELECT max(seq) FROM signal_event), 0))
                     + (SELECT coalesce(max(seq) - min(seq) + 1 - count(*), 0) FROM signal_event)""");
        CHECKS.put("every signal has the version of the post it was read from", """
                SELECT count(*) FROM signal s WHERE s.revision > 0 AND NOT EXISTS (
                    SELECT 1 FROM message m WHERE m.channel_id = s.channel_id AND m.message_id = s.message_id
                        AND m.revision = s.revision AND m.posted_at = s.posted_at)""");
        CHECKS.put("the events say of every signal whether it is in the feed", """
                SELECT count(*) FROM (
                    SELECT s.id FROM signal s LEFT JOIN signal_event e ON e.signal_id = s.id
                    GROUP BY s.id, s.state, s.withdrawn_at
                    HAVING sum(CASE e.type WHEN 'signal.created' THEN 1 WHEN 'signal.deleted' THEN -1 ELSE 0 END)
                        <> CASE WHEN s.state = 'published' AND s.withdrawn_at IS NULL THEN 1 ELSE 0 END) broken""");
        CHECKS.put("the hourly counts equal a recount of the events", DELTAS + """
                SELECT count(*) FROM (
                    SELECT date_trunc('hour', posted_at, 'UTC') AS hour, origin, kind, direction, sum(n) AS n
                    FROM deltas GROUP BY 1, 2, 3, 4) e
                FULL JOIN rollup_hour r USING (hour, origin, kind, direction)
                WHERE coalesce(e.n, 0) <> coalesce(r.signals, 0)""");
        CHECKS.put("the counts by channel equal a recount of the events", DELTAS + """
                SELECT count(*) FROM (SELECT channel_id, kind, sum(n) AS n FROM deltas GROUP BY 1, 2) e
                FULL JOIN rollup_channel r USING (channel_id, kind)
                WHERE coalesce(e.n, 0) <> coalesce(r.signals, 0)""");
        CHECKS.put("the hourly counts, once they are up to date, equal a recount of the signals", """
                SELECT count(*) FROM (
                    SELECT date_trunc('hour', posted_at, 'UTC') AS hour, origin, kind, direction, count(*) AS n
                    FROM signal WHERE state = 'published' AND withdrawn_at IS NULL GROUP BY 1, 2, 3, 4) s
                FULL JOIN rollup_hour r USING (hour, origin, kind, direction)
                WHERE coalesce(s.n, 0) <> coalesce(r.signals, 0)
                  AND (SELECT seq FROM rollup_position WHERE name = 'signals') = (SELECT seq FROM event_head)""");
        CHECKS.put("every judged signal keeps the machine's judgement and shows the newest operator's", """
                SELECT count(*) FROM signal s LEFT JOIN LATERAL (
                    SELECT count(*) FILTER (WHERE j.subject IS NULL) AS machine,
                           count(*) FILTER (WHERE j.subject IS NOT NULL) AS operator,
                           (array_agg(j.kind ORDER BY j.id DESC))[1] AS kind,
                           (array_agg(j.verdict ORDER BY j.id DESC))[1] = 'reject' AS rejected
                    FROM signal_judgement j WHERE j.signal_id = s.id) j ON true
                WHERE CASE WHEN s.judged_at IS NULL THEN j.machine + j.operator > 0 OR s.state = 'rejected'
                           ELSE j.machine <> 1 OR j.operator = 0 OR j.kind <> s.kind
                                OR j.rejected <> (s.state = 'rejected') END""");
        CHECKS.put("every claim joins an update and a signal of its channel that is older and stands", """
                SELECT count(*) FROM claim l WHERE NOT EXISTS (
                    SELECT 1 FROM signal u JOIN signal s ON s.channel_id = u.channel_id AND s.posted_at <= u.posted_at
                    WHERE u.id = l.update_id AND u.posted_at = l.update_at AND u.kind = 'signal_update'
                      AND s.id = l.signal_id AND s.posted_at = l.signal_at AND s.kind <> 'signal_update'
                      AND u.state <> 'rejected' AND u.withdrawn_at IS NULL
                      AND s.state <> 'rejected' AND s.withdrawn_at IS NULL)""");
        CHECKS.put(
                "every outcome, once its signal's changes are taken over, is of a call of the feed and says the same",
                """
                SELECT count(*) FROM outcome o WHERE NOT EXISTS (
                    SELECT 1 FROM signal s
                    WHERE s.id = o.signal_id AND s.posted_at = o.posted_at AND s.channel_id = o.channel_id
                      AND s.origin = o.origin AND s.kind IN ('trade_signal', 'token_launch')
                      AND s.state = 'published' AND s.withdrawn_at IS NULL)
                  AND NOT EXISTS (
                    SELECT 1 FROM signal_event e
                    WHERE e.signal_id = o.signal_id AND e.type <> 'signal.outcome'
                      AND e.seq > (SELECT seq FROM outcome_position))""");
        CHECKS.put("every channel's counts equal a recount of its posts", """
                SELECT count(*) FROM channel c LEFT JOIN (
                    SELECT channel_id, count(*) FILTER (WHERE revision = 1) AS posts,
                           count(*) FILTER (WHERE revision > 1) AS edits
                    FROM message GROUP BY channel_id) m ON m.channel_id = c.id
                WHERE c.posts <> coalesce(m.posts, 0) OR c.edits <> coalesce(m.edits, 0)""");
    }

    /** Runs every check, one after the other. */
    public Future<List<Result>> run(SqlClient sql) {
        Future<List<Result>> results = Future.succeededFuture(new ArrayList<>());
        for (Map.Entry<String, String> check : CHECKS.entrySet()) {
            results = results.compose(done -> sql.query(check.getValue())
                    .execute()
                    .map(rows -> {
                        done.add(new Result(
                                check.getKey(),
                                rows.iterator().next().getNumeric(0).longValue()));
                        return done;
                    }));
        }
        return results;
    }
}
