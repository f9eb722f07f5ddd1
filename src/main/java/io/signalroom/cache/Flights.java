package io.signalroom.cache;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Equal questions that come together are answered by one flight. One that failed stays for half a second: what cannot be
 * had is tried twice a second for each question, however many ask.
 *
 * @param <T> what a flight brings
 */
final class Flights<T> {
    private static final int MOST = 1_000;
    private static final long FAILURE_STAYS_MILLIS = 500;

    private final Vertx vertx;
    private final CacheMeters meters;
    private final Map<String, Future<T>> running = new HashMap<>();

    Flights(Vertx vertx, CacheMeters meters) {
        this.vertx = vertx;
        this.meters = meters;
    }

    /** Whether there is a flight for this key. */
    boolean has(String key) {
        return running.containsKey(key);
    }

    /**
     * Joins the flight for a key, or starts it.
     *
     * @return fails with {@link Failure#UNAVAILABLE} if too many fly already
     */
    Future<T> join(String key, Supplier<Future<T>> start) {
        Future<T> flight = running.get(key);
        if (flight != null) {
            return flight;
        }
        if (running.size() >= MOST) {
            meters.refused.increment();
            return Future.failedFuture(new DomainException(
                    Failure.UNAVAILABLE, "Too many different answers are being computed. Try again in a moment."));
        }
        Future<T> started = start.get();
        running.put(key, started);
        return started.onComplete(result -> landed(key, result));
    }

    private void landed(String key, AsyncResult<T> result) {
        if (result.failed() && cannotBeHad(result.cause())) {
            vertx.setTimer(FAILURE_STAYS_MILLIS, x -> running.remove(key));
        } else {
            running.remove(key);
        }
    }

    /** Not: the question is wrong. */
    static boolean cannotBeHad(Throwable failure) {
        return !(failure instanceof DomainException d) || d.failure().status() >= 500;
    }
}
