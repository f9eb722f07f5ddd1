package io.signalroom.ledger;

import io.signalroom.ledger.Claims.Place;
import io.signalroom.ledger.Claims.Update;
import io.signalroom.ledger.EventLog.Change;
import io.signalroom.ledger.EventLog.Type;
import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalId;
import io.signalroom.signal.SignalState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stores what a parser read, with its events, in the parser's transaction. The plan of a signal is that of the first
 * version that held one; a later version only marks it as edited.
 */
public final class SignalWriter {
    private static final String MARK_EDITED = """
            UPDATE signal s SET edited_at = greatest(s.edited_at, r.at)
            FROM json_to_recordset($1::json) AS r (c bigint, m bigint, r integer, p timestamptz, at timestamptz)
            WHERE s.channel_id = r.c AND s.message_id = r.m AND s.posted_at = r.p AND s.revision < r.r""" + Change.RETURNING;

    private static final String MARK_DELETED = """
            UPDATE signal s SET deleted_at = r.at
            FROM json_to_recordset($1::json) AS r (c bigint, m bigint, at timestamptz)
            WHERE s.channel_id = r.c AND s.message_id = r.m AND s.deleted_at IS NULL""" + Change.RETURNING;

    /**
     * What a parser read out of a version.
     *
     * @param version the version, or the news of a deletion
     * @param signals in the order of the text, empty for noise and deletions
     * @param answers the signals of the post that it answers, in the order of that post
     */
    public record Reading(Waiting version, List<ParsedSignal> signals, List<Answered> answers) {
        public Reading {
            signals = List.copyOf(signals);
            answers = List.copyOf(answers);
        }

        /** A reading of a post that answers none. */
        public Reading(Waiting version, List<ParsedSignal> signals) {
            this(version, signals, List.of());
        }
    }

    /**
     * What was stored.
     *
     * @param changes in the order of their numbers
     * @param seq number of the newest event
     */
    public record Stored(List<Change> changes, long seq) {
        public Stored {
            changes = List.copyOf(changes);
        }
    }

    private final EventLog events = new EventLog();
    private final ClaimStore claims = new ClaimStore();
    private final double reviewBelow;

    /** A writer that publishes every reading. */
    public SignalWriter() {
        this(0);
    }

    /**
     * A writer.
     *
     * @param reviewBelow a reading of less confidence waits for an operator and appends no event; 0 to 1, 0 = none
     */
    public SignalWriter(double reviewBelow) {
        this.reviewBelow = reviewBelow;
    }

    /** Stores the readings of one batch and appends their events; the caller commits. */
    public Future<Stored> store(SqlConnection tx, List<Reading> readings) {
        List<Change> changes = new ArrayList<>();
        return insert(tx, signals(readings), changes)
                .compose(stored -> run(tx, MARK_EDITED, editRows(readings), Type.EDITED, changes)
                        .compose(x -> run(tx, MARK_DELETED, deletionRows(readings), Type.EDITED, changes))
                        .compose(x -> claims.attach(tx, updates(readings, stored))))
                .compose(x -> changes.isEmpty() ? Future.succeededFuture(0L) : events.append(tx, changes))
                .map(seq -> new Stored(changes, seq));
    }

    /** Gives the signals that the statement touched, also those that nobody hears of. */
    private static Future<Set<SignalId>> run(
            SqlConnection tx, String sql, JsonArray rows, Type type, List<Change> changes) {
        return rows.isEmpty()
                ? Future.succeededFuture(Set.of())
                : tx.preparedQuery(sql).execute(Tuple.of(rows)).map(done -> touched(done, type, changes));
    }

    private static Future<Set<SignalId>> insert(SqlConnection tx, List<NewSignal> signals, List<Change> changes) {
        return signals.isEmpty()
                ? Future.succeededFuture(Set.of())
                : tx.preparedQuery(NewSignal.INSERT)
                        .execute(NewSignal.ROWS.of(signals))
                        .map(done -> touched(done, Type.CREATED, changes));
    }

    private static Set<SignalId> touched(RowSet<Row> rows, Type type, List<Change> changes) {
        Set<SignalId> touched = new HashSet<>();
        rows.forEach(row -> {
            Change change = Change.of(type, row);
            touched.add(change.signal());
            if (Change.heard(row)) {
                changes.add(change);
            }
        });
        return touched;
    }

    private static List<Update> updates(List<Reading> readings, Set<SignalId> stored) {
        List<Update> updates = new ArrayList<>();
        for (Reading reading : readings) {
            Waiting version = reading.version();
            for (int i = 0; i < reading.signals().size(); i++) {
                ParsedSignal signal = reading.signals().get(i);
                SignalId id = StoredSignal.idOf(version.post(), version.at(), i);
                if (signal.kind() == PostKind.SIGNAL_UPDATE && stored.contains(id)) {
                    Place place = new Place(version.at(), version.messageId(), i);
                    updates.add(new Update(
                            id,
                            version.channelId(),
                            place,
                            signal.fields().symbol(),
                            signal.fields().event(),
                            reading.answers()));
                }
            }
        }
        return updates;
    }

    private List<NewSignal> signals(List<Reading> readings) {
        List<NewSignal> signals = new ArrayList<>();
        for (Reading reading : readings) {
            for (int i = 0; i < reading.signals().size(); i++) {
                ParsedSignal signal = reading.signals().get(i);
                SignalState state = signal.confidence() < reviewBelow ? SignalState.REVIEW : SignalState.PUBLISHED;
                signals.add(
                        new NewSignal(reading.version(), signal, i, Levels.given(signal, reading.answers()), state));
            }
        }
        return signals;
    }

    private static JsonArray editRows(List<Reading> readings) {
        JsonArray rows = new JsonArray();
        for (Reading reading : readings) {
            Waiting version = reading.version();
            if (version.revision() > 1) {
                Instant editedAt = version.post().editedAt();
                rows.add(identity(version)
                        .put("r", version.revision())
                        .put("p", version.at())
                        .put("at", editedAt == null ? version.firstSeenAt() : editedAt));
            }
        }
        return rows;
    }

    private static JsonArray deletionRows(List<Reading> readings) {
        JsonArray rows = new JsonArray();
        for (Reading reading : readings) {
            if (reading.version().deletion()) {
                rows.add(identity(reading.version()).put("at", reading.version().at()));
            }
        }
        return rows;
    }

    private static JsonObject identity(Waiting version) {
        return new JsonObject().put("c", version.channelId()).put("m", version.messageId());
    }
}
