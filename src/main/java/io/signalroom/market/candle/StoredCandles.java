package io.signalroom.market.candle;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the candles that are stored of a feed, in one statement for all stretches. A stretch is read from its begin as far
 * as the feed has answered without a hole: whoever follows prices must not pass a hole that will be filled later.
 */
public final class StoredCandles implements CandleReader {
    /** Of one candle: two times in microseconds since 2000, four prices. */
    private static final int BYTES = 6 * Long.BYTES;

    private static final long YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    /** A stretch comes as one value in PostgreSQL's binary form: a row for each candle would cost several times as much. */
    private static final String READ = """
            SELECT s.n, c.packed, least(s.ends, known.ends)
            FROM unnest($2::integer[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
                 AS s (n, base, quote, begins, ends)
            JOIN market m ON m.feed = $1 AND m.base = s.base AND m.quote = s.quote
            CROSS JOIN LATERAL (SELECT upper(r) AS ends FROM unnest(m.covered) AS r WHERE r @> s.begins) known
            CROSS JOIN LATERAL (
                SELECT string_agg(v.one, ''::bytea) AS packed
                FROM (SELECT timestamptz_send(v.opens_at) || timestamptz_send(v.closes_at) || float8send(v.open::float8)
                             || float8send(v.high::float8) || float8send(v.low::float8) || float8send(v.close::float8) AS one
                      FROM candle v
                      WHERE v.market_id = m.id AND v.opens_at >= s.begins AND v.opens_at < least(s.ends, known.ends)
                      ORDER BY v.opens_at) v) c""";

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
                .mapping(row -> Map.entry(row.getInteger(0), series(row)))
                .execute(question(stretches))
                .map(read -> {
                    Map<Market, CandleSeries> found = new HashMap<>();
                    stretches.forEach(stretch -> found.put(stretch.market(), CandleSeries.EMPTY));
                    read.forEach(e -> found.put(stretches.get(e.getKey()).market(), e.getValue()));
                    return found;
                });
    }

    /** Of two candles that overlap, which only a feed of several lengths can have, the earlier one counts. */
    private static CandleSeries series(Row row) {
        Buffer packed = row.getBuffer(1) == null ? Buffer.buffer() : row.getBuffer(1);
        CandleSeries.Builder series = new CandleSeries.Builder(packed.length() / BYTES)
                .knownTo(row.getOffsetDateTime(2).toInstant().toEpochMilli());
        long ended = Long.MIN_VALUE;
        for (int at = 0; at < packed.length(); at += BYTES) {
            long opens = millis(packed.getLong(at));
            if (opens >= ended) {
                ended = millis(packed.getLong(at + 8));
                series.add(
                        opens,
                        ended,
                        packed.getDouble(at + 16),
                        packed.getDouble(at + 24),
                        packed.getDouble(at + 32),
                        packed.getDouble(at + 40));
            }
        }
        return series.build();
    }

    private static long millis(long micros) {
        return Math.floorDiv(micros, 1_000) + YEAR_2000;
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
}
