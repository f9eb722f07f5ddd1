package io.signalroom.market.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.market.outcome.ReferenceOutcome.Bar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Changes after fixed times and before the post equal those found by looking at every candle there is. */
class HorizonsTest {
    private static final long MINUTE = 60_000;
    private static final long START = 1_000_000 * MINUTE;
    private static final List<Duration> LENGTHS =
            List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

    @Property(tries = 3_000)
    void horizons_fed_in_pieces_equal_a_look_at_all_candles(@ForAll long seed) {
        Random dice = new Random(seed);
        List<Bar> candles = candles(dice);
        long begins = moment(dice, candles);
        int direction = dice.nextBoolean() ? 1 : -1;
        Horizons horizons = new Horizons(begins, direction);
        int seen = 0;
        while (seen < candles.size()) {
            int next = Math.min(candles.size(), seen + 1 + dice.nextInt(dice.nextBoolean() ? 3 : 60));
            long known = candles.get(next - 1).close();
            if (dice.nextBoolean() && next < candles.size()) {
                known += dice.nextLong(candles.get(next).open() - known + 1);
            }
            horizons.follow(PositionPropertyTest.known(candles.subList(dice.nextInt(seen + 1), next), known));
            sameHorizons(horizons, begins, direction, candles.subList(0, next), known);
            seen = next;
        }
    }

    private static void sameHorizons(Horizons horizons, long begins, int direction, List<Bar> candles, long knownTo) {
        List<Bar> bought = candles.stream().filter(c -> c.open() >= begins).toList();
        int passed = 0;
        for (Duration length : LENGTHS) {
            long at = begins + length.toMillis();
            if (knownTo < at) {
                break;
            }
            Bar known = newest(bought, at);
            Double wanted = known == null
                    ? null
                    : Double.valueOf(100
                            * direction
                            * (known.last() - bought.get(0).first())
                            / bought.get(0).first());
            same(horizons.percent(passed), wanted);
            passed++;
        }
        assertThat(horizons.passed()).isEqualTo(passed);
        assertThat(horizons.complete()).isEqualTo(passed == LENGTHS.size());
    }

    @Property(tries = 3_000)
    void the_run_before_the_post_equals_a_look_at_all_candles(@ForAll long seed) {
        Random dice = new Random(seed);
        List<Bar> candles = candles(dice);
        long arrival = moment(dice, candles);
        int direction = dice.nextBoolean() ? 1 : -1;
        RunUp runUp = RunUp.of(PositionPropertyTest.series(candles), arrival, direction);
        same(runUp.hour(), run(candles, arrival - Duration.ofHours(1).toMillis(), arrival, direction));
        same(runUp.day(), run(candles, arrival - Duration.ofDays(1).toMillis(), arrival, direction));
    }

    private static Double run(List<Bar> candles, long from, long to, int direction) {
        Bar then = fresh(candles, from);
        Bar now = fresh(candles, to);
        return then == null || now == null ? null : 100 * direction * (now.last() - then.last()) / then.last();
    }

    /** Null if the newest one ended more than an hour before. */
    private static Bar fresh(List<Bar> candles, long at) {
        Bar newest = newest(candles, at);
        return newest == null || at - newest.close() > 60 * MINUTE ? null : newest;
    }

    /** The newest candle that had ended. */
    private static Bar newest(List<Bar> candles, long at) {
        Bar newest = null;
        for (Bar candle : candles) {
            newest = candle.close() <= at ? candle : newest;
        }
        return newest;
    }

    private static void same(Double got, Double wanted) {
        if (wanted == null) {
            assertThat(got).isNull();
        } else {
            assertThat(got).isCloseTo(wanted, within(1e-9));
        }
    }

    /** Often at the edge of a candle or so far from it that an age or a length is met exactly. */
    private static long moment(Random dice, List<Bar> candles) {
        Bar near = candles.get(dice.nextInt(candles.size()));
        long shift = dice.nextInt(3) == 0 ? dice.nextInt(100_000) : dice.nextInt(3) * 60 * MINUTE;
        return (dice.nextBoolean() ? near.open() : near.close()) + shift;
    }

    /** Nine days in candles of a minute to half a day, with gaps of up to two hours, a few up to a day and a half. */
    private static List<Bar> candles(Random dice) {
        List<Bar> candles = new ArrayList<>();
        int[] lengths = {1, 5, 30, 60, 240, 720};
        long at = START;
        double price = 100;
        while (at < START + Duration.ofDays(9).toMillis()) {
            long length = lengths[dice.nextInt(lengths.length)] * MINUTE;
            double last = price + dice.nextInt(5) - 2;
            candles.add(new Bar(at, at + length, price, Math.max(price, last), Math.min(price, last), last));
            price = Math.max(10, last + dice.nextInt(3) - 1);
            at += length;
            at += dice.nextInt(6) == 0 ? dice.nextInt(120) * MINUTE : 0;
            at += dice.nextInt(40) == 0 ? dice.nextInt(36) * 60 * MINUTE : 0;
        }
        return candles;
    }
}
