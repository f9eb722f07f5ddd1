package io.signalroom.api;

import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.signal.SignalId;
import io.signalroom.signal.SignalState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** Signals by the id that somebody has sent. */
final class SeenSignals {
    private final Pool pool;
    private final SignalStore signals = new SignalStore();

    SeenSignals(Pool pool) {
        this.pool = pool;
    }

    /**
     * A signal that somebody may see; fails with {@link Failure#NOT_FOUND}.
     *
     * @param id may be anything
     * @param all whether he may see also what is not in the feed
     */
    Future<StoredSignal> byId(String id, boolean all) {
        SignalId name;
        try {
            name = parsed(id);
        } catch (DomainException e) {
            return Future.failedFuture(e);
        }
        return signals.byId(pool, name).map(signal -> {
            if (!all && signal.marks().state() != SignalState.PUBLISHED) {
                throw new DomainException(Failure.NOT_FOUND, "There is no signal " + signal.id() + ".");
            }
            return signal;
        });
    }

    /** @throws DomainException of {@link Failure#NOT_FOUND} if it is no id of a signal */
    static SignalId parsed(String id) {
        try {
            return SignalId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new DomainException(Failure.NOT_FOUND, "There is no signal of this id.");
        }
    }
}
