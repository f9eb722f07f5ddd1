package io.signalroom.analytics.pattern;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The tables that copies are found in and kept in. What they hold depends on the signals alone, not on the order in which these
 * came: a copy names the first of all alike texts, so a new text can only take that place from a later one, and when a text goes,
 * those that named it are looked up anew. All in the caller's transaction, which must be the only one that writes here.
 */
final class SketchStore {
    private static final String NEWS = """
            WITH news AS MATERIALIZED (
                SELECT seq, type, signal_id, posted_at FROM signal_event WHERE seq > $1 ORDER BY seq LIMIT $2),
            touched AS (
                SELECT DISTINCT signal_id, posted_at FROM news
                WHERE type IN ('signal.created', 'signal.corrected', 'signal.deleted'))
            SELECT n.newest, n.events, t.signal_id, t.posted_at, s.channel_id, s.origin, s.symbol, s.direction, m.text
            FROM (SELECT coalesce(max(seq), $1) AS newest, count(*)::int AS events FROM news) n
            LEFT JOIN touched t ON true
            LEFT JOIN LATERAL (
                SELECT f.channel_id, f.message_id, f.origin, f.symbol, f.direction FROM signal f
                WHERE f.id = t.signal_id AND f.posted_at = t.posted_at AND f.withdrawn_at IS NULL
                  AND f.state = 'published' AND f.symbol IS NOT NULL
                  AND f.kind IN ('trade_signal', 'token_launch') OFFSET 0) s ON true
            LEFT JOIN LATERAL (
                SELECT v.text FROM message v
                WHERE v.channel_id = s.channel_id AND v.message_id = s.message_id AND v.revision = 1
                  AND v.posted_at = t.posted_at OFFSET 0) m ON true""";

    private static final String FORGET = """
            DELETE FROM signal_sketch k USING unnest($1::uuid[], $2::timestamptz[]) AS t (id, at)
            WHERE k.posted_at = t.at AND k.signal_id = t.id""";

    private static final String FREE = """
            DELETE FROM signal_copy WHERE signal_id = ANY ($1::uuid[]) OR first_id = ANY ($1::uuid[])
            RETURNING signal_id, posted_at""";

    private static final String INSERT = """
            INSERT INTO signal_sketch (signal_id, posted_at, channel_id, origin, symbol, direction, sketch)
            SELECT r.i, r.p, r.c, r.o, r.s, r.d, ('x' || r.k)::bit(512)
            FROM json_to_recordset($1::json) AS r (i uuid, p timestamptz, c bigint, o text, s text, d smallint, k text)""";

    /** LATERAL with OFFSET keeps the planner at one stretch of the index a signal, however large the table is. */
    private static final String MATCH = """
            WITH asked AS MATERIALIZED (
                SELECT k.signal_id, k.posted_at, k.channel_id, k.origin, k.symbol, k.sketch, t.fresh
                FROM unnest($1::uuid[], $2::timestamptz[], $3::boolean[]) AS t (id, at, fresh)
                CROSS JOIN LATERAL (
                    SELECT f.signal_id, f.posted_at, f.channel_id, f.origin, f.symbol, f.sketch FROM signal_sketch f
                    WHERE f.posted_at = t.at AND f.signal_id = t.id AND f.sketch IS NOT NULL OFFSET 0) k),
            pairs AS (
                SELECT a.signal_id, a.posted_at, a.channel_id, a.origin, b.signal_id AS first_id, b.posted_at AS first_at,
                       b.channel_id AS first_channel_id, b.differ
                FROM asked a CROSS JOIN LATERAL (
                    SELECT e.signal_id, e.posted_at, e.channel_id, bit_count(e.sketch # a.sketch) AS differ
                    FROM signal_sketch e
                    WHERE e.symbol = a.symbol AND e.posted_at >= a.posted_at - interval '24 hours'
                      AND e.posted_at <= a.posted_at AND (e.posted_at, e.signal_id) < (a.posted_at, a.signal_id)
                      AND e.channel_id <> a.channel_id AND e.origin = a.origin
                      AND bit_count(e.sketch # a.sketch) <= $4
                    ORDER BY e.posted_at, e.signal_id LIMIT 1) b
                UNION ALL
                SELECT b.signal_id, b.posted_at, b.channel_id, a.origin, a.signal_id, a.posted_at, a.channel_id, b.differ
                FROM asked a CROSS JOIN LATERAL (
                    SELECT l.signal_id, l.posted_at, l.channel_id, bit_count(l.sketch # a.sketch) AS differ
                    FROM signal_sketch l
                    WHERE l.symbol = a.symbol AND l.posted_at <= a.posted_at + interval '24 hours'
                      AND l.posted_at >= a.posted_at AND (l.posted_at, l.signal_id) > (a.posted_at, a.signal_id)
                      AND l.channel_id <> a.channel_id AND l.origin = a.origin
                      AND bit_count(l.sketch # a.sketch) <= $4 OFFSET 0) b
                WHERE a.fresh)
            INSERT INTO signal_copy AS c (signal_id, posted_at, channel_id, origin, first_id, first_at, first_channel_id,
                                          lag_seconds, likeness)
            SELECT DISTINCT ON (signal_id) signal_id, posted_at, channel_id, origin, first_id, first_at, first_channel_id,
                   extract(epoch FROM posted_at - first_at)::integer, 1 - 2 * differ / $5::real
            FROM pairs ORDER BY signal_id, first_at, first_id
            ON CONFLICT (signal_id) DO UPDATE
            SET first_id = excluded.first_id, first_at = excluded.first_at, first_channel_id = excluded.first_channel_id,
                lag_seconds = excluded.lag_seconds, likeness = excluded.likeness
            WHERE (excluded.first_at, excluded.first_id) < (c.first_at, c.first_id)""";

