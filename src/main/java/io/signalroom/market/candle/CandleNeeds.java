package io.signalroom.market.candle;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                SELECT m.id, m.base, m.quote, m.listed, upper(stretch) AS newest, lower(h) AS begins, upper(h) AS ends,
                       (lower(h) >= m.held_from AND m.held_until > $2) IS TRUE AS held
                FROM wanted w
                JOIN market m ON m.id = w.market_id
                CROSS JOIN LATERAL unnest(w.stretches) AS stretch
                CROSS JOIN LATERAL unnest(tstzmultirange(stretch) - m.covered) AS h
                WHERE lower(h) < $4),
            chosen AS (
                SELECT id, base, quote, listed, begins, ends, newest,
                       row_number() OVER (PARTITION BY id ORDER BY newest DESC, begins) AS turn
                FROM hole WHERE NOT held ORDER BY turn, newest DESC, begins, id LIMIT $5)
            SELECT c.id, c.base, c.quote, c.listed, c.begins, c.ends, w.behind
            FROM (SELECT coalesce(extract(epoch FROM sum(ends - begins)) / 60, 0)::bigint AS behind FROM hole) w
            LEFT JOIN chosen c ON true
            ORDER BY c.turn, c.newest DESC, c.begins, c.id""";

    private static final String MARKETS = """
            WITH needed AS (
                SELECT m.id, m.base, m.quote, m.listed, max(o.ends_at) + interval '24 hours' AS ends
                FROM market m
                JOIN outcome o ON o.market_id = m.id AND NOT o.done
                WHERE m.feed = $1
                GROUP BY m.id),
            live AS (
                SELECT id, base, quote, ends FROM needed WHERE listed AND ends > $2::timestamptz
                ORDER BY ends DESC, id LIMIT $3)
            SELECT l.id, l.base, l.quote, w.needed, w.missing
            FROM (SELECT count(*)::integer AS needed, (count(*) FILTER (WHERE NOT listed))::integer AS missing
                  FROM needed) w
            LEFT JOIN live l ON true
            ORDER BY l.ends DESC, l.id""";

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
     * @param holes those to ask for now, the first comes first
     * @param behind minutes of all holes, also of those that are not in the list, or are held
     */
    public record Holes(List<Hole> holes, long behind) {
        public Holes {
            holes = List.copyOf(holes);
        }
    }

    /**
     * The markets with calls that are not done.
     *
     * @param live rows of those that the feed has, as far as is known, and whose prices from now on are needed
     * @param needed how many there are of all kinds
     * @param missing those of them that the feed does not have
     */
    public record Markets(Map<Market, Integer> live, int needed, int missing) {
        public Markets {
            live = Map.copyOf(live);
        }
    }

    /**
     * The holes in what is needed, up to the last full minute; without the markets that the feed lacked less than 24 hours
     * ago, and in the list without what is held. The newest stretch of a market comes first, and in it the oldest hole.
     *
     * @param grace holes that began less than so long before that minute are left out: the live line fills them
     * @param most holes in the list
     */
    public Future<Holes> holes(SqlClient sql, String feed, Instant now, Duration grace, int most) {
        Instant begun = now.truncatedTo(ChronoUnit.MINUTES).minus(grace);
        Tuple question = Tuple.of(
                feed, CandleStore.sql(now), CandleStore.sql(now.minus(CHECK_AGAIN)), CandleStore.sql(begun), most);
        return sql.preparedQuery(HOLES).execute(question).map(rows -> {
            List<Hole> holes = there(rows).map(CandleNeeds::hole).toList();
            return new Holes(holes, rows.iterator().next().getLong("behind"));
        });
    }

    /**
     * The markets with calls that are not done.
     *
     * @param mostLive live ones in the answer, those whose calls end last; the numbers count all
     */
    public Future<Markets> markets(SqlClient sql, String feed, Instant now, int mostLive) {
        return sql.preparedQuery(MARKETS)
                .execute(Tuple.of(feed, CandleStore.sql(now), mostLive))
                .map(rows -> {
                    Row any = rows.iterator().next();
                    return new Markets(
                            there(rows).collect(Collectors.toMap(CandleNeeds::name, row -> row.getInteger("id"))),
                            any.getInteger("needed"),
                            any.getInteger("missing"));
                });
    }

    /** Without the row that only counts. */
    private static Stream<Row> there(RowSet<Row> rows) {
        return rows.stream().filter(row -> row.getInteger("id") != null);
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
