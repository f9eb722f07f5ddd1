package io.signalroom.ledger;

import io.signalroom.bus.message.SignalFieldsJson;
import io.signalroom.ledger.EventLog.Change;
import io.signalroom.ledger.EventLog.Counted;
import io.signalroom.ledger.EventLog.Type;
import io.signalroom.problem.Failure;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.signalroom.signal.SignalState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judgements beside each other. The signal's row holds the current reading, so that lists need no other table; before an
 * operator's first judgement the machine's goes verbatim into {@code signal_judgement}, whose rows never change.
 */
public final class JudgementStore {
    /** Who judged when it was no operator. No token may speak for this name. */
    public static final String MACHINE = "machine";

    private static final String READ = "read";

    private static final String LOCK = """
            SELECT 1 FROM signal WHERE id = $1 AND posted_at = $2 AND withdrawn_at IS NULL FOR UPDATE""";

    private static final String ADD = """
            INSERT INTO signal_judgement (signal_id, posted_at, subject, at, verdict, kind, fields, confidence, note)
            VALUES ($1, $2, $3, coalesce($4::timestamptz, clock_timestamp()), $5, $6, $7::json, $8, $9)""";

    private static final String MARK = """
            UPDATE signal s SET state = $3, confidence = $4, judged_at = clock_timestamp()
            WHERE s.id = $1 AND s.posted_at = $2""" + Change.RETURNING;

    private static final String REREAD = """
            UPDATE signal s SET state = $3, confidence = $4, judged_at = clock_timestamp(), kind = $5, direction = $6,
                symbol = r.symbol, quote = r.quote, side = r.side, entries = coalesce(r.entries, '{}'),
                entry_market = coalesce(r."entryMarket", false), targets = coalesce(r.targets, '{}'),
                targets_percent = coalesce(r."targetsPercent", '{}'), stop_loss = r."stopLoss",
                stop_loss_percent = r."stopLossPercent", leverage = r.leverage, exchange = r.exchange,
                timeframe = r.timeframe, event = coalesce(r.event, r.stage), target_index = r."targetIndex",
                profit_percent = r."profitPercent", stop_moved = coalesce(r."stopMoved", false),
                new_stop = r."newStop", partial_close = r."partialClose", chain = r.chain,
                contract_address = r."contractAddress", market_cap = r."marketCap", liquidity = r.liquidity,
                change_percent = r."changePercent", symbols = coalesce(r.symbols, '{}')
            FROM json_to_record($7::json) AS r (
                symbol text, quote text, side text, entries numeric[], "entryMarket" boolean, targets numeric[],
                "targetsPercent" numeric[], "stopLoss" numeric, "stopLossPercent" numeric, leverage numeric,
                exchange text, timeframe text, event text, stage text, "targetIndex" integer, "profitPercent" numeric,
                "stopMoved" boolean, "newStop" text, "partialClose" numeric, chain text, "contractAddress" text,
                "marketCap" numeric, liquidity numeric, "changePercent" numeric, symbols text[])
            WHERE s.id = $1 AND s.posted_at = $2""" + Change.RETURNING;

    private static final String OF_SIGNAL = """
            SELECT subject, at, verdict, kind, fields, confidence, note FROM signal_judgement
            WHERE signal_id = $1 AND (subject IS NULL OR id IN (
                SELECT id FROM signal_judgement WHERE signal_id = $1 ORDER BY id DESC LIMIT 1000))
            ORDER BY id""";

    private final SignalStore signals = new SignalStore();
    private final ClaimRevision claims = new ClaimRevision();
    private final EventLog events = new EventLog();

    /**
     * An operator's judgement.
     *
     * @param by subject of his token, never {@link #MACHINE}
     * @param kind the right kind; for {@link Verdict#CONFIRM} and {@link Verdict#REJECT} that of the current reading
     * @param fields the right values, as {@code kind}
     * @param note of at most 500 characters, or null
     */
    public record Judged(String by, Verdict verdict, PostKind kind, SignalFields fields, String note) {}

