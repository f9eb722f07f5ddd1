package io.signalroom.analytics.pattern;

import static io.signalroom.analytics.pattern.Heard.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.analytics.pattern.CopyNetworks.Network;
import io.signalroom.analytics.pattern.CopyNetworks.Pair;
import io.signalroom.analytics.pattern.ExitRunUps.Before;
import io.signalroom.analytics.pattern.ExitRunUps.Late;
import io.signalroom.analytics.pattern.ExitRunUps.Typical;
import io.signalroom.analytics.pattern.HourHabits.Week;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.signalroom.analytics.pattern.PumpStages.Alert;
import io.signalroom.signal.SignalEvent;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StandingDetectorsTest {
    private static final Map<Long, String> NAMES = Map.of(1L, "Pelican", 2L, "Mirror", 3L, "Echo", 9L, "Bell");
    private static final Stretch QUARTER = new Stretch(NOON.minus(Duration.ofDays(90)), NOON);

    private static Pair pair(long first, long follower, int copies) {
        return new Pair(first, follower, copies, 21, 0, QUARTER);
    }

    private static Alert alert(SignalEvent event, int hours, String symbol) {
        return new Alert(UUID.randomUUID(), NOON.plus(Duration.ofHours(hours)), 9, event, symbol);
    }

    private static List<Pattern> pumps(Alert... alerts) {
        return PumpStages.find(List.of(alerts), NAMES);
    }

    @Test
    void a_network_says_who_repeats_whom_and_how_much_of_his_calls() {
        Network network =
                CopyNetworks.join(List.of(pair(1, 2, 60), pair(1, 3, 5))).get(0);
        Pattern pattern = CopyNetworks.pattern(network, Map.of(2L, 100, 3L, 50), NAMES);
        assertThat(pattern.finding().title())
                .isEqualTo("Mirror repeats Pelican: 60 copies, half of them within 21 s; 3 channels in all.");
        assertThat(pattern.finding().evidence().getInteger("channels")).isEqualTo(3);
        assertThat(pattern.subject().channels()).startsWith(1L).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(pattern.score()).isEqualTo(50.2); // Wilson's lower bound of 60 of 100 is .502
        JsonObject follower =
                pattern.finding().evidence().getJsonArray("followers").getJsonObject(0);
        assertThat(follower.getDouble("share")).isEqualTo(0.6);
        assertThat(pattern.signals().count()).isEqualTo(65);
    }

    @Test
    void a_network_keeps_its_name_while_it_grows() {
        Network small = CopyNetworks.join(List.of(pair(1, 2, 3))).get(0);
        Network large =
                CopyNetworks.join(List.of(pair(1, 2, 9), pair(2, 3, 40))).get(0);
        assertThat(CopyNetworks.pattern(large, Map.of(), NAMES).id("demo"))
                .isEqualTo(CopyNetworks.pattern(small, Map.of(), NAMES).id("demo"))
                .isNotEqualTo(CopyNetworks.pattern(small, Map.of(), NAMES).id("imported"));
    }

    /** Against joining by painting: every pair takes the colour of the lower end until nothing changes. */
    @Property(tries = 300)
    void networks_are_the_connected_components(@ForAll long seed) {
        Random dice = new Random(seed);
        List<Pair> pairs = new ArrayList<>();
        for (int i = dice.nextInt(15); i > 0; i--) {
            long first = dice.nextInt(12);
            pairs.add(pair(first, (first + 1 + dice.nextInt(11)) % 12, 3 + dice.nextInt(9)));
        }
        long[] colours = new long[12];
        for (int i = 0; i < 12; i++) {
            colours[i] = i;
        }
        for (int round = 0; round < 12; round++) {
            for (Pair pair : pairs) {
                long lower = Math.min(colours[(int) pair.first()], colours[(int) pair.follower()]);
                colours[(int) pair.first()] = lower;
                colours[(int) pair.follower()] = lower;
            }
        }
        Voices voices = CopyNetworks.voices(CopyNetworks.join(pairs));
        for (long a = 0; a < 12; a++) {
            for (long b = a + 1; b < 12; b++) {
                boolean one = voices.count(List.of(a, b)) == 1;
                assertThat(one).isEqualTo(colours[(int) a] == colours[(int) b]);
            }
        }
        Set<Pair> kept = new HashSet<>();
        CopyNetworks.join(pairs).forEach(network -> kept.addAll(network.pairs()));
        assertThat(kept).isEqualTo(new HashSet<>(pairs));
    }

    @Test
    void the_alerts_of_one_pump_are_joined_and_the_newest_says_its_stage() {
        Pattern pump = pumps(
                        alert(SignalEvent.ANNOUNCED, 0, null),
                        alert(SignalEvent.COUNTDOWN, 24, null),
                        alert(SignalEvent.COUNTDOWN, 28, null),
                        alert(SignalEvent.REVEAL, 29, "XYZ"))
                .get(0);
        assertThat(pump.finding().title()).isEqualTo("Bell has named the coin of its pump: XYZ.");
        assertThat(pump.subject().symbol()).isEqualTo("XYZ");
        assertThat(pump.score()).isEqualTo(100);
        assertThat(pump.finding().evidence().getJsonArray("stages")).hasSize(4);
        assertThat(pump.signals().ids()).hasSize(4);
    }

    @Test
    void a_pump_keeps_its_name_from_stage_to_stage() {
        Alert first = alert(SignalEvent.ANNOUNCED, 0, null);
        assertThat(pumps(first, alert(SignalEvent.REVEAL, 5, "XYZ")).get(0).id("demo"))
                .isEqualTo(pumps(first).get(0).id("demo"));
    }

    @Test
    void an_announcement_after_the_coin_was_named_begins_another_pump() {
        assertThat(pumps(
                        alert(SignalEvent.ANNOUNCED, 0, null),
                        alert(SignalEvent.REVEAL, 5, "XYZ"),
                        alert(SignalEvent.RESULT, 6, "XYZ"),
                        alert(SignalEvent.ANNOUNCED, 7, null)))
                .extracting(p -> p.finding().evidence().getString("stage"))
                .containsExactly("RESULT", "ANNOUNCED");
    }

    @Test
    void a_long_silence_ends_a_pump_and_a_mere_result_is_none() {
        assertThat(pumps(alert(SignalEvent.ANNOUNCED, 0, null), alert(SignalEvent.RESULT, 37, "XYZ")))
                .extracting(p -> p.finding().evidence().getString("stage"))
                .containsExactly("ANNOUNCED");
    }

    /** Whatever comes, no alert is in two pumps, and stages never lead from an end back to a beginning. */
    @Property(tries = 300)
    void pumps_part_the_alerts(@ForAll long seed) {
        Random dice = new Random(seed);
        List<Alert> alerts = new ArrayList<>();
        for (int i = dice.nextInt(25); i > 0; i--) {
            alerts.add(alert(PumpStages.EVENTS.get(dice.nextInt(PumpStages.EVENTS.size())), dice.nextInt(200), null));
        }
        Set<UUID> seen = new HashSet<>();
        for (Pattern pump : PumpStages.find(alerts, NAMES)) {
            pump.signals().ids().forEach(id -> assertThat(seen.add(id)).isTrue());
            List<String> stages = new ArrayList<>();
            pump.finding()
                    .evidence()
                    .getJsonArray("stages")
                    .forEach(s -> stages.add(((JsonObject) s).getString("stage")));
            String path = String.join(" ", stages);
            assertThat(path).doesNotContain("RESULT ANNOUNCED", "REVEAL COUNTDOWN", "CANCELLED ");
        }
        long begun = alerts.stream()
                .filter(a -> a.event() != SignalEvent.RESULT && a.event() != SignalEvent.CANCELLED)
                .filter(a -> !seen.contains(a.id()))
                .count();
        assertThat(begun).isZero();
    }

    private static Week week(int everyHour, int... extra) {
        int[] counts = new int[HourRates.HOURS];
        Arrays.fill(counts, everyHour);
        for (int i = 0; i < extra.length; i += 2) {
            counts[extra[i]] += extra[i + 1];
        }
        return new Week(1L, null, counts, QUARTER);
    }

    @Test
    void a_channel_that_posts_at_one_hour_of_the_week_has_a_habit() {
        Pattern habit =
                HourHabits.find(week(0, 17, 80, 40, 10, 90, 10)).orElseThrow().pattern(NAMES);
        assertThat(habit.finding().title())
                .isEqualTo(
                        "Pelican: 100 % of the calls come in 3 hours of the week, most on Mon 17:00, Tue 16:00, Thu 18:00 UTC.");
        assertThat(habit.score()).isEqualTo(96.3); // Wilson's lower bound of 100 of 100
    }

    @Test
    void even_posting_too_few_calls_and_too_few_weeks_are_no_habit() {
        assertThat(HourHabits.find(week(10))).isEmpty();
        assertThat(HourHabits.find(week(0, 17, 49))).isEmpty();
        assertThat(HourHabits.find(week(1, 17, 30))).isEmpty();
        Week young = new Week(1L, null, week(0, 17, 80).counts(), new Stretch(NOON.minus(Duration.ofDays(55)), NOON));
        assertThat(HourHabits.find(young)).isEmpty();
    }

    /** Of a thousand channels that post whenever they like, none is accused. */
    @Test
    void chance_is_no_habit() {
        Random dice = new Random(3);
        for (int channel = 0; channel < 1_000; channel++) {
            int[] counts = new int[HourRates.HOURS];
            for (int i = 50 + dice.nextInt(500); i > 0; i--) {
                counts[dice.nextInt(HourRates.HOURS)]++;
            }
            assertThat(HourHabits.find(new Week(1L, null, counts, QUARTER))).isEmpty();
        }
    }

    @Test
    void a_channel_that_calls_what_has_run_is_shown_with_its_numbers() {
        Before chaser = new Before(1, 100, 60, new Typical(3.456, 2.0), new Typical(15.0, 12.0), QUARTER);
        Pattern pattern = ExitRunUps.channel(chaser, NAMES).orElseThrow();
        assertThat(pattern.score()).isEqualTo(50.2);
        assertThat(pattern.finding().title())
                .isEqualTo("Pelican calls what has run: 60 of 100 calls came after more than +10 % within a day.");
        assertThat(pattern.finding().evidence().getJsonObject("runUps1h"))
                .isEqualTo(new JsonObject().put("mean", 3.46).put("median", 2.0));
    }

    @Test
    void a_few_runs_or_a_few_calls_show_nothing() {
        Typical none = new Typical(null, null);
        assertThat(ExitRunUps.channel(new Before(1, 100, 10, none, none, QUARTER), NAMES))
                .isEmpty();
        assertThat(ExitRunUps.channel(new Before(1, 19, 19, none, none, QUARTER), NAMES))
                .isEmpty();
    }

    @Test
    void a_single_call_after_a_run_is_shown() {
        HeardCall call = Heard.call(1, "SOL", 1, 60);
        assertThat(ExitRunUps.call(new Late(call, 12.34, null), NAMES)
                        .orElseThrow()
                        .finding()
                        .title())
                .isEqualTo("Pelican called SOL up after it had run +12.3 % in an hour.");
        Pattern both = ExitRunUps.call(new Late(call, 1.0, 31.0), NAMES).orElseThrow();
        assertThat(both.finding().title())
                .isEqualTo("Pelican called SOL up after it had run +1.0 % in an hour, +31.0 % in a day.");
        assertThat(both.finding().evidence().getString("side")).isEqualTo("bullish");
        assertThat(both.score()).isEqualTo(62);
        assertThat(ExitRunUps.call(new Late(call, 9.9, 24.9), NAMES)).isEmpty();
    }
}
