package io.signalroom.market.candle;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Writes the markets and their candles. This class and its neighbours {@link CandleNeeds}, {@link MarketNotes},
 * {@link StoredCandles} and {@link StoredCharts} are the only SQL on these two tables.
 *
 * <p>What was stored first stands: a candle that comes again changes nothing. A market's covered range says for which
 * stretches its feed has answered, so that a gap in the candles is known to be the feed's own.
 */
public final class CandleStore {
    private static final String FIND = """
            SELECT m.id, m.base, m.quote
            FROM unnest($2::text[], $3::text[]) AS k (base, quote)
            JOIN market m ON m.feed = $1 AND m.base = k.base AND m.quote = k.quote""";

    // in one order, or two who make the same markets wait for each other for ever
    private static final String MAKE = """
            INSERT INTO market (feed, base, quote)
            SELECT $1::text, k.base, k.quote FROM unnest($2::text[], $3::text[]) AS k (base, quote)
            ORDER BY k.base, k.quote
            ON CONFLICT DO NOTHING""";

    private static final String LOOK_UP = """
            SELECT id, listed, NOT isempty(covered) AS known FROM market
            WHERE feed = $1 AND base = $2 AND quote = $3""";

    static final String LOCK = "SELECT id FROM market WHERE id = ANY($1::integer[]) ORDER BY id FOR NO KEY UPDATE";

    private static final String ADD = """
            INSERT INTO candle (market_id, opens_at, closes_at, open, high, low, close, volume)
            SELECT market_id, opens_at, closes_at, open, high, low, close, volume
            FROM unnest($1::integer[], $2::timestamptz[], $3::timestamptz[], $4::numeric[], $5::numeric[], $6::numeric[],
                        $7::numeric[], $8::numeric[])
                 AS k (market_id, opens_at, closes_at, open, high, low, close, volume)
            ON CONFLICT DO NOTHING""";

    private static final String COVER = """
            UPDATE market m SET covered = m.covered + a.stretches
            FROM (SELECT k.id, range_agg(tstzrange(k.begins, k.ends)) AS stretches
                  FROM unnest($1::integer[], $2::timestamptz[], $3::timestamptz[]) AS k (id, begins, ends)
                  GROUP BY k.id) a
            WHERE m.id = a.id""";

    private static final String LACKING = """
            SELECT m.id, m.base, m.quote
            FROM unnest($2::text[], $3::text[]) AS k (base, quote)
            JOIN market m ON m.feed = $1 AND m.base = k.base AND m.quote = k.quote AND NOT m.listed""";

    private static final String CHECKED = "UPDATE market SET listed = $2, checked_at = $3 WHERE id = $1";

    /**
     * What is known of a market.
     *
     * @param id its row
     * @param listed false if its feed said that it lacks it
     * @param known whether the feed has answered for any stretch
     */
    public record Standing(int id, boolean listed, boolean known) {}

    /**
     * The rows of markets, made where they are missing. Two who ask for the same at once get the same rows; inside a
     * transaction it must be read committed, PostgreSQL's default.
     *
     * @param feed name of the feed
     * @param markets repeated ones count once
     */
    public Future<Map<Market, Integer>> ids(SqlClient sql, String feed, Collection<Market> markets) {
        List<Market> asked = markets.stream().distinct().toList();
        return find(sql, feed, asked).compose(found -> {
            List<Market> missing =
                    asked.stream().filter(m -> !found.containsKey(m)).toList();
            return missing.isEmpty()
                    ? Future.succeededFuture(found)
                    : sql.preparedQuery(MAKE)
                            .execute(names(feed, missing))
                            // not by RETURNING: another may have made them just now
                            .compose(x -> find(sql, feed, asked));
        });
    }

    /** What is known of one market; empty if nobody has asked for it. */
    public Future<Optional<Standing>> standing(SqlClient sql, String feed, Market market) {
        return sql.preparedQuery(LOOK_UP)
                .execute(Tuple.of(feed, market.base(), market.quote()))
                .map(rows -> rows.stream()
                        .map(row -> new Standing(row.getInteger(0), row.getBoolean(1), row.getBoolean(2)))
                        .findFirst());
    }

