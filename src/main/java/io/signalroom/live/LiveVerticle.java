package io.signalroom.live;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.Position;
import io.signalroom.live.feed.FeedEvent;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the event log and sends each change to this node's browsers, in the order of its number. One a node. Hints
 * wake it; a sweep every second finds what a lost hint left. When more changes come than a page can use (an import), it
 * sends one {@code signal.skipped} in their place and the pages load a new snapshot.
 */
public final class LiveVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(LiveVerticle.class);
    private static final int READ = 200;
    private static final long SWEEP_MILLIS = 1_000;
    private static final long STEP_SECONDS = 10;

    private final Pool pool;
    private final Bus bus;
    private final EventLog events = new EventLog();
    private final FrameBudget budget = new FrameBudget(Clock.systemUTC());
    private Position position;
    private Future<Void> running = Future.succeededFuture();
    private boolean wanted;
    private boolean stopping;

    /** A tail that begins at the newest event. */
    public LiveVerticle(Pool pool, Bus bus) {
        this.pool = pool;
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        return events.head(pool).compose(head -> {
            position = head;
            vertx.setPeriodic(SWEEP_MILLIS, x -> wake());
            return bus.listen(Addresses.SIGNALS_STORED, hint -> wake());
        });
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        return running;
    }

    private void wake() {
        if (stopping) {
            return;
        }
        if (!running.isComplete()) {
            wanted = true;
            return;
        }
        wanted = false;
        running = follow().timeout(STEP_SECONDS, TimeUnit.SECONDS).recover(failure -> {
            log.warn("the event log cannot be read, trying again: {}", failure.getMessage());
            return Future.succeededFuture();
        });
        running.onComplete(x -> {
            if (wanted) {
                wake();
            }
        });
    }

    private Future<Void> follow() {
        return events.head(pool).compose(head -> {
            long behind = head.seq() - position.seq();
            boolean newLife = !head.epoch().equals(position.epoch());
            if (!newLife && behind == 0) {
                return Future.succeededFuture();
            }
            if (newLife || behind > READ || !budget.take((int) behind)) {
                return skipTo(head);
            }
            return events.after(pool, head.epoch(), position.seq(), READ).map(this::send);
        });
    }

    private Void send(List<JsonObject> envelopes) {
        for (JsonObject envelope : envelopes) {
            bus.publishLocal(Addresses.LIVE_SIGNALS, envelope);
            position = new Position(position.epoch(), envelope.getLong("seq"));
        }
        return null;
    }

    private Future<Void> skipTo(Position head) {
        if (!budget.takeSkip()) {
            return Future.succeededFuture();
        }
        JsonObject skipped =
                FeedEvent.skip(position.seq() + 1, head, Clock.systemUTC().instant());
        bus.publishLocal(Addresses.LIVE_SIGNALS, skipped);
        position = head;
        return Future.succeededFuture();
    }
}
