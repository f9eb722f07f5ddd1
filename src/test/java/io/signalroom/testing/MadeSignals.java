package io.signalroom.testing;

import static io.signalroom.testing.Room.await;

import io.signalroom.analytics.rollup.Rollups;
import io.signalroom.signal.SignalId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Signals and outcomes as they are stored, made up for those who count them. */
public final class MadeSignals {
    private static final String SIGNALS = """
            INSERT INTO signal (id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, origin, kind,
                                direction, confidence, symbol, side)
            SELECT r.id, r.at, r.at + interval '3 seconds', r.channel, r.message, 1, 0, r.origin, r.kind, r.direction, 0.9,
                   r.token, CASE r.direction WHEN 1 THEN 'LONG' WHEN -1 THEN 'SHORT' END
            FROM json_to_recordset($1::json) AS r (id uuid, at timestamptz, channel bigint, message bigint, origin text,
                                                   kind text, direction smallint, token text)""";

    private static final String OUTCOMES = """
            INSERT INTO outcome (signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at, state,
                                 targets, has_stop, settled_at, r, percent, followed, done)
            SELECT r.id, r.at, r.channel, r.origin, 1, 1, r.at, r.at + interval '7 days', r.state, 1, true,
                   CASE WHEN r.percent IS NOT NULL THEN r.at + interval '1 day' END, r.r, r.percent, true, true
            FROM json_to_recordset($1::json) AS r (id uuid, at timestamptz, channel bigint, origin text, state text,
                                                   r double precision, percent double precision)
            WHERE r.state IS NOT NULL""";

    private final Room room;
    private final Random dice;
    private int message;

    /** @param dice decides */
    public MadeSignals(Room room, Random dice) {
        this.room = room;
        this.dice = dice;
    }

    /**
     * A stored signal.
     *
     * @param state of its outcome; null = none
     * @param r null = no result
     */
    public record Made(
            SignalId id,
            Instant at,
            long channel,
            String origin,
            String kind,
            int direction,
            String token,
            String state,
            Double r) {
        private JsonObject json(int message) {
            return new JsonObject()
                    .put("id", id.value().toString())
                    .put("at", at.toString())
                    .put("channel", channel)
                    .put("message", message)
                    .put("origin", origin)
                    .put("kind", kind)
                    .put("direction", direction)
                    .put("token", token)
                    .put("state", state)
                    .put("r", r)
                    .put("percent", r == null ? null : 2 * r);
        }
    }

    /** Stores so many of all sorts, of three channels, before {@code end}. */
    public List<Made> store(int count, Instant end, Duration length) {
        List<Made> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String kind = List.of("trade_signal", "signal_update", "listing").get(dice.nextInt(3));
            String state = kind.equals("trade_signal")
                    ? List.of("open", "unfilled", "stopped", "all_targets").get(dice.nextInt(4))
                    : null;
            boolean over = "stopped".equals(state) || "all_targets".equals(state);
            all.add(made(
                    end.minusSeconds(1 + dice.nextLong(length.toSeconds())),
                    1 + dice.nextInt(3),
                    dice.nextBoolean() ? "witnessed" : "imported",
                    kind,
                    List.of("SOL", "BTC", "ETH", "PEPE").get(dice.nextInt(4)),
                    state,
                    over ? dice.nextGaussian() : null));
        }
        put(all);
        return all;
    }

    /** A signal that is not stored yet; calls are bullish or bearish, all else neither. */
    public Made made(Instant at, long channel, String origin, String kind, String token, String state, Double r) {
        Instant posted = at.truncatedTo(ChronoUnit.SECONDS);
        int direction = kind.equals("trade_signal") ? dice.nextInt(2) * 2 - 1 : 0;
        return new Made(
                SignalId.of(posted, channel, ++message, 0), posted, channel, origin, kind, direction, token, state, r);
    }

    /** Stores them. */
    public void put(List<Made> all) {
        JsonArray rows = new JsonArray();
        int number = 0;
        for (Made signal : all) {
            rows.add(signal.json(++number));
        }
        await(room.pool
                .query(
                        "INSERT INTO channel (id, username, title, origin, source) SELECT n, 'channel' || n, 'Channel ' || n, "
                                + "'imported', 'test' FROM generate_series(1, 9) n ON CONFLICT DO NOTHING")
                .execute());
        await(room.pool.preparedQuery(SIGNALS).execute(Tuple.of(rows)));
        await(room.pool.preparedQuery(OUTCOMES).execute(Tuple.of(rows)));
    }

    /** Counts all there are anew. */
    public void count() {
        await(room.pool.query("UPDATE rollup_position SET epoch = NULL").execute());
        Rollups rollups = new Rollups(room.pool);
        while (await(rollups.advance(1_000)).more()) {
            // some days a step
        }
    }
}
