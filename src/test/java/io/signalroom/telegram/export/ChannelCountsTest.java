package io.signalroom.telegram.export;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.ChannelFigures.Window;
import io.signalroom.ledger.ChannelStore;
import io.signalroom.ledger.MessageStore;
import io.signalroom.ledger.PostBatch;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Posts, edits, deletions, imports and their undoing in any order: the figures of a channel equal a recount. */
@ExtendWith(Servers.class)
class ChannelCountsTest extends UndoRig {
    private static final int STEPS = 16;
    private static final int POSTS = 6;
    private static final Instant NOW = NOON.plus(Duration.ofDays(10));

    private final List<Long> standing = new ArrayList<>();
    private Random random;

    @RepeatedTest(5)
    void whatever_comes_in_which_order_the_figures_equal_a_recount(RepetitionInfo repetition) {
        random = new Random(40 + repetition.getCurrentRepetition());
        room.post(heard(HARBOR, 100, 0, CALL, null)); // so that the channel stays
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> room.post(heard(HARBOR, 1 + random.nextInt(POSTS), random.nextInt(3), text(), null));
                case 2 -> delete(1 + random.nextInt(POSTS));
                case 3 -> standing.add(imported(chat(HARBOR, someMessages())));
                default -> undoOne();
            }
        }
        settle();
        assertFiguresEqualARecount();
        while (!standing.isEmpty()) {
            undoOne();
        }
        settle();
        assertFiguresEqualARecount();
    }

    private void assertFiguresEqualARecount() {
        for (boolean imported : new boolean[] {false, true}) {
            JsonObject counted = await(new ChannelStore().byId(room.pool, HARBOR, new Window(NOW, imported)))
                    .getJsonObject("counted");
            String which = imported ? "" : " AND origin <> 'imported'";
            String feed = "signal WHERE state = 'published' AND withdrawn_at IS NULL" + which;
            long posts = count("message WHERE revision = 1" + which);
            long withSignals = count("(SELECT DISTINCT message_id FROM " + feed + ") s");
            assertThat(counted)
                    .isEqualTo(new JsonObject()
                            .put("posts", posts)
                            // the first version of a post may be imported, and a later one witnessed
                            .put("signalPosts", Math.min(posts, withSignals))
                            .put("signals", count(feed))
                            .put("edited", count(feed + " AND edited_at IS NOT NULL"))
                            .put("deleted", count(feed + " AND deleted_at IS NOT NULL")));
        }
    }

    private void delete(long message) {
        PostBatch gone = new PostBatch(
                "bot_api",
                List.of(new ChannelInfo(HARBOR, null, "Harbor", false)),
                List.of(),
                List.of(new PostBatch.Deletion(HARBOR, message, NOW)));
        await(room.pool.withTransaction(tx -> new MessageStore().store(tx, gone)));
    }

    private void undoOne() {
        if (!standing.isEmpty()) {
            Imports.undo(room, standing.remove(random.nextInt(standing.size())));
        }
    }

    private JsonObject[] someMessages() {
        return LongStream.rangeClosed(1, POSTS)
                .filter(id -> random.nextBoolean())
                .mapToObj(id -> exported(id, random.nextInt(3), text(), null))
                .toArray(JsonObject[]::new);
    }

    private String text() {
        return List.of(CALL, CALL + "\n\n" + CALL.replace("SOL", "ETH"), "#SOL TP1 hit", "hello")
                .get(random.nextInt(4));
    }
}
