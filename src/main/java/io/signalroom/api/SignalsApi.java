package io.signalroom.api;

import io.signalroom.api.card.Card;
import io.signalroom.api.export.ExportForm;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.ParseText;
import io.signalroom.bus.message.Parsed;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.ledger.Cursor;
import io.signalroom.ledger.Elsewhere;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.JudgementStore;
import io.signalroom.ledger.ManualPosts;
import io.signalroom.ledger.Position;
import io.signalroom.ledger.SignalPage;
import io.signalroom.ledger.SignalQuery;
import io.signalroom.ledger.SignalSort;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.SignalWriter;
import io.signalroom.ledger.SignalWriter.Reading;
import io.signalroom.ledger.SignalWriter.Stored;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.security.Scope;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.SignalId;
import io.signalroom.signal.SignalState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The operations of the tag Signals. */
final class SignalsApi {
    private static final int MOST_COUNTED = 10_000;
    private static final Duration PARSER_PATIENCE = Duration.ofSeconds(3);

    private final Pool pool;
    private final Bus bus;
    private final SignalStore signals = new SignalStore();
    private final SeenSignals seen;
    private final EventLog events = new EventLog();
    private final ManualPosts posts = new ManualPosts();
    private final JudgementStore judgements = new JudgementStore();
    private final SignalWriter writer = new SignalWriter();
    private final SignalExport.Running exports = new SignalExport.Running();
    private final SignalDetail detail = new SignalDetail();
    private final Elsewhere elsewhere = new Elsewhere();
    private final Pictures pictures;
    private final Once once;
    private final SignalJudging judging;

    SignalsApi(Pool pool, Bus bus, Pictures pictures) {
        this.pool = pool;
        this.bus = bus;
        this.pictures = pictures;
        this.seen = new SeenSignals(pool);
        this.once = new Once(pool);
        this.judging = new SignalJudging(pool, bus);
    }

    Future<Answer> listSignals(Call call) {
        SignalQuery query = query(call);
        SignalSort sort = SignalSort.ofWire(call.text("sort").orElseThrow());
        Cursor cursor = call.text("cursor").map(c -> Cursor.decode(c, sort)).orElse(null);
        int limit = (int) call.whole("limit");
        return events.head(pool).compose(asOf -> {
            Future<SignalPage> page = signals.list(pool, query, sort, cursor, limit);
            Future<Optional<Long>> total = call.list("include").contains("total")
                    ? signals.count(pool, query, sort, MOST_COUNTED).map(Optional::of)
                    : Future.succeededFuture(Optional.empty());
            return Future.all(page, total).map(x -> list(call, page.result(), total.result(), asOf));
        });
    }

    /** What the filters ask for, if the caller may. */
    private static SignalQuery query(Call call) {
        SignalQuery query = SignalFilters.of(call, Instant.now());
        if (query.state() != SignalState.PUBLISHED) {
            call.need(Scope.WRITE, "Reading what is not in the feed");
        }
        return query;
    }

    Future<Reply> exportSignals(Call call) {
        SignalQuery query = query(call);
        if (!exports.free(call.client())) {
            throw SignalExport.busy();
        }
        SignalSort sort = SignalSort.ofWire(call.text("sort").orElseThrow());
        ExportForm form = ExportForm.of(call.text("format").orElseThrow());
        Function<Cursor, Future<SignalPage>> pages =
                cursor -> signals.list(pool, query, sort, cursor, SignalExport.PAGE);
        return events.head(pool)
                .compose(asOf -> pages.apply(null).map(first -> new SignalExport(form, asOf, first, pages, exports)));
    }

    Future<Reply> getSignalFeed(Call call) {
        int limit = (int) call.whole("limit");
        return signals.list(pool, query(call), SignalSort.NEWEST, null, limit)
                .map(page -> new SignalFeed(page.signals()));
    }

    private static Answer list(Call call, SignalPage page, Optional<Long> total, Position asOf) {
        JsonArray data = new JsonArray();
        page.signals().forEach(s -> data.add(s.toJson()));
        JsonObject more = new JsonObject().put("asOf", asOf.toJson());
        Optional<JsonObject> counted = total.map(found ->
                new JsonObject().put("count", Math.min(found, MOST_COUNTED)).put("exact", found <= MOST_COUNTED));
        return Paging.answer(
                call, data, page.next().map(Cursor::encode), page.prev().map(Cursor::encode), counted, more);
    }

