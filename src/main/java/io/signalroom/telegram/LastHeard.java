package io.signalroom.telegram;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the Bot API was last heard, by any process. Telegram keeps posts for a day: a silence longer than that has lost some,
 * which is told.
 */
final class LastHeard {
    private static final Logger log = LoggerFactory.getLogger(LastHeard.class);
    static final Duration KEPT_BY_TELEGRAM = Duration.ofHours(24);
    private static final Duration NOTE_EVERY = Duration.ofMinutes(10);

    private final SourceOffsets offsets;
    private final Clock clock;
    private Instant at;
    private Instant answeredAt;
    private Instant noted = Instant.EPOCH;
    private Gap gap;

    LastHeard(SourceOffsets offsets, Clock clock) {
        this.offsets = offsets;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** What other processes noted; fails if that cannot be told, since a silence would be forgotten with the next commit. */
    Future<Void> recall() {
        if (at != null) {
            return Future.succeededFuture();
        }
        return offsets.heard(BotApiSource.ID)
                .timeout(2, TimeUnit.SECONDS)
                .recover(failure -> {
                    log.warn("when the Bot API was last heard cannot be told: {}", failure.toString());
                    return Future.failedFuture(SourceException.fault(
                            "The database does not answer, so Telegram is not asked: see to the database."));
                })
                .map(heard -> {
                    at = heard.orElse(null);
                    return null;
                });
    }

    /**
     * It answers now, which counts once what it answered is committed.
     *
     * @return the time in which posts were lost before that, to be delivered with the answer; or null
     */
    Gap heard(Instant now) {
        answeredAt = now;
        Instant kept = now.minus(KEPT_BY_TELEGRAM);
        return at != null && at.isBefore(kept) ? new Gap(null, at, kept) : null;
    }

    /** A delivery is committed, and so is the loss it told of, if any. */
    void committed(Delivery delivery) {
        if (answeredAt == null) {
            return;
        }
        at = answeredAt;
        answeredAt = null;
        gap = delivery.missed().orElse(gap);
        if (delivery.nextOffset() == null) {
            note();
        }
    }

    /** A delivery is not stored: it is as if there had been no answer. */
    void failed() {
        answeredAt = null;
    }

    /** So that a quiet channel is not taken for an outage after a restart; a number that is stored notes the time too. */
    private void note() {
        if (at.isAfter(noted.plus(NOTE_EVERY))) {
            noted = at;
            offsets.touch(BotApiSource.ID).onFailure(f -> log.debug("the time could not be noted: {}", f.toString()));
        }
    }

    /** What is to be said beside how the source stands: nothing, or what was lost. */
    String lost() {
        return gap == null
                ? ""
                : " Posts from " + gap.from().truncatedTo(ChronoUnit.MINUTES) + " to "
                        + gap.to().truncatedTo(ChronoUnit.MINUTES)
                        + " may be missing, since Telegram keeps them for a day only:"
                        + " import an export of the channels to fill it.";
    }
}
