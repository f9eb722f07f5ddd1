package io.signalroom.telegram.tdlib;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.telegram.Gap;
import io.signalroom.telegram.tdlib.ReadChannel.Stage;
import io.signalroom.testing.SetClock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the past of a channel is read once more in one session, and what of it is told as missing. */
class SecondWalkTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MOST_STEPS = 100;

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(START.plus(Duration.ofDays(1)));
    private final List<Gap> told = new ArrayList<>();
    private final ReadChannel channel = new ReadChannel("desk");
    private long newest = 150;
    private int walks;
    private Marks marks;
    private ChannelDesk desk;

    @BeforeEach
    void know_ten_posts() {
        ChannelBook book = new ChannelBook();
        marks = Marks.load(folder);
        marks.move("desk", new Marks.Mark(TdShapes.CHANNEL, 10, postedAt(10)));
        Opening opening = new Opening(book, marks, 0, this::answer, id -> Future.succeededFuture(10L));
        TdUpdates updates = new TdUpdates(book, clock, this::answer, id -> {});
        desk = new ChannelDesk(List.of(channel), opening, updates, marks, this::answer, clock);
    }

    private static Instant postedAt(long id) {
        return START.plusSeconds(id);
    }

    private Future<JsonObject> answer(JsonObject request) {
        return Future.succeededFuture(
                switch (Td.type(request)) {
                    case "searchPublicChat" -> TdShapes.chat("The desk");
                    case "getSupergroup" -> TdShapes.supergroup("Desk", true);
                    case "getChatHistory" -> page(request.getLong("from_message_id") >> 20);
                    default -> Td.of("ok");
                });
    }

    private JsonObject page(long before) {
        walks += before == 0 ? 1 : 0;
        long first = before == 0 ? newest : before - 1;
        JsonArray page = new JsonArray();
        for (long id = first; id > Math.max(0, first - 100); id--) {
            page.add(TdShapes.message(id, postedAt(id), "post " + id));
        }
        return Td.of("messages").put("messages", page);
    }

    private void readUntil(Stage stage) {
        for (int i = 0; i < MOST_STEPS && channel.stage != stage; i++) {
            Taken taken = await(desk.step());
            taken.delivery().missed().ifPresent(told::add);
            taken.committed().run();
        }
        assertThat(channel.stage).isEqualTo(stage);
    }

    @Test
    void each_hole_of_a_session_is_told_and_told_once() {
        newest = 2_000;
        readUntil(Stage.LIVE);
        desk.cut();
        newest = 4_000;
        desk.connected();
        readUntil(Stage.LIVE);

        Gap first = new Gap(TdShapes.CHANNEL, postedAt(10), postedAt(1_001));
        Gap second = new Gap(TdShapes.CHANNEL, postedAt(2_000), postedAt(3_001));
        assertThat(told).containsExactly(first, second);
        assertThat(TdWords.ofChannels(desk.channels())).contains("from 2026-03-01T12:33:00Z to 2026-03-01T12:50:00Z");
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"WALKING", "HANDING_OVER"})
    void an_edit_that_cannot_be_fetched_while_the_past_is_read_has_it_read_once_more(Stage stage) {
        readUntil(stage);
        await(desk.step()).committed().run();
        assertThat(channel.stage).isEqualTo(stage);
        desk.readAgain(TdShapes.CHANNEL);
        readUntil(Stage.LIVE);

        assertThat(walks).isEqualTo(2);
    }

    @Test
    void a_channel_that_is_opened_while_there_is_no_connection_is_read_once_more_when_there_is_one() {
        desk.cut();
        readUntil(Stage.LIVE);
        desk.stored(List.of(new Post(TdShapes.CHANNEL, 155, postedAt(155), null, "later", null, Origin.WITNESSED)));
        assertThat(marks.of("desk").orElseThrow().upTo()).isEqualTo(150);

        newest = 155;
        desk.connected();
        readUntil(Stage.LIVE);
        assertThat(walks).isEqualTo(2);
        assertThat(marks.of("desk").orElseThrow().upTo()).isEqualTo(155);
    }
}
