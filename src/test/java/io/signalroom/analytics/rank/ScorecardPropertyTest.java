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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Promises of scorecards for any calls. */
class ScorecardPropertyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Calls of three channels, two tokens and two origins within forty days; many at the same times. */
    private static List<MeasuredCall> any(Random dice) {
        return IntStream.range(0, dice.nextInt(120))
                .mapToObj(i -> {
                    State state = State.values()[dice.nextInt(State.values().length)];
                    boolean stop = dice.nextInt(4) > 0;
                    Instant at = NOON.plus(Duration.ofHours(dice.nextInt(960)));
                    boolean over = state.resolved() || state == State.UNFILLED;
                    int claimed = dice.nextInt(3);
                    Double r = state.resolved() && stop ? dice.nextInt(60) / 10.0 - 2 : null;
                    return new MeasuredCall(
                            new Source(
                                    dice.nextInt(3),
                                    dice.nextBoolean() ? "SOL" : "ETH",
                                    dice.nextBoolean() ? Origin.WITNESSED : Origin.IMPORTED,
                                    at,
                                    dice.nextBoolean(),
                                    dice.nextBoolean()),
                            new Course(state, stop, over ? at.plus(Duration.ofHours(dice.nextInt(5))) : null),
                            new Result(
                                    r,
                                    state.resolved() ? dice.nextGaussian() : null,
                                    dice.nextBoolean() ? dice.nextGaussian() : null,
                                    dice.nextBoolean() ? dice.nextGaussian() : null,
                                    null),
                            new Claims(claimed, dice.nextInt(claimed + 1)));
                })
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Property(tries = 100)
    void the_order_of_the_calls_does_not_matter(@ForAll long seed) {
        Random dice = new Random(seed);
        List<MeasuredCall> calls = any(dice);
        Scorecard card = Scorecard.of(calls);
        Collections.shuffle(calls, dice);
        assertThat(Scorecard.of(calls)).isEqualTo(card);
    }

    @Property(tries = 100)
    void groups_add_up_to_the_whole(@ForAll long seed) {
        List<MeasuredCall> calls = any(new Random(seed));
        Scorecard whole = Scorecard.of(calls);
        for (By by : By.values()) {
            List<Scorecard> parts = List.copyOf(Group.scorecards(by, calls).values());
            assertThat(parts.stream().mapToInt(p -> p.counts().calls()).sum())
                    .isEqualTo(whole.counts().calls());
            assertThat(parts.stream().mapToInt(p -> p.counts().filled()).sum())
                    .isEqualTo(whole.counts().filled());
            assertThat(parts.stream().mapToInt(p -> p.counts().deleted()).sum())
                    .isEqualTo(whole.counts().deleted());
            assertThat(total(parts)).isCloseTo(total(List.of(whole)), within(1e-9));
            assertThat(parts.stream()
                            .mapToInt(p -> p.claims() == null ? 0 : p.claims().of())
                            .sum())
                    .isEqualTo(whole.claims() == null ? 0 : whole.claims().of());
        }
    }

    private static double total(List<Scorecard> cards) {
        return cards.stream()
                .filter(c -> c.inR() != null)
                .mapToDouble(c -> c.inR().expectancy() * c.inR().results())
                .sum();
    }

    @Property(tries = 200)
    void figures_stay_within_what_the_results_allow(@ForAll long seed) {
        List<MeasuredCall> calls = any(new Random(seed));
        Scorecard card = Scorecard.of(calls);
        Counts n = card.counts();
        assertThat(n.noData() + n.waiting() + n.unfilled() + n.open() + n.resolved())
                .isEqualTo(n.calls());
        assertThat(n.expired()).isLessThanOrEqualTo(n.resolved());
        List<Double> rs = calls.stream()
                .map(c -> c.result().r())
                .filter(r -> r != null)
                .sorted()
                .toList();
        if (rs.isEmpty()) {
            assertThat(card.inR()).isNull();
            return;
        }
        Figures figures = card.inR();
        double worst = rs.get(0);
        double best = rs.get(rs.size() - 1);
        double losses = rs.stream().mapToDouble(r -> Math.max(0, -r)).sum();
        assertThat(figures.expectancy()).isBetween(worst - 1e-9, best + 1e-9);
        assertThat(figures.median()).isBetween(worst, best);
        assertThat(figures.maxDrawdown()).isBetween(0.0, losses + 1e-9);
        assertThat(figures.profitFactor() == null).isEqualTo(losses == 0);
        assertThat(figures.wins().share())
                .isBetween(
                        figures.wins().interval().lower(),
                        figures.wins().interval().upper());
        if (figures.lowerBound() != null) {
            assertThat(figures.lowerBound()).isBetween(worst - 1e-9, best + 1e-9);
        }
    }
}
