package io.signalroom.market.candle;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Which prices the calls need that are not done: from 25 hours before each call's arrival, for its run-up, until 24 hours
 * after its end, for the last of its horizons.
 */
public final class CandleNeeds {
    private static final Duration CHECK_AGAIN = Duration.ofHours(24);

    /** The first hole of each market comes before the second of any, so that none waits for another's long past. */
    private static final String HOLES = """
            WITH wanted AS (
                SELECT o.market_id,
                       range_agg(tstzrange(s.begins, greatest(s.begins, s.ends))) AS stretches
                FROM market m
                JOIN outcome o ON o.market_id = m.id AND NOT o.done
                CROSS JOIN LATERAL (
                    SELECT date_trunc('minute', o.arrival - interval '25 hours') AS begins,
                           date_trunc('minute', least($2::timestamptz, o.ends_at + interval '24 hours')) AS ends) s
                WHERE m.feed = $1 AND (m.listed OR m.checked_at < $3)
                GROUP BY o.market_id),
            hole AS (
                SELECT m.id, m.base, m.quote, m.listed, upper(stretch) AS newest, lower(h) AS begins, upper(h) AS ends
                FROM wanted w
                JOIN market m ON m.id = w.market_id
                CROSS JOIN LATERAL unnest(w.stretches) AS stretch
                CROSS JOIN LATERAL unnest(tstzmultirange(stretch) - m.covered) AS h
                WHERE lower(h) < $4)
            SELECT id, base, quote, listed, begins, ends,
                   (extract(epoch FROM sum(ends - begins) OVER ()) / 60)::bigint AS behind,
                   row_number() OVER (PARTITION BY id ORDER BY newest DESC, begins) AS turn
            FROM hole ORDER BY turn, newest DESC, begins, id LIMIT $5""";

    private static final String MARKETS = """
            SELECT m.id, m.base, m.quote, m.listed, s.ends > $2::timestamptz AS live
            FROM market m
            CROSS JOIN LATERAL (
                SELECT max(o.ends_at) + interval '24 hours' AS ends
                FROM outcome o WHERE o.market_id = m.id AND NOT o.done) s
            WHERE m.feed = $1 AND s.ends IS NOT NULL
            ORDER BY s.ends DESC, m.id LIMIT $3""";

    /**
     * A stretch that is needed and not covered.
     *
     * @param market its row
     * @param listed false if the feed lacked it a day ago and is to be asked again
     * @param from on a full minute, inclusive
     * @param to on a full minute, exclusive, at most now
     */
    public record Hole(int market, Market name, boolean listed, Instant from, Instant to) {}

    /**
     * What is needed now.
     *
     * @param holes those to ask for first come first
     * @param behind minutes of all holes, also of those that are not in the list
     */
    public record Holes(List<Hole> holes, long behind) {
        public Holes {
            holes = List.copyOf(holes);
        }
    }

    /**
     * A market with calls that are not done.
     *
     * @param id its row
     * @param listed whether the feed has it, as far as is known
     * @param live whether prices from now on are needed
     */
    public record Needed(int id, Market name, boolean listed, boolean live) {}

    /**
     * The holes in what is needed, up to the last full minute; without the markets that the feed lacked less than 24 hours
     * ago. The newest stretch of a market comes first, and in it the oldest hole.
     *
     * @param grace holes that began less than so long before that minute are left out: the live line fills them
     * @param most holes in the list
     */
    public Future<Holes> holes(SqlClient sql, String feed, Instant now, Duration grace, int most) {
        Instant begun = now.truncatedTo(ChronoUnit.MINUTES).minus(grace);
        Tuple question = Tuple.of(
                feed, CandleStore.sql(now), CandleStore.sql(now.minus(CHECK_AGAIN)), CandleStore.sql(begun), most);
        return sql.preparedQuery(HOLES).execute(question).map(rows -> {
            List<Hole> holes = rows.stream().map(CandleNeeds::hole).toList();
            return new Holes(holes, holes.isEmpty() ? 0 : rows.iterator().next().getLong("behind"));
        });
    }

    /** The markets with calls that are not done, those whose calls end last first. */
    public Future<List<Needed>> markets(SqlClient sql, String feed, Instant now, int most) {
        return sql.preparedQuery(MARKETS)
                .execute(Tuple.of(feed, CandleStore.sql(now), most))
                .map(rows -> rows.stream()
                        .map(row -> new Needed(
                                row.getInteger("id"), name(row), row.getBoolean("listed"), row.getBoolean("live")))
                        .toList());
    }

    private static Hole hole(Row row) {
        return new Hole(
                row.getInteger("id"),
                name(row),
                row.getBoolean("listed"),
                row.getOffsetDateTime("begins").toInstant(),
                row.getOffsetDateTime("ends").toInstant());
    }

    private static Market name(Row row) {
        return new Market(row.getString("base"), row.getString("quote"));
    }
}