    /** Gives all changes or none: half a gap closed would look like a whole one. */
    Future<Answer> listSignalChanges(Call call) {
        long after = call.whole("afterSeq");
        int limit = (int) call.whole("limit");
        return events.head(pool).compose(head -> {
            boolean reachable = head.epoch().equals(call.text("epoch").orElseThrow())
                    && after <= head.seq()
                    && head.seq() - after <= limit;
            return reachable
                    ? events.after(pool, head.epoch(), after, (int) (head.seq() - after))
                            .map(found -> changes(head, found, found.size() == head.seq() - after))
                    : Future.succeededFuture(changes(head, List.of(), false));
        });
    }

    private static Answer changes(Position head, List<JsonObject> found, boolean complete) {
        return Answer.ok(new JsonObject()
                .put("events", new JsonArray(complete ? found : List.of()))
                .put("asOf", head.toJson())
                .put("complete", complete));
    }

    Future<Answer> getSignal(Call call) {
        return seen(call).compose(signal -> detail.of(pool, signal)).map(Answer::ok);
    }

    Future<Answer> listElsewhere(Call call) {
        return seen(call).compose(signal -> elsewhere.of(pool, signal)).map(Answer::ok);
    }

    Future<Reply> getSignalImage(Call call) {
        return seen(call).map(signal -> new SignalImage(Card.of(signal.toJson()), pictures));
    }

    /** A signal that the caller may see. */
    private Future<StoredSignal> seen(Call call) {
        boolean all = call.caller().filter(caller -> caller.may(Scope.WRITE)).isPresent();
        return seen.byId(call.text("id").orElseThrow(), all);
    }

    Future<Answer> createSignal(Call call) {
        return once.make(call, () -> entered(call.body()), (tx, entry) -> store(call, tx, entry));
    }

    /** What is to be stored: a text and the signals in it. */
    private record Entry(String text, List<ParsedSignal> signals) {}

    private Future<Entry> entered(JsonObject body) {
        if (!body.containsKey("text")) {
            ManualText text = ManualText.of(NewSignal.kind(body), NewSignal.fields(body));
            return Future.succeededFuture(new Entry(text.text(), List.of(text.signal())));
        }
        NewSignal.checkAlone(body);
        String text = body.getString("text");
        return bus.<ParseText, Parsed>request(
                        Addresses.PARSE_TEXT, new ParseText(text, Optional.empty()), PARSER_PATIENCE)
                .map(parsed -> {
                    if (parsed.signals().isEmpty()) {
                        throw new DomainException(
                                Failure.UNPROCESSABLE,
                                "The text is no signal: " + String.join("; ", parsed.reasons()) + ".");
                    }
                    return new Entry(text, parsed.signals());
                });
    }

    private Future<Once.Made> store(Call call, SqlConnection tx, Entry entry) {
        return posts.store(tx, entry.text())
                .compose(version -> writer.store(tx, List.of(new Reading(version, entry.signals()))))
                .compose(stored -> detail.of(tx, first(stored))
                        .map(json -> new Once.Made(call.path() + "/" + first(stored), json, () -> tell(stored.seq()))));
    }

    private void tell(long seq) {
        bus.publish(Addresses.SIGNALS_STORED, new SignalsStored(seq));
    }

    private static SignalId first(Stored stored) {
        return stored.changes().get(0).signal();
    }

    Future<Answer> judgeSignal(Call call) {
        SignalId id = id(call);
        return judging.judge(id, call).compose(x -> detail.of(pool, id)).map(Answer::fresh);
    }

    Future<Answer> deleteSignal(Call call) {
        SignalId id = id(call);
        return pool.withTransaction(tx -> judgements
                        .lock(tx, id)
                        .compose(x -> IfMatch.check(call, () -> detail.of(tx, id)))
                        .compose(x -> signals.withdraw(tx, events, id)))
                .map(seq -> {
                    tell(seq);
                    return Answer.done();
                });
    }

    private static SignalId id(Call call) {
        return SeenSignals.parsed(call.text("id").orElseThrow());
    }
}
