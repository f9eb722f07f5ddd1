package io.signalroom.analytics.history;

import io.signalroom.analytics.history.HistoricalQuery.Bucket;
import io.signalroom.analytics.rollup.CellSql;
import io.signalroom.analytics.rollup.Filter;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts over a stretch of time: from sums by hour or day, or from the rollups by kind and direction where some are asked
 * for; and signal by signal where none tells: by hour of some channels or tokens, of channels and tokens together, and of the
 * last hour or day of a stretch that ends within it.
 */
final class Cells {
    private static final String OF_RANGE = " >= $1 AND %1$s < $2 AND ($3::text[] IS NULL OR r.origin = ANY ($3))";
    private static final String AT_HOUR = "r.hour" + OF_RANGE.formatted("r.hour");
    private static final String AT_DAY = "r.scope = '%s' AND %s AND r.day" + OF_RANGE.formatted("r.day");
    private static final String SOME = " AND ($4::text[] IS NULL OR r.kind = ANY ($4))"
            + " AND ($5::smallint[] IS NULL OR r.direction = ANY ($5)) GROUP BY 1, 2";

    private static final String HOUR_SUMS =
            "SELECT r.hour AS at, r.origin, " + CellSql.WIDE + " FROM rollup_hour_sum r WHERE " + AT_HOUR;
    private static final String HOURS =
            "SELECT r.hour AS at, r.origin, " + CellSql.WIDENED + " FROM rollup_hour r WHERE " + AT_HOUR + SOME;
    private static final String DAY_SUMS =
            "SELECT r.day AS at, r.origin, " + CellSql.WIDE + " FROM rollup_day_sum r WHERE " + AT_DAY;
    private static final String DAYS =
            "SELECT r.day AS at, r.origin, " + CellSql.WIDENED + " FROM rollup_day r WHERE " + AT_DAY + SOME;

    private static final String SIGNALS = "SELECT r.at, r.origin, " + CellSql.WIDENED
            + " FROM (SELECT date_trunc('hour', s.posted_at, 'UTC') AS at, s.origin, s.kind, s.direction, "
            + CellSql.COUNTED + " FROM signal s " + CellSql.OUTCOMES_OF_RANGE
            + " WHERE s.posted_at >= $1 AND s.posted_at < $2 AND " + CellSql.FEED
            + " AND %s AND" + Filter.where("s") + " GROUP BY 1, 2, 3, 4) r GROUP BY 1, 2";

    /** Values that a source does not ask for must have a type all the same. */
    private static final String TYPED = " WHERE ($4::text[] IS NULL OR true) AND ($5::smallint[] IS NULL OR true)";

    private static final String SERIES = "SELECT date_trunc('%2$s', r.at, 'UTC') AS at, r.origin, "
            + CellSql.WIDE_SUMMED + " FROM (%1$s) r" + TYPED + " GROUP BY 1, 2 ORDER BY 1";
    /** Where each row of the source is a step already. */
    private static final String STEPS =
            "SELECT r.at, r.origin, " + CellSql.WIDE + " FROM (%s) r" + TYPED + " ORDER BY 1";

    private static final String TOTALS =
            "SELECT r.origin, " + CellSql.WIDE_SUMMED + " FROM (%s) r" + TYPED + " GROUP BY 1";

    private final SqlClient sql;

    Cells(SqlClient sql) {
        this.sql = sql;
    }

    /** A part of the stretch, where it is counted and in which steps. */
    private record Part(String source, Bucket step, Instant from, Instant to) {}

    /** The steps of the series that hold a signal, by origin, in order; one may come in several rows. */
    Future<List<Row>> series(HistoricalQuery query) {
        Future<List<Row>> rows = Future.succeededFuture(new ArrayList<>());
        for (Part part : parts(query)) {
            boolean steps = part.step == query.bucket();
            String statement = (steps ? STEPS : SERIES)
                    .formatted(part.source, query.bucket().wire());
            rows = rows.compose(list -> add(list, statement, values(query, part)));
        }
        return rows;
    }

    /** Counts of the whole stretch by origin, which may come in several rows. */
    Future<List<Row>> totals(HistoricalQuery query) {
        Future<List<Row>> rows = Future.succeededFuture(new ArrayList<>());
        for (Part part : parts(query)) {
            rows = rows.compose(list -> add(list, TOTALS.formatted(part.source), values(query, part)));
        }
        return rows;
    }

    private Future<List<Row>> add(List<Row> list, String statement, Tuple values) {
        return sql.preparedQuery(statement).execute(values).map(found -> {
            found.forEach(list::add);
            return list;
        });
    }

    private static Tuple values(HistoricalQuery query, Part part) {
        Filter filter = query.filter();
        return filter.names(
                filter.values(Tuple.of(part.from.atOffset(ZoneOffset.UTC), part.to.atOffset(ZoneOffset.UTC))));
    }

    private static List<Part> parts(HistoricalQuery query) {
        Instant begin = query.begin();
        Instant to = query.to();
        String signals = SIGNALS.formatted(query.filter().named("s", 6));
        if (query.ofBoth() || query.ofSome() && query.bucket() == Bucket.HOUR) {
            return List.of(new Part(signals, Bucket.HOUR, begin, to));
        }
        boolean all =
                query.filter().kinds().isEmpty() && query.filter().directions().isEmpty();
        Instant midnight = later(begin, query.whole(ChronoUnit.DAYS));
        Instant hour = query.ofSome() ? midnight : later(begin, query.whole(ChronoUnit.HOURS));
        List<Part> parts = query.bucket() == Bucket.HOUR
                ? List.of(
                        new Part(all ? HOUR_SUMS : HOURS, Bucket.HOUR, begin, hour),
                        new Part(signals, Bucket.HOUR, hour, to))
                : List.of(
                        new Part(days(query.filter(), all ? DAY_SUMS : DAYS), Bucket.DAY, begin, midnight),
                        new Part(all ? HOUR_SUMS : HOURS, Bucket.HOUR, midnight, hour),
                        new Part(signals, Bucket.HOUR, hour, to));
        return parts.stream().filter(part -> part.from.isBefore(part.to)).toList();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static String days(Filter filter, String source) {
        if (!filter.channels().isEmpty()) {
            return source.formatted("channel", "r.key = ANY ($6::bigint[]::text[])");
        }
        return filter.tokens().isEmpty()
                ? source.formatted("all", "r.key = ''")
                : source.formatted("token", "r.key = ANY ($6::text[])");
    }
}
