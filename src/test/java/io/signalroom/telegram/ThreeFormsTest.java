package io.signalroom.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Forward;
import io.signalroom.signal.Post;
import io.signalroom.telegram.export.ReadExport;
import io.signalroom.telegram.preview.FakeChannel.Said;
import io.signalroom.telegram.preview.FakePage;
import io.signalroom.telegram.preview.ReadPage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The same posts, as the three forms of Telegram write them, are read as the same: so one post is never stored twice. */
class ThreeFormsTest {
    private static final long CHANNEL = 1_987_654_321L;
    private static final long ORIGIN = 1_555_000_111L;
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    /** What all forms tell of a post. */
    private record Told(long channelId, long messageId, Instant postedAt, boolean edited, String text, Long replyTo) {
        static Told of(Post post) {
            return new Told(
                    post.channelId(),
                    post.messageId(),
                    post.postedAt(),
                    post.editedAt() != null,
                    post.text(),
                    post.replyTo());
        }
    }

    @Property(tries = 150)
    void an_export_updates_and_a_page_of_the_same_posts_are_read_as_the_same(@ForAll("channels") List<Said> posts) {
        List<Told> said = posts.stream()
                .map(post -> new Told(CHANNEL, post.id(), post.at(), post.marked(), post.text(), post.replyTo()))
                .toList();

        List<Post> heard = BotUpdates.read(updates(posts), NOW, null).batch().posts();
        assertThat(heard).extracting(Told::of).as("getUpdates").isEqualTo(said);
        List<Post> exported = ReadExport.posts(export(posts));
        assertThat(exported).extracting(Told::of).as("result.json").isEqualTo(said);
        List<ReadPage.Read> page = ReadPage.posts(FakePage.of(ReadPage.channel(CHANNEL, posts), null, null));
        assertThat(page)
                .extracting(it ->
                        new Told(it.channelId(), it.messageId(), it.postedAt(), it.edited(), it.text(), it.replyTo()))
                .as("t.me/s")
                .isEqualTo(said);
        assertThat(heard)
                .extracting(Post::forwardedFrom)
                .as("getUpdates")
                .isEqualTo(all(posts, name -> new Forward(ORIGIN, "other", 88L, name, NOW.minusSeconds(9_000))));
        assertThat(page)
                .extracting(ReadPage.Read::from)
                .as("t.me/s")
                .isEqualTo(all(posts, name -> new Forward(null, "other", 88L, name, null)));
        assertThat(exported)
                .extracting(Post::forwardedFrom)
                .as("result.json")
                .isEqualTo(all(posts, name -> new Forward(null, null, null, name, null)));
    }

    /** What a form tells of where each post was forwarded from: all tell the name, and not all the rest. */
    private static List<Forward> all(List<Said> posts, Function<String, Forward> told) {
        List<Forward> all = new ArrayList<>();
        posts.forEach(post -> all.add(post.forwardedFrom() == null ? null : told.apply(post.forwardedFrom())));
        return all;
    }

    @Provide
    Arbitrary<List<Said>> channels() {
        Arbitrary<String> words = Arbitraries.of(
                        "#SOL/USDT",
                        " LONG",
                        "\n",
                        "Entry: 182.0 - 184.5",
                        "$ETH",
                        " ",
                        "🚀",
                        "✅",
                        "&amp;",
                        "<b>",
                        "\"'!",
                        "\u00A0",
                        "Вход",
                        "止损",
                        "𝗦𝗢𝗟",
                        "شراء",
                        "\n\n",
                        "100 %",
                        "\u200D",
                        "a  b",
                        "\\x0C",
                        "👩‍🚀",
                        "=")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
        Arbitrary<String> names =
                Arbitraries.of("Macro Notes", "A & B <C>", "Канал").injectNull(0.5);
        Arbitrary<Said> post = Combinators.combine(
                        words,
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(1, 9).injectNull(0.7),
                        names)
                .as((text, edited, reply, from) ->
                        new Said(1, NOW, List.of(text), edited, null, 1, false, reply, from));
        return post.list().ofMinSize(1).ofMaxSize(20).map(ThreeFormsTest::numbered);
    }

    private static List<Said> numbered(List<Said> posts) {
        List<Said> numbered = new ArrayList<>();
        for (Said post : posts) {
            long id = 10 + 3L * numbered.size();
            numbered.add(new Said(
                    id,
                    NOW.minusSeconds(60 * (100 - id)),
                    post.versions(),
                    post.marked(),
                    null,
                    1,
                    false,
                    post.replyTo(),
                    post.forwardedFrom()));
        }
        return numbered;
    }

    private static JsonArray updates(List<Said> posts) {
        JsonArray updates = new JsonArray();
        for (Said post : posts) {
            JsonObject chat = new JsonObject()
                    .put("id", -1_000_000_000_000L - CHANNEL)
                    .put("title", "Harbor")
                    .put("type", "channel");
            JsonObject message = new JsonObject()
                    .put("message_id", post.id())
                    .put("chat", chat)
                    .put("date", post.at().getEpochSecond())
                    .put(post.id() % 2 == 0 ? "text" : "caption", post.text());
            if (post.replyTo() != null) {
                message.put(
                        "reply_to_message",
                        new JsonObject().put("message_id", post.replyTo()).put("chat", chat));
            }
            if (post.forwardedFrom() != null) {
                JsonObject origin = new JsonObject()
                        .put("id", -1_000_000_000_000L - ORIGIN)
                        .put("title", post.forwardedFrom())
                        .put("username", "other")
                        .put("type", "channel");
                message.put(
                        "forward_origin",
                        new JsonObject()
                                .put("type", "channel")
                                .put("chat", origin)
                                .put("message_id", 88)
                                .put("date", NOW.getEpochSecond() - 9_000));
            }
            if (post.marked()) {
                message.put("edit_date", post.at().getEpochSecond() + 60);
            }
            updates.add(new JsonObject()
                    .put("update_id", 700_000_000L + post.id())
                    .put(post.marked() ? "edited_channel_post" : "channel_post", message));
        }
        return updates;
    }

    private static String export(List<Said> posts) {
        JsonArray messages = new JsonArray();
        for (Said post : posts) {
            JsonObject message = new JsonObject()
                    .put("id", post.id())
                    .put("type", "message")
                    .put("date", "2026-03-01T11:00:00")
                    .put("date_unixtime", String.valueOf(post.at().getEpochSecond()))
                    .put("from_id", "channel" + CHANNEL)
                    .put("text", post.text())
                    .put("text_entities", entities(post.text()));
            if (post.replyTo() != null) {
                message.put("reply_to_message_id", post.replyTo());
            }
            if (post.forwardedFrom() != null) {
                message.put("forwarded_from", post.forwardedFrom());
            }
            if (post.marked()) {
                message.put("edited_unixtime", String.valueOf(post.at().getEpochSecond() + 60));
            }
            messages.add(message);
        }
        return new JsonObject()
                .put("name", "Harbor")
                .put("type", "public_channel")
                .put("id", CHANNEL)
                .put("messages", messages)
                .encode();
    }

    /** Cut in two, as an entity would. */
    private static JsonArray entities(String text) {
        int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        return text.isEmpty()
                ? new JsonArray()
                : new JsonArray()
                        .add(new JsonObject().put("type", "plain").put("text", text.substring(0, middle)))
                        .add(new JsonObject().put("type", "bold").put("text", text.substring(middle)));
    }
}
