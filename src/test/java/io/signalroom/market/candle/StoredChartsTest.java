package io.signalroom.market.candle;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredChartsTest {
    private static final Market SOL = Market.of("SOL", null);
    private static final Instant START = Instant.parse("2025-12-01T00:00:00Z");
    private static final int HOURS = 1_600;
    private static final Duration HOUR = Duration.ofHours(1);
    private final CandleStore store = new CandleStore();
    private final StoredCharts charts = new StoredCharts();
    private Room room;
    private int sol;

    /** Sixty-six days, and between the days 20 and 40 a gap of the feed but for one candle. */
    @BeforeAll
    void fill() {
        room = new Room();
        sol = await(store.ids(room.pool, "binance", Set.of(SOL))).get(SOL);
        add(Undone.piece(sol, hour(0), hour(480)));
        add(new Piece(sol, hour(480), hour(960), List.of(Undone.minute(hour(700).plusSeconds(600)))));
        add(Undone.piece(sol, hour(960), hour(HOURS)));
        await(room.pool.query("ANALYZE candle").execute());
    }

    @AfterAll
    void close() {
        room.close();
    }

    private void add(Piece piece) {
        await(room.pool.withTransaction(tx -> store.add(tx, List.of(piece))));
    }

    private static Instant hour(int number) {
        return START.plus(HOUR.multipliedBy(number));
    }

    private List<Candle> chart(Duration length, Instant from, Instant to, int limit) {
        return await(charts.chart(room.pool, sol, length, from, to, limit));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15, 60, 240, 1_440})
    void a_longer_candle_is_what_its_minutes_are_together(int minutes) {
        Duration length = Duration.ofMinutes(minutes);
        Instant at = hour(48);
        List<Candle> chart = chart(length, at, at.plus(length.multipliedBy(3)), 100);
        assertThat(chart).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Instant from = at.plus(length.multipliedBy(i));
            assertThat(chart.get(i))
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(together(from, from.plus(length)));
        }
    }

    private static Candle together(Instant from, Instant to) {
        List<Candle> minutes = Undone.minutes(from, to);
        BigDecimal high =
                minutes.stream().map(Candle::high).reduce(BigDecimal::max).orElseThrow();
        BigDecimal low =
                minutes.stream().map(Candle::low).reduce(BigDecimal::min).orElseThrow();
        BigDecimal volume = minutes.stream().map(Candle::volume).reduce(BigDecimal.ZERO, BigDecimal::add);
        Candle last = minutes.get(minutes.size() - 1);
        return new Candle(from, to, minutes.get(0).open(), high, low, last.close(), volume);
    }

    @Test
    void the_newest_of_a_stretch_are_drawn_oldest_first_over_whatever_gap() {
        List<Instant> at = new ArrayList<>();
        chart(HOUR, hour(0), hour(970), 12).forEach(candle -> at.add(candle.opensAt()));
        List<Instant> expected = new ArrayList<>(List.of(hour(479), hour(700)));
        for (int i = 960; i < 970; i++) {
            expected.add(hour(i));
        }
        assertThat(at).isEqualTo(expected);
    }

    @Test
    void a_stretch_without_candles_is_an_empty_chart() {
        assertThat(chart(HOUR, hour(500), hour(600), 100)).isEmpty();
        assertThat(chart(HOUR, hour(5), hour(5), 100)).isEmpty();
        assertThat(await(charts.chart(room.pool, -1, HOUR, hour(0), hour(9), 100)))
                .isEmpty();
    }

    @Test
    void a_thousand_hours_are_drawn_in_a_third_of_a_second() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            long begun = System.nanoTime();
            assertThat(chart(HOUR, hour(0), hour(HOURS), 1_000)).hasSize(1_000);
            best = Math.min(best, System.nanoTime() - begun);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(333));
    }
}
