package io.signalroom.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Forward;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BotUpdatesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant SAID = Instant.ofEpochSecond(1_772_373_000);
    private static final Forward MACRO = new Forward(1_555_000_111L, "macro_notes_demo", 88L, "Macro Notes", SAID);

    @Example
    void the_sample_is_read_as_telegram_means_it() {
        Delivery delivery = BotUpdates.read(new JsonObject(Buffer.buffer(sample())).getJsonArray("result"), NOW, null);

        assertThat(delivery.nextOffset()).isEqualTo(700_000_006L);
        assertThat(delivery.ignored()).isZero();
        assertThat(delivery.batch().channels())
                .containsExactly(
                        new ChannelInfo(BotPosts.CHANNEL, "harborlight_signals", "Harbor Light Signals", false));
        assertThat(delivery.batch().posts()).extracting(Post::messageId).containsExactly(2L, 4L, 4L, 5L, 9L);
        Post edit = delivery.batch().posts().get(2);
        assertThat(edit)
                .isEqualTo(new Post(
                        BotPosts.CHANNEL,
                        4,
                        Instant.ofEpochSecond(1_772_362_800),
                        Instant.ofEpochSecond(1_772_366_400),
                        "ARB short from 1.1034, stop 1.1365, target 1.05",
                        null,
                        Origin.WITNESSED));
        Post caption = delivery.batch().posts().get(3);
        assertThat(caption.text()).isEqualTo("#SOL TP1 hit ✅ +5.2%");
        assertThat(caption.replyTo()).isEqualTo(2);
        assertThat(caption.forwardedFrom()).isNull();
        assertThat(delivery.batch().posts().get(4).forwardedFrom()).isEqualTo(MACRO);
    }

    @Example
    void numbers_out_of_order_confirm_up_to_the_highest() {
        Delivery delivery = read(update(12, BotPosts.post(1, "a")), update(10, BotPosts.post(2, "b")));
        assertThat(delivery.nextOffset()).isEqualTo(13);
        assertThat(read(update(3_000_000_000L, BotPosts.post(1, "a"))).nextOffset())
                .isEqualTo(3_000_000_001L);
        assertThat(read().nextOffset()).isNull();
    }

    @Example
    void unknown_and_broken_updates_cost_no_other() {
        Delivery delivery = read(
                new JsonObject(),
                "text",
                null,
                update(10, new JsonObject().put("business_thing", new JsonObject())),
                update(11, new JsonObject().put("channel_post", 5)),
                update(
                        12,
                        new JsonObject().put("channel_post", BotPosts.message(1).put("message_id", "one"))),
                update(13, changed("chat", new JsonObject().put("id", -5).put("type", "channel"))),
                update(14, changed("chat", new JsonObject().put("id", 5).put("type", "private"))),
                update(15, BotPosts.post(7, "good")),
                new JsonObject().put("update_id", "16").put("channel_post", BotPosts.message(1)));

        assertThat(delivery.batch().posts()).extracting(Post::text).containsExactly("good");
        assertThat(delivery.ignored()).isEqualTo(9);
        assertThat(delivery.nextOffset()).isEqualTo(16);
    }

    @Example
    void a_post_that_cannot_be_kept_is_named_with_the_reason() {
        Delivery delivery = read(
                update(1, changed("date", 0)),
                update(2, changed("date", 4_102_444_800L)),
                update(3, changed("text", 5)),
                update(4, changed("text", "x".repeat(Post.MAX_TEXT + 1))));

        assertThat(delivery.batch().posts()).isEmpty();
        assertThat(delivery.nextOffset()).isEqualTo(5);
        assertThat(delivery.rejected())
                .extracting(Rejected::reason)
                .containsExactly(
                        "bad date 0", "bad date 4102444800", "text is not a string", "text of 65537 characters");
    }

    @Example
    void a_post_without_text_is_an_empty_text_and_an_answer_elsewhere_is_none() {
        JsonObject elsewhere = new JsonObject()
                .put("message_id", 3)
                .put("chat", new JsonObject().put("id", -1_000_000_000_009L).put("type", "channel"));
        Post post = read(update(1, new JsonObject().put("channel_post", BotPosts.message(1))))
                .batch()
                .posts()
                .get(0);
        Post answer = read(update(1, changed("reply_to_message", elsewhere)))
                .batch()
                .posts()
                .get(0);
        assertThat(post.text()).isEmpty();
        assertThat(answer.replyTo()).isNull();
    }

    @Example
    void who_said_it_first_is_told_in_every_form_that_the_bot_api_has() {
        JsonObject chat = new JsonObject()
                .put("id", -1_001_555_000_111L)
                .put("title", "Macro Notes")
                .put("username", "macro_notes_demo");
        assertThat(origin("channel", "chat", chat).forwardedFrom())
                .isEqualTo(new Forward(1_555_000_111L, "macro_notes_demo", null, "Macro Notes", SAID));
        assertThat(origin("chat", "sender_chat", chat.copy().put("id", -77)).forwardedFrom())
                .isEqualTo(new Forward(null, "macro_notes_demo", null, "Macro Notes", SAID));
        JsonObject person =
                new JsonObject().put("id", 5).put("first_name", "Ada").put("last_name", "Byron");
        assertThat(origin("user", "sender_user", person).forwardedFrom())
                .isEqualTo(new Forward(null, null, null, "Ada Byron", SAID));
        assertThat(origin("hidden_user", "sender_user_name", " Ada ").forwardedFrom())
                .isEqualTo(new Forward(null, null, null, "Ada", SAID));
        assertThat(origin("story", "story", 5).forwardedFrom()).isEqualTo(new Forward(null, null, null, null, SAID));
        JsonObject old = BotPosts.message(1)
                .put("text", "t")
                .put("forward_from_chat", chat)
                .put("forward_from_message_id", 88)
                .put("forward_date", SAID.getEpochSecond());
        assertThat(only(old).forwardedFrom()).isEqualTo(MACRO);
    }

    @Example
    void a_broken_origin_costs_no_post() {
        for (Object chat : new Object[] {null, 5, "x", new JsonObject(), new JsonObject().put("id", Long.MIN_VALUE)}) {
            assertThat(origin("channel", "chat", chat).forwardedFrom())
                    .isEqualTo(new Forward(null, null, null, null, SAID));
        }
        JsonObject odd = new JsonObject()
                .put("id", -1_001_555_000_111L)
                .put("title", "a\u0000" + "b".repeat(300))
                .put("username", "not a name/../");
        assertThat(origin("channel", "chat", odd).forwardedFrom())
                .isEqualTo(new Forward(1_555_000_111L, null, null, "a\uFFFD" + "b".repeat(254), SAID));
        JsonObject untimely =
                new JsonObject().put("type", "hidden_user").put("date", 5).put("sender_user_name", " ");
        assertThat(only(BotPosts.message(1).put("forward_origin", untimely)).forwardedFrom())
                .isEqualTo(new Forward(null, null, null, null, null));
    }

    private static Post origin(String type, String field, Object value) {
        JsonObject origin = new JsonObject().put("type", type).put(field, value).put("date", SAID.getEpochSecond());
        return only(BotPosts.message(1).put("text", "t").put("forward_origin", origin));
    }

    private static Post only(JsonObject message) {
        return read(update(1, new JsonObject().put("channel_post", message)))
                .batch()
                .posts()
                .get(0);
    }

    /** Whatever a byte turns into, nothing is thrown, and every number seen is confirmed. */
    @Property(tries = 2_000)
    void no_flipped_byte_breaks_the_reader(@ForAll int where, @ForAll byte with) {
        byte[] bytes = sample();
        bytes[Math.floorMod(where, bytes.length)] = with;
        JsonObject answer;
        try {
            answer = new JsonObject(Buffer.buffer(bytes));
        } catch (DecodeException | ClassCastException e) {
            return;
        }
        if (answer.getValue("result") instanceof JsonArray result) {
            Delivery delivery = BotUpdates.read(result, NOW, null);
            assertThat(delivery.batch().posts().size() + delivery.rejected().size() + delivery.ignored())
                    .isEqualTo(result.size());
        }
    }

    private static JsonObject changed(String field, Object value) {
        return new JsonObject()
                .put("channel_post", BotPosts.message(1).put("text", "t").put(field, value));
    }

    private static JsonObject update(long id, JsonObject update) {
        return new JsonObject().put("update_id", id).mergeIn(update);
    }

    private static Delivery read(Object... updates) {
        return BotUpdates.read(new JsonArray(Arrays.asList(updates)), Instant.now(), null);
    }

    private static byte[] sample() {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/telegram/getUpdates.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
