package io.signalroom.api;

import io.signalroom.ledger.ClaimStore;
import io.signalroom.ledger.ForwardStore;
import io.signalroom.ledger.JudgementStore;
import io.signalroom.ledger.MessageTexts;
import io.signalroom.ledger.SignalPage;
import io.signalroom.ledger.SignalQuery;
import io.signalroom.ledger.SignalSort;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.ledger.StoredSignal.Source;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;

/** One signal with all that is known about it. */
final class SignalDetail {
    private static final int MOST_UPDATES = 200;

    private final SignalStore signals = new SignalStore();
    private final ClaimStore claims = new ClaimStore();
    private final JudgementStore judgements = new JudgementStore();
    private final MessageTexts messages = new MessageTexts();
    private final ForwardStore forwards = new ForwardStore();

    /** As the contract's schema {@code SignalDetail} says; fails with NOT_FOUND. */
    Future<JsonObject> of(SqlClient sql, SignalId id) {
        return signals.byId(sql, id).compose(signal -> of(sql, signal));
    }

    /** The same of one that has been read. */
    Future<JsonObject> of(SqlClient sql, StoredSignal signal) {
        SignalId id = signal.id();
        Source source = signal.source();
        Future<JsonArray> spans = signals.spans(sql, id);
        Future<List<JsonObject>> revisions = messages.revisions(sql, signal);
        SignalQuery replies = SignalQuery.repliesTo(source.channelId(), source.messageId());
        Future<SignalPage> updates = signals.list(sql, replies, SignalSort.OLDEST, null, MOST_UPDATES);
        Future<JsonArray> judged = judgements.of(sql, signal);
        Future<JsonArray> claimed = claims.of(sql, id);
        Future<Optional<JsonObject>> forwarded = forwards.of(sql, signal);
        return Future.all(spans, revisions, updates, judged, claimed, forwarded)
                .map(x -> json(signal, spans.result(), revisions.result(), updates.result())
                        .put("forwardedFrom", forwarded.result().orElse(null))
                        .put("judgements", judged.result())
                        .put("claims", claimed.result()));
    }

    private static JsonObject json(
            StoredSignal signal, JsonArray spans, List<JsonObject> revisions, SignalPage updates) {
        WordChanges.add(revisions);
        JsonArray answers = new JsonArray();
        updates.signals().forEach(s -> answers.add(s.toJson()));
        return signal.toJson()
                .put("text", text(revisions, signal.source().revision()))
                .put("spans", spans)
                .put("revisions", new JsonArray(revisions))
                .put("updates", answers);
    }

    /** The version the signal was read from; the spans point into it. */
    private static String text(List<JsonObject> revisions, int revision) {
        return revisions.stream()
                .filter(r -> r.getInteger("revision") == revision)
                .findFirst()
                .map(r -> r.getString("text"))
                .orElse("");
    }
}
