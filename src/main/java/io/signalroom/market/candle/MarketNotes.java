package io.signalroom.market.candle;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

/** Writes down why a feed gave no prices of markets: for thousands of markets as for one. */
public final class MarketNotes {
    private static final String NOTE = """
            UPDATE market m
            SET listed = coalesce(k.listed, m.listed),
                checked_at = CASE WHEN k.listed IS NULL THEN m.checked_at ELSE $5::timestamptz END,
                held_from = k.held_from,
                held_until = k.held_until
            FROM unnest($1::integer[], $2::boolean[], $3::timestamptz[], $4::timestamptz[])
                 AS k (id, listed, held_from, held_until)
            WHERE m.id = k.id""";

    /**
     * Why a market's prices did not come.
     *
     * @param market its row
     * @param listed whether the feed has it; null if it did not say
     * @param heldFrom prices from here on are not asked for; null if nothing is held
     * @param heldUntil before this; null if nothing is held
     */
    public record Note(int market, Boolean listed, Instant heldFrom, Instant heldUntil) {
        /** The feed does not have the market. */
        public static Note lacking(int market) {
            return new Note(market, false, null, null);
        }

        /** The feed has the market, and does not know its prices from {@code from} on before {@code until}. */
        public static Note unknown(int market, Instant from, Instant until) {
            return new Note(market, true, from, until);
        }

        /** The feed cannot answer for the market before {@code until}. */
        public static Note refused(int market, Instant until) {
            return new Note(market, null, Instant.EPOCH, until);
        }
    }

    /**
     * Writes them down, in one statement.
     *
     * @param tx an open transaction; it keeps the rows of these markets until it ends
     * @param notes one for each market
     * @param at when the feed said so
     */
    public Future<Void> note(SqlConnection tx, List<Note> notes, Instant at) {
        Integer[] ids = notes.stream().map(Note::market).toArray(Integer[]::new);
        return tx.preparedQuery(CandleStore.LOCK)
                .execute(Tuple.tuple().addArrayOfInteger(ids))
                .compose(x -> tx.preparedQuery(NOTE)
                        .execute(Tuple.tuple()
                                .addArrayOfInteger(ids)
                                .addArrayOfBoolean(
                                        notes.stream().map(Note::listed).toArray(Boolean[]::new))
                                .addArrayOfOffsetDateTime(times(notes.stream().map(Note::heldFrom)))
                                .addArrayOfOffsetDateTime(times(notes.stream().map(Note::heldUntil)))
                                .addOffsetDateTime(CandleStore.sql(at))))
                .mapEmpty();
    }

    private static OffsetDateTime[] times(Stream<Instant> times) {
        return times.map(time -> time == null ? null : CandleStore.sql(time)).toArray(OffsetDateTime[]::new);
    }
}
