package io.signalroom.boot;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.telegram.BotPosts;
import io.signalroom.telegram.FakeBotApi;
import io.signalroom.testing.ServerProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The first promise: nothing heard is lost, and nothing is stored twice, whatever is killed when. */
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {
    private static final int POSTS = 600;
    private static final int KILLS = 4;
    private static final Duration SOON = Duration.ofSeconds(60);
    private final Vertx vertx = Vertx.vertx();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private FakeBotApi telegram;

    @TempDir
    Path data;

    @BeforeEach
    void start() {
        telegram = await(FakeBotApi.start(vertx));
    }

    @AfterEach
    void stop() {
        await(telegram.close());
        await(vertx.close());
    }

    @Test
    void every_post_is_there_exactly_once_after_kill_9_while_they_flow() {
        long pushing = vertx.setPeriodic(10, new Pusher()::next);
        ServerProcess server = serve();
        for (int kill = 0; kill < KILLS; kill++) {
            long seen = signals(server);
            int further = 1 + random.nextInt(POSTS / KILLS / 2);
            ServerProcess running = server;
            eventually(() -> signals(running) >= Math.min(POSTS, seen + further));
            server.killHard();
            server = serve();
        }
        ServerProcess last = server;
        eventually(() -> signals(last) >= POSTS);
        vertx.cancelTimer(pushing);
        assertThat(messageIds(server))
                .as("seed %d", seed)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, POSTS).boxed().toList());
        assertThat(server.terminate()).isZero();
        assertThat(verify()).contains("ok").doesNotContain("BROKEN");
    }

    /** Posts a numbered call every 10 ms until all are posted. */
    private final class Pusher {
        private long number;

        void next(Long timer) {
            if (number < POSTS) {
                number++;
                telegram.push(BotPosts.post(
                        number, "#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 191.5\nSL: 17" + number % 10));
            }
        }
    }

    private ServerProcess serve() {
        return ServerProcess.serve(
                data, Map.of("TELEGRAM_BOT_TOKEN", FakeBotApi.TOKEN, "TELEGRAM_BOT_API_URL", telegram.url()));
    }

    private String verify() {
        ServerProcess check = ServerProcess.run(data, Map.of(), "verify");
        check.exitStatus(Duration.ofSeconds(90));
        return check.output();
    }

    private static long signals(ServerProcess server) {
        return new JsonObject(server.get("/api/v1/status")).getLong("seq", 0L);
    }

    private static List<Long> messageIds(ServerProcess server) {
        List<Long> ids = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonObject page = new JsonObject(server.get("/api/v1/signals?limit=200" + next));
            JsonArray data = page.getJsonArray("data");
            data.forEach(signal -> ids.add(((JsonObject) signal).getLong("messageId")));
            String cursor = page.getJsonObject("page").getString("next");
            next = cursor == null ? null : "&cursor=" + cursor;
        }
        return ids.stream().sorted().toList();
    }

    private void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("seed %d", seed).isLessThan(end);
            await(vertx.timer(20));
        }
    }
}
