package io.signalroom.market.candle;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Draws candles of a longer interval out of the stored ones. */
public final class StoredCharts {
    /**
     * Walks back over the intervals that hold a candle, one look-up each, until there are enough; then groups what is
     * inside. So gaps cost nothing, and a stretch of years costs no more than the candles that are shown.
     */
    private static final String CHART = """
            WITH RECURSIVE step (length) AS (SELECT make_interval(secs => $5::integer)),
            walk (at, n) AS (
                (SELECT date_bin(step.length, c.opens_at, 'epoch'), 1
                 FROM step, candle c WHERE c.market_id = $1 AND c.opens_at >= $2 AND c.opens_at < $3
                 ORDER BY c.opens_at DESC LIMIT 1)
                UNION ALL
                SELECT date_bin((SELECT length FROM step), before.opens_at, 'epoch'), walk.n + 1
                FROM walk CROSS JOIN LATERAL (
                    SELECT c.opens_at FROM candle c
                    WHERE c.market_id = $1 AND c.opens_at >= $2 AND c.opens_at < walk.at
                    ORDER BY c.opens_at DESC LIMIT 1) before
                WHERE walk.n < $4)
            SELECT date_bin((SELECT length FROM step), c.opens_at, 'epoch') AS at,
                   (array_agg(c.open ORDER BY c.opens_at))[1] AS open, max(c.high) AS high, min(c.low) AS low,
                   (array_agg(c.close ORDER BY c.opens_at DESC))[1] AS close, sum(c.volume) AS volume
            FROM candle c
            WHERE c.market_id = $1 AND c.opens_at >= (SELECT min(at) FROM walk) AND c.opens_at < $3
            GROUP BY 1 ORDER BY 1""";

    /**
     * The newest candles that begin in a stretch, oldest first. The last one holds what is stored of it.
     *
     * @param market its row
     * @param length of a candle, whole minutes; they begin at multiples of it since 1970
     * @param from begin of the stretch, inclusive, a multiple of that length
     * @param to its end, exclusive, the same
     * @param limit most candles
     */
    public Future<List<Candle>> chart(SqlClient sql, int market, Duration length, Instant from, Instant to, int limit) {
        return sql.preparedQuery(CHART)
                .execute(Tuple.of(market, CandleStore.sql(from), CandleStore.sql(to), limit, (int) length.toSeconds()))
                .map(rows -> rows.stream().map(row -> candle(row, length)).toList());
    }

    private static Candle candle(Row row, Duration length) {
        Instant at = row.getOffsetDateTime("at").toInstant();
        return new Candle(
                at,
                at.plus(length),
                row.getBigDecimal("open"),
                row.getBigDecimal("high"),
                row.getBigDecimal("low"),
                row.getBigDecimal("close"),
                row.getBigDecimal("volume"));
    }
}
