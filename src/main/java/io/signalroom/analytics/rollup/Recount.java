package io.signalroom.analytics.rollup;

import static io.signalroom.analytics.rollup.CellSql.COUNTED;
import static io.signalroom.analytics.rollup.CellSql.FEED;
import static io.signalroom.analytics.rollup.CellSql.NAMES;
import static io.signalroom.analytics.rollup.CellSql.OUTCOMES;
import static io.signalroom.analytics.rollup.CellSql.SUMMED;
import static io.signalroom.analytics.rollup.CellSql.WIDENED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts cells of the rollups anew: hours and channels' and tokens' days from the signals as they are, all else from these,
 * but for the hours and callers of a token's day. The caller holds the position's lock and commits. Signals may change
 * meanwhile; the event of that comes later and counts once more.
 */
final class Recount {
    private static final String HOUR_ROWS = "r.hour = ANY ($1::timestamptz[])";
    private static final String DAY_ROWS = "r.scope = 'all' AND r.day = ANY ($1::timestamptz[])";
    private static final String CELL = "unnest($1::timestamptz[], $2::text[]) AS t (day, key)";
    private static final String CELL_ROWS =
            "r.scope = '%s' AND (r.key, r.day) IN (SELECT t.key, t.day FROM " + CELL + ")";
    private static final String OF_CHANNEL = "s.channel_id = t.key::bigint";
    private static final String OF_TOKEN = "s.symbol = t.key";
    private static final String MONTH = "(SELECT DISTINCT t.key, date_trunc('month', t.day, 'UTC') AS month,"
            + " date_trunc('month', t.day, 'UTC') + interval '1 month' AS next FROM " + CELL + ") m";
    private static final String CHANNEL_ROWS = "r.channel_id = ANY ($1::text[]::bigint[])";

    private static final Renewal HOUR = new Renewal("rollup_hour", keys("hour", "origin", "kind", "direction"), NAMES);
    private static final Renewal HOUR_SUM = new Renewal("rollup_hour_sum", keys("hour", "origin"), CellSql.WIDE_NAMES);
    private static final Renewal DAY = new Renewal(
            "rollup_day", keys("scope", "key", "day", "origin", "kind", "direction"), and(NAMES, "channels"));
    private static final Renewal DAY_SUM = new Renewal(
            "rollup_day_sum",
            keys("scope", "key", "day", "origin"),
            and(CellSql.WIDE_NAMES, "hours", "channels", "posts"));
    private static final Renewal CHANNEL_MONTH =
            new Renewal("rollup_channel_month", keys("channel_id", "month"), List.of("signals"));
    private static final Renewal CHANNEL = new Renewal("rollup_channel", keys("channel_id"), List.of("signals"));

    private static final String COUNT_HOURS = HOUR.of(
            HOUR_ROWS,
            "SELECT t.hour, s.origin, s.kind, s.direction, " + COUNTED + " FROM unnest($1::timestamptz[]) AS t (hour)"
                    + signals("true", "hour") + OUTCOMES + " GROUP BY 1, 2, 3, 4");

    private static final String SUM_HOURS = HOUR_SUM.of(
            HOUR_ROWS,
            "SELECT r.hour, r.origin, " + WIDENED + " FROM rollup_hour r WHERE " + HOUR_ROWS + " GROUP BY 1, 2");

    /** The days of the whole feed are the sums of their hours. */
    private static final String COUNT_DAYS = DAY.of(
            DAY_ROWS,
            "SELECT 'all' AS scope, '' AS key, t.day, r.origin, r.kind, r.direction, " + SUMMED
                    + ", NULL::bigint[] AS channels FROM unnest($1::timestamptz[]) AS t (day)"
                    + " JOIN rollup_hour r ON r.hour >= t.day AND r.hour < t.day + interval '1 day'"
                    + " GROUP BY 3, 4, 5, 6");

    private static final String COUNT_CELLS = "SELECT '%1$s' AS scope, t.key, t.day, s.origin, s.kind, s.direction, "
            + COUNTED + ", %2$s AS channels FROM " + CELL + signals("%3$s", "day") + OUTCOMES
            + " GROUP BY 1, 2, 3, 4, 5, 6";
    private static final String COUNT_CHANNELS =
            DAY.of(CELL_ROWS.formatted("channel"), COUNT_CELLS.formatted("channel", "NULL::bigint[]", OF_CHANNEL));
    private static final String COUNT_TOKENS = DAY.of(
            CELL_ROWS.formatted("token"), COUNT_CELLS.formatted("token", "array_agg(DISTINCT s.channel_id)", OF_TOKEN));

    private static final String SUMS = "SELECT r.scope, r.key, r.day, r.origin, " + WIDENED
            + ", NULL::int[] AS hours, NULL::bigint[] AS channels, NULL::int AS posts FROM rollup_day r WHERE %s GROUP BY 1, 2, 3, 4";
    private static final String SUM_DAYS = DAY_SUM.of(DAY_ROWS, SUMS.formatted(DAY_ROWS));

    /** Of channels also how many posts the signals are of. */
    private static final String SUM_CHANNELS = DAY_SUM.of(
            CELL_ROWS.formatted("channel"),
            "SELECT 'channel' AS scope, *, NULL::int[] AS hours, NULL::bigint[] AS channels FROM (SELECT r.key, r.day,"
                    + " r.origin, " + WIDENED + " FROM rollup_day r WHERE " + CELL_ROWS.formatted("channel")
                    + " GROUP BY 1, 2, 3) d JOIN (SELECT t.key, t.day, s.origin, count(DISTINCT s.message_id)::int AS posts"
                    + " FROM " + CELL + signals(OF_CHANNEL, "day") + "GROUP BY 1, 2, 3) p USING (key, day, origin)");

