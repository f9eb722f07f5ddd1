package io.signalroom.telegram;

import io.micrometer.core.instrument.Counter;
import io.signalroom.bus.message.UpdateStored;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Updates that were brought and wait to be stored, a bounded number, each with who waits for its commit. On one context. */
final class UpdateQueue {
    private static final int BATCH = 100;

    private final int most;
    private final Counter refused;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<Waiting> taken = new ArrayList<>();

    private record Waiting(JsonObject update, Promise<UpdateStored> stored) {}

    /**
     * An empty one.
     *
     * @param most updates, those being stored included
     * @param refused counts those that come when it is full
     */
    UpdateQueue(int most, Counter refused) {
        this.most = most;
        this.refused = refused;
    }

    /** Adds one; the future ends when it is committed, and fails when it is not stored or there is no room. */
    Future<UpdateStored> add(JsonObject update) {
        if (waiting.size() + taken.size() >= most) {
            refused.increment();
            return Future.failedFuture(unavailable("As many updates wait as may."));
        }
        Waiting one = new Waiting(update, Promise.promise());
        waiting.add(one);
        return one.stored.future();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes the oldest, up to a hundred, to be stored at once. */
    JsonArray take() {
        JsonArray updates = new JsonArray();
        while (!waiting.isEmpty() && taken.size() < BATCH) {
            Waiting next = waiting.remove();
            taken.add(next);
            updates.add(next.update);
        }
        return updates;
    }

    /** What was taken is committed. */
    void committed() {
        List<Waiting> all = List.copyOf(taken);
        taken.clear();
        all.forEach(one -> one.stored.complete(new UpdateStored()));
    }

    /** What was taken is not stored. */
    void failed() {
        refuse(taken, "It cannot be stored right now.");
    }

    /** What waits will not be stored here; what is being stored may be. */
    void close() {
        refuse(waiting, "This node reads Telegram no longer.");
    }

    private static void refuse(Collection<Waiting> some, String why) {
        List<Waiting> all = List.copyOf(some);
        some.clear();
        all.forEach(one -> one.stored.fail(unavailable(why)));
    }

    private static DomainException unavailable(String why) {
        return new DomainException(Failure.UNAVAILABLE, why + " Bring it again.");
    }
}
