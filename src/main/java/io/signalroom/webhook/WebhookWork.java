package io.signalroom.webhook;

import io.signalroom.db.LeaseKeeper;
import io.signalroom.db.Loop;
import io.signalroom.security.SecretBox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sends webhooks while this node has the lease: spreads new events over those who listen, sends what is due, and keeps the log short.
 * Hints wake the first, its work wakes the second; every second both look by themselves.
 */
final class WebhookWork implements LeaseKeeper.Work {
    private static final long PAUSE_MS = 1_000;
    private static final long UPKEEP_MS = 10_000;
    private static final int PRUNED_AT_ONCE = 2_000;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Dispatch.Room room;
    private final Keeping keeping;
    private final Supplier<Sender> senders;
    private final Retries retries;
    private final WebhookMeters meters;
    private final DeliveryStore store = new DeliveryStore();
    private final WebhookStore webhooks = new WebhookStore();
    private final Spreading spreading;
    private final Loop spread;
    private final Loop send;
    private final Loop upkeep;
    private Dispatch dispatch;

    /** @param senders makes one for each time that the lease is had */
    WebhookWork(
            Dispatch.Room room,
            SecretBox box,
            SpreadStore spreads,
            Supplier<Sender> senders,
            Retries retries,
            WebhookMeters meters) {
        Vertx vertx = room.vertx();
        this.room = room;
        this.keeping = new Keeping(room.pool(), room.lease(), box);
        this.senders = senders;
        this.retries = retries;
        this.meters = meters;
        this.spreading = new Spreading(room.pool(), room.lease(), spreads, meters);
        this.spread = new Loop(vertx, "new events for webhooks", this::spread, 1, PAUSE_MS);
        this.send = new Loop(vertx, "webhooks", () -> dispatch.turn(), 1, PAUSE_MS);
        this.upkeep = new Loop(vertx, "the log of webhooks", this::upkeep, 1, UPKEEP_MS);
    }

    @Override
    public Future<Void> start() {
        dispatch = new Dispatch(room, senders.get(), retries, meters, send::wake);
        return keeping.seal().onSuccess(x -> {
            spread.start();
            send.start();
            upkeep.start();
        });
    }

    @Override
    public Future<Void> stop() {
        return Future.join(spread.stop(), send.stop(), upkeep.stop())
                .eventually(() -> dispatch.stop(GRACE))
                .onComplete(x -> meters.waiting(0))
                .mapEmpty();
    }

    /** Something is there to be done, perhaps. */
    void wake() {
        spread.wake();
    }

    private Future<Boolean> spread() {
        return spreading.step().map(step -> {
            if (step.made() > 0) {
                send.wake();
            }
            return step.more();
        });
    }

    private Future<Boolean> upkeep() {
        Pool pool = room.pool();
        return store.waiting(pool)
                .compose(waiting -> {
                    meters.waiting(waiting);
                    return webhooks.forget(pool);
                })
                .compose(x -> store.prune(pool, PRUNED_AT_ONCE))
                .map(pruned -> pruned == PRUNED_AT_ONCE);
    }
}
