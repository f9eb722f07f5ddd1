package io.signalroom.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.api.card.Card;
import io.signalroom.api.card.CardPainter;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;

/**
 * Pictures of signals, drawn beside the event loops by one thread a node and kept while they are asked for. One object an
 * event loop. Whoever asks for one more than may wait is refused.
 */
final class Pictures {
    private static final int MOST_WAITING = 8;
    /** About three megabytes. */
    private static final int MOST_KEPT = 64;

    private final Cache<Card, Future<Buffer>> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();
    private final WorkerExecutor worker;
    private final Counter refused;
    private int waiting;

    /** The fonts are read when the first picture is drawn. */
    private static final class Painter {
        private static final CardPainter ONE = new CardPainter();
    }

    Pictures(Vertx vertx, MeterRegistry meters) {
        worker = vertx.createSharedWorkerExecutor("pictures", 1);
        refused = meters.counter("signalroom.pictures.refused");
    }

    /** The picture as PNG, not to be changed; fails with UNAVAILABLE if too many wait. Those who ask for the same wait for one. */
    Future<Buffer> of(Card card) {
        Future<Buffer> known = kept.getIfPresent(card);
        if (known != null) {
            return known;
        }
        if (waiting >= MOST_WAITING) {
            refused.increment();
            return Future.failedFuture(new DomainException(
                    Failure.UNAVAILABLE, "Too many pictures are being drawn. Try again in a moment."));
        }
        waiting++;
        Future<Buffer> drawn = worker.executeBlocking(() -> Buffer.buffer(Painter.ONE.draw(card)), false)
                .andThen(done -> {
                    waiting--;
                    if (done.failed()) {
                        kept.invalidate(card);
                    }
                });
        kept.put(card, drawn);
        return drawn;
    }
}
