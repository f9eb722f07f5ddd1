package io.signalroom.badinputs;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.badinputs.BotRig.Trial;
import io.signalroom.telegram.BotFaults;
import io.signalroom.telegram.BotPosts;
import io.signalroom.telegram.export.ImportReport;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What comes to the whole program as updates: doubled, disordered, unknown, unfit to be stored. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadUpdatesTest {
    private static final long HIGH = 3_000_000_000L;

    /** Cases that are held elsewhere, and why. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "T009", "in BotApiFaultsTest, with a shorter deadline: the program's is 35 s",
            "T033", "in BadAnswersTest, beside the others",
            "T034",
                    "no name server can be turned off here: TokenSecrecyTest has a name that is none, BackoffTest the waits,"
                            + " ten seconds at most",
            "T035", "in TdFloodWaitTest: TDLib makes a 429 of it");

    @TempDir
    private Path folder;

    private BotRig rig;
    private long nextUpdate = 800_000_000L;

    @BeforeAll
    void start(@TempDir Path data) {
        rig = BotRig.start(data);
        await(rig.room
                .pool
                .query("ALTER TABLE message ADD CONSTRAINT no_poison CHECK (text NOT LIKE 'POISON%') NOT VALID")
                .execute());
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @TestFactory
    Stream<DynamicTest> a_bad_update_costs_no_other() {
        Map<String, Executable> checks = new LinkedHashMap<>();
        checks.put("T011", this::the_same_update_twice_is_stored_once);
        checks.put("T012", this::a_lost_confirmation_stores_nothing_twice);
        checks.put("T013", this::numbers_out_of_order_confirm_the_highest);
        checks.put("T016", this::numbers_are_longer_than_an_int);
        checks.put("T017", this::two_sources_store_one_post);
        checks.put("T018", this::an_edit_stands_beside_the_first_version);
        checks.put("T019", this::an_unknown_kind_is_counted_and_passed_over);
        checks.put("T020", this::a_post_without_text_is_no_signal);
        checks.put("T024", () -> assertNoSignal("BUY BTC 1e999999999"));
        checks.put("T025", this::what_no_database_keeps_gets_a_mark);
        checks.put("T026", this::markup_is_stored_as_it_is);
        checks.put("T027", () -> assertNoSignal("\u0412\u0422\u0421 LONG"));
        checks.put("T028", this::a_time_that_cannot_be_goes_to_quarantine);
        checks.put("T030", this::a_post_that_the_database_refuses_is_asked_for_once);
        checks.put("T031", this::a_post_that_the_database_refuses_costs_no_other);
        assertThat(Case.all().stream()
                        .filter(bad -> bad.surface().equals("telegram-bot-api"))
                        .map(Case::id))
                .allMatch(
                        id -> checks.containsKey(id) || BadAnswersTest.CASES.contains(id) || ELSEWHERE.containsKey(id));
        return rig.tests(checks);
    }

    private void the_same_update_twice_is_stored_once() {
        long message = rig.nextMessage();
        JsonObject update = update(BotPosts.post(message, "twice"));
        Trial trial = rig.answering(BotFaults.updates(update, update));
        assertThat(rig.versions(message)).isEqualTo(1);
        assertThat(rig.offset(trial.at() + 1)).isEqualTo(update.getLong("update_id") + 1);
    }

    private void a_lost_confirmation_stores_nothing_twice() {
        long message = rig.nextMessage();
        JsonObject update = update(BotPosts.post(message, "again"));
        Trial trial = rig.answering(BotFaults.updates(update), BotFaults.updates(update));
        assertThat(rig.versions(message)).isEqualTo(1);
        assertThat(rig.offset(trial.at() + 1)).isEqualTo(update.getLong("update_id") + 1);
        assertThat(rig.offset(trial.at() + 2)).isEqualTo(update.getLong("update_id") + 1);
    }

    private void numbers_out_of_order_confirm_the_highest() {
        List<JsonObject> updates = IntStream.range(0, 3)
                .mapToObj(i -> update(BotPosts.post(rig.nextMessage(), "in disorder")))
                .toList();
        Trial trial = rig.answering(BotFaults.updates(updates.get(2), updates.get(0), updates.get(1)));
        assertThat(rig.offset(trial.at() + 1)).isEqualTo(updates.get(2).getLong("update_id") + 1);
        assertThat(rig.count("message WHERE text = 'in disorder'")).isEqualTo(3);
    }

    private void numbers_are_longer_than_an_int() {
        long message = rig.nextMessage();
        JsonObject update = BotPosts.post(message, "high").put("update_id", HIGH);
        Trial trial = rig.answering(BotFaults.updates(update));
        assertThat(rig.versions(message)).isEqualTo(1);
        assertThat(rig.offset(trial.at() + 1)).isEqualTo(HIGH + 1);
    }

    private void two_sources_store_one_post() throws IOException {
        long message = rig.nextMessage();
        JsonObject post = BotPosts.post(message, "by two sources");
        rig.fake.push(post);
        rig.awaitStored(message, 1);
        JsonObject exported = new JsonObject()
                .put("id", message)
                .put("type", "message")
                .put(
                        "date_unixtime",
                        post.getJsonObject("channel_post").getLong("date").toString())
                .put("text", "by two sources");
        JsonObject export = new JsonObject()
                .put("name", "Harbor Light Signals")
                .put("type", "public_channel")
                .put("id", BotPosts.CHANNEL)
                .put("messages", new JsonArray().add(exported));
        Path file = Files.writeString(folder.resolve("result.json"), export.encode());
        ImportReport report = Imports.run(rig.room, file, Imports.ALL);
        assertThat(report.same()).isEqualTo(1);
        assertThat(rig.versions(message)).isEqualTo(1);
    }

    private void an_edit_stands_beside_the_first_version() {
        long message = rig.nextMessage();
        long posts = (Long) rig.room.value("SELECT posts FROM channel");
        rig.fake.push(BotPosts.post(message, "LONG SOL/USDT\nEntry 182\nTP 191.5\nSL 176.9"));
        rig.fake.push(BotPosts.edit(message, 60, "LONG SOL/USDT\nEntry 182\nTP 191.5\nSL 170"));
        rig.awaitStored(message, 2);
        assertThat(rig.room.value("SELECT text FROM message WHERE revision = 1 AND message_id = " + message))
                .asString()
                .endsWith("176.9");
        assertThat(rig.signals(message)).isEqualTo(1);
        assertThat(rig.room.value("SELECT posts FROM channel")).isEqualTo(posts + 1);
    }

    private void an_unknown_kind_is_counted_and_passed_over() {
        double ignored = rig.updates("ignored");
        JsonObject update = update(new JsonObject().put("business_thing", new JsonObject()));
        Trial trial = rig.answering(BotFaults.updates(update));
        assertThat(rig.offset(trial.at() + 1)).isEqualTo(update.getLong("update_id") + 1);
        assertThat(rig.updates("ignored")).isEqualTo(ignored + 1);
    }

    private void a_post_without_text_is_no_signal() {
        long message = rig.nextMessage();
        JsonObject photo = BotPosts.message(message).put("photo", new JsonArray());
        rig.fake.push(new JsonObject().put("channel_post", photo));
        rig.awaitStored(message, 1);
        assertThat(rig.signals(message)).isZero();
    }

    private void assertNoSignal(String text) {
        long message = rig.nextMessage();
        rig.fake.push(BotPosts.post(message, text));
        rig.awaitStored(message, 1);
        assertThat(rig.signals(message)).isZero();
    }

    private void what_no_database_keeps_gets_a_mark() {
        assertStored("a\u0000b\uD800c", "a\uFFFDb\uFFFDc");
    }

    private void markup_is_stored_as_it_is() {
        assertStored("<script>alert(1)</script>", "<script>alert(1)</script>");
    }

    private void assertStored(String sent, String stored) {
        long message = rig.nextMessage();
        rig.fake.push(BotPosts.post(message, sent));
        rig.awaitStored(message, 1);
        assertThat(rig.room.value("SELECT text FROM message WHERE message_id = " + message))
                .isEqualTo(stored);
    }

    private void a_time_that_cannot_be_goes_to_quarantine() {
        long first = rig.nextMessage();
        long last = rig.nextMessage();
        JsonObject zero = BotPosts.post(first, "no time");
        zero.getJsonObject("channel_post").put("date", 0);
        JsonObject future = BotPosts.post(last, "no time");
        future.getJsonObject("channel_post").put("date", 4_102_444_800L);
        rig.answering(BotFaults.updates(update(zero), update(future)));
        assertThat(rig.reason(first)).isEqualTo("bad date 0");
        assertThat(rig.reason(last)).isEqualTo("bad date 4102444800");
        assertThat(rig.versions(first) + rig.versions(last)).isZero();
    }

    /** The case asks for three tries; what a constraint refuses once it refuses always, so it is tried alone and put away. */
    private void a_post_that_the_database_refuses_is_asked_for_once() {
        long message = rig.nextMessage();
        JsonObject poison = update(BotPosts.post(message, "POISON"));
        Trial trial = rig.answering(BotFaults.updates(poison));
        assertThat(rig.offset(trial.at() + 1)).isEqualTo(poison.getLong("update_id") + 1);
        assertThat(rig.reason(message)).isEqualTo("refused by the database: 23514");
    }

    private void a_post_that_the_database_refuses_costs_no_other() {
        double quarantined = rig.updates("quarantined");
        long stored = rig.count("message");
        long first = rig.nextMessage();
        IntStream.range(0, 99).forEach(i -> rig.nextMessage());
        JsonObject[] updates = IntStream.range(0, 100)
                .mapToObj(i -> update(BotPosts.post(first + i, i == 56 ? "POISON 57" : "post " + i)))
                .toArray(JsonObject[]::new);
        rig.answering(BotFaults.updates(updates));
        assertThat(rig.count("message")).isEqualTo(stored + 1 + 99);
        assertThat(rig.reason(first + 56)).isEqualTo("refused by the database: 23514");
        assertThat(rig.updates("quarantined")).isEqualTo(quarantined + 1);
    }

    private JsonObject update(JsonObject post) {
        return new JsonObject().put("update_id", nextUpdate++).mergeIn(post);
    }
}
