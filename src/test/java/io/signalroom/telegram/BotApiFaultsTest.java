package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Telegram and the net can do to a poller. */
@ExtendWith(Servers.class)
class BotApiFaultsTest {
    private final PollerRig rig = new PollerRig();

    @AfterEach
    void close() {
        rig.close();
    }

    /** Case T009 of the bad inputs: a deadline holds for the whole exchange. */
    @Test
    void an_answer_that_comes_by_drops_is_given_up() {
        rig.fake.failWith(BotFaults.drip(rig.room.vertx));
        rig.poll();
        rig.awaitCalls(2);

        assertThat(rig.between(0, 1)).isBetween(12.0, 15.0);
        assertThat(rig.fake.calls().get(1).offset()).isNull();
    }

    private static final Map<String, Consumer<HttpServerRequest>> FAULTS = Map.ofEntries(
            entry("502 with HTML", BotFaults.answer(502, "<html>" + "x".repeat(1_000_000) + "</html>")),
            entry("500", BotFaults.status(500, "Internal Server Error")),
            entry("garbage", BotFaults.answer(200, "\u0000\u0001garbage")),
            entry("an array", BotFaults.answer(200, "[1,2]")),
            entry("nothing", BotFaults.answer(200, "")),
            entry("ok false", BotFaults.answer(200, "{\"ok\":false}")),
            entry("no result", BotFaults.answer(200, "{\"ok\":true}")),
            entry("deeply nested", BotFaults.answer(200, "{\"ok\":true,\"result\":" + "[".repeat(100_000))),
            entry("429 without a time", BotFaults.answer(429, "")),
            entry("redirect", BotFaults.redirect("http://127.0.0.1:1/")),
            entry("cut before the answer", BotFaults.cut()),
            entry("cut inside the answer", BotFaults.cutInside()),
            entry("an answer without end", BotFaults.endless()),
            entry("no answer at all", BotFaults.hang()));

    /** Each with a poller of its own, all at once: most of the time is waiting. */
    @Test
    void a_fault_moves_no_offset_and_is_over_soon() {
        Map<String, PollerRig> rigs = new TreeMap<>();
        Map<String, Integer> waits = new TreeMap<>();
        FAULTS.keySet().forEach(fault -> rigs.put(fault, new PollerRig()));
        try {
            rigs.values().forEach(it -> {
                it.fake.push(BotPosts.post(1, "before"));
                it.poll();
            });
            rigs.forEach((fault, it) -> {
                waits.put(fault, waiting(it));
                it.fake.failWith(FAULTS.get(fault));
                it.fake.push(BotPosts.post(2, "just before"));
            });
            rigs.forEach((fault, it) -> {
                it.room.eventually(
                        PollerRig.SOON.multipliedBy(2), () -> it.fake.calls().size() >= waits.get(fault) + 3);
                it.fake.push(BotPosts.post(3, "after"));
            });
            rigs.forEach((fault, it) -> assertHealed(fault, it, waits.get(fault)));
        } finally {
            rigs.values().forEach(PollerRig::close);
        }
    }

    /** The number of the call that waits for a second post: the first is stored, however often a busy machine asked for it. */
    private static int waiting(PollerRig it) {
        it.room.eventually(PollerRig.SOON.multipliedBy(2), () -> {
            List<FakeBotApi.Call> calls = it.fake.calls();
            return !calls.isEmpty() && calls.get(calls.size() - 1).offset() != null;
        });
        return it.fake.calls().size() - 1;
    }

    private static void assertHealed(String fault, PollerRig it, int waited) {
        it.awaitVersions(3);
        assertThat(it.fake.calls().get(waited + 1).offset()).as(fault).isEqualTo(700_000_003L);
        assertThat(it.fake.calls().get(waited + 2).offset()).as(fault).isEqualTo(700_000_003L);
        assertThat(it.between(waited + 1, waited + 2)).as(fault).isBetween(1.0, 14.0);
        it.awaitState(SourceState.READING);
    }

