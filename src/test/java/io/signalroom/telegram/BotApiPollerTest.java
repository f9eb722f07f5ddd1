package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.FaultCount;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From Telegram to committed rows. */
@ExtendWith(Servers.class)
class BotApiPollerTest {
    private final PollerRig rig = new PollerRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void posts_and_edits_are_stored_and_the_status_tells() {
        rig.poll();
        rig.fake.push(BotPosts.post(1, "LONG SOL"));
        rig.fake.push(BotPosts.edit(1, 60, "LONG SOL, stop 5"));
        rig.awaitVersions(2);

        assertThat(rig.room.value("SELECT string_agg(revision || text || origin, '|' ORDER BY revision) FROM message"))
                .isEqualTo("1LONG SOLwitnessed|2LONG SOL, stop 5witnessed");
        rig.room.eventually(
                PollerRig.SOON, () -> rig.status.get("source:bot_api").getLong("posts") == 1);
        assertThat(rig.status.get("source:bot_api").fieldNames())
                .containsExactlyInAnyOrder("id", "kind", "state", "detail", "posts", "lastPostAt");
        assertThat(rig.state()).isEqualTo("reading");
        assertThat(rig.fake.calls().get(0).parameters().getJsonArray("allowed_updates"))
                .isEqualTo(JsonArray.of("channel_post", "edited_channel_post"));
    }

    @Test
    void the_first_call_after_a_start_has_no_offset_and_repeats_are_stored_once() throws IOException {
        Path sample = Path.of("src/test/resources/telegram/getUpdates.json");
        JsonArray updates = new JsonObject(Files.readString(sample)).getJsonArray("result");
        rig.fake.setNow(Instant.ofEpochSecond(1_772_373_700));
        updates.forEach(u -> rig.fake.pushAs(((JsonObject) u).getLong("update_id"), (JsonObject) u));
        rig.fake.onConfirm(x -> Future.failedFuture("the acknowledgement is lost"));
        String first = rig.poll();
        rig.awaitCalls(2);
        await(rig.room.vertx.undeploy(first));
        int before = rig.fake.calls().size();
        rig.fake.onConfirm(x -> Future.succeededFuture());
        await(rig.room.vertx.timer(500)); // who asks again sooner gets one update alone
        rig.poll();
        rig.awaitCalls(before + 2);

        assertThat(rig.fake.calls().get(0).offset()).isNull();
        assertThat(rig.fake.calls().get(1).offset()).isEqualTo(700_000_006L);
        assertThat(rig.fake.calls().get(before).offset()).isNull();
        assertThat(rig.fake.calls().get(before + 1).offset()).isEqualTo(700_000_006L);
        assertThat(rig.versions()).isEqualTo(5);
    }

    @Test
    void numbers_that_start_again_lower_lose_nothing() {
        rig.poll();
        Set<String> sent = new HashSet<>(Set.of("1 before the silence"));
        rig.fake.push(BotPosts.post(1, "before the silence"));
        rig.awaitCalls(3);
        rig.fake.failWith(BotFaults.status(502, "Bad Gateway"));
        rig.awaitCalls(4);
        rig.fake.takeOffsetsLiterally();
        rig.fake.numberFrom(12);
        for (int i = 2; i <= 20; i++) {
            rig.fake.push(BotPosts.post(i, "after the silence " + i));
            sent.add(i + " after the silence " + i);
        }
        rig.awaitVersions(20);

        assertThat(rig.fake.calls().get(4).offset()).isNull();
        FaultCount.of("P23", 0, sent, sent, rig.stored()).print();
    }

    @Test
    void a_text_that_postgresql_cannot_keep_is_kept_with_a_mark_and_once() {
        rig.fake.onConfirm(x -> rig.fake.calls().size() < 4 ? Future.failedFuture("lost") : Future.succeededFuture());
        rig.fake.push(BotPosts.post(1, "a\u0000b\uD800c 🚀"));
        rig.poll();
        rig.awaitCalls(5);

        assertThat(rig.versions()).isEqualTo(1);
        assertThat(rig.room.value("SELECT text FROM message")).isEqualTo("a\uFFFDb\uFFFDc 🚀");
    }

    @Test
    void a_post_that_the_database_refuses_goes_to_quarantine_and_costs_no_other() {
        await(rig.room
                .pool
                .query("ALTER TABLE message ADD CONSTRAINT no_poison CHECK (text NOT LIKE 'POISON%')")
                .execute());
        for (int i = 1; i <= 100; i++) {
            rig.fake.push(BotPosts.post(i, i == 57 ? "POISON" : "post " + i));
        }
        JsonObject undated = BotPosts.post(101, "no time");
        undated.getJsonObject("channel_post").put("date", 4_102_444_800L);
        rig.fake.push(undated);
        rig.poll();
        rig.awaitVersions(99);
        rig.room.eventually(PollerRig.SOON, () -> (Long) rig.room.value("SELECT count(*) FROM quarantine") == 2);

        assertThat(rig.versions()).isEqualTo(99);
        assertThat(rig.room.value(
                        "SELECT string_agg(message_id || ' ' || reason, '|' ORDER BY message_id) FROM quarantine"))
                .isEqualTo("57 refused by the database: 23514|101 bad date 4102444800");
        rig.room.eventually(
                PollerRig.SOON,
                () -> rig.fake.calls().stream().anyMatch(c -> c.offset() != null && c.offset() == 700_000_102L));
    }
}
