package io.signalroom.telegram.tdlib;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.PostBatch;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Forward;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.telegram.Delivery;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TdUpdatesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final List<Long> unsure = new ArrayList<>();
    private final List<JsonObject> asked = new ArrayList<>();
    private final ChannelBook book = new ChannelBook();
    private Future<JsonObject> answer = Future.failedFuture(TdError.of(TdShapes.error(404, "Not Found")));
    private final TdUpdates updates = new TdUpdates(
            book,
            Clock.fixed(NOW, ZoneOffset.UTC),
            request -> {
                asked.add(request);
                return answer;
            },
            unsure::add);

    @BeforeEach
    void readTheChannel() {
        book.add(TdShapes.CHANNEL);
    }

    private Delivery read(JsonObject... all) {
        return await(updates.read(List.of(all)));
    }

    private Post onlyPost(JsonObject message) {
        Delivery delivery = read(TdShapes.newMessage(message));
        assertThat(delivery.batch().posts()).hasSize(1);
        return delivery.batch().posts().get(0);
    }

    @Test
    void a_text_is_a_post_of_its_channel_under_telegrams_own_numbers() {
        JsonObject message = TdShapes.message(77, NOW.minusSeconds(3), "LONG SOL")
                .put(
                        "reply_to",
                        Td.of("messageReplyToMessage")
                                .put("chat_id", TdShapes.CHAT)
                                .put("message_id", 70L << 20)
                                .put("origin_send_date", 0));
        assertThat(onlyPost(message))
                .isEqualTo(
                        new Post(TdShapes.CHANNEL, 77, NOW.minusSeconds(3), null, "LONG SOL", 70L, Origin.WITNESSED));
    }

    @Test
    void captions_of_an_album_are_texts_of_their_own_posts() {
        Delivery delivery = read(
                TdShapes.newMessage(TdShapes.message(1, NOW, "")
                        .put("media_album_id", "13370042")
                        .put("content", TdShapes.photoContent("Chart of SOL"))),
                TdShapes.newMessage(TdShapes.message(2, NOW, "")
                        .put("media_album_id", "13370042")
                        .put("content", TdShapes.photoContent(""))));
        assertThat(delivery.batch().posts()).extracting(Post::text).containsExactly("Chart of SOL", "");
    }

    @Test
    void forwards_single_emoji_and_what_has_no_text_are_posts_too() {
        JsonObject forward = Td.of("messageForwardInfo")
                .put("origin", Td.of("messageOriginChannel").put("chat_id", -1_001_111_111_111L))
                .put("date", 1_600_000_000);
        assertThat(onlyPost(TdShapes.message(1, NOW, "from elsewhere").put("forward_info", forward))
                        .text())
                .isEqualTo("from elsewhere");
        JsonObject emoji = Td.of("messageAnimatedEmoji").put("emoji", "🚀");
        assertThat(onlyPost(TdShapes.message(2, NOW, "").put("content", emoji)).text())
                .isEqualTo("🚀");
        JsonObject pinned = Td.of("messagePinMessage").put("message_id", 1L << 20);
        assertThat(onlyPost(TdShapes.message(3, NOW, "").put("content", pinned)).text())
                .isEmpty();
    }

    @Test
    void who_said_it_first_is_told_by_the_names_that_came_before() {
        read(
                Td.of("updateNewChat")
                        .put(
                                "chat",
                                Td.of("chat").put("id", -1_001_555_000_111L).put("title", "Macro Notes")),
                Td.of("updateSupergroup")
                        .put(
                                "supergroup",
                                TdShapes.supergroup("macro_notes_demo", false).put("id", 1_555_000_111L)));
        Instant at = Instant.ofEpochSecond(1_772_373_000);

        assertThat(forwardOf(Td.of("messageOriginChannel")
                        .put("chat_id", -1_001_555_000_111L)
                        .put("message_id", 88L << 20)
                        .put("author_signature", "")))
                .isEqualTo(new Forward(1_555_000_111L, "macro_notes_demo", 88L, "Macro Notes", at));
        assertThat(forwardOf(Td.of("messageOriginChat").put("sender_chat_id", -1_001_555_000_111L)))
                .isEqualTo(new Forward(1_555_000_111L, "macro_notes_demo", null, "Macro Notes", at));
        assertThat(forwardOf(Td.of("messageOriginHiddenUser").put("sender_name", "Hidden")))
                .isEqualTo(new Forward(null, null, null, "Hidden", at));
        assertThat(forwardOf(Td.of("messageOriginUser").put("sender_user_id", 4711)))
                .isEqualTo(new Forward(null, null, null, null, at));
        assertThat(forwardOf(Td.of("messageOriginChannel")
                        .put("chat_id", -1_001_222_222_222L)
                        .put("message_id", 5)))
                .isEqualTo(new Forward(1_222_222_222L, null, null, null, at));
        assertThat(forwardOf(null)).isEqualTo(new Forward(null, null, null, null, at));
    }

    private Forward forwardOf(JsonObject origin) {
        JsonObject info = Td.of("messageForwardInfo").put("origin", origin).put("date", 1_772_373_000);
        return onlyPost(TdShapes.message(1, NOW, "x").put("forward_info", info)).forwardedFrom();
    }

    @Test
    void an_edit_of_what_was_forwarded_is_forwarded_too_and_a_channel_may_lose_its_name() {
        read(Td.of("updateSupergroup").put("supergroup", TdShapes.supergroup("macro_notes_demo", false)));
        read(Td.of("updateSupergroup")
                .put("supergroup", TdShapes.supergroup("x", false).put("usernames", null)));
        JsonObject info = Td.of("messageForwardInfo")
                .put(
                        "origin",
                        Td.of("messageOriginChannel")
                                .put("chat_id", TdShapes.CHAT)
                                .put("message_id", 88L << 20))
                .put("date", 0);
        Delivery delivery = read(
                TdShapes.newMessage(TdShapes.message(1, NOW, "first").put("forward_info", info)),
                TdShapes.newContent(1, "second"),
                TdShapes.edited(1, NOW));

        assertThat(delivery.batch().posts()).extracting(Post::text).containsExactly("first", "second");
        assertThat(delivery.batch().posts())
                .extracting(Post::forwardedFrom)
                .containsOnly(new Forward(TdShapes.CHANNEL, null, 88L, null, null));
    }

    @Test
    void a_reply_to_another_chat_is_no_reply_here() {
        JsonObject elsewhere = Td.of("messageReplyToMessage")
                .put("chat_id", -1_001_111_111_111L)
                .put("message_id", 5L << 20);
        assertThat(onlyPost(TdShapes.message(1, NOW, "x").put("reply_to", elsewhere))
                        .replyTo())
                .isNull();
        JsonObject story = Td.of("messageReplyToStory").put("story_id", 5);
        assertThat(onlyPost(TdShapes.message(2, NOW, "x").put("reply_to", story))
                        .replyTo())
                .isNull();
    }

    @Test
    void what_is_seen_late_or_edited_before_it_was_seen_is_not_witnessed() {
        assertThat(onlyPost(TdShapes.message(1, NOW.minusSeconds(301), "late")).origin())
                .isEqualTo(Origin.IMPORTED);
        JsonObject edited = TdShapes.message(2, NOW.minusSeconds(60), "edited").put("edit_date", NOW.getEpochSecond());
        assertThat(onlyPost(edited).origin()).isEqualTo(Origin.IMPORTED);
        assertThat(onlyPost(TdShapes.message(3, NOW.minusSeconds(300), "in time"))
                        .origin())
                .isEqualTo(Origin.WITNESSED);
    }

    @Test
    void other_chats_local_and_scheduled_messages_are_not_read() {
        JsonObject other = TdShapes.message(1, NOW, "x").put("chat_id", -1_002_222_222_222L);
        JsonObject group = TdShapes.message(1, NOW, "x").put("chat_id", -4_711L);
        JsonObject local = TdShapes.message(1, NOW, "x").put("id", (5L << 20) + 3);
        JsonObject scheduled =
                TdShapes.message(6, NOW, "x").put("scheduling_state", Td.of("messageSchedulingStateSendAtDate"));
        Delivery delivery = read(
                TdShapes.newMessage(other),
                TdShapes.newMessage(group),
                TdShapes.newMessage(local),
                TdShapes.newMessage(scheduled));
        assertThat(delivery.batch().posts()).isEmpty();
        assertThat(delivery.ignored()).isZero();
    }

    @Test
    void an_edit_is_the_new_content_with_the_time_that_follows_it() {
        Delivery delivery = read(
                TdShapes.newMessage(TdShapes.message(1, NOW.minusSeconds(30), "A")),
                TdShapes.newContent(1, "B"),
                TdShapes.edited(1, NOW.minusSeconds(20)),
                TdShapes.newContent(1, "C"),
                TdShapes.edited(1, NOW.minusSeconds(10)));
        assertThat(delivery.batch().posts())
                .extracting(post -> post.text() + " " + post.origin().wire() + " " + post.editedAt())
                .containsExactly(
                        "A witnessed null", "B witnessed 2026-03-01T11:59:40Z", "C witnessed 2026-03-01T11:59:50Z");
        assertThat(asked).isEmpty();
    }

    @Test
    void content_without_a_time_of_edit_is_no_version() {
        Delivery delivery = read(
                TdShapes.newMessage(TdShapes.message(1, NOW, "with a link")), TdShapes.newContent(1, "with a link"));
        assertThat(delivery.batch().posts()).hasSize(1);
    }

    @Test
    void the_post_of_an_edit_is_fetched_if_it_was_not_heard() {
        answer = Future.succeededFuture(TdShapes.message(9, NOW.minusSeconds(7_200), "as it stands"));
        Delivery delivery = read(TdShapes.newContent(9, "B"), TdShapes.edited(9, NOW), TdShapes.edited(9, NOW));
        assertThat(delivery.batch().posts())
                .extracting(post -> post.text() + " " + post.postedAt())
                .containsExactly("B 2026-03-01T10:00:00Z", "as it stands 2026-03-01T10:00:00Z");
        assertThat(asked.get(0))
                .isEqualTo(Td.of("getMessage").put("chat_id", TdShapes.CHAT).put("message_id", 9L << 20));
    }

    @Test
    void an_edit_of_a_post_that_is_gone_is_counted_and_one_that_cannot_be_fetched_is_read_again() {
        assertThat(read(TdShapes.edited(9, NOW)).ignored()).isEqualTo(1);
        assertThat(unsure).isEmpty();
        answer = Future.failedFuture("no answer in time");
        assertThat(read(TdShapes.edited(9, NOW)).ignored()).isEqualTo(1);
        assertThat(unsure).containsExactly(TdShapes.CHANNEL);
    }

    @Test
    void only_what_telegram_deleted_is_a_deletion() {
        Delivery delivery = read(
                TdShapes.deleted(true, false, 1, 2),
                TdShapes.deleted(true, true, 3),
                TdShapes.deleted(false, false, 4));
        assertThat(delivery.batch().deletions())
                .extracting(PostBatch.Deletion::messageId)
                .containsExactly(1L, 2L);
        assertThat(delivery.batch().channels()).hasSize(1);
    }

    @Test
    void names_are_those_of_now() {
        read(
                Td.of("updateSupergroup").put("supergroup", TdShapes.supergroup("Desk", true)),
                Td.of("updateNewChat").put("chat", TdShapes.chat("The desk")),
                Td.of("updateChatTitle").put("chat_id", TdShapes.CHAT).put("title", "The new desk"));
        assertThat(book.info(TdShapes.CHANNEL))
                .isEqualTo(new ChannelInfo(TdShapes.CHANNEL, "Desk", "The new desk", false));
        read(Td.of("updateSupergroup")
                .put("supergroup", TdShapes.supergroup("Desk", true).putNull("usernames")));
        assertThat(book.info(TdShapes.CHANNEL).username()).isNull();
    }

    @Test
    void a_time_that_cannot_be_goes_to_quarantine() {
        Delivery delivery =
                read(TdShapes.newMessage(TdShapes.message(5, NOW, "x").put("date", 4_102_444_800L)));
        assertThat(delivery.rejected()).hasSize(1);
        assertThat(delivery.rejected().get(0).messageId()).isEqualTo(5);
    }

    @Test
    void history_is_read_like_what_is_pushed() {
        Delivery delivery = updates.history(
                List.of(TdShapes.message(1, NOW.minusSeconds(9_000), "a"), new JsonObject().put("id", "x")), null);
        assertThat(delivery.batch().posts()).extracting(Post::origin).containsExactly(Origin.IMPORTED);
        assertThat(delivery.ignored()).isEqualTo(1);
    }
}