    @Test
    void a_time_to_wait_is_honoured_to_the_second() {
        rig.fake.failWith(BotFaults.tooMany(3, false), BotFaults.tooMany(2, true));
        rig.poll();
        rig.awaitCalls(3);

        assertThat(rig.between(0, 1)).isBetween(3.0, 4.0);
        assertThat(rig.between(1, 2)).isBetween(2.0, 3.0);
    }

    @Test
    void failures_in_a_row_come_less_often_and_never_more_than_one_a_second() {
        rig.fake.failWith(
                BotFaults.status(500, "a"), BotFaults.status(500, "b"), BotFaults.cut(), BotFaults.status(502, "d"));
        rig.poll();
        rig.awaitCalls(4);

        assertThat(rig.between(0, 1)).isBetween(1.0, 2.0);
        assertThat(rig.between(1, 2)).isBetween(2.0, 3.5);
        assertThat(rig.between(2, 3)).isBetween(4.0, 6.5);
    }

    @Test
    void a_server_that_answers_at_once_with_nothing_is_asked_once_a_second() {
        String nothing = "{\"ok\":true,\"result\":[]}";
        rig.fake.failWith(BotFaults.answer(200, nothing), BotFaults.answer(200, nothing));
        rig.poll();
        rig.awaitCalls(3);

        assertThat(rig.between(0, 1)).isGreaterThanOrEqualTo(1.0);
        assertThat(rig.between(1, 2)).isGreaterThanOrEqualTo(1.0);
    }

    @Test
    void another_reader_of_the_bot_is_a_conflict_that_is_not_fought() {
        rig.fake.failWith(BotFaults.status(409, "Conflict: terminated by other getUpdates request"));
        rig.poll();
        rig.awaitState(SourceState.CONFLICT);
        await(rig.room.vertx.timer(3_500));

        assertThat(rig.fake.calls()).hasSize(1);
        assertThat(rig.status.get("source:bot_api").getString("detail")).contains("Another program reads this bot");
    }

    @Test
    void a_question_that_is_not_understood_is_no_fault_of_a_webhook_that_is_not_there() {
        rig.fake.failWith(BotFaults.status(400, "Bad Request: invalid allowed_updates specified"));
        rig.poll();
        rig.awaitState(SourceState.RETRYING);

        assertThat(rig.status.get("source:bot_api").getString("detail"))
                .contains("getUpdates (400)", "TELEGRAM_BOT_API_URL")
                .doesNotContain("TELEGRAM_WEBHOOK_URL");
        rig.awaitState(SourceState.READING);
    }

    @Test
    void a_webhook_is_named_with_its_cure() {
        rig.fake.setWebhook(true);
        rig.poll();
        rig.awaitState(SourceState.CONFLICT);

        assertThat(rig.status.get("source:bot_api").getString("detail")).contains("deleteWebhook");
    }

    @Test
    void a_refused_token_ends_the_calls_until_someone_mends_it() {
        rig.poll(rig.room.vertx, rig.room.pool, rig.room.bus, "7000000001:wrong-token_wrong-token");
        rig.awaitState(SourceState.BLOCKED);

        assertThat(rig.status.get("source:bot_api").getString("detail")).contains("TELEGRAM_BOT_TOKEN");
    }

    @Test
    void a_database_that_is_away_moves_no_offset() {
        rig.poll();
        rig.awaitCalls(1);
        await(rig.room.pool.query("ALTER TABLE message RENAME TO gone").execute());
        rig.fake.push(BotPosts.post(1, "kept by Telegram"));
        rig.awaitState(SourceState.RETRYING);
        await(rig.room.pool.query("ALTER TABLE gone RENAME TO message").execute());
        rig.awaitVersions(1);

        assertThat(rig.fake.calls().get(0).offset()).isNull();
        assertThat(rig.fake.calls().get(1).offset()).isNull();
    }
}
