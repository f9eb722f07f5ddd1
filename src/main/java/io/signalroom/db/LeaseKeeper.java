package io.signalroom.db;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to hold a lease, and lets work run only while it does. Renews every two seconds of the six it is valid; tries to
 * take it every second. All on one context.
 */
public final class LeaseKeeper {
    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final long RENEW_MS = 2_000;
    private static final long RETRY_MS = 500;
    private static final long STANDBY_MS = 1_000;

    /** What may only run under the lease. */
    public interface Work {
        /** Starts; returns when it runs. */
        Future<Void> start();

        /** Ends, in-flight work included; called after a start has returned or failed. */
        Future<Void> stop();
    }

    private final Vertx vertx;
    private final Lease lease;
    private final Work work;
    private final String what;
    private Future<Void> turn = Future.succeededFuture();
    private Timer next;
    private boolean working;
    private boolean stopping;

    /**
     * A keeper that does nothing yet.
     *
     * @param work what only the holder may do
     * @param what the same in words, for the log: "reads Telegram"
     */
    public LeaseKeeper(Vertx vertx, Lease lease, Work work, String what) {
        this.vertx = vertx;
        this.lease = lease;
        this.work = work;
        this.what = what;
    }

    /** Ends when the lease was asked for once, whoever has it now. */
    public Future<Void> start() {
        return turn();
    }

    /** Ends the work, then gives the lease back. */
    public Future<Void> stop() {
        stopping = true;
        if (next != null) {
            next.cancel();
        }
        return turn.transform(x -> working ? lose() : Future.succeededFuture())
                .eventually(lease::release)
                .otherwiseEmpty();
    }

    private Future<Void> turn() {
        Promise<Void> done = Promise.promise();
        turn = done.future();
        Future<Long> wait = working ? renew() : take();
        wait.otherwise(RETRY_MS).onSuccess(ms -> {
            if (!stopping) {
                next = vertx.timer(ms, TimeUnit.MILLISECONDS);
                next.onSuccess(x -> turn());
            }
            done.complete();
        });
        return turn;
    }

    private Future<Long> take() {
        return lease.take().compose(ours -> {
            if (!ours) {
                return Future.succeededFuture(STANDBY_MS);
            }
            log.info("this node {} now", what);
            working = true;
            return work.start().map(RENEW_MS).recover(f -> {
                log.warn("it could not begin, trying again: {}", f.toString());
                return lose().map(STANDBY_MS);
            });
        });
    }

    private Future<Long> renew() {
        return lease.renew()
                .onFailure(f -> log.warn("the lease could not be renewed: {}", f.getMessage()))
                .transform(renewed -> {
                    if (lease.held()) {
                        return Future.succeededFuture(renewed.succeeded() ? RENEW_MS : RETRY_MS);
                    }
                    log.warn("the lease is lost, another node may do it now");
                    return lose().map(STANDBY_MS);
                });
    }

    private Future<Void> lose() {
        working = false;
        return work.stop();
    }
}
