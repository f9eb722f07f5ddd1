package io.signalroom.analytics.history;

import io.signalroom.analytics.Filter;
import io.signalroom.analytics.history.HistoricalQuery.Bucket;
import io.signalroom.analytics.rollup.CellSql;
import io.signalroom.signal.PostKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Counts over a stretch of time: from the hours or days that are rolled up, and signal by signal where none tells: by hour
 * of some channels or tokens, of channels and tokens together, and of the last day of a stretch that ends within it.
 */
final class Cells {
    private static final String HOURLY = "SELECT hour AS at, origin, kind, direction, " + CellSql.COLUMNS
            + " FROM rollup_hour WHERE hour >= $1 AND hour < $2";

    private static final String DAILY = "SELECT day AS at, origin, kind, direction, " + CellSql.COLUMNS
            + " FROM rollup_day WHERE scope = '%s' AND %s AND day >= $1 AND day < $2";

    private static final String COUNTED = "SELECT date_trunc('hour', s.posted_at, 'UTC') AS at, s.origin, s.kind,"
            + " s.direction, " + CellSql.COUNTED + " FROM signal s " + CellSql.OUTCOMES
            + " WHERE s.posted_at >= $1 AND s.posted_at < $2 AND " + CellSql.FEED
            + " AND ($6::bigint[] IS NULL OR s.channel_id = ANY ($6)) AND ($7::text[] IS NULL OR s.symbol = ANY ($7))"
            + " GROUP BY 1, 2, 3, 4";

    /** Values that a source does not ask for must have a type all the same. */
    private static final String TYPED = "AND ($6::bigint[] IS NULL OR true) AND ($7::text[] IS NULL OR true)";

    private static final String BY_KIND = Arrays.stream(PostKind.values())
            .filter(kind -> kind != PostKind.NOISE)
            .map(kind -> "sum(r.signals) FILTER (WHERE r.kind = '" + kind.wire() + "')::bigint AS " + kind.wire())
            .collect(Collectors.joining(", "));

    private static final String SERIES = "SELECT date_trunc($8::text, r.at, 'UTC') AS at,"
            + " sum(r.signals) FILTER (WHERE r.direction = 1)::bigint AS bullish,"
            + " sum(r.signals) FILTER (WHERE r.direction = -1)::bigint AS bearish,"
            + " sum(r.signals) FILTER (WHERE r.direction = 0)::bigint AS neutral, " + BY_KIND + ", " + CellSql.SUMMED
            + " FROM (%s) r WHERE" + Filter.where("r") + TYPED + " GROUP BY 1 ORDER BY 1";

    private static final String TOTALS = "SELECT r.origin, r.kind, r.direction, " + CellSql.SUMMED
            + " FROM (%s) r WHERE" + Filter.where("r") + TYPED + " GROUP BY 1, 2, 3";

    private final SqlClient sql;

    Cells(SqlClient sql) {
        this.sql = sql;
    }

    /** A part of the stretch and where it is counted. */
    private record Part(String source, Instant from, Instant to) {}

    /** The steps of the series that hold a signal, in order; a step may come in two rows. */
    Future<List<Row>> series(HistoricalQuery query) {
        return all(query, SERIES, true);
    }

    /** Counts of the whole stretch by origin, kind and direction; a group may come in two rows. */
    Future<List<Row>> totals(HistoricalQuery query) {
        return all(query, TOTALS, false);
    }

    private Future<List<Row>> all(HistoricalQuery query, String statement, boolean stepped) {
        Future<List<Row>> rows = Future.succeededFuture(new ArrayList<>());
        for (Part part : parts(query)) {
            Tuple values = values(query, part);
            if (stepped) {
                values.addString(query.bucket().wire());
            }
            rows = rows.compose(list -> sql.preparedQuery(statement.formatted(part.source))
                    .execute(values)
                    .map(found -> {
                        found.forEach(list::add);
                        return list;
                    }));
        }
        return rows;
    }

    private static Tuple values(HistoricalQuery query, Part part) {
        Filter filter = query.filter();
        return filter.values(Tuple.of(part.from.atOffset(ZoneOffset.UTC), part.to.atOffset(ZoneOffset.UTC)))
                .addValue(filter.channels().isEmpty() ? null : filter.channels().toArray(Long[]::new))
                .addValue(filter.tokens().isEmpty() ? null : filter.tokens().toArray(String[]::new));
    }

    private static List<Part> parts(HistoricalQuery query) {
        if (query.ofBoth() || query.ofSome() && query.bucket() == Bucket.HOUR) {
            return List.of(new Part(COUNTED, query.begin(), query.to()));
        }
        if (query.bucket() == Bucket.HOUR) {
            return List.of(new Part(HOURLY, query.begin(), query.to()));
        }
        Instant midnight = query.to().truncatedTo(ChronoUnit.DAYS);
        Instant counted = query.open() ? midnight.plus(1, ChronoUnit.DAYS) : midnight;
        Part days = new Part(daily(query.filter()), query.begin(), counted);
        return counted.isBefore(query.to())
                ? List.of(days, new Part(query.ofSome() ? COUNTED : HOURLY, counted, query.to()))
                : List.of(days);
    }

    private static String daily(Filter filter) {
        if (!filter.channels().isEmpty()) {
            return DAILY.formatted("channel", "key = ANY ($6::bigint[]::text[])");
        }
        return filter.tokens().isEmpty()
                ? DAILY.formatted("all", "key = ''")
                : DAILY.formatted("token", "key = ANY ($7::text[])");
    }
}
