package io.signalroom.telegram;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the channels in which a bot is an administrator, by long polling.
 *
 * <p>Asking with an offset tells Telegram to forget everything below it, so an offset is sent only right after a commit, and
 * only until one answer has come: then Telegram has forgotten what it should, and a call without an offset gives the rest.
 * No offset outlives that, let alone a restart: after a week of silence Telegram starts again at a random, perhaps lower
 * number, and an old offset would confirm posts that nobody has read. What is delivered twice because of this is recognised
 * by its channel, message and text.
 *
 * <p>A call that brings nothing new is followed by another after a second at the earliest.
 */
public final class BotApiSource implements TelegramSource {
    private static final Logger log = LoggerFactory.getLogger(BotApiSource.class);

    /** Its name everywhere. */
    public static final String ID = "bot_api";

    private static final JsonArray KINDS = new JsonArray().add("channel_post").add("edited_channel_post");
    private static final int LIMIT = 100;
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration KEPT_BY_TELEGRAM = Duration.ofHours(24);
    private static final Duration NOTE_EVERY = Duration.ofMinutes(10);
    private static final long SPACING_MS = 1_050;

    private final Vertx vertx;
    private final BotApiClient client;
    private final SourceOffsets offsets;
    private final Duration pollTimeout;
    private final Clock clock;
    private Long unconfirmed;
    private Long lastSeen;
    private Instant lastAnswer;
    private Instant noted = Instant.EPOCH;
    private Gap gap;
    private Gap unsaved;
    private long notBefore = System.nanoTime();

    /** A source; {@code pollTimeout} is how long Telegram holds an empty answer back, to the second. */
    BotApiSource(Vertx vertx, BotApiClient client, SourceOffsets offsets, Duration pollTimeout, Clock clock) {
        this.vertx = vertx;
        this.client = client;
        this.offsets = offsets;
        this.pollTimeout = pollTimeout;
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Future<Delivery> next() {
        long wait = TimeUnit.NANOSECONDS.toMillis(notBefore - System.nanoTime());
        Future<?> ready = wait > 0 ? vertx.timer(wait, TimeUnit.MILLISECONDS) : Future.succeededFuture();
        return ready.compose(x -> lastAnswer == null ? recall() : Future.succeededFuture())
                .compose(x -> ask());
    }

    /** When this source was last heard by any process; it reads on without knowing if that cannot be told. */
    private Future<Void> recall() {
        return offsets.heard(ID)
                .timeout(2, TimeUnit.SECONDS)
                .otherwise(Optional.empty())
                .map(heard -> {
                    lastAnswer = heard.orElse(null);
                    return null;
                });
    }

    private Future<Delivery> ask() {
        JsonObject parameters = new JsonObject()
                .put("limit", LIMIT)
                .put("timeout", pollTimeout.toSeconds())
                .put("allowed_updates", KINDS);
        if (unconfirmed != null) {
            parameters.put("offset", unconfirmed);
        }
        long asked = System.nanoTime();
        return client.call("getUpdates", parameters, pollTimeout.plus(MARGIN)).map(result -> {
            unconfirmed = null;
            Instant now = clock.instant();
            notice(now);
            Delivery delivery = BotUpdates.read(result, now, unsaved);
            if (delivery.nextOffset() == null || Objects.equals(delivery.nextOffset(), lastSeen)) {
                notBefore = asked + TimeUnit.MILLISECONDS.toNanos(SPACING_MS);
                note(now);
            }
            return delivery;
        });
    }

    /** Telegram keeps posts for a day: an outage longer than that has lost some. */
    private void notice(Instant now) {
        Instant before = lastAnswer;
        lastAnswer = now;
        Instant kept = now.minus(KEPT_BY_TELEGRAM);
        if (before != null && before.isBefore(kept)) {
            gap = new Gap(before, kept);
            unsaved = gap;
        }
    }

    /** So that a quiet channel is not taken for an outage after a restart. */
    private void note(Instant now) {
        if (now.isAfter(noted.plus(NOTE_EVERY))) {
            noted = now;
            offsets.touch(ID).onFailure(f -> log.debug("the time could not be noted: {}", f.toString()));
        }
    }

    @Override
    public void committed(Delivery delivery) {
        unsaved = null;
        if (delivery.nextOffset() != null) {
            unconfirmed = delivery.nextOffset();
            lastSeen = unconfirmed;
        }
    }

    @Override
    public Standing standing() {
        String words = "Reads the channels in which the bot is an administrator.";
        return new Standing(SourceState.READING, gap == null ? words : words + lost());
    }

    private String lost() {
        return " Posts from " + gap.from().truncatedTo(ChronoUnit.MINUTES) + " to "
                + gap.to().truncatedTo(ChronoUnit.MINUTES)
                + " may be missing, since Telegram keeps them for a day only: import an export of the channels to fill it.";
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
