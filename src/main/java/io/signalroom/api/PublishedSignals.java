package io.signalroom.api;

import io.signalroom.api.site.SignalReader;
import io.signalroom.ledger.MessageStore;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.signal.SignalId;
import io.signalroom.signal.SignalState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/** The signals of the feed, for their pages. */
public final class PublishedSignals implements SignalReader {
    private final Pool pool;
    private final SignalStore signals = new SignalStore();
    private final MessageStore messages = new MessageStore();

    /** @param pool of PostgreSQL */
    public PublishedSignals(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Optional<JsonObject>> read(String id) {
        SignalId name;
        try {
            name = SignalId.parse(id);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(Optional.empty());
        }
        return signals.byId(pool, name)
                .compose(
                        this::shown,
                        e -> absent(e) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(e));
    }

    private Future<Optional<JsonObject>> shown(StoredSignal signal) {
        return signal.marks().state() == SignalState.PUBLISHED
                ? messages.text(pool, signal)
                        .map(text -> Optional.of(signal.toJson().put("text", text)))
                : Future.succeededFuture(Optional.empty());
    }

    private static boolean absent(Throwable e) {
        return e instanceof DomainException known && known.failure() == Failure.NOT_FOUND;
    }
}
