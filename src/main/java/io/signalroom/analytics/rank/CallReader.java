package io.signalroom.analytics.rank;

import io.signalroom.analytics.rank.MeasuredCall.Claims;
import io.signalroom.analytics.rank.MeasuredCall.Course;
import io.signalroom.analytics.rank.MeasuredCall.Result;
import io.signalroom.analytics.rank.MeasuredCall.Source;
import io.signalroom.analytics.rank.MeasuredCall.State;
import io.signalroom.analytics.rollup.CellSql;
import io.signalroom.signal.Origin;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Reads all calls of a channel, or of a token, as they are measured. */
final class CallReader {
    private static final String COLUMNS = """
            SELECT s.id, s.posted_at, s.channel_id, s.symbol, s.origin, s.edited_at IS NOT NULL AS edited,
                   s.deleted_at IS NOT NULL AS deleted, o.state, o.has_stop, o.settled_at, o.r, o.percent, o.benchmark_r,
                   o.run_up_1h, o.run_up_24h,""";

    private static final String OF_CHANNEL = COLUMNS + """
             coalesce(c.measured, 0) AS measured, coalesce(c.hold, 0) AS hold
            FROM outcome o JOIN signal s ON s.posted_at = o.posted_at AND s.id = o.signal_id
            LEFT JOIN (
                SELECT l.signal_id, count(m.measured)::int AS measured,
                       count(*) FILTER (WHERE m.measured = 'holds')::int AS hold
                FROM outcome o
                JOIN market k ON k.id = o.market_id
                JOIN claim l ON l.signal_id = o.signal_id AND l.signal_at = o.posted_at
                JOIN signal u ON u.id = l.update_id AND u.posted_at = l.update_at
                CROSS JOIN LATERAL (
                    SELECT claim_measured(u.event, u.target_index, l.update_at, o, k.followed_to) AS measured) m
                WHERE o.channel_id = $1::text::bigint AND u.state = 'published' AND u.withdrawn_at IS NULL
                GROUP BY 1) c ON c.signal_id = o.signal_id
            WHERE o.channel_id = $1::text::bigint AND\s""" + CellSql.FEED;

    private static final String OF_TOKEN = COLUMNS + """
             0 AS measured, 0 AS hold
            FROM signal s JOIN outcome o ON o.posted_at = s.posted_at AND o.signal_id = s.id
            WHERE s.symbol = $1 AND s.kind IN ('trade_signal', 'token_launch') AND\s""" + CellSql.FEED;

    private CallReader() {}

    /**
     * A call with the id of its signal.
     *
     * @param signal its id
     */
    record Known(UUID signal, MeasuredCall call) {}

    /** All calls of a channel, by its id, or of a token, by its symbol. */
    static Future<List<Known>> read(SqlClient sql, String scope, String key) {
        return sql.preparedQuery(scope.equals("channel") ? OF_CHANNEL : OF_TOKEN)
                .mapping(CallReader::known)
                .execute(Tuple.of(key))
                .map(rows -> rows.stream().toList());
    }

    private static Known known(Row row) {
        Source source = new Source(
                row.getLong(2),
                row.getString(3),
                Origin.ofWire(row.getString(4)),
                instant(row.getOffsetDateTime(1)),
                row.getBoolean(5),
                row.getBoolean(6));
        Course course =
                new Course(State.ofWire(row.getString(7)), row.getBoolean(8), instant(row.getOffsetDateTime(9)));
        Result result = new Result(
                row.getDouble(10), row.getDouble(11), row.getDouble(12), row.getDouble(13), row.getDouble(14));
        Claims claims = new Claims(row.getInteger(15), row.getInteger(16));
        return new Known(row.getUUID(0), new MeasuredCall(source, course, result, claims));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
