package io.signalroom.telegram;

import io.signalroom.testing.FaultCount;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * P02: whenever an offset arrives, everything below it is committed: the other side looks it up in the database before it
 * forgets it. 20,000 updates; {@code -Dfaults.full=true} makes them 100,000.
 */
@ExtendWith(Servers.class)
class OffsetsTest {
    private static final int UPDATES = Boolean.getBoolean("faults.full") ? 100_000 : 20_000;
    private static final int AHEAD = 5_000;
    private final PollerRig rig = new PollerRig();
    private final long seed = System.nanoTime();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Long, Integer> editedBy = new HashMap<>();
    private final AtomicLong violations = new AtomicLong();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void at_every_offset_all_lower_updates_are_committed() {
        rig.fake.onConfirm(this::lookUp);
        rig.poll();
        Random random = new Random(seed);
        for (int i = 1; i <= UPDATES; i++) {
            push(random, i);
            if (i % AHEAD == 0) {
                int until = i - AHEAD;
                rig.room.eventually(Duration.ofSeconds(60), () -> acknowledged.size() >= until);
            }
        }
        rig.room.eventually(Duration.ofSeconds(60), () -> acknowledged.size() == UPDATES);

        FaultCount stored = FaultCount.of("P02", seed, sent, acknowledged, rig.stored());
        new FaultCount(
                        "P02",
                        seed,
                        stored.acknowledged(),
                        stored.lost(),
                        stored.duplicated(),
                        stored.recovered(),
                        stored.unexpected() + violations.get())
                .print();
    }

    /** A post, or an edit of an earlier one, half a second after the one before: no two edits of a post are of one second. */
    private void push(Random random, int number) {
        boolean edits = number > 2 && random.nextInt(4) == 0;
        long message = edits ? 1 + random.nextInt(number - 1) : number;
        if (edits && number - editedBy.getOrDefault(message, 0) < 2) {
            message = number;
        }
        String text = "update " + number;
        rig.fake.push(message < number ? BotPosts.edit(message, number / 2, text) : BotPosts.post(message, text));
        editedBy.put(message, number);
        sent.add(message + " " + text);
    }

    private Future<Void> lookUp(List<JsonObject> updates) {
        Set<String> texts = new HashSet<>();
        JsonArray wanted = new JsonArray();
        for (JsonObject update : updates) {
            JsonObject post = update.getJsonObject("channel_post", update.getJsonObject("edited_channel_post"));
            wanted.add(new JsonObject().put("m", post.getLong("message_id")).put("t", post.getString("text")));
            texts.add(post.getLong("message_id") + " " + post.getString("text"));
        }
        String sql = """
                SELECT count(*) FROM json_to_recordset($1::json) AS r (m bigint, t text)
                WHERE NOT EXISTS (SELECT 1 FROM message x WHERE x.channel_id = %d AND x.message_id = r.m AND x.text = r.t)""".formatted(BotPosts.CHANNEL);
        return rig.room.pool.preparedQuery(sql).execute(Tuple.of(wanted)).map(rows -> {
            violations.addAndGet(rows.iterator().next().getLong(0));
            acknowledged.addAll(texts);
            return null;
        });
    }
}
