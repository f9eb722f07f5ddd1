package io.signalroom.telegram;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.UpdateBrought;
import io.signalroom.bus.message.UpdateStored;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Takes what Telegram brings, which any node's HTTP server hands over. What has gathered is stored at once, and each request is
 * answered when its own update is committed: until then Telegram has it, and brings it again. What is brought twice is
 * recognised by its channel, message and text.
 *
 * <p>A webhook is not removed when this ends: whoever reads next needs it, and until then Telegram keeps what comes.
 */
final class WebhookSource implements TelegramSource {
    private static final String BRINGS =
            "Telegram brings the posts of the channels in which the bot is an administrator.";

    private final Vertx vertx;
    private final Bus bus;
    private final BotWebhook webhook;
    private final LastHeard heard;
    private final UpdateQueue queue;
    private final Duration lookEvery;
    private Bus.Service service;
    private Promise<Void> something = Promise.promise();
    private Standing standing = new Standing(SourceState.READING, "Tells Telegram where to bring posts.");
    private Instant deliveredAt = Instant.EPOCH;
    private Timer look;
    /** Telegram said so, which is as good as an answer with nothing. */
    private boolean nothingWaits;

    private boolean closed;

    /** A source; Telegram is asked so often how its webhook is doing. */
    WebhookSource(Vertx vertx, Bus bus, BotWebhook webhook, LastHeard heard, UpdateQueue queue, Duration lookEvery) {
        this.vertx = vertx;
        this.bus = bus;
        this.webhook = webhook;
        this.heard = heard;
        this.queue = queue;
        this.lookEvery = lookEvery;
    }

    @Override
    public String id() {
        return BotApiSource.ID;
    }

    /** What has gathered, and what was lost; nothing when only the standing has changed. */
    @Override
    public Future<Delivery> next() {
        return opened().compose(x -> queue.isEmpty() ? something.future() : Future.succeededFuture())
                .map(x -> {
                    something = Promise.promise();
                    Instant now = heard.now();
                    Gap missed = nothingWaits || !queue.isEmpty() ? heard.heard(now) : null;
                    nothingWaits = false;
                    return BotUpdates.read(queue.take(), now, missed);
                });
    }

    private Future<Void> opened() {
        if (service != null) {
            return Future.succeededFuture();
        }
        return heard.recall()
                .compose(x -> webhook.set())
                .compose(x -> bus.serveForNow(Addresses.UPDATE_STORE, this::take))
                .compose(this::open);
    }

    private Future<Void> open(Bus.Service opened) {
        if (closed) {
            return opened.end();
        }
        service = opened;
        deliveredAt = heard.now();
        standing = new Standing(SourceState.READING, BRINGS);
        look();
        return Future.succeededFuture();
    }

    private Future<UpdateStored> take(UpdateBrought brought) {
        if (closed) {
            return Future.failedFuture(
                    new DomainException(Failure.UNAVAILABLE, "This node reads Telegram no longer. Bring it again."));
        }
        Future<UpdateStored> stored = queue.add(brought.update());
        something.tryComplete();
        return stored;
    }

    private void look() {
        webhook.info().compose(this::judge).onComplete(now -> looked(now, Duration.ZERO), failure -> {
            SourceException fault = BotApiFaults.of(failure);
            looked(fault.standing(), fault.delay());
        });
    }

    /** Looks again, not before the time that Telegram asks to wait. */
    private void looked(Standing now, Duration least) {
        standing = now;
        something.tryComplete();
        if (!closed) {
            Duration wait = least.compareTo(lookEvery) > 0 ? least : lookEvery;
            look = vertx.timer(wait.toMillis(), TimeUnit.MILLISECONDS);
            look.onSuccess(x -> look());
        }
    }

    private Future<Standing> judge(BotWebhook.Info info) {
        return switch (info.owner()) {
            case OURS -> Future.succeededFuture(ours(info));
            case NOBODY ->
                webhook.set().map(new Standing(SourceState.RETRYING, "The webhook was removed. It is set again."));
            case ANOTHER ->
                Future.succeededFuture(new Standing(
                        SourceState.CONFLICT,
                        "Another program has set a webhook of its own for this bot, so nothing comes here. Give this"
                                + " server a bot of its own, or restart it to set its webhook again."));
        };
    }

    /** A failure before the last delivery is over, and so is one that left nothing waiting. */
    private Standing ours(BotWebhook.Info info) {
        if (info.pending() == 0) {
            nothingWaits = true;
            return new Standing(SourceState.READING, BRINGS);
        }
        String wait = " Updates that wait at Telegram: " + info.pending() + ".";
        boolean failed =
                info.failedAt() != null && !info.failedAt().isBefore(deliveredAt.truncatedTo(ChronoUnit.SECONDS));
        return failed
                ? new Standing(
                        SourceState.RETRYING,
                        "Telegram cannot bring posts here, last tried at " + info.failedAt() + ": " + info.words() + "."
                                + wait + " See that TELEGRAM_WEBHOOK_URL leads here from outside.")
                : new Standing(SourceState.READING, BRINGS + wait);
    }

    @Override
    public void committed(Delivery delivery) {
        if (!delivery.isEmpty()) {
            deliveredAt = heard.now();
        }
        heard.committed(delivery);
        queue.committed();
    }

    @Override
    public void failed(Delivery delivery) {
        heard.failed();
        queue.failed();
    }

    @Override
    public Standing standing() {
        return new Standing(standing.state(), standing.detail() + heard.lost());
    }

    @Override
    public Future<Void> close() {
        closed = true;
        if (look != null) {
            look.cancel();
        }
        queue.close();
        something.tryComplete();
        return (service == null ? Future.<Void>succeededFuture() : service.end()).eventually(webhook::close);
    }
}
