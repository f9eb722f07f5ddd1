package io.signalroom.ledger;

import io.signalroom.ledger.witness.ChainWalk;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the promises that stored data can show. Reads only; each check counts the rows that break it. */
public final class LedgerCheck {
    /**
     * What one check found.
     *
     * @param promise in words
     * @param broken rows that break it
     * @param details which they are, where that is known
     */
    public record Result(String promise, long broken, List<String> details) {
        public Result {
            details = List.copyOf(details);
        }
    }

    /** The rollups have taken over every event, and are not being counted anew. */
    private static final String COUNTED =
            "(SELECT p.seq = h.seq AND p.epoch = h.epoch AND p.recount_from IS NULL AND NOT EXISTS (SELECT 1 FROM rollup_due) FROM rollup_position p, event_head h)";

    private static final String SIGNALS = """
            (SELECT date_trunc('hour', s.posted_at, 'UTC') AS hour, s.*, o.state AS outcome, o.percent,
                    coalesce(o.r, o.percent) > 0 AS won, round(o.r * 1e6) AS r
             FROM signal s LEFT JOIN outcome o ON o.posted_at = s.posted_at AND o.signal_id = s.id
                  AND s.kind IN ('trade_signal', 'token_launch')
             WHERE s.state = 'published' AND s.withdrawn_at IS NULL) s""";

    private static final String FIGURES = """
            count(*) AS signals, count(edited_at) AS edited, count(deleted_at) AS deleted,
            count(*) FILTER (WHERE outcome = 'no_data') AS no_data, count(*) FILTER (WHERE outcome = 'waiting') AS waiting,
            count(*) FILTER (WHERE outcome = 'all_targets') AS all_targets,
            count(*) FILTER (WHERE outcome = 'open') AS open, count(*) FILTER (WHERE outcome = 'unfilled') AS unfilled,
            count(*) FILTER (WHERE outcome = 'stopped') AS stopped, count(*) FILTER (WHERE outcome = 'expired') AS expired,
            count(percent) AS results, count(*) FILTER (WHERE won) AS wins, count(r) AS in_r, coalesce(sum(r), 0) AS sum_r""";

    private static final String DIFFER = """
            (s.signals, s.edited, s.deleted, s.no_data, s.waiting, s.all_targets, s.open, s.unfilled, s.stopped, s.expired, s.results, s.wins, s.in_r, s.sum_r)
            IS DISTINCT FROM (r.signals, r.edited, r.deleted, r.no_data, r.waiting, r.all_targets, r.open, r.unfilled, r.stopped, r.expired, r.results, r.wins,
                              r.in_r, r.sum_r)""";

    private static final List<String> COUNTS = List.of(
            "signals",
            "edited",
            "deleted",
            "no_data",
            "waiting",
            "open",
            "unfilled",
            "all_targets",
            "stopped",
            "expired",
            "results",
            "wins",
            "in_r",
            "sum_r");
    private static final List<String> SPLITS = List.of(
            "direction = -1 AS bearish",
            "direction = 0 AS neutral",
            "direction = 1 AS bullish",
            "kind = 'trade_signal' AS trade_signal",
            "kind = 'signal_update' AS signal_update",
            "kind = 'token_launch' AS token_launch",
            "kind = 'listing' AS listing",
            "kind = 'pump_alert' AS pump_alert");

    /** Each column of the sums, made of the counts. */
    private static final String SUMMED = Stream.concat(
                    COUNTS.stream().map(name -> "sum(" + name + ")::bigint AS " + name),
                    SPLITS.stream()
                            .map(split -> split.split(" AS "))
                            .map(split ->
                                    "coalesce(sum(signals) FILTER (WHERE " + split[0] + "), 0)::bigint AS " + split[1]))
            .collect(Collectors.joining(", "));

    /** The same columns of the sums. */
    private static final String SUMS = Stream.concat(
                    COUNTS.stream(), SPLITS.stream().map(split -> split.split(" AS ")[1]))
            .map(name -> name + "::bigint")
            .collect(Collectors.joining(", "));

    private static final Map<String, String> CHECKS = new LinkedHashMap<>();

