package io.signalroom.market.outcome;

import io.signalroom.market.candle.Market;
import io.signalroom.market.outcome.OutcomeWriter.Benched;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes outcomes; nobody else does. A row that would not change is left alone. */
final class OutcomeStore {
    /** Most rows of one statement. */
    static final int BATCH = 5_000;

    private static final String TIME = "timestamptz 'epoch' + r.%s * interval '1 millisecond'";

    private static final String CHANGING = """
            market_id, assumptions_id, state, missed_by, settled_at, fills::text, exits::text, horizons::text, r, percent, run_up_1h, run_up_24h,
            followed, arrival, ends_at, targets, has_stop, liquidation""";

    private static final String PUT = """
            INSERT INTO outcome AS o (
                signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at, state, missed_by,
                targets, has_stop, filled_at, hits, settled_at, fills, exits, horizons, r, percent, liquidation,
                run_up_1h, run_up_24h, followed, done)
            SELECT r.id, %s, r.channel, r.origin, r.market, $6::integer, %s, %s, r.state, r.missed, r.targets, r.stop, %s,
                   r.hits::timestamptz[], %s, r.fills::json, r.exits::json, r.horizons::json, r.r, r.percent, r.liquidation,
                   r.hour, r.day, r.followed, r.done
            FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::integer[], $7::bigint[], $8::bigint[],
                        $9::text[], $10::text[], $11::smallint[], $12::boolean[], $13::bigint[], $14::text[],
                        $15::bigint[], $16::text[], $17::text[], $18::text[], $19::float8[], $20::float8[],
                        $21::boolean[], $22::float8[], $23::float8[], $24::boolean[], $25::boolean[])
                AS r (id, posted, channel, origin, market, arrival, ends, state, missed, targets, stop, filled, hits,
                      settled, fills, exits, horizons, r, percent, liquidation, hour, day, followed, done)
            ON CONFLICT (posted_at, signal_id) DO UPDATE SET
                market_id = excluded.market_id, assumptions_id = excluded.assumptions_id, arrival = excluded.arrival,
                ends_at = excluded.ends_at, state = excluded.state, missed_by = excluded.missed_by,
                targets = excluded.targets, has_stop = excluded.has_stop, filled_at = excluded.filled_at,
                hits = excluded.hits, settled_at = excluded.settled_at, fills = excluded.fills, exits = excluded.exits,
                horizons = excluded.horizons, r = excluded.r, percent = excluded.percent,
                liquidation = excluded.liquidation, run_up_1h = excluded.run_up_1h, run_up_24h = excluded.run_up_24h,
                followed = excluded.followed, done = excluded.done, benchmark_r = NULL
            WHERE (%s) IS DISTINCT FROM (%s)
            RETURNING o.signal_id""".formatted(
                    TIME.formatted("posted"),
                    TIME.formatted("arrival"),
                    TIME.formatted("ends"),
                    TIME.formatted("filled"),
                    TIME.formatted("settled"),
                    columns("o"),
                    columns("excluded"));

    private static final String REMOVE = """
            DELETE FROM outcome o USING unnest($1::uuid[], $2::bigint[]) AS r (id, posted)
            WHERE o.signal_id = r.id AND o.posted_at = %s""".formatted(TIME.formatted("posted"));

    /** For the rollups, which hear of no event. */
    private static final String MARK = """
            INSERT INTO rollup_due (signal_id, posted_at, channel_id)
            SELECT s.id, s.posted_at, s.channel_id
            FROM unnest($1::uuid[], $2::bigint[]) AS r (id, posted) JOIN signal s ON s.id = r.id AND s.posted_at = %s""".formatted(TIME.formatted("posted"));

    private static final String KNOWN = """
            SELECT o.signal_id FROM outcome o JOIN unnest($1::uuid[], $2::bigint[]) AS r (id, posted)
                ON o.signal_id = r.id AND o.posted_at = %s""".formatted(TIME.formatted("posted"));

    /** A day after its end a call whose market the feed lacks is given up. */
    private static final String GIVE_UP = """
            UPDATE outcome o SET followed = true, done = true FROM market m
            WHERE m.id = o.market_id AND NOT m.listed AND NOT o.done AND o.ends_at < $1::timestamptz - interval '1 day'""";

    private static final String ASSUME = """
            INSERT INTO outcome_assumptions (latency_seconds, expiry_seconds, scalp_expiry_seconds, fee, slippage)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (latency_seconds, expiry_seconds, scalp_expiry_seconds, fee, slippage)
                DO UPDATE SET fee = excluded.fee
            RETURNING id""";

    private static final String COMPARED = """
            UPDATE outcome o SET benchmark_r = r.benchmark, done = true
            FROM unnest($1::uuid[], $2::bigint[], $3::float8[]) AS r (id, posted, benchmark)
            WHERE o.signal_id = r.id AND o.posted_at = %s AND o.assumptions_id = $4""".formatted(TIME.formatted("posted"));

