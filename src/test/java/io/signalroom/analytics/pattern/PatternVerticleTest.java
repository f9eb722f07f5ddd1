package io.signalroom.analytics.pattern;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

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

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void channels_that_repeat_each_other_are_a_network_with_its_signals() {
        rig.deploy();
        rig.copies(6, Origin.WITNESSED);
        rig.call(2, 50, PatternRig.words("LONG ADA", 77));
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
        rig.quietMonth(Origin.WITNESSED);
        rig.deploy();
        for (int channel = 1; channel <= 6; channel++) {
            rig.call(channel, channel * 100, PatternRig.words("LONG SOL", channel));
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
        rig.call(1, -2 * DAY + 5, PatternRig.words("SHORT ADA", 500));
        assertThat(rig.patterns("burst")).isEmpty();
        assertThat(rig.patterns("consensus")).isEmpty();
    }

    @Test
    void an_import_is_looked_at_as_of_its_newest_call_and_apart_from_what_was_witnessed() {
        rig.quietMonth(Origin.IMPORTED);
        for (int channel = 1; channel <= 6; channel++) {
            rig.post(channel, channel, channel * 100, Origin.IMPORTED, PatternRig.words("LONG SOL", channel));
        }
        rig.clock.set(PatternRig.NOON.plus(Duration.ofDays(300)));
        rig.deploy();
        assertThat(rig.patterns("burst"))
                .singleElement()
                .satisfies(burst -> assertThat(burst.getString("origin")).isEqualTo("imported"));
    }

    @Test
    void pumps_are_followed_through_their_stages() {
        rig.deploy();
        rig.call(9, 5 * HOUR, "PUMP ANNOUNCED");
        rig.call(9, HOUR, "PUMP COUNTDOWN");
        assertThat(rig.patterns("pump_stage").get(0).getString("title")).isEqualTo("Channel 9 counts down to a pump.");
        rig.call(9, 60, "PUMP REVEAL XYZ");
        rig.call(9, 30, "PUMP MARKET_MOVE ABC");
        JsonObject pump = rig.patterns("pump_stage").get(0);
        assertThat(pump.getString("title")).isEqualTo("Channel 9 has named the coin of its pump: XYZ.");
        assertThat(pump.getJsonArray("signals")).hasSize(3);
    }

    @Test
    void callers_who_change_sides_and_hours_that_stand_out_are_found() {
        for (int week = 0; week < 12; week++) {
            for (int i = 0; i < 6; i++) {
                rig.call(1, (week * 7 + 1) * DAY + i * 60 + HOUR + 60, PatternRig.words("LONG ADA", week * 10 + i));
            }
        }
        for (int i = 0; i < 40; i++) {
            rig.call(3, 2 * DAY + i * 7_000, PatternRig.words("LONG SOL", 2_000 + i));
        }
        for (int i = 0; i < 12; i++) {
            rig.call(3, i * 3_000, PatternRig.words("SHORT SOL", 3_000 + i));
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
            rig.call(5, i * DAY + 600, PatternRig.words("LONG SOL", i));
        }
        rig.room.eventually(PatternRig.SOON, rig::parsed);
        for (StoredSignal signal : rig.signals()) {
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
    void patterns_are_found_by_kind_token_channel_origin_and_score() {
        rig.deploy();
        rig.copies(4, Origin.WITNESSED);
        rig.call(9, 60, "PUMP REVEAL XYZ");
        assertThat(found(new JsonObject())).isEqualTo(2);
        assertThat(found(new JsonObject().put("token", new JsonArray().add("XYZ"))))
                .isEqualTo(1);
        assertThat(found(new JsonObject().put("channel", new JsonArray().add(2))))
                .isEqualTo(1);
        assertThat(found(new JsonObject().put("channel", new JsonArray().add(0))))
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
        JsonObject answer = await(PatternsAnswer.answer(rig.room.pool, new JsonObject(), PatternRig.NOON));
        assertThat(answer.getJsonArray("data")).isEmpty();
        assertThat(answer.getValue("computedAt")).isNull();
        assertThat(answer.getJsonObject("asOf").getLong("seq")).isZero();
    }
}
