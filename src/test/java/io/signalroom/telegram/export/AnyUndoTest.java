package io.signalroom.telegram.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Imports;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Imports, live posts and undoing in any order leave a ledger that keeps every promise. */
@ExtendWith(Servers.class)
class AnyUndoTest extends UndoRig {
    private static final int STEPS = 14;
    private static final int POSTS = 5;
    private final List<Long> standing = new ArrayList<>();
    private Random random;

    @RepeatedTest(6)
    void whatever_comes_in_which_order_all_that_nobody_saw_goes_with_the_last_undo(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(4)) {
                case 0 -> room.post(heard(HARBOR, 1 + random.nextInt(POSTS), random.nextInt(3), text(), null));
                case 1 -> undoOne();
                default -> standing.add(imported(chat(HARBOR, someMessages())));
            }
            if (random.nextBoolean()) {
                settle();
            }
        }
        while (!standing.isEmpty()) {
            undoOne();
        }
        settle();
        // of a post that somebody saw, all before the last version that he saw; of others nothing
        assertThat(room.value("""
                SELECT count(*) FROM message m
                WHERE NOT EXISTS (
                    SELECT 1 FROM message v LEFT JOIN import_message i ON i.channel_id = v.channel_id
                        AND i.message_id = v.message_id AND i.revision = v.revision AND i.import_id = 0
                    WHERE v.channel_id = m.channel_id AND v.message_id = m.message_id AND v.revision >= m.revision
                      AND (v.origin = 'witnessed' OR i.import_id = 0))""")).isEqualTo(0L);
        assertThat(count("""
                message_forward f WHERE NOT EXISTS (
                    SELECT 1 FROM message v WHERE v.channel_id = f.channel_id AND v.message_id = f.message_id
                        AND v.revision = f.revision)""")).isZero();
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
                .map(message -> random.nextBoolean() ? message : message.put("forwarded_from", "Macro Notes"))
                .toArray(JsonObject[]::new);
    }

    private String text() {
        return List.of(CALL, CALL.replace("176.9", "170"), "#SOL TP1 hit ✅", "#SOL stopped out", "hello")
                .get(random.nextInt(5));
    }
}
