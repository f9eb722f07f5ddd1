package io.signalroom.telegram.tdlib;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.telegram.Delivery;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever TDLib says, nothing is thrown, what is whole beside it is read, and what is dropped is counted. */
class TdGarbageTest {
    private static final List<JsonObject> SHAPES = List.of(
            TdShapes.newMessage(TdShapes.message(7, Instant.now(), "broken")
                    .put(
                            "reply_to",
                            Td.of("messageReplyToMessage")
                                    .put("chat_id", TdShapes.CHAT)
                                    .put("message_id", 5L << 20))),
            TdShapes.newContent(7, "broken"),
            TdShapes.edited(7, Instant.now()),
            TdShapes.deleted(true, false, 7, 8),
            Td.of("updateNewChat").put("chat", TdShapes.chat("broken")),
            Td.of("updateChatTitle").put("chat_id", TdShapes.CHAT).put("title", "broken"),
            Td.of("updateSupergroup").put("supergroup", TdShapes.supergroup("broken", true)));

    @Property(tries = 3_000)
    void a_broken_update_costs_no_other(@ForAll("broken") JsonObject broken) {
        ChannelBook book = new ChannelBook();
        book.add(TdShapes.CHANNEL);
        List<Long> unsure = new ArrayList<>();
        TdUpdates updates =
                new TdUpdates(book, Clock.systemUTC(), request -> Future.succeededFuture(broken), unsure::add);
        JsonObject whole = TdShapes.newMessage(TdShapes.message(1, Instant.now(), "whole"));

        Delivery delivery = await(updates.read(List.of(broken, whole, TdShapes.edited(99, Instant.now()))));

        assertThat(delivery.batch().posts()).anyMatch(post -> post.text().equals("whole"));
        assertThat(delivery.ignored() + delivery.rejected().size()).isGreaterThanOrEqualTo(1);
        updates.history(List.of(broken), null);
        HistoryWalk walk = new HistoryWalk(TdShapes.CHAT, 5, 10);
        walk.take(broken);
        walk.parts().forEach(part -> updates.history(part, null));
    }

    @Provide
    Arbitrary<JsonObject> broken() {
        Arbitrary<Object> junk = Arbitraries.of(
                "x",
                -1L,
                Long.MAX_VALUE,
                1.5,
                true,
                new JsonArray().add(1).add("x").add(new JsonArray()),
                new JsonObject().put("@type", 7),
                Map.of("id", "x"));
        return Arbitraries.of(SHAPES)
                .flatMap(shape -> Arbitraries.integers()
                        .between(0, fields(shape) - 1)
                        .flatMap(field -> junk.injectNull(0.3).map(value -> {
                            JsonObject copy = shape.copy();
                            spoil(copy, new int[] {field}, value);
                            return copy;
                        })));
    }

    private static int fields(JsonObject object) {
        return object.fieldNames().stream()
                .mapToInt(name -> 1 + (object.getValue(name) instanceof JsonObject inner ? fields(inner) : 0))
                .sum();
    }

    /** Replaces one field, counted through all depths; null takes it away. */
    private static boolean spoil(JsonObject object, int[] left, Object value) {
        for (String name : List.copyOf(object.fieldNames())) {
            if (left[0]-- == 0) {
                if (value == null) {
                    object.remove(name);
                } else {
                    object.put(name, value);
                }
                return true;
            }
            if (object.getValue(name) instanceof JsonObject inner && spoil(inner, left, value)) {
                return true;
            }
        }
        return false;
    }
}
