package io.signalroom.analytics.pattern;

import static io.signalroom.analytics.pattern.Heard.NOON;
import static io.signalroom.analytics.pattern.Heard.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.analytics.pattern.SentimentTurns.Sides;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecentDetectorsTest {
    /** 168 calls in four weeks: a quarter of a call an hour. */
    private static final HourRates QUARTER = rates(1, 4);

    private static HourRates rates(long perHour, double weeks) {
        long[] counts = new long[HourRates.HOURS];
        Arrays.fill(counts, perHour);
        return new HourRates(counts, weeks);
    }

    private static List<Pattern> bursts(List<HeardCall> calls, HourRates rates, int tokens, Voices voices) {
        return Bursts.find(new Bursts.Given(calls, NOON, Map.of("SOL", rates), tokens, voices));
    }

    private static List<HeardCall> calls(int count, int channels, int seconds) {
        List<HeardCall> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(call(1 + i % channels, "SOL", 1, i * seconds));
        }
        return calls;
    }

    @Test
    void the_first_hour_of_a_week_is_mondays() {
        assertThat(HourRates.hourOfWeek(Instant.parse("2026-03-02T00:00:00Z"))).isZero();
        assertThat(HourRates.hourOfWeek(NOON)).isEqualTo(2 * 24 + 12);
        assertThat(HourRates.hourOfWeek(Instant.parse("1969-12-31T23:59:59Z"))).isEqualTo(2 * 24 + 23);
        assertThat(HourRates.hourOfWeek(Instant.parse("2026-03-08T23:59:59Z"))).isEqualTo(167);
    }

    /** (1 + 4 * 169/672) / (4 + 4) for a full hour, half of it for half an hour. */
    @Test
    void a_rate_is_the_hours_own_drawn_to_that_of_the_week() {
        double hour = (1 + 4 * 169 / 672.0) / 8;
        assertThat(QUARTER.expected(NOON, NOON.plusSeconds(3_600))).isCloseTo(hour, within(1e-12));
        assertThat(QUARTER.expected(NOON.minusSeconds(900), NOON.plusSeconds(900)))
                .isCloseTo(hour / 2, within(1e-12));
        assertThat(QUARTER.expected(NOON, NOON)).isZero();
    }

    @Property(tries = 100)
    void stretches_add_up(@ForAll long seed) {
        Random dice = new Random(seed);
        long[] counts = dice.longs(HourRates.HOURS, 0, 20).toArray();
        HourRates rates = new HourRates(counts, 1 + dice.nextInt(4));
        Instant from = Instant.ofEpochMilli(dice.nextLong(2_000_000_000_000L));
        Instant middle = from.plusMillis(dice.nextInt(100_000_000));
        Instant to = middle.plusMillis(dice.nextInt(100_000_000));
        assertThat(rates.expected(from, to))
                .isCloseTo(rates.expected(from, middle) + rates.expected(middle, to), within(1e-6));
    }

    @Test
    void many_calls_of_a_quiet_token_are_a_burst_and_its_numbers_can_be_checked() {
        Pattern burst =
                bursts(calls(9, 6, 60), QUARTER, 20, Voices.ALL_THEIR_OWN).get(0);
        double expected = (1 + 4 * 169 / 672.0) / 8;
        double log = Tails.poisson(9, expected) + Math.log10(40);
        assertThat(burst.score()).isCloseTo(-10 * log, within(0.1));
        assertThat(burst.finding().title())
                .isEqualTo("SOL: 9 calls by 6 channels within an hour, where its own past says 0.25.");
        assertThat(burst.finding().evidence().getInteger("calls")).isEqualTo(9);
        assertThat(burst.finding().evidence().getDouble("log10PCorrected")).isCloseTo(log, within(0.01));
        assertThat(burst.signals().count()).isEqualTo(9);
        assertThat(burst.stretch().to()).isEqualTo(NOON);
        assertThat(burst.stretch().from()).isEqualTo(NOON.minusSeconds(480));
    }

    @Test
    void as_many_calls_of_a_token_that_is_always_called_are_none() {
        assertThat(bursts(calls(9, 6, 60), rates(24, 4), 20, Voices.ALL_THEIR_OWN))
                .isEmpty();
    }

    @Test
    void the_more_tokens_are_looked_at_the_more_it_takes() {
        assertThat(bursts(calls(4, 4, 60), QUARTER, 5, Voices.ALL_THEIR_OWN)).hasSize(1);
        assertThat(bursts(calls(4, 4, 60), QUARTER, 5_000, Voices.ALL_THEIR_OWN))
                .isEmpty();
    }

    @Test
    void one_channel_or_one_network_makes_no_burst() {
        assertThat(bursts(calls(9, 1, 60), QUARTER, 20, Voices.ALL_THEIR_OWN)).isEmpty();
        assertThat(bursts(calls(9, 2, 60), QUARTER, 20, new Voices(Map.of(1L, 0, 2L, 0))))
                .isEmpty();
        assertThat(bursts(calls(9, 2, 60), QUARTER, 20, Voices.ALL_THEIR_OWN)).hasSize(1);
    }

    @Test
    void a_slow_burst_shows_in_three_hours() {
        Pattern burst =
                bursts(calls(9, 6, 1_100), QUARTER, 20, Voices.ALL_THEIR_OWN).get(0);
        assertThat(burst.finding().evidence().getInteger("windowHours")).isEqualTo(3);
    }

    @Test
    void three_voices_within_a_quarter_of_an_hour_agree() {
        List<HeardCall> calls =
                List.of(call(1, "SOL", 1, 800), call(2, "SOL", 1, 400), call(3, "SOL", 1, 0), call(4, "SOL", -1, 100));
        List<List<HeardCall>> moments = Agreements.moments(calls, Voices.ALL_THEIR_OWN);
        Pattern found = Agreements.find(moments, Map.of("SOL", QUARTER), Voices.ALL_THEIR_OWN)
                .get(0);
        assertThat(found.finding().title())
                .isEqualTo("3 channels that speak for themselves called SOL up within 13 min.");
        assertThat(found.subject().channels()).containsExactly(1L, 2L, 3L);
        assertThat(found.finding().evidence().getDouble("expected"))
                .isCloseTo((1 + 4 * 169 / 672.0) / 8 / 4 / 2, within(1e-4));
    }

    @Test
    void a_copy_network_is_one_voice() {
        List<HeardCall> calls = List.of(call(1, "SOL", 1, 800), call(2, "SOL", 1, 400), call(3, "SOL", 1, 0));
        assertThat(Agreements.moments(calls, new Voices(Map.of(1L, 0, 2L, 0)))).isEmpty();
    }

    @Test
    void what_comes_too_late_or_to_the_other_side_does_not_agree() {
        assertThat(Agreements.moments(
                        List.of(call(1, "SOL", 1, 901), call(2, "SOL", 1, 400), call(3, "SOL", 1, 0)),
                        Voices.ALL_THEIR_OWN))
                .isEmpty();
        assertThat(Agreements.moments(
                        List.of(call(1, "SOL", 1, 9), call(2, "SOL", -1, 8), call(3, "BTC", 1, 0)),
                        Voices.ALL_THEIR_OWN))
                .isEmpty();
    }

    @Test
    void what_a_busy_token_has_every_hour_is_no_consensus() {
        List<HeardCall> calls = List.of(call(1, "SOL", 1, 800), call(2, "SOL", 1, 400), call(3, "SOL", 1, 0));
        List<List<HeardCall>> moments = Agreements.moments(calls, Voices.ALL_THEIR_OWN);
        assertThat(moments).hasSize(1);
        assertThat(Agreements.find(moments, Map.of("SOL", rates(60, 4)), Voices.ALL_THEIR_OWN))
                .isEmpty();
    }

    /** Every moment holds what it must, and wherever three voices agree some moment begins or lies. */
    @Property(tries = 200)
    void moments_are_those_of_a_slow_search(@ForAll long seed) {
        Random dice = new Random(seed);
        List<HeardCall> calls = new ArrayList<>();
        for (int i = dice.nextInt(40); i > 0; i--) {
            calls.add(call(1 + dice.nextInt(5), "SOL", 1, dice.nextInt(7_200)));
        }
        calls.sort(Comparator.comparing(HeardCall::at).thenComparing(HeardCall::id));
        List<List<HeardCall>> moments = Agreements.moments(calls, Voices.ALL_THEIR_OWN);
        Set<HeardCall> covered = new HashSet<>();
        for (List<HeardCall> moment : moments) {
            assertThat(channels(moment)).hasSizeGreaterThanOrEqualTo(3);
            assertThat(moment.get(moment.size() - 1).at())
                    .isBeforeOrEqualTo(moment.get(0).at().plus(Agreements.WITHIN));
            assertThat(covered).doesNotContainAnyElementsOf(moment);
            covered.addAll(moment);
        }
        for (int from = 0; from < calls.size(); from++) {
            Instant end = calls.get(from).at().plus(Agreements.WITHIN);
            List<HeardCall> within = calls.subList(from, calls.size()).stream()
                    .filter(c -> !c.at().isAfter(end))
                    .toList();
            if (channels(within).size() >= 3) {
                assertThat(within).anyMatch(covered::contains);
            }
        }
    }

    private static Set<Long> channels(List<HeardCall> calls) {
        Set<Long> channels = new HashSet<>();
        calls.forEach(call -> channels.add(call.channel()));
        return channels;
    }

    @Test
    void callers_who_change_sides_are_a_turn() {
        Sides turned = new Sides("SOL", 4, 40, 60, 100);
        Pattern turn = SentimentTurns.find(List.of(turned), List.of(call(1, "SOL", -1, 60)), NOON)
                .get(0);
        double z = (0.1 - 0.6) / Math.sqrt(64 / 140.0 * 76 / 140.0 * (1 / 40.0 + 1 / 100.0));
        assertThat(turn.finding().evidence().getDouble("z")).isCloseTo(z, within(0.001));
        assertThat(turn.finding().title())
                .isEqualTo("SOL: 10 % of the directed calls of a day are bullish, 60 % were in the week before.");
        assertThat(turn.signals().count()).isEqualTo(40);
    }

    @Test
    void too_few_calls_or_the_same_share_are_no_turn() {
        assertThat(SentimentTurns.find(
                        List.of(
                                new Sides("A", 0, 9, 100, 100),
                                new Sides("B", 0, 40, 29, 29),
                                new Sides("C", 20, 40, 50, 100)),
                        List.of(),
                        NOON))
                .isEmpty();
    }

    @Test
    void one_turn_among_many_tokens_must_be_surer() {
        List<Sides> many = new ArrayList<>();
        many.add(new Sides("SOL", 10, 40, 50, 100));
        assertThat(SentimentTurns.find(many, List.of(), NOON)).hasSize(1);
        for (int i = 0; i < 200; i++) {
            many.add(new Sides("T" + i, 20, 40, 50, 100));
        }
        assertThat(SentimentTurns.find(many, List.of(), NOON)).isEmpty();
    }
}
