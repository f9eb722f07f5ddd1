package io.signalroom.ledger;

import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.signalroom.signal.SignalState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order of all signal changes. A writer takes its numbers as the last act of its transaction: the head row stays
 * locked until the commit, so numbers have no gaps and nobody can see number 7 before number 6.
 */
public final class EventLog {
    /** A change of a signal. */
    public enum Type {
        CREATED("signal.created"),
        EDITED("signal.edited"),
        /** An operator judged a signal of the feed, which stays there. */
        CORRECTED("signal.corrected"),
        DELETED("signal.deleted"),
        /** Prices moved its outcome; nothing that the channel said changed. */
        OUTCOME("signal.outcome");

        private final String wire;

        Type(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    private static final Columns<Numbered> NEWS = new Columns<Numbered>()
            .bigint("n", Numbered::n)
            .text("type", it -> it.change.type().wire())
            .uuid("id", it -> it.change.signal().value())
            .time("at", it -> it.change.signal().postedAt())
            .bigint("channel", it -> it.change.channelId())
            .text("kind", it -> it.change.counted().kind())
            .integer("direction", it -> it.change.counted().direction())
            .text("origin", it -> it.change.origin());

    private static final String APPEND = """
            WITH head AS (UPDATE event_head SET seq = seq + cardinality($1::bigint[]) RETURNING seq),
                 appended AS (
                INSERT INTO signal_event (seq, type, signal_id, posted_at, channel_id, kind, direction, origin)
                SELECT head.seq - cardinality($1::bigint[]) + r.n, r.type, r.id, r.at, r.channel, r.kind, r.direction, r.origin
                FROM head,\s""" + NEWS.unnest("r") + """
            )
            SELECT seq FROM head""";

    private static final String AFTER = """
            SELECT e.seq, e.type, e.event_at, e.signal_id, s.withdrawn_at, """ + " " + SignalRows.COLUMNS + """

            FROM (SELECT seq, type, at AS event_at, signal_id, posted_at FROM signal_event
                  WHERE seq > $1 ORDER BY seq LIMIT $2) e
            LEFT JOIN LATERAL (
                SELECT s.withdrawn_at, """ + " " + SignalRows.OF_SIGNAL + """

                FROM signal s WHERE s.id = e.signal_id AND s.posted_at = e.posted_at OFFSET 0) s ON true
            LEFT JOIN channel c ON c.id = s.channel_id
            ORDER BY e.seq""";

    private static final String CHANGED = """
            WITH news AS MATERIALIZED (
                SELECT seq, type, signal_id, posted_at FROM signal_event WHERE seq > $1 ORDER BY seq LIMIT $2),
            touched AS (
                SELECT signal_id, posted_at, min(seq) AS seq FROM news WHERE type <> 'signal.outcome' GROUP BY 1, 2)
            SELECT newest.seq AS newest, t.signal_id, """ + " " + SignalRows.UNMEASURED + """

            FROM (SELECT max(seq) AS seq FROM news) newest
            LEFT JOIN touched t ON true
            LEFT JOIN LATERAL (
                SELECT """ + " " + SignalRows.OF_SIGNAL + """

                FROM signal s WHERE s.id = t.signal_id AND s.posted_at = t.posted_at AND s.withdrawn_at IS NULL
                    AND s.state = 'published' AND s.kind IN ('trade_signal', 'token_launch') OFFSET 0) s ON true
            LEFT JOIN channel c ON c.id = s.channel_id
            ORDER BY t.seq""";

    /**
     * What a signal is counted as.
     *
     * @param kind wire name
     * @param direction 1 bullish, -1 bearish, 0 neither
     */
    public record Counted(String kind, int direction) {
        static Counted of(PostKind kind, SignalFields fields) {
            return new Counted(kind.wire(), StoredSignal.direction(fields));
        }
    }

    /**
     * What happened to which signal.
     *
     * @param counted as what it counts now
     */
    public record Change(Type type, SignalId signal, long channelId, String origin, Counted counted) {
        /** What a statement that ends with {@link #RETURNING} gives. */
        static Change of(Type type, Row row) {
            return new Change(
                    type,
                    new SignalId(row.getUUID("id")),
                    row.getLong("channel_id"),
                    row.getString("origin"),
                    new Counted(row.getString("kind"), row.getShort("direction")));
        }

        /** The end of a statement on the table signal, alias {@code s}, whose rows become changes. */
        static final String RETURNING = " RETURNING s.id, s.channel_id, s.kind, s.direction, s.origin, s.state";

        /** Whether readers of the log know the signal: what waits or was rejected changes unheard. */
        static boolean heard(Row row) {
            return row.getString("state").equals(SignalState.PUBLISHED.wire());
        }
    }

    private record Numbered(long n, Change change) {}

    /**
     * What a part of the log changed.
     *
     * @param seq number of the newest event read, of any type; the one asked from if there is none behind it
     * @param signals each once, in the order of their first events in this part
     */
    public record Changed(long seq, List<Touched> signals) {
        public Changed {
            signals = List.copyOf(signals);
        }
    }

    /**
     * A signal that events speak of.
     *
     * @param call as it is stored now, without its outcome; empty if it is not in the feed or no trade signal or token launch (any more)
     */
    public record Touched(SignalId id, Optional<StoredSignal> call) {}

    /**
     * Appends one event a change, in the order given. Must be the last statement before the commit.
     *
     * @return number of the newest event
     */
    public Future<Long> append(SqlConnection tx, List<Change> changes) {
        if (changes.isEmpty()) {
            return head(tx).map(Position::seq);
        }
        List<Numbered> news = new ArrayList<>(changes.size());
        for (Change change : changes) {
            news.add(new Numbered(news.size() + 1L, change));
        }
        return tx.preparedQuery(APPEND)
                .execute(NEWS.of(news))
                .map(head -> head.iterator().next().getLong(0));
    }

    /**
     * Begins a new epoch: every reader loads anew. For changes of more signals than events could tell. Must be the last
     * statement before the commit.
     */
    public Future<Void> newEpoch(SqlConnection tx) {
        return tx.query("UPDATE event_head SET epoch = left(replace(gen_random_uuid()::text, '-', ''), 8)")
                .execute()
                .mapEmpty();
    }

    /** The newest position. */
    public Future<Position> head(SqlClient sql) {
        return sql.preparedQuery("SELECT epoch, seq FROM event_head").execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Position(row.getString(0), row.getLong(1));
        });
    }

