package io.signalroom.ledger;

import io.signalroom.bus.message.SignalFieldsJson;
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
    private static final String INSERT = """
            INSERT INTO signal AS s (
                id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, reply_to, origin, kind,
                direction, confidence, symbol, quote, side, entries, entry_market, targets, targets_percent, stop_loss,
                stop_loss_percent, leverage, exchange, timeframe, event, target_index, profit_percent, stop_moved,
                new_stop, partial_close, chain, contract_address, market_cap, liquidity, change_percent, symbols, spans,
                deleted_at, state, follows, search)
            SELECT r.id, r."postedAt", r."firstSeenAt", r."channelId", r."messageId", r.revision, r.ordinal,
                   r."replyTo", r.origin, r.kind, r.direction, r.confidence, r.symbol, r.quote, r.side,
                   coalesce(r.entries, '{}'), coalesce(r."entryMarket", false), coalesce(r.targets, '{}'),
                   coalesce(r."targetsPercent", '{}'), r."stopLoss", r."stopLossPercent", r.leverage, r.exchange,
                   r.timeframe, coalesce(r.event, r.stage), r."targetIndex", r."profitPercent",
                   coalesce(r."stopMoved", false), r."newStop", r."partialClose", r.chain, r."contractAddress",
                   r."marketCap", r.liquidity, r."changePercent", coalesce(r.symbols, '{}'), r.spans, d.deleted_at, r.state,
                   r.follows,
                   to_tsvector('simple', left(r.text, 8192))
            FROM json_to_recordset($1::json) AS r (
                id uuid, "postedAt" timestamptz, "firstSeenAt" timestamptz, "channelId" bigint, "messageId" bigint,
                revision integer, ordinal smallint, "replyTo" bigint, origin text, kind text, direction smallint,
                confidence real, symbol text, quote text, side text, entries numeric[], "entryMarket" boolean,
                targets numeric[], "targetsPercent" numeric[], "stopLoss" numeric, "stopLossPercent" numeric,
                leverage numeric, exchange text, timeframe text, event text, stage text, "targetIndex" integer,
                "profitPercent" numeric, "stopMoved" boolean, "newStop" text, "partialClose" numeric, chain text,
                "contractAddress" text, "marketCap" numeric, liquidity numeric, "changePercent" numeric,
                symbols text[], spans json, state text, follows uuid,
                text text)
            LEFT JOIN LATERAL (
                SELECT m.deleted_at FROM message_deletion m
                WHERE m.channel_id = r."channelId" AND m.message_id = r."messageId" OFFSET 0) d ON true
            WHERE r.revision = 1 OR NOT EXISTS (
                SELECT 1 FROM signal e
                WHERE e.channel_id = r."channelId" AND e.message_id = r."messageId" AND e.posted_at = r."postedAt")
            ON CONFLICT DO NOTHING""" + Change.RETURNING;

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
        return run(tx, INSERT, signalRows(readings), Type.CREATED, changes)
                .compose(stored -> run(tx, MARK_EDITED, editRows(readings), Type.EDITED, changes)
                        .compose(x -> run(tx, MARK_DELETED, deletionRows(readings), Type.EDITED, changes))
                        .compose(x -> claims.attach(tx, updates(readings, stored))))
                .compose(x -> changes.isEmpty() ? Future.succeededFuture(0L) : events.append(tx, changes))
                .map(seq -> new Stored(changes, seq));
    }

    /** Gives the signals that the statement touched, also those that nobody hears of. */
    private static Future<Set<SignalId>> run(
            SqlConnection tx, String sql, JsonArray rows, Type type, List<Change> changes) {
        if (rows.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return tx.preparedQuery(sql).execute(Tuple.of(rows)).map((RowSet<Row> done) -> {
            Set<SignalId> touched = new HashSet<>();
            done.forEach(row -> {
                Change change = Change.of(type, row);
                touched.add(change.signal());
                if (Change.heard(row)) {
                    changes.add(change);
                }
            });
            return touched;
        });
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

    private JsonArray signalRows(List<Reading> readings) {
        JsonArray rows = new JsonArray();
        for (Reading reading : readings) {
            for (int i = 0; i < reading.signals().size(); i++) {
                SignalId follows = Levels.given(reading.signals().get(i), reading.answers());
                rows.add(signalRow(reading.version(), reading.signals().get(i), i)
                        .put("follows", follows == null ? null : follows.value().toString()));
            }
        }
        return rows;
    }

    private JsonObject signalRow(Waiting version, ParsedSignal signal, int ordinal) {
        JsonObject row = new JsonObject();
        SignalFieldsJson.write(signal.kind(), signal.fields(), row);
        SignalId id = StoredSignal.idOf(version.post(), version.at(), ordinal);
        return row.put("id", id.value().toString())
                .put("postedAt", version.at())
                .put("firstSeenAt", version.firstSeenAt())
                .put("channelId", version.channelId())
                .put("messageId", version.messageId())
                .put("revision", version.revision())
                .put("ordinal", ordinal)
                .put("replyTo", version.post().replyTo())
                .put("origin", version.post().origin().wire())
                .put("kind", signal.kind().wire())
                .put("direction", StoredSignal.direction(signal.fields()))
                .put("confidence", signal.confidence())
                .put("spans", Spans.stored(signal.spans()))
                .put("state", (signal.confidence() < reviewBelow ? SignalState.REVIEW : SignalState.PUBLISHED).wire())
                .put("text", version.post().text());
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
