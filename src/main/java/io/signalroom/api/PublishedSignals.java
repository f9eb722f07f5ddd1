package io.signalroom.api;

import io.signalroom.api.site.SignalReader;
import io.signalroom.ledger.MessageTexts;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/** The signals of the feed, for their pages. */
public final class PublishedSignals implements SignalReader {
    private final Pool pool;
    private final SeenSignals signals;
    private final MessageTexts messages = new MessageTexts();

    /** @param pool of PostgreSQL */
    public PublishedSignals(Pool pool) {
        this.pool = pool;
        this.signals = new SeenSignals(pool);
    }

    @Override
    public Future<Optional<JsonObject>> read(String id) {
        return signals.byId(id, false)
                .compose(signal -> messages.text(pool, signal)
                        .map(text -> Optional.of(signal.toJson().put("text", text))))
                .recover(e -> absent(e) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(e));
    }

    private static boolean absent(Throwable e) {
        return e instanceof DomainException known && known.failure() == Failure.NOT_FOUND;
    }
}