    /**
     * A signal that events speak of.
     *
     * @param call as it is stored now; null if it is no call of the feed that names a coin (any more)
     * @param text of the post as it was first seen; null if {@code call} is
     */
    record Touched(UUID id, OffsetDateTime at, JsonObject call, String text) {}

    /**
     * What the next events touch.
     *
     * @param seq number of the newest of them
     * @param events how many they are
     */
    record News(long seq, int events, List<Touched> signals) {}

    /**
     * The number of the newest event that the tables hold; locks it. For the rest of the transaction no table is read from end
     * to end: plans are kept, and one made while a year's partition was empty would do that when it is full.
     */
    Future<Long> position(SqlConnection tx) {
        return tx.preparedQuery(
                        "SELECT seq, set_config('enable_seqscan', 'off', true) FROM pattern_position FOR UPDATE")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Future<News> news(SqlConnection tx, long position, int limit) {
        return tx.preparedQuery(NEWS).execute(Tuple.of(position, limit)).map(SketchStore::news);
    }

    private static News news(RowSet<Row> rows) {
        Row any = rows.iterator().next();
        List<Touched> touched = new ArrayList<>();
        for (Row row : rows) {
            if (row.getUUID("signal_id") != null) {
                touched.add(touched(row));
            }
        }
        return new News(any.getLong("newest"), any.getInteger("events"), touched);
    }

    private static Touched touched(Row row) {
        UUID id = row.getUUID("signal_id");
        OffsetDateTime at = row.getOffsetDateTime("posted_at");
        if (row.getLong("channel_id") == null) {
            return new Touched(id, at, null, null);
        }
        JsonObject call = new JsonObject()
                .put("i", id.toString())
                .put("p", at.toString())
                .put("c", row.getLong("channel_id"))
                .put("o", row.getString("origin"))
                .put("s", row.getString("symbol"))
                .put("d", row.getShort("direction"));
        return new Touched(id, at, call, row.getString("text"));
    }

    /**
     * Takes over what events touched.
     *
     * @param rows the calls among them with their sketches under {@code k}
     */
    Future<Void> store(SqlConnection tx, News news, JsonArray rows) {
        if (news.signals().isEmpty()) {
            return moved(tx, news.seq());
        }
        Keys touched = Keys.of(news.signals());
        return tx.preparedQuery(FORGET)
                .execute(touched.tuple())
                .compose(x ->
                        tx.preparedQuery(FREE).execute(Tuple.tuple().addArrayOfUUID(touched.ids.toArray(UUID[]::new))))
                .compose(freed ->
                        tx.preparedQuery(INSERT).execute(Tuple.of(rows)).compose(x -> match(tx, touched, freed)))
                .compose(x -> moved(tx, news.seq()));
    }

    private static Future<Void> match(SqlConnection tx, Keys touched, RowSet<Row> freed) {
        Set<UUID> fresh = Set.copyOf(touched.ids);
        Keys asked = new Keys(new ArrayList<>(touched.ids), new ArrayList<>(touched.times));
        for (Row row : freed) {
            if (!fresh.contains(row.getUUID(0))) {
                asked.ids.add(row.getUUID(0));
                asked.times.add(row.getOffsetDateTime(1));
            }
        }
        Boolean[] isFresh = asked.ids.stream().map(fresh::contains).toArray(Boolean[]::new);
        return tx.preparedQuery(MATCH)
                .execute(asked.tuple()
                        .addArrayOfBoolean(isFresh)
                        .addInteger(Sketch.MOST_DIFFERENT)
                        .addFloat((float) Sketch.BITS))
                .mapEmpty();
    }

    private static Future<Void> moved(SqlConnection tx, long seq) {
        return tx.preparedQuery("UPDATE pattern_position SET seq = $1 WHERE seq <> $1")
                .execute(Tuple.of(seq))
                .mapEmpty();
    }

    /** Ids and times of signals, as parameters. */
    private record Keys(List<UUID> ids, List<OffsetDateTime> times) {
        static Keys of(List<Touched> touched) {
            return new Keys(
                    touched.stream().map(Touched::id).collect(Collectors.toList()),
                    touched.stream().map(Touched::at).collect(Collectors.toList()));
        }

        Tuple tuple() {
            return Tuple.tuple()
                    .addArrayOfUUID(ids.toArray(UUID[]::new))
                    .addArrayOfOffsetDateTime(times.toArray(OffsetDateTime[]::new));
        }
    }
}
