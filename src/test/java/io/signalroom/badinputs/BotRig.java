package io.signalroom.badinputs;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.telegram.BotPosts;
import io.signalroom.telegram.FakeBotApi;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** The whole program, reading a Bot API that does what it is told. */
final class BotRig implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    final Room room = new Room();
    final FakeBotApi fake;
    final Program program;
    private long messages;

    private BotRig(Path data, HttpServerOptions options, Map<String, String> settings) {
        fake = await(FakeBotApi.start(room.vertx, options));
        Map<String, String> all = new HashMap<>(Map.of(
                "DATABASE_URL",
                room.url,
                "REDIS_URL",
                Servers.redisUrl(),
                "TELEGRAM_BOT_TOKEN",
                FakeBotApi.TOKEN,
                "TELEGRAM_BOT_API_URL",
                fake.url()));
        all.putAll(settings);
        program = Program.start(data, all);
    }

    static BotRig start(Path data) {
        return new BotRig(data, new HttpServerOptions(), Map.of());
    }

    /** With a Bot API that speaks TLS, and a program that trusts what the Java options say. */
    static BotRig startSecure(Path data, HttpServerOptions options, String javaOptions) {
        return new BotRig(data, options, Map.of("JAVA_TOOL_OPTIONS", javaOptions));
    }

    /** A test for each case; after each the program is well and has told nobody the token. */
    Stream<DynamicTest> tests(Map<String, Executable> checks) {
        return checks.entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(title(check.getKey()), () -> {
                    check.getValue().execute();
                    program.assertWell();
                    assertThat(program.output()).doesNotContain(FakeBotApi.TOKEN.substring(12), "Exception", "\tat ");
                }));
    }

    private static String title(String id) {
        return Case.all().stream()
                .filter(bad -> bad.id().equals(id))
                .map(bad -> id + " " + bad.title())
                .findFirst()
                .orElseThrow();
    }

    /**
     * A call that was answered otherwise.
     *
     * @param at its place among the calls
     * @param message the post that was delivered before
     * @param offset what it confirms
     */
    record Trial(int at, long message, long offset) {}

    /** Delivers a post, and has the call that confirms it, and those after it, answered so. */
    @SafeVarargs
    final Trial answering(Consumer<HttpServerRequest>... answers) {
        long message = nextMessage();
        long update = fake.nextNumber();
        int at = await(fake.pushThenFailWith(update, BotPosts.post(message, "before " + message), answers));
        room.eventually(Duration.ofSeconds(60), () -> fake.calls().size() > at + answers.length);
        return new Trial(at, message, update + 1);
    }

    /** The same for faults: no offset moves, nothing is lost or doubled, it is asked at most once a second. */
    @SafeVarargs
    final Trial failing(Consumer<HttpServerRequest>... faults) {
        Trial trial = answering(faults);
        long after = nextMessage();
        fake.push(BotPosts.post(after, "after " + after));
        awaitStored(after, 1);
        assertThat(versions(trial.message())).isEqualTo(1);
        for (int i = 0; i <= faults.length; i++) {
            assertThat(offset(trial.at() + i)).isEqualTo(trial.offset());
        }
        for (int i = 0; i < faults.length; i++) {
            assertThat(between(trial.at() + i, trial.at() + i + 1)).isBetween(1.0, 10.0);
        }
        return trial;
    }

    long nextMessage() {
        return ++messages;
    }

    Long offset(int call) {
        return fake.calls().get(call).offset();
    }

    /** Seconds between two calls. */
    double between(int earlier, int later) {
        return (fake.calls().get(later).nanos() - fake.calls().get(earlier).nanos()) / 1e9;
    }

    void awaitStored(long message, long versions) {
        room.eventually(SOON, () -> versions(message) == versions);
    }

    long versions(long message) {
        return count("message WHERE message_id = " + message);
    }

    /** Rows, when everything that is stored has been read. */
    long signals(long message) {
        room.eventually(SOON, () -> count("parse_queue") == 0);
        return count("signal WHERE message_id = " + message);
    }

    long count(String rows) {
        return (Long) room.value("SELECT count(*) FROM " + rows);
    }

    /** Why a post is in quarantine, empty if it is not. */
    String reason(long message) {
        return String.valueOf(
                room.value("SELECT coalesce(max(reason), '') FROM quarantine WHERE message_id = " + message));
    }

    double updates(String outcome) {
        return program.meter("signalroom_source_updates_total", "outcome", outcome);
    }

    double faults(String state) {
        return program.meter("signalroom_source_faults_total", "state", state);
    }

    /** How the source stands, by the status. */
    String state() {
        List<?> sources = program.send("GET", "/api/v1/status", Program.token("read", 600), null)
                .getJsonArray("sources")
                .getList();
        return sources.isEmpty() ? "" : JsonObject.mapFrom(sources.get(0)).getString("state");
    }

    @Override
    public void close() {
        program.close();
        await(fake.close());
        room.close();
    }
}