    static {
        CHECKS.put("every post's versions are numbered from 1 without a gap", """
                SELECT count(*) FROM (
                    SELECT 1 FROM message GROUP BY channel_id, message_id
                    HAVING min(revision) <> 1 OR max(revision) <> count(*)) broken""");
        CHECKS.put("the posts of channels' days equal a recount", """
                SELECT count(*) FROM (
                    SELECT channel_id, (posted_at AT TIME ZONE 'UTC')::date AS day, origin, count(*) AS n FROM message
                    WHERE revision = 1 GROUP BY 1, 2, 3) m
                FULL JOIN channel_day d USING (channel_id, day, origin) WHERE m.n IS DISTINCT FROM d.posts""");
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
        CHECKS.put(
                "the hourly counts, once they are up to date, equal a recount of the signals",
                "SELECT count(*) FROM (SELECT hour, origin, kind, direction, " + FIGURES + " FROM " + SIGNALS
                        + " GROUP BY 1, 2, 3, 4) s FULL JOIN rollup_hour r USING (hour, origin, kind, direction) WHERE "
                        + DIFFER + " AND " + COUNTED);
        byDay("the feed", "all", "''", "true");
        byDay("each channel", "channel", "channel_id::text", "true");
        byDay("each token", "token", "symbol", "symbol IS NOT NULL");
        CHECKS.put(
                "the sums by hour and day, once they are up to date, equal those of the counts",
                "SELECT count(*) FROM (SELECT 'hour' AS scope, '' AS key, hour AS at, origin, " + SUMMED
                        + " FROM rollup_hour GROUP BY 1, 2, 3, 4 UNION ALL SELECT scope, key, day, origin, " + SUMMED
                        + " FROM rollup_day GROUP BY 1, 2, 3, 4) c FULL JOIN (SELECT 'hour' AS scope, '' AS key, hour AS at,"
                        + " origin, " + SUMS + " FROM rollup_hour_sum UNION ALL SELECT scope, key, day, origin, " + SUMS
                        + " FROM rollup_day_sum) s USING (scope, key, at, origin) WHERE (c.*) IS DISTINCT FROM (s.*) AND "
                        + COUNTED);
        CHECKS.put(
                "the counts by channel and month, once they are up to date, equal a recount of the signals",
                """
                SELECT count(*) FROM (
                    SELECT channel_id, date_trunc('month', posted_at, 'UTC') AS month, count(*) AS n FROM signal
                    WHERE state = 'published' AND withdrawn_at IS NULL GROUP BY 1, 2) s
                FULL JOIN rollup_channel_month r USING (channel_id, month)
                WHERE s.n IS DISTINCT FROM r.signals AND\s""" + COUNTED);
        CHECKS.put("the counts by channel equal the sums of their months", """
                SELECT count(*) FROM (SELECT channel_id, sum(signals) AS n FROM rollup_channel_month GROUP BY 1) m
                FULL JOIN rollup_channel r USING (channel_id) WHERE m.n IS DISTINCT FROM r.signals""");
        CHECKS.put(
                "the posts with signals of channels' days, once they are up to date, equal a recount of the signals",
                """
                SELECT count(*) FROM (
                    SELECT channel_id::text AS key, date_trunc('day', posted_at, 'UTC') AS day, origin,
                           count(DISTINCT message_id) AS n FROM signal
                    WHERE state = 'published' AND withdrawn_at IS NULL GROUP BY 1, 2, 3) s
                FULL JOIN (SELECT key, day, origin, posts FROM rollup_day_sum WHERE scope = 'channel') r USING (key, day, origin)
                WHERE s.n IS DISTINCT FROM r.posts AND\s""" + COUNTED);
        CHECKS.put(
                "the hours of tokens' days, once they are up to date, equal a recount of the signals",
                """
                SELECT count(*) FROM (
                    SELECT symbol AS key, hour, origin, count(*) AS n FROM\s""" + SIGNALS + """
                     WHERE symbol IS NOT NULL GROUP BY 1, 2, 3) s
                FULL JOIN (
                    SELECT key, day + (h.ordinality - 1) * interval '1 hour' AS hour, origin, h.n
                    FROM rollup_day_sum, unnest(hours) WITH ORDINALITY AS h (n) WHERE h.n > 0) r USING (key, hour, origin)
                WHERE s.n IS DISTINCT FROM r.n AND\s""" + COUNTED);
        CHECKS.put(
                "the callers by kind of tokens' days, once they are up to date, equal a recount of the signals",
                """
                SELECT count(*) FROM (
                    SELECT symbol AS key, date_trunc('day', hour, 'UTC') AS day, origin, kind, direction,
                           array_agg(DISTINCT channel_id) AS channels FROM\s""" + SIGNALS + """
                     WHERE symbol IS NOT NULL GROUP BY 1, 2, 3, 4, 5) s
                FULL JOIN (SELECT * FROM rollup_day WHERE scope = 'token') r USING (key, day, origin, kind, direction)
                WHERE s.channels IS DISTINCT FROM r.channels AND\s""" + COUNTED);
        CHECKS.put(
                "the callers of tokens' days, once they are up to date, equal a recount of the signals",
                """
                SELECT count(*) FROM (
                    SELECT symbol AS key, date_trunc('day', hour, 'UTC') AS day, origin,
                           array_agg(DISTINCT channel_id) AS channels FROM\s""" + SIGNALS + """
                     WHERE symbol IS NOT NULL GROUP BY 1, 2, 3) s
                FULL JOIN (SELECT * FROM rollup_day_sum WHERE scope = 'token') r USING (key, day, origin)
                WHERE s.channels IS DISTINCT FROM r.channels AND\s""" + COUNTED);
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
        CHECKS.put("every version that an import is noted for is there", """
                SELECT count(*) FROM import_message i WHERE NOT EXISTS (
                    SELECT 1 FROM message m WHERE m.channel_id = i.channel_id AND m.message_id = i.message_id
                        AND m.revision = i.revision AND m.posted_at = i.posted_at)""");
        CHECKS.put("every channel's counts equal a recount of its posts", """
                SELECT count(*) FROM channel c LEFT JOIN (
                    SELECT channel_id, count(*) FILTER (WHERE revision = 1) AS posts,
                           count(*) FILTER (WHERE revision > 1) AS edits
                    FROM message GROUP BY channel_id) m ON m.channel_id = c.id
                WHERE c.posts <> coalesce(m.posts, 0) OR c.edits <> coalesce(m.edits, 0)""");
    }

