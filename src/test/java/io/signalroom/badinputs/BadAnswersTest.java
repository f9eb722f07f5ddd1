package io.signalroom.badinputs;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.badinputs.BotRig.Trial;
import io.signalroom.telegram.BotFaults;
import io.signalroom.telegram.BotPosts;
import io.signalroom.telegram.FakeBotApi;
import io.signalroom.testing.Servers;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a Bot API and the net can do to the whole program. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadAnswersTest {
    static final Set<String> CASES = Set.of("T001", "T002", "T003", "T004", "T007", "T008", "T010", "T032");

    private BotRig rig;

    @BeforeAll
    void start(@TempDir Path data) {
        rig = BotRig.start(data);
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @TestFactory
    Stream<DynamicTest> a_bad_answer_loses_and_doubles_nothing() {
        Map<String, Executable> checks = new LinkedHashMap<>();
        checks.put("T001", this::a_time_to_wait_is_waited);
        checks.put("T002", this::without_a_time_the_waits_grow);
        checks.put("T003", () -> rig.failing(BotFaults.answer(502, "<html>" + "x".repeat(1 << 20))));
        checks.put("T007", () -> rig.failing(BotFaults.answer(200, "{\"ok\":false}")));
        checks.put("T008", this::an_answer_without_end_is_cut);
        checks.put("T010", () -> rig.failing(BotFaults.cutInside()));
        checks.put("T032", this::no_redirect_is_followed);
        checks.put("T004", this::a_conflict_is_not_fought); // the last: it is waited for half a minute after it
        assertThat(checks).containsOnlyKeys(CASES);
        return rig.tests(checks);
    }

    /** Case T033: the certificate is trusted, but another host's. */
    @Test
    void a_certificate_of_another_host_is_refused(@TempDir Path folder) {
        Certificates certificates = Certificates.make(folder);
        try (BotRig secure =
                BotRig.startSecure(folder.resolve("data"), certificates.ofAnotherHost(), certificates.javaOptions())) {
            secure.room.eventually(
                    BotRig.SOON, () -> secure.program.output().contains("its certificate is not trusted"));
            assertThat(secure.fake.calls()).isEmpty();

            await(secure.fake.server().updateSSLOptions(certificates.ofThisHost()));
            secure.room.eventually(BotRig.SOON, () -> !secure.fake.calls().isEmpty());
        }
    }

    private void a_time_to_wait_is_waited() {
        Trial trial = rig.failing(BotFaults.tooMany(7, true));
        assertThat(rig.between(trial.at(), trial.at() + 1)).isBetween(7.0, 9.0);
    }

    private void without_a_time_the_waits_grow() {
        Trial trial = rig.failing(BotFaults.answer(429, ""), BotFaults.answer(429, ""));
        assertThat(rig.between(trial.at(), trial.at() + 1)).isBetween(1.0, 2.0);
        assertThat(rig.between(trial.at() + 1, trial.at() + 2)).isBetween(2.0, 3.5);
    }

    private void an_answer_without_end_is_cut() {
        long before = rig.program.memory();
        rig.failing(BotFaults.endless());
        assertThat(rig.program.output()).contains("it is longer than 8 MiB");
        assertThat(rig.program.memory() - before).isLessThan(20 << 20);
    }

    private void no_redirect_is_followed() {
        AtomicInteger followed = new AtomicInteger();
        HttpServer elsewhere = await(rig.room
                .vertx
                .createHttpServer()
                .requestHandler(request -> {
                    followed.incrementAndGet();
                    request.response().end();
                })
                .listen(0, "127.0.0.1"));
        rig.failing(BotFaults.redirect("http://127.0.0.1:" + elsewhere.actualPort() + "/bot" + FakeBotApi.TOKEN));
        assertThat(followed).hasValue(0);
        await(elsewhere.close());
    }

    private void a_conflict_is_not_fought() {
        double before = rig.faults("conflict");
        rig.room.eventually(BotRig.SOON, () -> await(rig.fake.isPolled()));
        int calls = rig.fake.calls().size();
        rig.fake.failWith(BotFaults.status(409, "Conflict: terminated by other getUpdates request"));
        rig.fake.push(BotPosts.post(rig.nextMessage(), "before the conflict"));
        rig.room.eventually(BotRig.SOON, () -> rig.faults("conflict") == before + 1);
        rig.room.eventually(BotRig.SOON, () -> rig.state().equals("conflict"));
        await(rig.room.vertx.timer(3_500));
        assertThat(rig.fake.calls()).hasSize(calls + 1);
    }
}
