package io.signalroom.analytics.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.analytics.rank.Group.By;
import io.signalroom.analytics.rank.MeasuredCall.Claims;
import io.signalroom.analytics.rank.MeasuredCall.Course;
import io.signalroom.analytics.rank.MeasuredCall.Result;
import io.signalroom.analytics.rank.MeasuredCall.Source;
import io.signalroom.analytics.rank.MeasuredCall.State;
import io.signalroom.signal.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Claims SILENT = new Claims(0, 0);

    private static Source source(long channel, String token, Origin origin, Instant at) {
        return new Source(channel, token, origin, at, false, false);
    }

    /** A call of day {@code day} with a stop, over an hour later. */
    private static MeasuredCall resolved(int day, State state, double r) {
        Instant at = NOON.plus(Duration.ofDays(day));
        return new MeasuredCall(
                source(7, "SOL", Origin.WITNESSED, at),
                new Course(state, true, at.plus(Duration.ofHours(1))),
                new Result(r, 3 * r, null, null, null),
                SILENT);
    }

    private static MeasuredCall without(Source source, State state, Double percent) {
        boolean over = percent != null || state == State.UNFILLED;
        return new MeasuredCall(
                source,
                new Course(state, false, over ? source.postedAt().plus(Duration.ofHours(5)) : null),
                new Result(null, percent, null, null, null),
                SILENT);
    }

    @Test
    void nothing_has_no_figures() {
        Scorecard card = Scorecard.of(List.of());
        assertThat(card.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(card.runUp()).isEqualTo(new Scorecard.RunUp(null, null));
        assertThat(card)
                .extracting("withStop", "inR", "inPercent", "timeToOutcome", "excess", "claims")
                .containsOnlyNulls();
    }

    @Test
    void every_call_is_counted_where_it_stands() {
        Source edited = new Source(7, "SOL", Origin.WITNESSED, NOON, true, false);
        Source deleted = new Source(7, "SOL", Origin.WITNESSED, NOON, true, true);
        List<MeasuredCall> calls = new ArrayList<>();
        for (State state : State.values()) {
            calls.add(without(edited, state, state.resolved() ? 1.0 : null));
        }
        calls.add(without(deleted, State.EXPIRED, -1.0));
        calls.add(resolved(0, State.STOPPED, -1));
        Counts counts = Scorecard.of(calls).counts();
        assertThat(counts).isEqualTo(new Counts(9, 1, 1, 1, 1, 5, 2, 8, 1));
        assertThat(counts.filled()).isEqualTo(6);
        assertThat(State.ofWire("all_targets")).isEqualTo(State.ALL_TARGETS);
    }

    /** Worked out by hand: 2, -1, -1 and 3 R, in the order they ended. */
    @Test
    void figures_are_those_worked_out_by_hand() {
        List<MeasuredCall> calls = List.of(
                resolved(3, State.ALL_TARGETS, 3),
                resolved(1, State.STOPPED, -1),
                resolved(0, State.ALL_TARGETS, 2),
                resolved(2, State.EXPIRED, -1));
        Scorecard card = Scorecard.of(calls);
        assertThat(card.inPercent()).isNull();
        Figures figures = card.inR();
        assertThat(figures.wins()).isEqualTo(Share.of(2, 4));
        assertThat(figures.expectancy()).isEqualTo(0.75);
        assertThat(figures.profitFactor()).isEqualTo(2.5);
        assertThat(figures.median()).isEqualTo(0.5);
        assertThat(figures.maxDrawdown()).isEqualTo(2);
        assertThat(figures.systemQuality()).isCloseTo(2 * 0.75 / Math.sqrt(12.75 / 3), within(1e-12));
        assertThat(card.timeToOutcome()).isEqualTo(Duration.ofHours(1));
        assertThat(card.withStop()).isEqualTo(Share.of(4, 4));
    }

    @Test
    void calls_without_a_stop_are_a_class_of_their_own_in_percent() {
        Source source = source(7, "SOL", Origin.WITNESSED, NOON);
        Scorecard card = Scorecard.of(List.of(
                resolved(0, State.STOPPED, -1),
                without(source, State.ALL_TARGETS, 40.0),
                without(source, State.EXPIRED, -10.0),
                without(source, State.OPEN, null)));
        assertThat(card.inR().results()).isEqualTo(1);
        assertThat(card.inR().expectancy()).isEqualTo(-1);
        assertThat(card.inPercent().results()).isEqualTo(2);
        assertThat(card.inPercent().expectancy()).isEqualTo(15);
        assertThat(card.withStop()).isEqualTo(Share.of(1, 4));
        assertThat(card.timeToOutcome()).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void run_up_excess_and_claims_are_of_those_that_are_known() {
        Source source = source(7, "SOL", Origin.WITNESSED, NOON);
        Course over = new Course(State.ALL_TARGETS, true, NOON);
        Course open = new Course(State.OPEN, true, null);
        Scorecard card = Scorecard.of(List.of(
                new MeasuredCall(source, over, new Result(1.0, 3.0, 0.4, 2.0, 5.0), new Claims(3, 2)),
                new MeasuredCall(source, over, new Result(-1.0, -3.0, -0.2, 4.0, null), new Claims(1, 0)),
                new MeasuredCall(source, over, new Result(5.0, 9.0, null, null, null), SILENT),
                new MeasuredCall(source, open, new Result(null, null, 0.3, 6.0, null), SILENT)));
        assertThat(card.excess().r()).isCloseTo(-0.1, within(1e-12));
        assertThat(card.excess().calls()).isEqualTo(2);
        assertThat(card.runUp()).isEqualTo(new Scorecard.RunUp(4.0, 5.0));
        assertThat(card.claims()).isEqualTo(Share.of(2, 4));
    }

    @Test
    void a_place_in_a_ranking_takes_twenty_results_of_more_than_one_day() {
        assertThat(Scorecard.of(results(19, 1)).inR().ranked()).isFalse();
        assertThat(Scorecard.of(results(19, 1)).inR().sortKey(0)).isNull();
        Figures enough = Scorecard.of(results(20, 1)).inR();
        assertThat(enough.ranked()).isTrue();
        assertThat(enough.sortKey(-0.1)).isCloseTo((enough.lowerBound() - 0.1) / 2, within(1e-12));
        assertThat(Scorecard.of(results(40, 0)).inR().ranked())
                .as("all of one day")
                .isFalse();
    }

    private static List<MeasuredCall> results(int n, int daysApart) {
        return IntStream.range(0, n)
                .mapToObj(i -> resolved(i * daysApart, State.ALL_TARGETS, i % 3 - 0.5))
                .toList();
    }

    @Test
    void periods_are_of_utc_and_weeks_begin_on_monday() {
        MeasuredCall sunday =
                without(source(7, "SOL", Origin.WITNESSED, Instant.parse("2026-03-01T23:59:59Z")), State.OPEN, null);
        MeasuredCall monday =
                without(source(8, "ETH", Origin.WITNESSED, Instant.parse("2026-03-02T00:00:00Z")), State.OPEN, null);
        List<MeasuredCall> calls = List.of(sunday, monday);
        assertThat(names(By.DAY, calls)).containsExactly("2026-03-01", "2026-03-02");
        assertThat(names(By.WEEK, calls)).containsExactly("2026-02-23", "2026-03-02");
        assertThat(names(By.MONTH, calls)).containsExactly("2026-03-01");
        assertThat(names(By.CHANNEL, calls)).containsExactly("7", "8");
        assertThat(names(By.TOKEN, calls)).containsExactly("ETH", "SOL");
    }

    private static List<String> names(By by, List<MeasuredCall> calls) {
        return Group.scorecards(by, calls).keySet().stream().map(Group::name).toList();
    }

    @Test
    void origins_never_share_a_scorecard() {
        List<MeasuredCall> calls = Arrays.stream(Origin.values())
                .map(origin -> without(source(7, "SOL", origin, NOON), State.OPEN, null))
                .toList();
        Map<Group, Scorecard> cards = Group.scorecards(By.TOKEN, calls);
        assertThat(cards).hasSize(4);
        assertThat(cards.values())
                .allSatisfy(card -> assertThat(card.counts().calls()).isEqualTo(1));
    }
}