    private static void byDay(String of, String scope, String key, String which) {
        CHECKS.put(
                "the daily counts of " + of + ", once they are up to date, equal a recount of the signals",
                "SELECT count(*) FROM (SELECT " + key
                        + " AS key, date_trunc('day', hour, 'UTC') AS day, origin, kind, direction, " + FIGURES
                        + " FROM " + SIGNALS + " WHERE " + which + " GROUP BY 1, 2, 3, 4, 5) s FULL JOIN"
                        + " (SELECT * FROM rollup_day WHERE scope = '" + scope
                        + "') r USING (key, day, origin, kind, direction) WHERE " + DIFFER + " AND " + COUNTED);
    }

    /** Runs every check, one after the other; the chains of the channels first. */
    public Future<List<Result>> run(Pool pool) {
        Future<List<Result>> results = new ChainWalk().run(pool).map(LedgerCheck::chains);
        for (Map.Entry<String, String> check : CHECKS.entrySet()) {
            results = results.compose(done -> pool.query(check.getValue())
                    .execute()
                    .map(rows -> {
                        long broken = rows.iterator().next().getNumeric(0).longValue();
                        done.add(new Result(check.getKey(), broken, List.of()));
                        return done;
                    }));
        }
        return results;
    }

    private static List<Result> chains(ChainWalk.Found found) {
        List<Result> results = new ArrayList<>();
        String promise = "nothing stored of %,d channels was changed since: %,d links of their chains hold"
                .formatted(found.channels(), found.links());
        results.add(new Result(promise, found.broken().size(), found.broken()));
        return results;
    }
}
