package io.signalroom.telegram;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The updates that a Bot API server keeps for a bot: for 24 hours, or until an offset above them is asked for. Stricter
 * than the real one, which shrugs off an offset that is too high: here it confirms, as the manual says. One thread only.
 */
final class BotQueue {
    private static final Duration KEPT = Duration.ofHours(24);
    private final TreeMap<Long, JsonObject> updates = new TreeMap<>();
    private final Supplier<Instant> clock;
    private JsonArray kinds = new JsonArray();

    BotQueue(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** Remembered until changed; an empty list means the server's default, which has both kinds. */
    void allow(JsonArray allowed) {
        kinds = allowed;
    }

    void add(JsonObject update) {
        boolean wanted =
                kinds.isEmpty() || update.stream().map(Map.Entry::getKey).anyMatch(kinds::contains);
        if (wanted) {
            updates.put(update.getLong("update_id"), update);
        }
    }

    /** What this offset confirms. */
    List<JsonObject> confirmedBy(long offset) {
        return offset < 0
                ? new ArrayList<>(updates.values()).subList(0, (int) Math.max(0, updates.size() + offset))
                : List.copyOf(updates.headMap(offset).values());
    }

    void forget(List<JsonObject> confirmed) {
        confirmed.forEach(u -> updates.remove(u.getLong("update_id")));
    }

    /** The oldest, up to {@code limit}. */
    JsonArray head(int limit) {
        long oldest = clock.get().minus(KEPT).getEpochSecond();
        updates.values().removeIf(u -> time(u) < oldest);
        JsonArray head = new JsonArray();
        updates.values().stream().limit(limit).forEach(head::add);
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