    /** Of tokens also who called them and when, which the signals' index tells. */
    private static final String SUM_TOKENS = DAY_SUM.of(
            CELL_ROWS.formatted("token"),
            "SELECT 'token' AS scope, *, NULL::int AS posts FROM (SELECT r.key, r.day, r.origin, " + WIDENED
                    + " FROM rollup_day r WHERE " + CELL_ROWS.formatted("token")
                    + " GROUP BY 1, 2, 3) d JOIN (SELECT t.key,"
                    + " t.day, s.origin, " + hours() + " AS hours, array_agg(DISTINCT s.channel_id) AS channels FROM "
                    + CELL + signals(OF_TOKEN, "day") + "CROSS JOIN LATERAL"
                    + " (SELECT extract(hour FROM s.posted_at AT TIME ZONE 'UTC')::int AS hour) h"
                    + " GROUP BY 1, 2, 3) h USING (key, day, origin)");

    private static final String SUM_MONTHS = CHANNEL_MONTH.of(
            "(r.channel_id, r.month) IN (SELECT m.key::bigint, m.month FROM " + MONTH + ")",
            "SELECT m.key::bigint AS channel_id, m.month, sum(r.signals)::int AS signals FROM " + MONTH
                    + " JOIN rollup_day_sum r ON r.scope = 'channel' AND r.key = m.key AND r.day >= m.month AND r.day < m.next"
                    + " GROUP BY 1, 2");
    private static final String TOTALS = CHANNEL.of(
            CHANNEL_ROWS,
            "SELECT r.channel_id, sum(r.signals)::bigint AS signals FROM rollup_channel_month r WHERE " + CHANNEL_ROWS
                    + " GROUP BY 1");

    /** One that took long to make rests before it is made again. */
    private static final String DUE = """
            INSERT INTO scorecard_due (scope, key, due_at)
            SELECT t.scope, t.key, greatest(now(), (
                SELECT max(c.rests_until) FROM scorecard c WHERE c.scope = t.scope AND c.key = t.key))
            FROM %s ORDER BY 1, 2 ON CONFLICT (scope, key) DO UPDATE SET version = nextval('scorecard_version')""";

    private static final String SOME_DUE = DUE.formatted("(SELECT $1::text AS scope, unnest($2::text[]) AS key) t");
    private static final String ALL_DUE = DUE.formatted("""
            (SELECT scope, key FROM rollup_day_sum WHERE scope IN ('channel', 'token')
             UNION SELECT scope, key FROM scorecard) t""");

    private Recount() {}

    private static List<String> keys(String... names) {
        return List.of(names);
    }

    private static List<String> and(List<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return all;
    }

    /**
     * Joins the signals of one cell after the other, by an index: joined at once, a planner might compare each signal of a token
     * with each of its days.
     */
    private static String signals(String which, String unit) {
        return " CROSS JOIN LATERAL (SELECT s.* FROM signal s WHERE " + which + " AND s.posted_at >= t." + unit
                + " AND s.posted_at < t." + unit + " + interval '1 " + unit + "' AND " + FEED + " OFFSET 0) s ";
    }

    private static String hours() {
        return IntStream.range(0, 24)
                .mapToObj(hour -> "count(*) FILTER (WHERE h.hour = " + hour + ")")
                .collect(Collectors.joining(", ", "ARRAY[", "]::int[]"));
    }

    /** Counts what was touched. */
    static Future<Void> cells(SqlConnection tx, Touched touched) {
        Tuple hours = touched.hourValues();
        Tuple days = touched.dayValues();
        Tuple channels = Touched.values(touched.channels());
        Tuple tokens = Touched.values(touched.tokens());
        return run(tx, COUNT_HOURS, hours)
                .compose(x -> run(tx, SUM_HOURS, hours))
                .compose(x -> run(tx, COUNT_DAYS, days))
                .compose(x -> run(tx, SUM_DAYS, days))
                .compose(x -> run(tx, COUNT_CHANNELS, channels))
                .compose(x -> run(tx, SUM_CHANNELS, channels))
                .compose(x -> run(tx, COUNT_TOKENS, tokens))
                .compose(x -> run(tx, SUM_TOKENS, tokens))
                .compose(x -> run(tx, SUM_MONTHS, channels))
                .compose(x -> run(tx, TOTALS, channelsOf(touched)));
    }

    private static Tuple channelsOf(Touched touched) {
        return Tuple.tuple().addArrayOfString(Touched.keys(touched.channels()));
    }

    /** Says that the scorecards of what was touched are due. */
    static Future<Void> due(SqlConnection tx, Touched touched) {
        return due(tx, "channel", Touched.keys(touched.channels()))
                .compose(x -> due(tx, "token", Touched.keys(touched.tokens())));
    }

    /** Says that all scorecards are due, those of who is there no more as well. */
    static Future<Void> allDue(SqlConnection tx) {
        return tx.query(ALL_DUE).execute().mapEmpty();
    }

    private static Future<Void> due(SqlConnection tx, String scope, String[] keys) {
        return run(tx, SOME_DUE, Tuple.of(scope).addArrayOfString(keys));
    }

    private static Future<Void> run(SqlConnection tx, String statement, Tuple values) {
        return tx.preparedQuery(statement).execute(values).mapEmpty();
    }
}
