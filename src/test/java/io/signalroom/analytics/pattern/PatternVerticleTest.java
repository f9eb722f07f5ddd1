package io.signalroom.analytics.pattern;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.SignalQuery;
import io.signalroom.ledger.SignalSort;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.signal.Origin;
import io.signalroom.testing.OutcomeRows;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class PatternVerticleTest {
    private static final int DAY = 86_400;
    private static final int HOUR = 3_600;
    private final PatternRig rig = new PatternRig();
    private int message;

    @AfterEach
    void close() {
        rig.close();
    }

    private void call(long channel, int secondsBeforeNoon, String text) {
        rig.post(channel, ++message, secondsBeforeNoon, Origin.WITNESSED, text);
    }

    /** A call of one coin a day, for four weeks. */
    private void quietMonth(Origin origin) {
        for (int day = 1; day <= 28; day++) {
            rig.post(90, ++message, day * DAY + 7 * HOUR, origin, PatternRig.words("LONG SOL", 1_000 + day));
        }
    }

    private void copies(int count) {
        for (int i = 0; i < count; i++) {
            String text = PatternRig.words("LONG T" + i, i);
            call(1, i * 40_000 + 30, text);
            call(2, i * 40_000 + 9, text + " join us");
        }
    }

    @Test
    void channels_that_repeat_each_other_are_a_network_with_its_signals() {
        rig.deploy();
        copies(6);
        call(2, 50, PatternRig.words("LONG ADA", 77));
        JsonObject network = rig.patterns("copy_network").get(0);
        assertThat(network.getString("title"))
                .isEqualTo("Channel 2 repeats Channel 1: 6 copies, half of them within 21 s.");
        assertThat(network.getJsonArray("signals")).hasSize(12);
        assertThat(network.getInteger("signalCount")).isEqualTo(6);
        assertThat(network.getString("origin")).isEqualTo("witnessed");
        assertThat(network.getJsonArray("channels").getJsonObject(0))
                .isEqualTo(new JsonObject("{\"id\":\"1\",\"username\":\"channel1\",\"title\":\"Channel 1\"}"));
        JsonObject follower =
                network.getJsonObject("evidence").getJsonArray("followers").getJsonObject(0);
        assertThat(follower.getInteger("copies")).isEqualTo(6);
        assertThat(follower.getInteger("calls")).isEqualTo(7);
    }

    @Test
    void a_burst_and_a_consensus_show_while_they_happen_and_go_when_they_are_over() {
        quietMonth(Origin.WITNESSED);
        rig.deploy();
        for (int channel = 1; channel <= 6; channel++) {
            call(channel, channel * 100, PatternRig.words("LONG SOL", channel));
        }
        assertThat(rig.patterns("burst")).singleElement().satisfies(burst -> {
            assertThat(burst.getString("symbol")).isEqualTo("SOL");
            assertThat(burst.getJsonObject("evidence").getInteger("calls")).isEqualTo(6);
            assertThat(burst.getJsonObject("evidence").getInteger("pastCalls")).isEqualTo(27);
        });
        assertThat(rig.patterns("consensus"))
                .singleElement()
                .satisfies(consensus -> assertThat(
                                consensus.getJsonObject("evidence").getInteger("voices"))
                        .isEqualTo(6));
        rig.clock.set(PatternRig.NOON.plus(Duration.ofDays(2)));
        call(1, -2 * DAY + 5, PatternRig.words("SHORT ADA", 500));
        assertThat(rig.patterns("burst")).isEmpty();
        assertThat(rig.patterns("consensus")).isEmpty();
    }

    @Test
    void an_import_is_looked_at_as_of_its_newest_call_and_apart_from_what_was_witnessed() {
        quietMonth(Origin.IMPORTED);
        for (int channel = 1; channel <= 6; channel++) {
            rig.post(channel, ++message, channel * 100, Origin.IMPORTED, PatternRig.words("LONG SOL", channel));
        }
        rig.clock.set(PatternRig.NOON.plus(Duration.ofDays(300)));
        rig.deploy();
        assertThat(rig.patterns("burst"))
                .singleElement()
                .satisfies(burst -> assertThat(burst.getString("origin")).isEqualTo("imported"));
    }

    @Test
    void a_new_signal_is_in_the_patterns_within_two_seconds() {
        quietMonth(Origin.WITNESSED);
        copies(5);
        rig.deploy();
        rig.answer(new JsonObject());
        for (int i = 1; i <= 3; i++) {
            long before = (long) rig.room.value("SELECT signal_count::bigint FROM pattern WHERE kind = 'copy_network'");
            String text = PatternRig.words("LONG ADA", 300 + i);
            call(1, 10 * i, text);
            call(2, 10 * i - 5, text);
            long sent = System.nanoTime();
            rig.room.eventually(
                    PatternRig.SOON,
                    () -> rig.room
                            .value("SELECT signal_count::bigint FROM pattern WHERE kind = 'copy_network'")
                            .equals(before + 1));
            assertThat(System.nanoTime() - sent)
                    .isLessThan(Duration.ofSeconds(2).toNanos());
        }
    }

    @Test
    void a_withdrawn_signal_is_in_no_pattern() {
        rig.deploy();
        copies(3);
        assertThat(rig.patterns("copy_network")).hasSize(1);
        StoredSignal any = signals().get(0);
        await(rig.room.pool.withTransaction(tx -> new SignalStore().withdraw(tx, new EventLog(), any.id())));
        assertThat(rig.patterns("copy_network")).isEmpty();
    }

    @Test
    void pumps_are_followed_through_their_stages() {
        rig.deploy();
        call(9, 5 * HOUR, "PUMP ANNOUNCED");
        call(9, HOUR, "PUMP COUNTDOWN");
        assertThat(rig.patterns("pump_stage").get(0).getString("title")).isEqualTo("Channel 9 counts down to a pump.");
        call(9, 60, "PUMP REVEAL XYZ");
        call(9, 30, "PUMP MARKET_MOVE ABC");
        JsonObject pump = rig.patterns("pump_stage").get(0);
        assertThat(pump.getString("title")).isEqualTo("Channel 9 has named the coin of its pump: XYZ.");
        assertThat(pump.getJsonArray("signals")).hasSize(3);
    }

    @Test
    void callers_who_change_sides_and_hours_that_stand_out_are_found() {
        for (int week = 0; week < 12; week++) {
            for (int i = 0; i < 6; i++) {
                call(1, (week * 7 + 1) * DAY + i * 60 + HOUR + 60, PatternRig.words("LONG ADA", week * 10 + i));
            }
        }
        for (int i = 0; i < 40; i++) {
            call(3, 2 * DAY + i * 7_000, PatternRig.words("LONG SOL", 2_000 + i));
        }
        for (int i = 0; i < 12; i++) {
            call(3, i * 3_000, PatternRig.words("SHORT SOL", 3_000 + i));
        }
        rig.deploy();
        assertThat(rig.patterns("sentiment_turn"))
                .extracting(p -> p.getString("symbol"))
                .contains("SOL");
        assertThat(rig.patterns("hour_habit"))
                .extracting(p -> p.getString("title"))
                .contains("Channel 1: 100 % of the calls come in one hour of the week, on Tue 10:00 UTC.");
        assertThat(rig.patterns("hour_habit").get(0).getJsonArray("signals")).hasSize(50);
    }

    @Test
    void calls_after_a_run_are_found_by_the_prices_before_them() {
        for (int i = 0; i < 25; i++) {
            call(5, i * DAY + 600, PatternRig.words("LONG SOL", i));
        }
        rig.room.eventually(PatternRig.SOON, rig::parsed);
        for (StoredSignal signal : signals()) {
            OutcomeRows.put(
                    rig.room.pool,
                    signal.id(),
                    new JsonObject().put("state", "waiting").put("runUp1h", 2.5).put("runUp24h", 30.0));
        }
        rig.deploy();
        List<JsonObject> exits = rig.patterns("exit_run_up");
        assertThat(exits)
                .extracting(p -> p.getString("title"))
                .containsExactlyInAnyOrder(
                        "Channel 5 calls what has run: 25 of 25 calls came after more than +10 % within a day.",
                        "Channel 5 called SOL up after it had run +2.5 % in an hour, +30.0 % in a day.");
    }

    @Test
    void what_has_not_changed_is_not_written_again() {
        rig.deploy();
        copies(4);
        rig.patterns("copy_network");
        Object written = rig.room.value("SELECT xmin::text || ctid::text FROM pattern WHERE kind = 'copy_network'");
        call(7, 5, PatternRig.words("SHORT XRP", 9));
        rig.answer(new JsonObject());
        assertThat(rig.room.value("SELECT xmin::text || ctid::text FROM pattern WHERE kind = 'copy_network'"))
                .isEqualTo(written);
    }

    @Test
    void patterns_are_found_by_kind_token_channel_origin_and_score() {
        rig.deploy();
        copies(4);
        call(9, 60, "PUMP REVEAL XYZ");
        assertThat(found(new JsonObject())).isEqualTo(2);
        assertThat(found(new JsonObject().put("symbol", new JsonArray().add("XYZ"))))
                .isEqualTo(1);
        assertThat(found(new JsonObject().put("channel", new JsonArray().add("channel2"))))
                .isEqualTo(1);
        assertThat(found(new JsonObject().put("channel", new JsonArray().add("nobody"))))
                .isZero();
        assertThat(found(new JsonObject().put("origin", new JsonArray().add("imported"))))
                .isZero();
        assertThat(found(new JsonObject().put("minScore", 99))).isEqualTo(1);
        assertThat(found(new JsonObject().put("limit", 1L))).isEqualTo(1);
        JsonObject answer = rig.answer(new JsonObject());
        assertThat(answer.getJsonObject("asOf").getLong("seq")).isEqualTo(rig.room.value("SELECT seq FROM event_head"));
        assertThat(answer.getJsonArray("data").getJsonObject(0).getDouble("score"))
                .isEqualTo(100);
        assertThat(answer.getString("computedAt")).isEqualTo(PatternRig.NOON.toString());
    }

    private int found(JsonObject parameters) {
        return rig.answer(parameters).getJsonArray("data").size();
    }

    @Test
    void before_anything_was_worked_out_the_answer_says_so() {
        JsonObject answer = await(new PatternsAnswer(rig.room.pool).answer(new JsonObject()));
        assertThat(answer.getJsonArray("data")).isEmpty();
        assertThat(answer.getValue("computedAt")).isNull();
        assertThat(answer.getJsonObject("asOf").getLong("seq")).isZero();
    }

    @Test
    void what_came_while_the_database_failed_is_taken_over_when_it_works_again() {
        rig.deploy();
        copies(3);
        assertThat(rig.patterns("copy_network")).hasSize(1);
        await(rig.room.pool.query("ALTER TABLE signal_copy RENAME TO away").execute());
        String text = PatternRig.words("LONG NEW", 99);
        call(1, 20, text);
        call(2, 10, text);
        rig.room.eventually(PatternRig.SOON, rig::parsed);
        assertThat(rig.upToDate()).isFalse();
        await(rig.room.pool.query("ALTER TABLE away RENAME TO signal_copy").execute());
        assertThat(rig.patterns("copy_network").get(0).getInteger("signalCount"))
                .isEqualTo(4);
    }

    @Test
    void a_second_node_takes_over_when_the_first_goes() {
        rig.deploy();
        String second =
                await(rig.room.vertx.deployVerticle(new PatternVerticle(rig.room.pool, rig.room.bus, rig.clock)));
        copies(3);
        assertThat(rig.patterns("copy_network")).hasSize(1);
        rig.undeploy();
        String text = PatternRig.words("LONG NEW", 99);
        call(1, 20, text);
        call(2, 10, text);
        assertThat(rig.patterns("copy_network").get(0).getInteger("signalCount"))
                .isEqualTo(4);
        await(rig.room.vertx.undeploy(second));
    }

    private List<StoredSignal> signals() {
        return await(new SignalStore().list(rig.room.pool, SignalQuery.all(), SignalSort.NEWEST, null, 200))
                .signals();
    }
}