    /** The signal, its row locked until the transaction ends; fails with {@link Failure#NOT_FOUND}. */
    public Future<StoredSignal> lock(SqlConnection tx, SignalId id) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(id.value(), Times.sql(id.postedAt())))
                .compose(x -> signals.byId(tx, id));
    }

    /**
     * Stores a judgement beside the others and makes it the current one; the caller commits.
     *
     * @param current the signal as {@link #lock} gave it in this transaction
     * @return number of the newest event
     */
    public Future<Long> judge(SqlConnection tx, StoredSignal current, Judged judged) {
        return keepMachine(tx, current)
                .compose(x -> add(tx, current.id(), Entry.operator(judged)))
                .compose(x -> apply(tx, current, judged))
                .compose(row -> claims.after(
                                tx, signals, current, judged.fields().symbol())
                        .map(row))
                .compose(row ->
                        events.append(tx, change(current, row).map(List::of).orElse(List.of())));
    }

    private static Future<Void> keepMachine(SqlConnection tx, StoredSignal current) {
        return current.marks().judged() ? Future.succeededFuture() : add(tx, current.id(), Entry.machine(current));
    }

    private static Future<Void> add(SqlConnection tx, SignalId id, Entry entry) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.tuple()
                        .addValue(id.value())
                        .addValue(Times.sql(id.postedAt()))
                        .addValue(entry.subject())
                        .addValue(Times.sql(entry.at()))
                        .addValue(entry.verdict())
                        .addValue(entry.kind())
                        .addValue(entry.fields())
                        .addValue((float) entry.confidence())
                        .addValue(entry.note()))
                .mapEmpty();
    }

    private static Future<Row> apply(SqlConnection tx, StoredSignal current, Judged judged) {
        boolean rejected = judged.verdict() == Verdict.REJECT;
        Tuple values = Tuple.of(
                current.id().value(),
                Times.sql(current.postedAt()),
                (rejected ? SignalState.REJECTED : SignalState.PUBLISHED).wire(),
                rejected ? (float) current.confidence() : 1f);
        boolean reread = judged.verdict() == Verdict.CORRECT;
        if (reread) {
            Counted counted = Counted.of(judged.kind(), judged.fields());
            values.addValue(counted.kind()).addValue(counted.direction());
            values.addValue(Entry.fields(judged.kind(), judged.fields()));
        }
        return tx.preparedQuery(reread ? REREAD : MARK)
                .execute(values)
                .map(rows -> rows.iterator().next());
    }

    /** What the readers of the log hear: nothing of what was out of the feed and stays there. */
    private static Optional<Change> change(StoredSignal before, Row after) {
        boolean was = before.marks().state() == SignalState.PUBLISHED;
        boolean is = Change.heard(after);
        if (!was) {
            return is ? Optional.of(Change.of(Type.CREATED, after)) : Optional.empty();
        }
        return Optional.of(is ? Change.of(EventLog.Type.CORRECTED, after) : Change.of(Type.DELETED, after));
    }

    /** Every judgement, the machine's first, as the contract's schema {@code SignalJudgement} says. */
    public Future<JsonArray> of(SqlClient sql, StoredSignal signal) {
        if (!signal.marks().judged()) {
            return Future.succeededFuture(
                    new JsonArray().add(Entry.machine(signal).toJson()));
        }
        return sql.preparedQuery(OF_SIGNAL)
                .execute(Tuple.of(signal.id().value()))
                .map(rows -> new JsonArray(
                        rows.stream().map(row -> Entry.of(row).toJson()).toList()));
    }

    /** One judgement as it is stored and shown; without a time yet, the database's clock gives it. */
    private record Entry(
            String subject,
            Instant at,
            String verdict,
            String kind,
            JsonObject fields,
            double confidence,
            String note) {
        static Entry machine(StoredSignal signal) {
            Instant at = signal.source().firstSeenAt();
            JsonObject fields = fields(signal.kind(), signal.fields());
            return new Entry(null, at, READ, signal.kind().wire(), fields, signal.confidence(), null);
        }

        static Entry operator(Judged judged) {
            JsonObject fields = fields(judged.kind(), judged.fields());
            return new Entry(
                    judged.by(), null, judged.verdict().wire(), judged.kind().wire(), fields, 1, judged.note());
        }

        static Entry of(Row row) {
            return new Entry(
                    row.getString("subject"),
                    row.getOffsetDateTime("at").toInstant(),
                    row.getString("verdict"),
                    row.getString("kind"),
                    row.getJsonObject("fields"),
                    row.getFloat("confidence"),
                    row.getString("note"));
        }

        static JsonObject fields(PostKind kind, SignalFields fields) {
            JsonObject json = new JsonObject();
            SignalFieldsJson.write(kind, fields, json);
            return json;
        }

        JsonObject toJson() {
            JsonObject json = new JsonObject()
                    .put("by", subject == null ? MACHINE : subject)
                    .put("at", at.toString())
                    .put("verdict", verdict)
                    .put("kind", kind)
                    .put("fields", fields)
                    .put("confidence", Math.round(confidence * 1000) / 1000.0);
            return note == null ? json : json.put("note", note);
        }
    }
}
