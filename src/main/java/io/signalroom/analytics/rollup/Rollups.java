package io.signalroom.analytics.rollup;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the rollups up with the event log. What the next events touched is counted anew from the signals, in the
 * transaction that moves the position, under its row lock: nodes take turns, and a kill at any moment changes nothing.
 *
 * <p>A new epoch of the log tells that everything may have changed without an event; then all is counted anew, some days a
 * step, while what is new keeps coming in.
 */
public final class Rollups {
    /**
     * Statements are planned for what they count this time: one planned while the tables were empty reads them whole later. A
     * day of a large feed may take longer than an answer may.
     */
    private static final String POSITION = """
            SELECT seq, epoch, recount_from, revision, set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('statement_timeout', '300000', true)
            FROM rollup_position FOR UPDATE""";

    /** After the lock, so that nobody goes back to an epoch that another node has left. */
    private static final String HEAD = "SELECT epoch AS log_epoch, seq AS head FROM event_head";

    /**
     * A signal that was corrected or is gone may have been another token's, which then stands in that day's counts or in their
     * sums: these are of two moments, and it may have changed between them.
     */
    private static final String NEWS = """
            WITH silent AS (
                DELETE FROM rollup_due WHERE ctid = ANY (ARRAY(SELECT ctid FROM rollup_due LIMIT $2))
                RETURNING signal_id, posted_at, channel_id),
            news AS MATERIALIZED (
                (SELECT type, signal_id, posted_at, channel_id FROM signal_event WHERE seq > $1 ORDER BY seq LIMIT $2)
                UNION ALL SELECT '', signal_id, posted_at, channel_id FROM silent),
            touched AS (
                SELECT DISTINCT date_trunc('hour', n.posted_at, 'UTC') AS hour, n.channel_id, s.symbol,
                       n.type IN ('signal.corrected', 'signal.deleted') AS moved
                FROM news n LEFT JOIN signal s ON s.posted_at = n.posted_at AND s.id = n.signal_id)
            SELECT t.hour, t.channel_id::text AS channel, t.symbol AS token FROM touched t
            UNION
            SELECT t.hour, t.channel_id::text, r.key FROM touched t
            JOIN (SELECT key, day, channels FROM rollup_day WHERE scope = 'token'
                  UNION ALL SELECT key, day, channels FROM rollup_day_sum WHERE scope = 'token') r
                ON r.day = date_trunc('day', t.hour, 'UTC') AND r.channels @> ARRAY[t.channel_id]
            WHERE t.moved""";

    private static final String LAST = """
            SELECT count(*)::int AS events, coalesce(max(seq), $1) AS seq, EXISTS (SELECT 1 FROM rollup_due) AS silent
            FROM (SELECT seq FROM signal_event WHERE seq > $1 ORDER BY seq LIMIT $2) news""";

    private static final String MOVE = "UPDATE rollup_position SET seq = $1, revision = revision + 1";
    private static final String BEGIN = """
            UPDATE rollup_position SET seq = $1, epoch = $2, revision = revision + 1,
                   recount_from = (SELECT date_trunc('day', least(
                       (SELECT min(posted_at) FROM signal), (SELECT min(hour) FROM rollup_hour),
                       (SELECT min(day) FROM rollup_day WHERE scope = 'channel'),
                       (SELECT min(day) FROM rollup_day WHERE scope = 'token')), 'UTC'))
            RETURNING recount_from""";

    /** Where a stretch of so many signals ends, null if fewer are left, and where all ends. */
    private static final String AHEAD = """
            SELECT (SELECT s.posted_at FROM signal s WHERE s.posted_at >= $1 AND\s""" + CellSql.FEED + """
                 ORDER BY s.posted_at OFFSET $2 LIMIT 1) AS full,
                greatest($1, (SELECT max(posted_at) FROM signal), (SELECT max(hour) FROM rollup_hour),
                    (SELECT max(day) FROM rollup_day WHERE scope = 'channel'),
                    (SELECT max(day) FROM rollup_day WHERE scope = 'token')) AS last""";

    /** What is there and what was counted, which may be there no more. */
    private static final String ALL = """
            SELECT date_trunc('hour', s.posted_at, 'UTC') AS hour, s.channel_id::text AS channel, s.symbol AS token
            FROM signal s WHERE s.posted_at >= $1 AND s.posted_at < $2 AND\s""" + CellSql.FEED + """
             UNION SELECT r.hour, NULL, NULL FROM rollup_hour r WHERE r.hour >= $1 AND r.hour < $2
            UNION SELECT r.hour, NULL, NULL FROM rollup_hour_sum r WHERE r.hour >= $1 AND r.hour < $2
            UNION SELECT r.day, CASE r.scope WHEN 'channel' THEN r.key END, CASE r.scope WHEN 'token' THEN r.key END
            FROM rollup_day r WHERE r.scope IN ('channel', 'token') AND r.day >= $1 AND r.day < $2
            UNION SELECT r.day, CASE r.scope WHEN 'channel' THEN r.key END, CASE r.scope WHEN 'token' THEN r.key END
            FROM rollup_day_sum r WHERE r.scope IN ('channel', 'token') AND r.day >= $1 AND r.day < $2""";

