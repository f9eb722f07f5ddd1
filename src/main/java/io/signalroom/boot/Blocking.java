package io.signalroom.boot;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures where blocking is right: at the edge, on the thread of main. */
public final class Blocking {
    private Blocking() {}

    /**
     * Waits for the end of a future.
     *
     * @return its result
     * @throws RuntimeException the future's own failure
     * @throws IllegalStateException if it does not end in time
     */
    public static <T> T await(Future<T> future, Duration limit) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("did not end within " + limit.toSeconds() + " s", e);
        }
    }
}