    /**
     * The envelopes after a position, oldest first, as every live channel sends them.
     *
     * @param epoch put into the envelopes
     * @param seq of the last event the reader has
     * @param limit how many at most
     */
    public Future<List<JsonObject>> after(SqlClient sql, String epoch, long seq, int limit) {
        return sql.preparedQuery(AFTER)
                .execute(Tuple.of(seq, limit))
                .map(rows -> rows.stream().map(row -> envelope(epoch, row)).toList());
    }

    /**
     * The signals that the events after a position speak of, events of type {@link Type#OUTCOME} aside.
     *
     * @param afterSeq number of the last event the reader has
     * @param limit how many events to read at most; at least 1
     */
    public Future<Changed> changed(SqlClient sql, long afterSeq, int limit) {
        return sql.preparedQuery(CHANGED).execute(Tuple.of(afterSeq, limit)).map(rows -> {
            Long newest = rows.iterator().next().getLong("newest");
            List<Touched> touched = rows.stream()
                    .filter(row -> row.getUUID("signal_id") != null)
                    .map(EventLog::touched)
                    .toList();
            return new Changed(newest == null ? afterSeq : newest, touched);
        });
    }

    private static Touched touched(Row row) {
        return new Touched(
                new SignalId(row.getUUID("signal_id")),
                row.getUUID("id") == null ? Optional.empty() : Optional.of(SignalRows.signal(row)));
    }

    private static JsonObject envelope(String epoch, Row row) {
        boolean gone = row.getUUID("id") == null || row.getOffsetDateTime("withdrawn_at") != null || !Change.heard(row);
        return new JsonObject()
                .put("v", 1)
                .put("epoch", epoch)
                .put("seq", row.getLong("seq"))
                .put("type", gone ? Type.DELETED.wire() : row.getString("type"))
                .put("at", Times.text(row.getOffsetDateTime("event_at")))
                .put(
                        "data",
                        gone
                                ? new JsonObject().put("id", new SignalId(row.getUUID("signal_id")).toString())
                                : SignalRows.signal(row).toJson());
    }
}
