package io.signalroom.live;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks again at the tokens that clients listen with, so that none outlives his token or its key by more than seconds. */
final class Rechecks {
    private static final long EVERY_MILLIS = 4_000;
    /** A look at a token takes some ten microseconds: others get their turn in between. */
    private static final int AT_ONCE = 200;

    private final Vertx vertx;
    private final Gatekeeper gatekeeper;
    private final Supplier<Collection<? extends Listener>> listeners;
    private long timer = -1;

    Rechecks(Vertx vertx, Gatekeeper gatekeeper, Supplier<Collection<? extends Listener>> listeners) {
        this.vertx = vertx;
        this.gatekeeper = gatekeeper;
        this.listeners = listeners;
    }

    /** From now on; again and again is as good as once. */
    void begin() {
        if (timer < 0) {
            timer = vertx.setPeriodic(EVERY_MILLIS, x -> look());
        }
    }

    void end() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        Map<String, List<Listener>> byToken = listeners.get().stream()
                .map(Listener.class::cast)
                .filter(listener ->
                        listener.seat().taken() && !listener.seat().bearer().isEmpty())
                .collect(Collectors.groupingBy(listener -> listener.seat().bearer()));
        look(new ArrayDeque<>(byToken.entrySet()));
    }

    private void look(Queue<Map.Entry<String, List<Listener>>> left) {
        for (int n = 0; n < AT_ONCE && !left.isEmpty(); n++) {
            Map.Entry<String, List<Listener>> next = left.remove();
            String token = next.getKey();
            gatekeeper
                    .reader(token)
                    .onFailure(x -> next.getValue().stream()
                            .filter(listener ->
                                    token.equals(listener.seat().bearer())) // who renewed it meanwhile stays
                            .forEach(Listener::refuse));
        }
        if (!left.isEmpty()) {
            vertx.runOnContext(x -> look(left));
        }
    }
}