    /** Those of the markets that the feed says it lacks. */
    public Future<Set<Market>> lacking(SqlClient sql, String feed, Collection<Market> markets) {
        return sql.preparedQuery(LACKING)
                .execute(names(feed, List.copyOf(markets)))
                .map(rows -> Set.copyOf(byMarket(rows).keySet()));
    }

    /**
     * Adds candles and what they cover, of any number of markets. Pieces may overlap each other and what is stored.
     *
     * @param tx an open transaction; it keeps the rows of these markets until it ends
     * @return how many candles are new
     */
    public Future<Integer> add(SqlConnection tx, Collection<Piece> pieces) {
        if (pieces.isEmpty()) {
            return Future.succeededFuture(0);
        }
        return tx.preparedQuery(LOCK)
                .execute(Tuple.tuple().addArrayOfInteger(each(pieces, Piece::market, Integer[]::new)))
                .compose(x -> tx.preparedQuery(ADD).execute(candles(pieces)))
                .compose(added -> tx.preparedQuery(COVER)
                        .execute(Tuple.tuple()
                                .addArrayOfInteger(each(pieces, Piece::market, Integer[]::new))
                                .addArrayOfOffsetDateTime(each(pieces, p -> sql(p.from()), OffsetDateTime[]::new))
                                .addArrayOfOffsetDateTime(each(pieces, p -> sql(p.to()), OffsetDateTime[]::new)))
                        .map(added.rowCount()));
    }

    /**
     * Notes whether the feed has a market.
     *
     * @param at when it said so
     */
    public Future<Void> checked(SqlClient sql, int market, boolean listed, Instant at) {
        return sql.preparedQuery(CHECKED)
                .execute(Tuple.of(market, listed, sql(at)))
                .mapEmpty();
    }

    static OffsetDateTime sql(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Future<Map<Market, Integer>> find(SqlClient sql, String feed, List<Market> markets) {
        return sql.preparedQuery(FIND).execute(names(feed, markets)).map(CandleStore::byMarket);
    }

    private static Map<Market, Integer> byMarket(RowSet<Row> rows) {
        Map<Market, Integer> ids = new HashMap<>();
        rows.forEach(row -> ids.put(new Market(row.getString(1), row.getString(2)), row.getInteger(0)));
        return ids;
    }

    private static Tuple names(String feed, List<Market> markets) {
        return Tuple.of(feed)
                .addArrayOfString(each(markets, Market::base, String[]::new))
                .addArrayOfString(each(markets, Market::quote, String[]::new));
    }

    private static Tuple candles(Collection<Piece> pieces) {
        Integer[] ids = pieces.stream()
                .flatMap(p -> p.candles().stream().map(c -> p.market()))
                .toArray(Integer[]::new);
        List<Candle> all = pieces.stream().flatMap(p -> p.candles().stream()).toList();
        return Tuple.tuple()
                .addArrayOfInteger(ids)
                .addArrayOfOffsetDateTime(each(all, c -> sql(c.opensAt()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(each(all, c -> sql(c.closesAt()), OffsetDateTime[]::new))
                .addArrayOfBigDecimal(each(all, Candle::open, BigDecimal[]::new))
                .addArrayOfBigDecimal(each(all, Candle::high, BigDecimal[]::new))
                .addArrayOfBigDecimal(each(all, Candle::low, BigDecimal[]::new))
                .addArrayOfBigDecimal(each(all, Candle::close, BigDecimal[]::new))
                .addArrayOfBigDecimal(each(all, Candle::volume, BigDecimal[]::new));
    }

    private static <T, R> R[] each(Collection<T> of, Function<T, R> what, IntFunction<R[]> array) {
        return of.stream().map(what).toArray(array);
    }
}
