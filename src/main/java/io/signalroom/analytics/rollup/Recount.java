package io.signalroom.analytics.rollup;

import static io.signalroom.analytics.rollup.CellSql.COLUMNS;
import static io.signalroom.analytics.rollup.CellSql.COUNTED;
import static io.signalroom.analytics.rollup.CellSql.FEED;
import static io.signalroom.analytics.rollup.CellSql.HOURS;
import static io.signalroom.analytics.rollup.CellSql.HOUR_OF_DAY;
import static io.signalroom.analytics.rollup.CellSql.OUTCOMES;
import static io.signalroom.analytics.rollup.CellSql.SUMMED;
import static io.signalroom.analytics.rollup.CellSql.WIDE;
import static io.signalroom.analytics.rollup.CellSql.WIDENED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Counts cells of the rollups anew, from the signals as they are: those that events touched, or all of a stretch of whole
 * days. The caller holds the position's lock and commits.
 */
final class Recount {
    private static final String OF_CELL = "unnest($1::timestamptz[], $2::text[]) AS t (day, key)";
    private static final String OF_CHANNELS =
            " s.channel_id = t.key::bigint AND s.posted_at >= t.day AND s.posted_at < t.day + interval '1 day'";
    private static final String OF_TOKENS =
            " s.symbol = t.key AND s.posted_at >= t.day AND s.posted_at < t.day + interval '1 day'";
    private static final String STRETCH = " s.posted_at >= $1 AND s.posted_at < $2 AND ";
    private static final String DAY = "date_trunc('day', s.posted_at, 'UTC')";

    private static final String HOUR_CELLS = "INSERT INTO rollup_hour (hour, origin, kind, direction, " + COLUMNS
            + ") SELECT %1$s, s.origin, s.kind, s.direction, " + COUNTED + " FROM %2$s " + OUTCOMES + " WHERE %3$s "
            + FEED + " GROUP BY 1, 2, 3, 4";

    private static final String DAY_CELLS = "INSERT INTO rollup_day (scope, key, day, origin, kind, direction, "
            + COLUMNS + ", hours, channels) SELECT '%1$s', %2$s, %3$s, s.origin, s.kind, s.direction, " + COUNTED
            + ", " + HOURS + ", %4$s FROM %5$s " + OUTCOMES + " " + HOUR_OF_DAY + " WHERE %6$s " + FEED
            + " GROUP BY 1, 2, 3, 4, 5, 6";

    private static final String CALLERS = "array_agg(DISTINCT s.channel_id)";
    private static final String NOBODY = "NULL::bigint[]";

    private static final String FORGET_HOURS = "DELETE FROM %s WHERE hour = ANY ($1::timestamptz[])";
    private static final String COUNT_HOURS = HOUR_CELLS.formatted(
            "t.hour",
            "unnest($1::timestamptz[]) AS t (hour) JOIN signal s ON s.posted_at >= t.hour AND s.posted_at < t.hour + interval '1 hour'",
            "");

    private static final String FORGET_DAYS = "DELETE FROM %s WHERE scope = 'all' AND day = ANY ($1::timestamptz[])";
    /** The days of the whole feed are the sums of their hours. */
    private static final String SUM_DAYS =
            "INSERT INTO rollup_day (scope, key, day, origin, kind, direction, " + COLUMNS
                    + ") SELECT 'all', '', t.day, r.origin, r.kind, r.direction, " + SUMMED
                    + " FROM unnest($1::timestamptz[]) AS t (day)"
                    + " JOIN rollup_hour r ON r.hour >= t.day AND r.hour < t.day + interval '1 day' GROUP BY 3, 4, 5, 6";

    private static final String FORGET_CELLS =
            "DELETE FROM %s r USING " + OF_CELL + " WHERE r.scope = '%s' AND r.key = t.key AND r.day = t.day";
    private static final String COUNT_CHANNELS =
            DAY_CELLS.formatted("channel", "t.key", "t.day", NOBODY, OF_CELL + " JOIN signal s ON" + OF_CHANNELS, "");
    private static final String COUNT_TOKENS =
            DAY_CELLS.formatted("token", "t.key", "t.day", CALLERS, OF_CELL + " JOIN signal s ON" + OF_TOKENS, "");

    private static final String HOUR_SUMS = "INSERT INTO rollup_hour_sum (hour, origin, " + WIDE
            + ") SELECT r.hour, r.origin, " + WIDENED + " FROM rollup_hour r WHERE %s GROUP BY 1, 2";
    private static final String DAY_SUMS = "INSERT INTO rollup_day_sum (scope, key, day, origin, " + WIDE
            + ") SELECT r.scope, r.key, r.day, r.origin, " + WIDENED + " FROM rollup_day r %s GROUP BY 1, 2, 3, 4";
    private static final String OF_HOURS = "r.hour = ANY ($1::timestamptz[])";
    private static final String OF_DAYS = "WHERE r.scope = 'all' AND r.day = ANY ($1::timestamptz[])";
    private static final String OF_KEYS =
            "JOIN " + OF_CELL + " ON r.key = t.key AND r.day = t.day WHERE r.scope = '%s'";

    private static final String ALL_DUE = """
            INSERT INTO scorecard_due (scope, key)
            SELECT DISTINCT scope, key FROM rollup_day WHERE scope IN ('channel', 'token') AND day >= $1 AND day < $2
            ON CONFLICT (scope, key) DO UPDATE SET version = nextval('scorecard_version')""";

