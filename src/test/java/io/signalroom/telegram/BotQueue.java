package io.signalroom.telegram;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The updates that a Bot API server keeps for a bot: for 24 hours, or until an offset above them is asked for. An offset that
 * is too high is shrugged off, as the real server does, or confirms everything, as the manual says. One thread only.
 */
final class BotQueue {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MOST_BYTES = 4 << 20;
    /** So much above the next number an offset may be. */
    private static final int TOO_HIGH = 10;

    private final TreeMap<Long, JsonObject> updates = new TreeMap<>();
    private final Supplier<Instant> clock;
    private JsonArray kinds = new JsonArray();
    private long next = 1;
    private boolean literal;

    BotQueue(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** Remembered until changed; an empty list means the server's default, which has both kinds. */
    void allow(JsonArray allowed) {
        kinds = allowed;
    }

    /** From now on an offset confirms everything below it, however high it is. */
    void takeOffsetsLiterally() {
        literal = true;
    }

    void add(JsonObject update) {
        boolean wanted =
                kinds.isEmpty() || update.stream().map(Map.Entry::getKey).anyMatch(kinds::contains);
        if (wanted) {
            long id = update.getLong("update_id");
            updates.put(id, update);
            next = id + 1;
        }
    }

    /** What this offset confirms. */
    List<JsonObject> confirmedBy(long offset) {
        if (offset < 0) {
            return new ArrayList<>(updates.values()).subList(0, (int) Math.max(0, updates.size() + offset));
        }
        boolean tooHigh = offset > next + TOO_HIGH;
        return tooHigh && !literal
                ? List.of()
                : List.copyOf(updates.headMap(offset).values());
    }

    void forget(List<JsonObject> confirmed) {
        confirmed.forEach(u -> updates.remove(u.getLong("update_id")));
    }

    /** The oldest, up to {@code limit} and about 4 MiB; what is too old on the way goes. */
    JsonArray head(int limit) {
        long oldest = clock.get().minus(KEPT).getEpochSecond();
        JsonArray head = new JsonArray();
        int bytes = 0;
        Iterator<JsonObject> all = updates.values().iterator();
        while (all.hasNext() && head.size() < limit && bytes < MOST_BYTES) {
            JsonObject update = all.next();
            if (time(update) < oldest) {
                all.remove();
            } else {
                head.add(update);
                bytes += update.encode().length();
            }
        }
        return head;
    }

    private static long time(JsonObject update) {
        for (String kind : List.of("channel_post", "edited_channel_post")) {
            if (update.getValue(kind) instanceof JsonObject post) {
                Object date = post.getValue("edit_date", post.getValue("date"));
                return date instanceof Number seconds ? seconds.longValue() : Long.MAX_VALUE;
            }
        }
        return Long.MAX_VALUE;
    }
}