    private static final String RECOUNTED = "UPDATE rollup_position SET revision = revision + 1, recount_from = $1";

    private static final int STRETCH = 20_000;

    /**
     * What one step counted.
     *
     * @param events how many events
     * @param revision grows with every change of what answers are made of
     * @param epoch of the event log
     * @param more whether there is more to count at once
     * @param recountedTo up to when all signals have been counted anew; empty when this is done
     */
    public record Step(int events, long revision, String epoch, boolean more, Optional<Instant> recountedTo) {}

    private record Place(
            long seq, String epoch, OffsetDateTime recountFrom, long revision, String logEpoch, long head) {
        static Place of(Row row, Row log) {
            return new Place(
                    row.getLong("seq"),
                    row.getString("epoch"),
                    row.getOffsetDateTime("recount_from"),
                    row.getLong("revision"),
                    log.getString("log_epoch"),
                    log.getLong("head"));
        }

        Step moved(int events, boolean more) {
            return new Step(events, revision + 1, logEpoch, more || recountFrom != null, recounted());
        }

        Step rested() {
            return new Step(0, revision, epoch, false, recounted());
        }

        private Optional<Instant> recounted() {
            return Optional.ofNullable(recountFrom).map(OffsetDateTime::toInstant);
        }
    }

    private final Pool pool;
    private boolean daysTurn;

    public Rollups(Pool pool) {
        this.pool = pool;
    }

    /**
     * Counts up to {@code limit} further events, or some days of all signals.
     *
     * @param limit 1 or more
     */
    public Future<Step> advance(int limit) {
        return pool.withTransaction(tx -> tx.query(POSITION)
                .execute()
                .compose(here -> tx.query(HEAD)
                        .execute()
                        .map(head ->
                                Place.of(here.iterator().next(), head.iterator().next()))
                        .compose(place ->
                                place.logEpoch.equals(place.epoch) ? step(tx, place, limit) : begin(tx, place))));
    }

    private static Future<Step> begin(SqlConnection tx, Place place) {
        return tx.preparedQuery(BEGIN)
                .execute(Tuple.of(place.head, place.logEpoch))
                .map(begun -> new Step(
                        0,
                        place.revision + 1,
                        place.logEpoch,
                        true,
                        Optional.ofNullable(begun.iterator().next().getOffsetDateTime(0))
                                .map(OffsetDateTime::toInstant)));
    }

    /** While all is counted anew, events and days take turns. */
    private Future<Step> step(SqlConnection tx, Place place, int limit) {
        daysTurn = !daysTurn;
        if (place.recountFrom != null && daysTurn) {
            return stretch(tx, place);
        }
        return tx.preparedQuery(LAST).execute(Tuple.of(place.seq, limit)).compose(rows -> {
            Row last = rows.iterator().next();
            int events = last.getInteger("events");
            if (events > 0 || last.getBoolean("silent")) {
                return count(tx, place.seq, limit, last.getLong("seq")).map(place.moved(events, events == limit));
            }
            return place.recountFrom == null ? Future.succeededFuture(place.rested()) : stretch(tx, place);
        });
    }

    private static Future<Void> count(SqlConnection tx, long after, int limit, long seq) {
        return tx.preparedQuery(NEWS)
                .execute(Tuple.of(after, limit))
                .compose(rows -> {
                    Touched touched = Touched.of(rows);
                    return Recount.cells(tx, touched).compose(x -> Recount.due(tx, touched));
                })
                .compose(x -> tx.preparedQuery(MOVE).execute(Tuple.of(seq)))
                .mapEmpty();
    }

    /** Whole days that hold some thousand signals, or one day that holds more. */
    private static Future<Step> stretch(SqlConnection tx, Place place) {
        OffsetDateTime from = place.recountFrom.withOffsetSameInstant(ZoneOffset.UTC);
        return tx.preparedQuery(AHEAD)
                .execute(Tuple.of(from, STRETCH))
                .compose(rows -> {
                    OffsetDateTime full = rows.iterator().next().getOffsetDateTime("full");
                    OffsetDateTime to = full == null
                            ? after(rows.iterator().next().getOffsetDateTime("last"))
                            : Collections.max(List.of(after(from), full.truncatedTo(ChronoUnit.DAYS)));
                    return tx.preparedQuery(ALL)
                            .execute(Tuple.of(from, to))
                            .compose(cells -> Recount.cells(tx, Touched.of(cells)))
                            .compose(x -> full == null ? Recount.allDue(tx) : Future.succeededFuture())
                            .compose(x -> tx.preparedQuery(RECOUNTED).execute(Tuple.of(full == null ? null : to)));
                })
                .map(place.moved(0, true));
    }

    private static OffsetDateTime after(OffsetDateTime at) {
        return at.withOffsetSameInstant(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1);
    }
}