    /** In the order in which those who store candles lock the same rows. */
    private static final String FOLLOWED_TO = """
            WITH mine AS (SELECT id FROM market WHERE id = ANY ($1::integer[]) ORDER BY id FOR NO KEY UPDATE)
            UPDATE market m SET followed_to = greatest(m.followed_to, %s)
            FROM unnest($1::integer[], $2::bigint[]) AS r (id, until) JOIN mine USING (id)
            WHERE m.id = r.id""".formatted(TIME.formatted("until"));

    private static String columns(String table) {
        return table + "." + CHANGING.replaceAll("\\s+", " ").replace(", ", ", " + table + ".");
    }

    /**
     * Writes rows, see {@link OutcomeRows}; at most {@link #BATCH}.
     *
     * @return the signals whose outcome is new or has changed
     */
    Future<Set<SignalId>> put(SqlConnection tx, Tuple rows) {
        return tx.preparedQuery(PUT).execute(rows).map(OutcomeStore::ids);
    }

    /** Those of the signals that have a row. */
    Future<Set<SignalId>> known(SqlConnection tx, Collection<SignalId> signals) {
        return signals.isEmpty()
                ? Future.succeededFuture(Set.of())
                : tx.preparedQuery(KNOWN).execute(names(signals)).map(OutcomeStore::ids);
    }

    private static Set<SignalId> ids(RowSet<Row> rows) {
        Set<SignalId> ids = new HashSet<>();
        rows.forEach(row -> ids.add(new SignalId(row.getUUID(0))));
        return ids;
    }

    private static Tuple names(Collection<SignalId> signals) {
        return Tuple.tuple()
                .addArrayOfUUID(signals.stream().map(SignalId::value).toArray(UUID[]::new))
                .addArrayOfLong(
                        signals.stream().map(id -> id.postedAt().toEpochMilli()).toArray(Long[]::new));
    }

    /** Stores what random entries gave; a call that was measured anew meanwhile is left alone. */
    Future<Void> compared(SqlConnection tx, List<Benched> lot, int assumptions) {
        return tx.preparedQuery(COMPARED)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(
                                lot.stream().map(b -> b.call().id().value()).toArray(UUID[]::new))
                        .addArrayOfLong(lot.stream()
                                .map(b -> b.call().id().postedAt().toEpochMilli())
                                .toArray(Long[]::new))
                        .addArrayOfDouble(lot.stream().map(Benched::r).toArray(Double[]::new))
                        .addInteger(assumptions))
                .mapEmpty();
    }

    /** Forgets signals that are measured no more. */
    Future<Void> remove(SqlConnection tx, Collection<SignalId> signals) {
        if (signals.isEmpty()) {
            return Future.succeededFuture();
        }
        return tx.preparedQuery(REMOVE).execute(names(signals)).mapEmpty();
    }

    /** Says that the outcomes of these signals changed without an event. */
    Future<Void> mark(SqlConnection tx, Collection<SignalId> signals) {
        return signals.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(MARK).execute(names(signals)).mapEmpty();
    }

    /** The number of a set of assumptions. */
    Future<Integer> assumptions(SqlClient sql, Assumptions assumed) {
        return sql.preparedQuery(ASSUME)
                .execute(Tuple.of(
                        (int) assumed.latency().toSeconds(),
                        (int) assumed.expiry().toSeconds(),
                        (int) assumed.scalpExpiry().toSeconds(),
                        assumed.fee(),
                        assumed.slippage()))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** Gives up calls that no candle will ever come for. */
    Future<Void> giveUp(SqlConnection tx, Instant now) {
        return tx.preparedQuery(GIVE_UP)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    /** Notes that all is being measured anew, or that it is done. */
    Future<Void> recomputing(SqlConnection tx, boolean now) {
        return tx.preparedQuery("UPDATE outcome_position SET recomputing = $1")
                .execute(Tuple.of(now))
                .mapEmpty();
    }

    /** Whether any row was measured under other assumptions, or measuring all anew did not come to its end. */
    Future<Boolean> outdated(SqlClient sql, int assumptions) {
        return sql.preparedQuery("SELECT recomputing OR EXISTS (SELECT 1 FROM outcome WHERE assumptions_id <> $1) "
                        + "FROM outcome_position")
                .execute(Tuple.of(assumptions))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** How many rows there are. */
    Future<Long> rows(SqlClient sql) {
        return sql.query("SELECT count(*) FROM outcome")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Number of the newest event whose calls were taken over; locks it until the transaction ends. */
    Future<Long> position(SqlConnection tx) {
        return tx.query("SELECT seq FROM outcome_position FOR UPDATE")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Moves that number. */
    Future<Void> move(SqlConnection tx, long seq) {
        return tx.preparedQuery("UPDATE outcome_position SET seq = $1")
                .execute(Tuple.of(seq))
                .mapEmpty();
    }

    /** Says up to when the prices of markets are followed. */
    Future<Void> followedTo(SqlConnection tx, Map<Market, Integer> ids, Map<Market, Long> times) {
        List<Market> markets = List.copyOf(times.keySet());
        return tx.preparedQuery(FOLLOWED_TO)
                .execute(Tuple.tuple()
                        .addArrayOfInteger(markets.stream().map(ids::get).toArray(Integer[]::new))
                        .addArrayOfLong(markets.stream().map(times::get).toArray(Long[]::new)))
                .mapEmpty();
    }
}
