package io.signalroom.market.feed.binance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one connection is subscribed to, and the messages that bring it to what is wanted: the difference only, one message
 * at a time, each after the former was answered. Nothing queues: what is wanted may change in between.
 */
final class Subscriptions {
    /** Names in one message, which then has less than 4 KiB. */
    static final int PIECE = 100;

    private final Set<String> held = new LinkedHashSet<>();
    private int asked;
    private boolean answered = true;

    /** The next message; empty if all is as wanted or an answer is awaited. */
    Optional<JsonObject> next(Set<String> wanted) {
        if (!answered) {
            return Optional.empty();
        }
        // first out, then in: the number of streams of a connection is bounded
        List<String> out =
                held.stream().filter(s -> !wanted.contains(s)).limit(PIECE).toList();
        if (!out.isEmpty()) {
            out.forEach(held::remove);
            return Optional.of(message("UNSUBSCRIBE", out));
        }
        List<String> in =
                wanted.stream().filter(s -> !held.contains(s)).limit(PIECE).toList();
        held.addAll(in);
        return in.isEmpty() ? Optional.empty() : Optional.of(message("SUBSCRIBE", in));
    }

    /** The answer to a message came; false if it is none that was awaited. */
    boolean answered(Object id) {
        boolean ours = !answered && Integer.valueOf(asked).equals(id);
        answered |= ours;
        return ours;
    }

    /** Whether the answer to a message is still to come. */
    boolean awaits() {
        return !answered;
    }

    private JsonObject message(String method, List<String> streams) {
        answered = false;
        return new JsonObject()
                .put("method", method)
                .put("params", new JsonArray(streams))
                .put("id", ++asked);
    }
}
