package io.signalroom.testing;

import static io.signalroom.testing.Room.await;

import io.signalroom.signal.SignalId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;

/** Outcomes as they are stored, written for tests of those who read them. */
public final class OutcomeRows {
    private static final String MARKET = """
            INSERT INTO market (feed, base, quote, listed) VALUES ('mock', 'SOL', 'USDT', true), ('mock', 'GONE', 'USDT', false)
            ON CONFLICT DO NOTHING""";

    private static final String ASSUMPTIONS = """
            INSERT INTO outcome_assumptions (latency_seconds, expiry_seconds, scalp_expiry_seconds, fee, slippage)
            VALUES (30, 604800, 86400, 0.001, 0.0005) ON CONFLICT DO NOTHING""";

    private static final String INSERT = """
            WITH given AS (SELECT $3::json AS row)
            INSERT INTO outcome (signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at,
                                 state, missed_by, targets, has_stop, filled_at, hits, settled_at, fills, exits, horizons,
                                 r, percent, liquidation, run_up_1h, run_up_24h, benchmark_r)
            SELECT s.id, s.posted_at, s.channel_id, s.origin, m.id, a.id, s.first_seen_at,
                   s.first_seen_at + interval '7 days 30 seconds', g.row->>'state', g.row->>'missedBy', cardinality(s.targets),
                   coalesce((g.row->>'hasStop')::boolean, true), (g.row->>'filledAt')::timestamptz,
                   coalesce((SELECT array_agg(h::timestamptz) FROM json_array_elements_text(g.row->'hits') h), '{}'),
                   coalesce((g.row->>'settledAt')::timestamptz, CASE WHEN g.row->>'percent' IS NOT NULL
                       THEN s.posted_at + interval '1 day' END), coalesce(g.row->'fills', '[]'), coalesce(g.row->'exits', '[]'),
                   g.row->'horizons', (g.row->>'r')::double precision, (g.row->>'percent')::double precision,
                   coalesce((g.row->>'liquidation')::boolean, false), (g.row->>'runUp1h')::double precision,
                   (g.row->>'runUp24h')::double precision, (g.row->>'benchmarkR')::double precision
            FROM signal s, market m, outcome_assumptions a, given g
            WHERE s.id = $1 AND s.posted_at = $2 AND m.base = coalesce(g.row->>'base', 'SOL')
            ON CONFLICT (posted_at, signal_id) DO UPDATE
            SET state = excluded.state, r = excluded.r, percent = excluded.percent, settled_at = excluded.settled_at""";

    private static final String INSERT_ALL = """
            INSERT INTO outcome (signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at,
                                 state, targets, has_stop)
            SELECT id, posted_at, channel_id, origin, 1, 1, first_seen_at, first_seen_at + interval '7 days', 'waiting',
                   0, false
            FROM signal WHERE kind = 'trade_signal'""";

    private OutcomeRows() {}

    /** Says of every trade signal that nothing is bought yet; gives how many there are. */
    public static int putAll(Pool pool) {
        return await(pool.query(INSERT_ALL).execute()).rowCount();
    }

    /**
     * Stores how a stored signal stands, or changes state and results of what is stored.
     *
     * @param row {@code state}, and of the other columns what is not as in a fresh outcome, in camelCase
     */
    public static void put(Pool pool, SignalId id, JsonObject row) {
        await(pool.query(MARKET).execute());
        await(pool.query(ASSUMPTIONS).execute());
        int stored = await(pool.preparedQuery(INSERT)
                        .execute(Tuple.of(id.value(), id.postedAt().atOffset(ZoneOffset.UTC), row)))
                .rowCount();
        if (stored != 1) {
            throw new AssertionError("no signal " + id);
        }
    }

    /** One with a result, settled a day after the post. */
    public static JsonObject result(String state, Double r, Double percent) {
        return new JsonObject().put("state", state).put("r", r).put("percent", percent);
    }

    /** A fill or an exit; {@code by} is null for a fill. */
    public static JsonArray trade(String at, String price, double part, String by) {
        JsonObject trade = new JsonObject().put("at", at).put("price", price).put("part", part);
        return new JsonArray().add(by == null ? trade : trade.put("by", by));
    }
}
