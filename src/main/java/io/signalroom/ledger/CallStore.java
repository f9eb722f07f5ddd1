package io.signalroom.ledger;

import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** The calls of the feed, as those who measure them by prices need them. */
public final class CallStore {
    private static final String CALL =
            "s.kind IN ('trade_signal', 'token_launch') AND s.state = 'published' AND s.withdrawn_at IS NULL";

    static final String CALLS = "SELECT " + SignalRows.OF_CALL + " FROM signal s WHERE s.symbol = $1 AND " + CALL;

    static final String IN_ORDER = " ORDER BY s.posted_at, s.id LIMIT $2";

    private static final String FOLLOWED =
            "SELECT " + SignalRows.OF_CALL + """
             FROM outcome o JOIN signal s ON s.posted_at = o.posted_at AND s.id = o.signal_id
            JOIN market m ON m.id = o.market_id
            WHERE NOT o.followed AND (m.listed OR m.feed <> ALL ($4::text[])) AND (o.posted_at, o.signal_id) > ($1::timestamptz, $2::uuid) AND """ + " " + CALL + " ORDER BY o.posted_at, o.signal_id LIMIT $3";

    private static final String UNCOMPARED = "SELECT " + SignalRows.OF_CALL + """
             FROM outcome o JOIN signal s ON s.posted_at = o.posted_at AND s.id = o.signal_id
            WHERE NOT o.done AND o.followed AND o.r IS NOT NULL AND o.ends_at < $1
              AND (o.market_id, o.arrival, o.signal_id) > (
                  SELECT l.market_id, l.arrival, l.signal_id FROM outcome l WHERE l.posted_at = $2 AND l.signal_id = $3
                  UNION ALL SELECT 0, '-infinity', '00000000-0000-0000-0000-000000000000' LIMIT 1)
              AND """ + " " + CALL
            + " ORDER BY o.market_id, o.arrival, o.signal_id LIMIT $4";

    private static final String GONE = """
            SELECT o.signal_id FROM outcome o WHERE NOT EXISTS (
                SELECT 1 FROM signal s WHERE s.posted_at = o.posted_at AND s.id = o.signal_id AND """ + " " + CALL + ") LIMIT $1";

    /** From coin to coin by the index: many times as fast as reading every call. */
    static final String SYMBOLS = """
            WITH RECURSIVE coin AS (
                (SELECT symbol FROM signal WHERE symbol IS NOT NULL ORDER BY symbol LIMIT 1)
                UNION ALL
                SELECT (SELECT s.symbol FROM signal s WHERE s.symbol > coin.symbol ORDER BY s.symbol LIMIT 1)
                FROM coin WHERE coin.symbol IS NOT NULL)
            SELECT symbol FROM coin
            WHERE symbol IS NOT NULL AND (SELECT true FROM signal s WHERE s.symbol = coin.symbol AND """ + " " + CALL + " LIMIT 1)";

    /**
     * The trade signals and token launches of a coin that are in the feed, oldest first, with or without a side.
     *
     * @param symbol of the coin, as the signals hold it
     * @param after the last call that the caller has, or null to begin with the oldest
     * @param limit how many at most
     */
    public Future<List<StoredCall>> of(SqlClient sql, String symbol, SignalId after, int limit) {
        Future<RowSet<Row>> rows = after == null
                ? sql.preparedQuery(CALLS + IN_ORDER).execute(Tuple.of(symbol, limit))
                : sql.preparedQuery(CALLS + " AND (s.posted_at, s.id) > ($3::timestamptz, $4::uuid)" + IN_ORDER)
                        .execute(Tuple.of(symbol, limit, Times.sql(after.postedAt()), after.value()));
        return rows.map(found -> found.stream().map(SignalRows::call).toList());
    }

    /**
     * The calls of the feed whose outcome is still followed, in a market that its source has, oldest first.
     *
     * @param after the last call that the caller has, or null to begin with the oldest
     * @param limit how many at most
     * @param feeds the sources in use; calls of others are given as well, to be measured by these
     */
    public Future<List<StoredCall>> followed(SqlClient sql, SignalId after, int limit, List<String> feeds) {
        Tuple values = after == null
                ? Tuple.of(OffsetDateTime.MIN, new UUID(0, 0), limit)
                : Tuple.of(Times.sql(after.postedAt()), after.value(), limit);
        values.addArrayOfString(feeds.toArray(String[]::new));
        return sql.preparedQuery(FOLLOWED)
                .execute(values)
                .map(found -> found.stream().map(SignalRows::call).toList());
    }

    /**
     * Calls of the feed that have a result in R and were not yet compared with random entries, market by market, oldest first.
     *
     * @param after the last call that the caller has, or null to begin with the first market
     * @param settled they were over by then
     * @param limit how many at most
     */
    public Future<List<StoredCall>> uncompared(SqlClient sql, StoredCall after, Instant settled, int limit) {
        SignalId last = after == null ? null : after.id();
        return sql.preparedQuery(UNCOMPARED)
                .execute(Tuple.of(
                        Times.sql(settled),
                        last == null ? null : Times.sql(last.postedAt()),
                        last == null ? null : last.value(),
                        limit))
                .map(found -> found.stream().map(SignalRows::call).toList());
    }

    /** Signals that have an outcome and are no calls of the feed any more. */
    public Future<List<SignalId>> gone(SqlClient sql, int limit) {
        return sql.preparedQuery(GONE)
                .execute(Tuple.of(limit))
                .map(rows ->
                        rows.stream().map(row -> new SignalId(row.getUUID(0))).toList());
    }

    /** The symbols of the coins that {@link #of} has calls of, each once, in order. */
    public Future<List<String>> symbols(SqlClient sql) {
        return sql.preparedQuery(SYMBOLS)
                .execute()
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
    }
}
