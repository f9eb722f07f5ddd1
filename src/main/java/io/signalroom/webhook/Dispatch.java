package io.signalroom.webhook;

import io.signalroom.db.Lease;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due: at most {@value #EACH} at once to one webhook, so that a slow one holds up no other, one while it fails, and
 * {@value #ALL} in all. A test has a place of its own. What came of a try is stored under the lease, after it: whoever dies between the two has it sent again. All on one context.
 */
final class Dispatch {
    static final int EACH = 4;
    /** Also connections to one address, which several webhooks may share. */
    static final int ALL = 32;

    private static final Duration HOPE = Duration.ofDays(3);
    private static final String HOPELESS = "Nothing that was sent in three days was taken.";
    /** What could not be stored is not sent again at once. */
    private static final long AFTER_FAULT_SECONDS = 5;

    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);

    private final Vertx vertx;
    private final Pool pool;
    private final Lease lease;
    private final Sender sender;
    private final Retries retries;
    private final WebhookMeters meters;
    private final Runnable freed;
    private final DeliveryStore store = new DeliveryStore();
    private final Map<Long, Flight> flights = new HashMap<>();
    private boolean stopped;

    /** @param freed called when there is room for another one */
    Dispatch(Room room, Sender sender, Retries retries, WebhookMeters meters, Runnable freed) {
        this.vertx = room.vertx;
        this.pool = room.pool;
        this.lease = room.lease;
        this.sender = sender;
        this.retries = retries;
        this.meters = meters;
        this.freed = freed;
    }

    /** Where it works. */
    record Room(Vertx vertx, Pool pool, Lease lease) {}

    private record Flight(Delivery delivery, Future<Void> end) {}

    /** Sends what is due; true if more may be. */
    Future<Boolean> turn() {
        int free = ALL - flights.size();
        if (free <= 0) {
            return Future.succeededFuture(false);
        }
        return store.due(pool, flights.keySet(), full(false), full(true), free).map(due -> {
            List<Delivery> now = stopped ? List.of() : due;
            now.forEach(this::launch);
            return due.size() == free;
        });
    }

    /** Ends when what is being sent has ended, at the latest after {@code grace}; what has not will be sent again. */
    Future<Void> stop(Duration grace) {
        List<Future<Void>> ends = flights.values().stream().map(Flight::end).toList();
        return Future.join(ends)
                .<Void>mapEmpty()
                .timeout(grace.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .eventually(() -> {
                    stopped = true;
                    return sender.close();
                });
    }

    /** Webhooks that have no place left, for tests or for what is no test. */
    private Set<String> full(boolean test) {
        Map<String, List<Delivery>> byWebhook = flights.values().stream()
                .map(Flight::delivery)
                .filter(d -> d.test() == test)
                .collect(Collectors.groupingBy(d -> d.to().id()));
        return byWebhook.entrySet().stream()
                .filter(e -> e.getValue().size() >= room(e.getValue().get(0)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static int room(Delivery delivery) {
        return delivery.test() || delivery.to().failing() ? 1 : EACH;
    }

    private void launch(Delivery delivery) {
        long same = flights.values().stream()
                .map(Flight::delivery)
                .filter(d -> d.test() == delivery.test()
                        && d.to().id().equals(delivery.to().id()))
                .count();
        if (same >= room(delivery)) {
            return; // it is due later as well
        }
        Future<Void> end = sender.attempt(delivery).compose(attempt -> stored(delivery, attempt));
        flights.put(delivery.id(), new Flight(delivery, end));
        end.onComplete(done -> {
            if (done.succeeded()) {
                landed(delivery);
            } else {
                log.warn(
                        "what came of a delivery cannot be stored, it will be sent again: {}",
                        done.cause().toString());
                vertx.timer(AFTER_FAULT_SECONDS, TimeUnit.SECONDS).onSuccess(x -> landed(delivery));
            }
        });
    }

    private void landed(Delivery delivery) {
        flights.remove(delivery.id());
        freed.run();
    }

    private Future<Void> stored(Delivery delivery, Attempt attempt) {
        if (stopped && !attempt.succeeded()) {
            return Future.succeededFuture(); // cut by us
        }
        return pool.withTransaction(tx -> lease.check(tx).compose(x -> outcome(tx, delivery, attempt)));
    }

    private Future<Void> outcome(SqlConnection tx, Delivery delivery, Attempt attempt) {
        if (attempt.succeeded()) {
            return store.delivered(tx, delivery, attempt).onSuccess(x -> meters.sent());
        }
        Optional<Duration> next = delivery.test() || attempt.end().isPresent()
                ? Optional.empty()
                : retries.after(delivery.attempts() + 1).map(wait -> longer(wait, attempt.hold()));
        Future<Boolean> hopeless = delivery.test()
                ? Future.succeededFuture(false)
                : store.failing(tx, delivery.to(), attempt.hold(), HOPE);
        return hopeless.compose(is -> store.failed(tx, delivery, attempt, next)
                        .compose(noted -> noted && !delivery.test()
                                ? judged(tx, delivery, attempt, is)
                                : Future.succeededFuture()))
                .onSuccess(x -> count(next));
    }

    private void count(Optional<Duration> next) {
        if (next.isPresent()) {
            meters.retried();
        } else {
            meters.failed();
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** What was given up while it was under way judges nobody: somebody may have activated the webhook since. */
    private Future<Void> judged(SqlConnection tx, Delivery delivery, Attempt attempt, boolean hopeless) {
        Optional<String> end = attempt.end().or(() -> hopeless ? Optional.of(HOPELESS) : Optional.empty());
        if (end.isEmpty()) {
            return Future.succeededFuture();
        }
        return store.disable(tx, delivery.to(), end.get()).map(dropped -> {
            dropped.ifPresent(count -> {
                meters.dropped(count);
                log.warn("{} is disabled: {}", delivery.to().id(), end.get());
            });
            return null;
        });
    }
}
