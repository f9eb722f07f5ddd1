package io.signalroom.market.candle;

import static io.signalroom.testing.Room.await;

import io.signalroom.testing.Room;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Calls that are not done, and the candles that they need. */
public final class Undone {
    private static final int MINUTE = 60;

    private Undone() {}

    /** A call on a market; its row is made if it is not there. */
    public static int call(Room room, String feed, Market market, Instant arrival, Instant endsAt) {
        int id = await(new CandleStore().ids(room.pool, feed, Set.of(market))).get(market);
        String insert = """
                INSERT INTO outcome (signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at,
                                     state, targets, has_stop)
                VALUES ($1, $2, 1, 'witnessed', $3, 1, $2, $4, 'no_data', 1, true)""";
        await(room.pool
                .preparedQuery(insert)
                .execute(Tuple.of(UUID.randomUUID(), CandleStore.sql(arrival), id, CandleStore.sql(endsAt))));
        return id;
    }

    /** One such call on each of many markets. */
    public static void calls(Room room, String feed, List<Market> markets, Instant arrival, Instant endsAt) {
        Integer[] ids =
                await(new CandleStore().ids(room.pool, feed, markets)).values().toArray(Integer[]::new);
        String insert = """
                INSERT INTO outcome (signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at,
                                     state, targets, has_stop)
                SELECT gen_random_uuid(), $1, 1, 'witnessed', k.id, 1, $1, $2, 'no_data', 1, true
                FROM unnest($3::integer[]) AS k (id)""";
        await(room.pool
                .preparedQuery(insert)
                .execute(Tuple.of(CandleStore.sql(arrival), CandleStore.sql(endsAt))
                        .addArrayOfInteger(ids)));
    }

    /** The candle of the minute that begins then; the same prices whenever it is asked for. */
    public static Candle minute(Instant opensAt) {
        BigDecimal open = BigDecimal.valueOf(1_000 + opensAt.getEpochSecond() / MINUTE % 97, 1);
        BigDecimal close = BigDecimal.valueOf(1_000 + (opensAt.getEpochSecond() / MINUTE + 1) % 97, 1);
        return new Candle(
                opensAt,
                opensAt.plusSeconds(MINUTE),
                open,
                open.max(close).add(new BigDecimal("0.05")),
                open.min(close).subtract(new BigDecimal("0.05")),
                close,
                new BigDecimal("0.50000001"));
    }

    /** The candles of every minute of a stretch. */
    public static List<Candle> minutes(Instant from, Instant to) {
        List<Candle> candles = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(MINUTE)) {
            candles.add(minute(at));
        }
        return candles;
    }

    /** A whole stretch of a market. */
    public static Piece piece(int market, Instant from, Instant to) {
        return new Piece(market, from, to, minutes(from, to));
    }
}
