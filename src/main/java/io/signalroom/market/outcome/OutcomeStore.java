package io.signalroom.market.outcome;

import io.signalroom.market.candle.Market;
import io.signalroom.market.outcome.OutcomeRows.Row;
import io.signalroom.market.outcome.OutcomeWriter.Benched;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
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
            market_id, assumptions_id, state, fills::text, exits::text, horizons::text, r, percent, run_up_1h, run_up_24h,
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

    private static final String ASSUME = """
            INSERT INTO outcome_assumptions (latency_seconds, expiry_seconds, scalp_expiry_seconds, fee, slippage)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (latency_seconds, expiry_seconds, scalp_expiry_seconds, fee, slippage)
                DO UPDATE SET fee = excluded.fee
            RETURNING id""";

    private static final String COMPARED = """
            UPDATE outcome o SET benchmark_r = r.benchmark, done = true
            FROM unnest($1::uuid[], $2::bigint[], $3::float8[]) AS r (id, posted, benchmark)
            WHERE o.signal_id = r.id AND o.posted_at = %s""".formatted(TIME.formatted("posted"));

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
     * Writes at most {@link #BATCH} rows.
     *
     * @return the signals whose outcome is new or has changed
     */
    Future<Set<SignalId>> put(SqlConnection tx, List<Row> rows, int assumptions) {
        if (rows.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return tx.preparedQuery(PUT)
                .execute(OutcomeRows.columns(rows, assumptions))
                .map(done -> {
                    Set<SignalId> changed = new HashSet<>();
                    done.forEach(row -> changed.add(new SignalId(row.getUUID(0))));
                    return changed;
                });
    }

    /** Stores what random entries gave; nothing is left to be done for these calls. */
    Future<Void> compared(SqlConnection tx, List<Benched> lot) {
        return tx.preparedQuery(COMPARED)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(
                                lot.stream().map(b -> b.call().id().value()).toArray(UUID[]::new))
                        .addArrayOfLong(lot.stream()
                                .map(b -> b.call().id().postedAt().toEpochMilli())
                                .toArray(Long[]::new))
                        .addArrayOfDouble(lot.stream().map(Benched::r).toArray(Double[]::new)))
                .mapEmpty();
    }

    /** Forgets signals that are measured no more. */
    Future<Void> remove(SqlConnection tx, Collection<SignalId> signals) {
        if (signals.isEmpty()) {
            return Future.succeededFuture();
        }
        return tx.preparedQuery(REMOVE)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(signals.stream().map(SignalId::value).toArray(UUID[]::new))
                        .addArrayOfLong(signals.stream()
                                .map(id -> id.postedAt().toEpochMilli())
                                .toArray(Long[]::new)))
                .mapEmpty();
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

    /** Whether any row was measured under other assumptions. */
    Future<Boolean> outdated(SqlClient sql, int assumptions) {
        return sql.preparedQuery("SELECT EXISTS (SELECT 1 FROM outcome WHERE assumptions_id <> $1)")
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
