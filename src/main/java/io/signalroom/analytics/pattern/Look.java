package io.signalroom.analytics.pattern;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Works out some kinds of patterns of one origin from the tables. What it reads is bounded in time, what it brings in number. */
interface Look {
    /** Hour of the week as {@link HourRates#hourOfWeek} counts it. */
    String HOUR_OF_WEEK = "((floor(extract(epoch FROM posted_at) / 3600)::bigint + 72) % 168)::int";

    /** What it finds. */
    Set<PatternKind> kinds();

    /** The patterns of an origin as they stand. */
    Future<List<Pattern>> at(SqlClient sql, Scene scene);

    /**
     * What is looked at.
     *
     * @param origin wire name
     * @param at as of when; later posts are not looked at
     * @param names titles of the channels
     */
    record Scene(String origin, Instant at, Map<Long, String> names) {
        /** Parameters of a statement on a stretch of time that ends with the scene: origin, from (exclusive), to. */
        Tuple back(Duration length) {
            return Tuple.of(origin, at.minus(length).atOffset(ZoneOffset.UTC), at.atOffset(ZoneOffset.UTC));
        }
    }

    /** A call out of a row with its columns. */
    static HeardCall call(Row row) {
        return new HeardCall(
                row.getUUID("signal_id"),
                row.getOffsetDateTime("posted_at").toInstant(),
                row.getLong("channel_id"),
                row.getString("symbol"),
                row.getShort("direction"));
    }

    /** The ids in the first column. */
    static Future<List<UUID>> ids(SqlClient sql, String query, Tuple values) {
        return sql.preparedQuery(query)
                .execute(values)
                .map(rows -> rows.stream().map(row -> row.getUUID(0)).toList());
    }
}
