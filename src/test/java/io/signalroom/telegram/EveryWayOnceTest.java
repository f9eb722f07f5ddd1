package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.FaultCount;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** P13: the same posts by every source there is, in any order, are there once. To add a source, add it to {@link #ways}. */
@ExtendWith(Servers.class)
class EveryWayOnceTest {
    private static final int POSTS = 10_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private final PollerRig rig = new PollerRig();
    private final Map<Long, String> posts = new TreeMap<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        rig.close();
    }

    /** Each delivers every post, and returns when nothing more comes of it. */
    private Map<String, Runnable> ways() {
        Map<String, Runnable> ways = new LinkedHashMap<>();
        ways.put("bot_api", this::poll);
        ways.put("import", () -> Imports.run(rig.room, export(), Imports.ALL));
        return ways;
    }

    @Test
    void a_post_that_comes_by_several_ways_is_stored_once() {
        for (long i = 1; i <= POSTS; i++) {
            posts.put(i, "post " + i);
        }
        Set<String> sent = posts.entrySet().stream()
                .map(post -> post.getKey() + " " + post.getValue())
                .collect(Collectors.toSet());
        List<Runnable> ways = List.copyOf(ways().values());
        for (Runnable way : ways) {
            way.run();
            FaultCount.of("P13", 0, sent, sent, rig.stored()).print();
        }
        ways.get(0).run();

        FaultCount.of("P13", 0, sent, sent, rig.stored()).print();
        assertThat(rig.versions()).isEqualTo(POSTS);
        assertThat(rig.room.value("SELECT count(*) FROM parse_queue")).isEqualTo((long) POSTS);
        assertThat(rig.room.value("SELECT posts FROM channel")).isEqualTo((long) POSTS);
    }

    private void poll() {
        long last = posts.keySet().stream()
                .mapToLong(message -> rig.fake.push(BotPosts.post(message, posts.get(message))))
                .max()
                .orElseThrow();
        String poller = rig.poll();
        rig.room.eventually(
                LIMIT,
                () -> rig.fake.calls().stream().anyMatch(call -> call.offset() != null && call.offset() == last + 1));
        await(rig.room.vertx.undeploy(poller));
    }

    private Path export() {
        JsonArray messages = new JsonArray();
        posts.forEach((id, text) -> messages.add(new JsonObject()
                .put("id", id)
                .put("type", "message")
                .put("date_unixtime", String.valueOf(BotPosts.message(id).getLong("date")))
                .put("text", text)));
        JsonObject channel = new JsonObject()
                .put("name", "Harbor Light Signals")
                .put("type", "public_channel")
                .put("id", BotPosts.CHANNEL)
                .put("messages", messages);
        try {
            return Files.writeString(folder.resolve("result.json"), channel.encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
