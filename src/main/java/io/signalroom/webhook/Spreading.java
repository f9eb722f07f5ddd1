package io.signalroom.webhook;

import io.signalroom.db.Lease;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.HeardEvents;
import io.signalroom.ledger.Position;
import io.signalroom.webhook.SpreadStore.Listener;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the events: each step makes the deliveries of the next ones, in one transaction that begins with the check of the lease
 * and moves the position. So every event is spread once, whatever is killed when. In a new epoch it goes on with the next number, or from the head if the numbers began anew.
 */
final class Spreading {
    private static final Logger log = LoggerFactory.getLogger(Spreading.class);
    private static final int EVENTS = 100;

    private final Pool pool;
    private final Lease lease;
    private final SpreadStore store;
    private final WebhookMeters meters;
    private final EventLog events = new EventLog();
    private final HeardEvents heard = new HeardEvents();

    Spreading(Pool pool, Lease lease, SpreadStore store, WebhookMeters meters) {
        this.pool = pool;
        this.lease = lease;
        this.store = store;
        this.meters = meters;
    }

    /**
     * A step's end.
     *
     * @param made deliveries
     * @param dropped others that had to go for them
     * @param more true if events may wait
     */
    record Step(int made, long dropped, boolean more) {
        private static final Step NOTHING = new Step(0, 0, false);
    }

    /** Takes the next events. */
    Future<Step> step() {
        return pool.withTransaction(tx -> lease.check(tx)
                        .compose(x -> store.position(tx))
                        .compose(position -> events.head(tx).compose(head -> go(tx, position, head))))
                .onSuccess(step -> meters.dropped(step.dropped));
    }

    private Future<Step> go(SqlConnection tx, Optional<Position> position, Position head) {
        if (position.isEmpty()) {
            return store.first(tx, head).map(new Step(0, 0, true));
        }
        Position at = position.get();
        if (!at.epoch().equals(head.epoch()) && head.seq() >= at.seq()) {
            // readers are told to read anew, but the numbers go on, and so do the events
            return store.move(tx, new Position(head.epoch(), at.seq())).map(new Step(0, 0, true));
        }
        if (!at.epoch().equals(head.epoch())) {
            log.warn("the event log began anew: webhooks go on from its head, not from number {}", at.seq());
            return store.begin(tx, head).map(Step.NOTHING);
        }
        if (at.seq() >= head.seq()) {
            return Future.succeededFuture(Step.NOTHING);
        }
        return store.listeners(tx)
                .compose(listeners ->
                        listeners.isEmpty() ? store.move(tx, head).map(Step.NOTHING) : spread(tx, at, listeners));
    }

    private Future<Step> spread(SqlConnection tx, Position at, List<Listener> listeners) {
        return heard.after(tx, at, EVENTS).compose(news -> {
            if (news.isEmpty()) {
                return Future.succeededFuture(Step.NOTHING);
            }
            long last = news.get(news.size() - 1).envelope().getLong("seq");
            return store.spread(tx, news, listeners)
                    .compose(made -> made == 0
                            ? Future.succeededFuture(new Step(0, 0, news.size() == EVENTS))
                            : store.dropBeyond(tx, listeners)
                                    .map(dropped -> new Step(made, dropped, news.size() == EVENTS)))
                    .compose(step ->
                            store.move(tx, new Position(at.epoch(), last)).map(step));
        });
    }
}
