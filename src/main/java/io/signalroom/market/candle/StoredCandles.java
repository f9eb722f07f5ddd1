package io.signalroom.market.candle;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;

/**
 * Reads the candles that are stored of a feed, in one statement for all stretches. A stretch is read from its begin as far
 * as the feed has answered without a hole: whoever follows prices must not pass a hole that will be filled later.
 */
public final class StoredCandles implements CandleReader {
    private static final int EXPECTED = 1_440;

    private static final String READ = """
            SELECT s.n, c.opens_at, c.closes_at, c.open, c.high, c.low, c.close
            FROM unnest($2::integer[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
                 AS s (n, base, quote, begins, ends)
            JOIN market m ON m.feed = $1 AND m.base = s.base AND m.quote = s.quote
            CROSS JOIN LATERAL (SELECT upper(r) AS ends FROM unnest(m.covered) AS r WHERE r @> s.begins) known
            CROSS JOIN LATERAL (
                SELECT v.opens_at, v.closes_at, v.open::float8, v.high::float8, v.low::float8, v.close::float8
                FROM candle v
                WHERE v.market_id = m.id AND v.opens_at >= s.begins AND v.opens_at < least(s.ends, known.ends)
                OFFSET 0) c
            ORDER BY s.n, c.opens_at""";

    private final SqlClient sql;
    private final String feed;

    /**
     * A reader.
     *
     * @param feed whose candles
     */
    public StoredCandles(SqlClient sql, String feed) {
        this.sql = sql;
        this.feed = feed;
    }

    @Override
    public Future<Map<Market, CandleSeries>> read(List<Stretch> stretches) {
        return sql.preparedQuery(READ)
                .collecting(Collector.of(Columns::new, Columns::add, (a, b) -> a))
                .execute(question(stretches))
                .map(read -> read.value().series(stretches));
    }

    private Tuple question(List<Stretch> stretches) {
        int count = stretches.size();
        Integer[] numbers = new Integer[count];
        String[] bases = new String[count];
        String[] quotes = new String[count];
        OffsetDateTime[] begins = new OffsetDateTime[count];
        OffsetDateTime[] ends = new OffsetDateTime[count];
        for (int i = 0; i < count; i++) {
            Stretch stretch = stretches.get(i);
            numbers[i] = i;
            bases[i] = stretch.market().base();
            quotes[i] = stretch.market().quote();
            begins[i] = CandleStore.sql(stretch.from());
            ends[i] = CandleStore.sql(stretch.to());
        }
        return Tuple.of(feed)
                .addArrayOfInteger(numbers)
                .addArrayOfString(bases)
                .addArrayOfString(quotes)
                .addArrayOfOffsetDateTime(begins)
                .addArrayOfOffsetDateTime(ends);
    }

    /** What comes, row by row: nothing else is kept of it. */
    private static final class Columns {
        private final Map<Integer, CandleSeries.Builder> builders = new HashMap<>();
        private final Map<Integer, Long> ends = new HashMap<>();

        /** Of two candles that overlap, which only a feed of several lengths can have, the earlier one counts. */
        private void add(Row row) {
            Integer stretch = row.getInteger(0);
            long opens = millis(row, 1);
            if (opens < ends.getOrDefault(stretch, Long.MIN_VALUE)) {
                return;
            }
            long closes = millis(row, 2);
            ends.put(stretch, closes);
            builders.computeIfAbsent(stretch, n -> new CandleSeries.Builder(EXPECTED))
                    .add(opens, closes, row.getDouble(3), row.getDouble(4), row.getDouble(5), row.getDouble(6));
        }

        private static long millis(Row row, int column) {
            return row.getOffsetDateTime(column).toInstant().toEpochMilli();
        }

        private Map<Market, CandleSeries> series(List<Stretch> stretches) {
            Map<Market, CandleSeries> series = new HashMap<>();
            for (int i = 0; i < stretches.size(); i++) {
                CandleSeries.Builder builder = builders.get(i);
                series.put(stretches.get(i).market(), builder == null ? CandleSeries.EMPTY : builder.build());
            }
            return series;
        }
    }
}
