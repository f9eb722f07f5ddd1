package io.signalroom.telegram;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Reads the channels in which a bot is an administrator, by long polling.
 *
 * <p>Asking with an offset tells Telegram to forget everything below it, so an offset is sent only right after a commit, and
 * only until one answer has come, a day at most: then Telegram has forgotten what it should, and a call without an offset
 * gives the rest. No offset outlives that, let alone a restart: after a week of silence Telegram starts again at a random, perhaps lower
 * number, and an old offset would confirm posts that nobody has read. What is delivered twice because of this is recognised
 * by its channel, message and text.
 *
 * <p>A call that brings nothing new is followed by another after a second at the earliest.
 */
public final class BotApiSource implements TelegramSource {
    /** Its name everywhere. */
    public static final String ID = "bot_api";

    /** The kinds of update that are wanted; do not change it. */
    static final JsonArray KINDS = new JsonArray().add("channel_post").add("edited_channel_post");

    private static final int LIMIT = 100;
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final long SPACING_MS = 1_050;

    private final Vertx vertx;
    private final BotApiClient client;
    private final LastHeard heard;
    private final Duration pollTimeout;
    private Long unconfirmed;
    private Instant committedAt = Instant.EPOCH;
    private Long lastSeen;
    private long notBefore = System.nanoTime();

    /** A source; {@code pollTimeout} is how long Telegram holds an empty answer back, to the second. */
    BotApiSource(Vertx vertx, BotApiClient client, SourceOffsets offsets, Duration pollTimeout, Clock clock) {
        this.vertx = vertx;
        this.client = client;
        this.heard = new LastHeard(offsets, clock);
        this.pollTimeout = pollTimeout;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Future<Delivery> next() {
        long wait = TimeUnit.NANOSECONDS.toMillis(notBefore - System.nanoTime());
        Future<?> ready = wait > 0 ? vertx.timer(wait, TimeUnit.MILLISECONDS) : Future.succeededFuture();
        return ready.compose(x -> heard.recall()).compose(x -> ask());
    }

    private Future<Delivery> ask() {
        JsonObject parameters = new JsonObject()
                .put("limit", LIMIT)
                .put("timeout", pollTimeout.toSeconds())
                .put("allowed_updates", KINDS);
        if (committedAt.plus(LastHeard.KEPT_BY_TELEGRAM).isBefore(heard.now())) {
            unconfirmed = null;
        }
        if (unconfirmed != null) {
            parameters.put("offset", unconfirmed);
        }
        long asked = System.nanoTime();
        return client.list("getUpdates", parameters, pollTimeout.plus(MARGIN)).map(result -> {
            unconfirmed = null;
            Instant now = heard.now();
            Delivery delivery = BotUpdates.read(result, now, heard.heard(now));
            if (delivery.nextOffset() == null || Objects.equals(delivery.nextOffset(), lastSeen)) {
                notBefore = asked + TimeUnit.MILLISECONDS.toNanos(SPACING_MS);
            }
            return delivery;
        });
    }

    @Override
    public void committed(Delivery delivery) {
        heard.committed(delivery);
        if (delivery.nextOffset() != null) {
            unconfirmed = delivery.nextOffset();
            committedAt = heard.now();
            lastSeen = unconfirmed;
        }
    }

    @Override
    public void failed(Delivery delivery) {
        heard.failed();
    }

    @Override
    public Standing standing() {
        return new Standing(
                SourceState.READING, "Reads the channels in which the bot is an administrator." + heard.lost());
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
