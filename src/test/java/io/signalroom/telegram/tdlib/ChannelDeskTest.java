package io.signalroom.telegram.tdlib;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.SetClock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which channel's past is read when. */
class ChannelDeskTest {
    private static final int POSTS = 250;

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<Long> asked = new ArrayList<>();
    private final Deque<JsonObject> errors = new ArrayDeque<>();
    private final ReadChannel first = new ReadChannel("first");
    private final ReadChannel second = new ReadChannel("second");
    private ChannelDesk desk;

    @BeforeEach
    void open() {
        Function<JsonObject, Future<JsonObject>> ask = this::answer;
        ChannelBook book = new ChannelBook();
        Marks marks = Marks.load(folder);
        Opening opening = new Opening(book, marks, POSTS, ask, id -> Future.succeededFuture(0L));
        desk = new ChannelDesk(
                List.of(first, second), opening, new TdUpdates(book, clock, ask, id -> {}), marks, ask, clock);
        List.of(first, second).forEach(channel -> {
            channel.id = channel == first ? 1 : 2;
            channel.chatId = -channel.id;
            book.add(channel.id);
            channel.walk(0, POSTS);
        });
    }

    private Future<JsonObject> answer(JsonObject request) {
        asked.add(request.getLong("chat_id"));
        if (!errors.isEmpty()) {
            return Future.failedFuture(TdError.of(errors.remove()));
        }
        long from = request.getLong("from_message_id") == 0 ? 1_000L << 20 : request.getLong("from_message_id");
        JsonArray page = new JsonArray();
        for (int i = 1; i <= 100; i++) {
            page.add(TdShapes.message((from >> 20) - i, clock.instant(), "post"));
        }
        return Future.succeededFuture(Td.of("messages").put("messages", page));
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            await(desk.step()).committed().run();
        }
    }

    @Test
    void the_past_of_one_channel_is_in_memory_at_a_time_and_not_for_longer_than_it_must() {
        steps(4);
        assertThat(asked).containsExactly(-1L, -1L, -1L);
        assertThat(first.walk).as("what was read is in the parts now").isNull();
        assertThat(second.walk.begun()).isFalse();
        steps(8);

        assertThat(asked).containsExactly(-1L, -1L, -1L, -2L, -2L, -2L);
        assertThat(List.of(first.stage, second.stage)).containsOnly(ReadChannel.Stage.LIVE);
        assertThat(desk.due()).isEmpty();
    }

    @Test
    void a_walk_that_is_refused_on_its_way_lets_another_walk() {
        steps(1);
        errors.add(TdShapes.error(400, "CHANNEL_PRIVATE"));
        steps(2);
        assertThat(asked).containsExactly(-1L, -1L, -2L);
        assertThat(first.walk.begun()).isFalse();
    }

    @Test
    void no_other_begins_to_walk_while_telegram_wants_to_wait() {
        steps(1);
        errors.add(TdShapes.error(429, "Too Many Requests: retry after 7"));
        steps(3);
        assertThat(asked).containsExactly(-1L, -1L);
        assertThat(desk.due()).contains(clock.instant().plusMillis(7_050));
        clock.set(clock.instant().plus(Duration.ofSeconds(8)));
        steps(1);
        assertThat(asked).containsExactly(-1L, -1L, -1L);
    }
}
