package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.UpdateBrought;
import io.signalroom.bus.message.UpdateStored;
import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.telegram.preview.PreviewWay;
import io.signalroom.telegram.tdlib.TdlibWay;
import io.signalroom.testing.FaultCount;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * P13: ten thousand messages, by every way that there is, are ten thousand rows: the export as JSON and as HTML, the Bot API asked
 * and bringing, an own account by MTProto, and the public page, which has the newest twenty.
 */
@ExtendWith(Servers.class)
class SameMessagesTest {
    private static final int MESSAGES = 10_000;
    private static final int AT_ONCE = 400;
    private static final int ON_A_PAGE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss");

    private final PollerRig rig = new PollerRig();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void a_message_that_comes_by_six_ways_is_stored_once() throws IOException {
        List<JsonObject> posts = LongStream.rangeClosed(1, MESSAGES)
                .mapToObj(id -> BotPosts.post(id, "call " + id + "\nLONG  SOL & <ETH> 🚀"))
                .toList();
        look(posts);
        assertThat(rig.versions()).isEqualTo(ON_A_PAGE);
        assertThat(Imports.run(rig.room, json(posts), Imports.ALL).created()).isEqualTo(MESSAGES - ON_A_PAGE);
        counted(posts, MESSAGES);
        String channel = String.valueOf(BotPosts.CHANNEL);
        assertThat(Imports.run(rig.room, html(posts), new How(null, null, null, false, channel))
                        .same())
                .isEqualTo(MESSAGES);
        ask(posts);
        bring(posts);
        counted(posts, MESSAGES);
        List<JsonObject> more = new ArrayList<>(posts);
        more.add(BotPosts.post(MESSAGES + 1, "by MTProto alone"));
        push(more);
        counted(more, MESSAGES + 1);
        look(more);
        counted(more, MESSAGES + 1);
    }

    private void counted(List<JsonObject> posts, int messages) {
        Set<Long> sent = posts.stream()
                .map(post -> post.getJsonObject("channel_post").getLong("message_id"))
                .collect(Collectors.toSet());
        List<Long> stored = await(
                        rig.room.pool.query("SELECT message_id FROM message").execute())
                .stream()
                .map(row -> row.getLong(0))
                .toList();
        FaultCount.of("P13", 0, sent, sent, stored).print();
        assertThat(rig.room.value("SELECT posts || ' ' || edits FROM channel")).isEqualTo(messages + " 0");
    }

    /** At the public page. */
    private void look(List<JsonObject> posts) {
        Map<Long, Map.Entry<Instant, String>> page = new TreeMap<>();
        posts.stream()
                .skip(posts.size() - ON_A_PAGE)
                .map(post -> post.getJsonObject("channel_post"))
                .forEach(message ->
                        page.put(message.getLong("message_id"), Map.entry(at(message), message.getString("text"))));
        PreviewWay.bring(rig.room, BotPosts.CHANNEL, "harborlight_signals", page);
    }

    private void push(List<JsonObject> posts) {
        TdlibWay.bring(
                rig.room,
                folder,
                posts.stream()
                        .map(post -> post.getJsonObject("channel_post"))
                        .map(message -> new TdlibWay.Said(
                                message.getLong("message_id"), at(message), message.getString("text")))
                        .toList());
    }

    private static Instant at(JsonObject message) {
        return Instant.ofEpochSecond(message.getLong("date"));
    }

    private void ask(List<JsonObject> posts) {
        posts.forEach(post -> rig.fake.push(post.copy()));
        String asker = rig.poll();
        rig.room.eventually(PATIENCE.multipliedBy(3), () -> await(rig.fake.pending()) == 0);
        await(rig.room.vertx.undeploy(asker));
    }

    private void bring(List<JsonObject> posts) {
        AppConfig.Telegram telegram = new AppConfig.Telegram(
                false,
                Optional.of(new Secret(FakeBotApi.TOKEN)),
                URI.create(rig.fake.url()),
                Optional.of(new AppConfig.Updates(
                        URI.create("https://signalroom.example/x"), new Secret("0123456789abcdef"))),
                new AppConfig.Preview(false, URI.create("https://t.me"), Optional.empty(), List.of()),
                Optional.empty());
        String bringer = await(rig.room.vertx.deployVerticle(new TelegramPollerVerticle(
                rig.room.pool, rig.room.bus, telegram, 0, new SimpleMeterRegistry(), "Signalroom/test")));
        rig.room.eventually(
                PollerRig.SOON, () -> await(brought(posts.get(0)).map(true).otherwise(false)));
        for (int from = 0; from < posts.size(); from += AT_ONCE) {
            await(Future.all(posts.subList(from, from + AT_ONCE).stream()
                    .map(this::brought)
                    .toList()));
        }
        await(rig.room.vertx.undeploy(bringer));
    }

    private Future<UpdateStored> brought(JsonObject post) {
        JsonObject update =
                post.copy().put("update_id", post.getJsonObject("channel_post").getLong("message_id"));
        return rig.room.bus.request(Addresses.UPDATE_STORE, new UpdateBrought(update), PATIENCE);
    }

    private Path json(List<JsonObject> posts) throws IOException {
        JsonArray messages = new JsonArray();
        posts.forEach(post -> {
            JsonObject message = post.getJsonObject("channel_post");
            messages.add(new JsonObject()
                    .put("id", message.getLong("message_id"))
                    .put("type", "message")
                    .put("date_unixtime", String.valueOf(message.getLong("date")))
                    .put("text", message.getString("text")));
        });
        JsonObject chat = new JsonObject()
                .put("name", "Harbor Light Signals")
                .put("type", "public_channel")
                .put("id", BotPosts.CHANNEL)
                .put("messages", messages);
        return Files.writeString(folder.resolve("chat.json"), chat.encode());
    }

    /** A thousand a page, as Telegram Desktop does. */
    private Path html(List<JsonObject> posts) throws IOException {
        Path pages = Files.createDirectory(folder.resolve("pages"));
        for (int page = 0; page < posts.size() / 1_000; page++) {
            List<String> blocks = new ArrayList<>();
            posts.subList(page * 1_000, (page + 1) * 1_000)
                    .forEach(post -> blocks.add(block(post.getJsonObject("channel_post"))));
            Files.write(pages.resolve("messages" + (page == 0 ? "" : page + 1) + ".html"), blocks);
        }
        return pages;
    }

    private static String block(JsonObject message) {
        String text = message.getString("text")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return """
                <div class="message default clearfix" id="message%d"><div class="body">
                <div class="pull_right date details" title="%s UTC+00:00">x</div>
                <div class="text">
                %s
                </div></div></div>""".formatted(
                        message.getLong("message_id"),
                        TIME.format(at(message).atOffset(ZoneOffset.UTC)),
                        text.replace("\n", "<br>"));
    }
}