    /** Who is there no more is due as well. */
    private static final List<String> STRETCH_STEPS = List.of(
            ALL_DUE,
            "DELETE FROM rollup_hour WHERE hour >= $1 AND hour < $2",
            "DELETE FROM rollup_day WHERE scope = ANY ('{all,channel,token}') AND day >= $1 AND day < $2",
            HOUR_CELLS.formatted("date_trunc('hour', s.posted_at, 'UTC')", "signal s", STRETCH),
            "INSERT INTO rollup_day (scope, key, day, origin, kind, direction, " + COLUMNS
                    + ") SELECT 'all', '', date_trunc('day', r.hour, 'UTC'), r.origin, r.kind, r.direction, " + SUMMED
                    + " FROM rollup_hour r WHERE r.hour >= $1 AND r.hour < $2 GROUP BY 3, 4, 5, 6",
            DAY_CELLS.formatted("channel", "s.channel_id::text", DAY, NOBODY, "signal s", STRETCH),
            DAY_CELLS.formatted("token", "s.symbol", DAY, CALLERS, "signal s", STRETCH + "s.symbol IS NOT NULL AND "),
            "DELETE FROM rollup_hour_sum WHERE hour >= $1 AND hour < $2",
            "DELETE FROM rollup_day_sum WHERE day >= $1 AND day < $2",
            HOUR_SUMS.formatted("r.hour >= $1 AND r.hour < $2"),
            DAY_SUMS.formatted("WHERE r.day >= $1 AND r.day < $2"),
            ALL_DUE);

    private static final String FORGET_TOTALS =
            "DELETE FROM rollup_channel WHERE channel_id = ANY ($1::text[]::bigint[])";
    private static final String TOTALS = """
            INSERT INTO rollup_channel (channel_id, kind, signals)
            SELECT key::bigint, kind, sum(signals) FROM rollup_day
            WHERE scope = 'channel' AND (%s) GROUP BY 1, 2""";

    private static final String DUE = """
            INSERT INTO scorecard_due (scope, key) SELECT $1, key FROM unnest($2::text[]) AS key
            ON CONFLICT (scope, key) DO UPDATE SET version = nextval('scorecard_version')""";

    private Recount() {}

    /** What events touched. */
    static Future<Void> cells(SqlConnection tx, Touched touched) {
        List<String> channels = Touched.keys(touched.channels());
        Tuple names = Tuple.tuple().addArrayOfString(channels.toArray(String[]::new));
        Tuple hours = touched.hourValues();
        Tuple days = touched.dayValues();
        return run(tx, FORGET_HOURS.formatted("rollup_hour"), hours)
                .compose(x -> run(tx, COUNT_HOURS, hours))
                .compose(x -> run(tx, FORGET_HOURS.formatted("rollup_hour_sum"), hours))
                .compose(x -> run(tx, HOUR_SUMS.formatted(OF_HOURS), hours))
                .compose(x -> run(tx, FORGET_DAYS.formatted("rollup_day"), days))
                .compose(x -> run(tx, SUM_DAYS, days))
                .compose(x -> run(tx, FORGET_DAYS.formatted("rollup_day_sum"), days))
                .compose(x -> run(tx, DAY_SUMS.formatted(OF_DAYS), days))
                .compose(x -> days(tx, "channel", COUNT_CHANNELS, Touched.values(touched.channels())))
                .compose(x -> days(tx, "token", COUNT_TOKENS, Touched.values(touched.tokens())))
                .compose(x -> run(tx, FORGET_TOTALS, names))
                .compose(x -> run(tx, TOTALS.formatted("key = ANY ($1::text[])"), names))
                .compose(x -> due(tx, "channel", channels))
                .compose(x -> due(tx, "token", Touched.keys(touched.tokens())));
    }

    private static Future<Void> days(SqlConnection tx, String scope, String count, Tuple cells) {
        return run(tx, FORGET_CELLS.formatted("rollup_day", scope), cells)
                .compose(x -> run(tx, count, cells))
                .compose(x -> run(tx, FORGET_CELLS.formatted("rollup_day_sum", scope), cells))
                .compose(x -> run(tx, DAY_SUMS.formatted(OF_KEYS.formatted(scope)), cells));
    }

    /** A stretch of whole days. */
    static Future<Void> stretch(SqlConnection tx, OffsetDateTime from, OffsetDateTime to) {
        Future<Void> all = Future.succeededFuture();
        for (String step : STRETCH_STEPS) {
            all = all.compose(x -> run(tx, step, Tuple.of(from, to)));
        }
        return all;
    }

    /** The totals of all channels, after the last stretch. */
    static Future<Void> totals(SqlConnection tx) {
        return run(tx, "DELETE FROM rollup_channel", Tuple.tuple())
                .compose(x -> run(tx, TOTALS.formatted("true"), Tuple.tuple()));
    }

    private static Future<Void> due(SqlConnection tx, String scope, List<String> keys) {
        return run(tx, DUE, Tuple.of(scope).addArrayOfString(keys.toArray(String[]::new)));
    }

    private static Future<Void> run(SqlConnection tx, String statement, Tuple values) {
        return tx.preparedQuery(statement).execute(values).mapEmpty();
    }
}
