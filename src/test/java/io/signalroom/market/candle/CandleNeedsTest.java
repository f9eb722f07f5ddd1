package io.signalroom.market.candle;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.market.candle.CandleNeeds.Hole;
import io.signalroom.market.candle.CandleNeeds.Holes;
import io.signalroom.market.candle.CandleNeeds.Markets;
import io.signalroom.market.candle.MarketNotes.Note;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CandleNeedsTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:30Z");
    private static final Instant MINUTE = Instant.parse("2026-03-10T12:00:00Z");
    private static final String FEED = "binance";
    private static final Market SOL = Market.of("SOL", null);
    private static final Market BTC = Market.of("BTC", null);
    private final CandleStore store = new CandleStore();
    private final CandleNeeds needs = new CandleNeeds();
    private Room room;

    @BeforeAll
    void open() {
        room = new Room();
    }

    @AfterAll
    void close() {
        room.close();
    }

    @BeforeEach
    void empty() {
        await(room.pool.query("TRUNCATE market, candle, outcome").execute());
    }

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private static Instant minuteAgo(int hours) {
        return MINUTE.minus(Duration.ofHours(hours));
    }

    private Holes holes() {
        return await(needs.holes(room.pool, FEED, NOW, Duration.ZERO, 100));
    }

    private void add(int market, Instant from, Instant to) {
        await(room.pool.withTransaction(tx -> store.add(tx, List.of(new Piece(market, from, to, List.of())))));
    }

    @Test
    void a_call_needs_the_day_before_it_until_the_day_after_its_end() {
        int sol = Undone.call(room, FEED, SOL, ago(100), ago(90));
        assertThat(holes().holes()).containsExactly(new Hole(sol, SOL, true, minuteAgo(125), minuteAgo(66)));
        assertThat(holes().behind()).isEqualTo(59 * 60);
    }

    @Test
    void a_call_that_runs_needs_prices_up_to_the_last_full_minute() {
        int sol = Undone.call(room, FEED, SOL, ago(1), NOW.plusSeconds(3_600));
        assertThat(holes().holes()).containsExactly(new Hole(sol, SOL, true, minuteAgo(26), MINUTE));
        add(sol, minuteAgo(26), MINUTE);
        assertThat(holes()).isEqualTo(new Holes(List.of(), 0));
    }

    @Test
    void calls_that_are_done_those_of_other_feeds_and_of_the_future_need_nothing() {
        Undone.call(room, FEED, SOL, ago(50), ago(40));
        await(room.pool.query("UPDATE outcome SET done = true").execute());
        Undone.call(room, "mock", SOL, ago(50), ago(40));
        Undone.call(room, FEED, BTC, NOW.plus(Duration.ofHours(30)), NOW.plus(Duration.ofHours(60)));
        assertThat(holes().holes()).isEmpty();
    }

    @Test
    void the_newest_stretch_comes_first_and_in_it_the_oldest_hole() {
        int sol = Undone.call(room, FEED, SOL, ago(1_000), ago(990));
        Undone.call(room, FEED, SOL, ago(10), NOW);
        add(sol, minuteAgo(20), minuteAgo(5));
        assertThat(holes().holes())
                .extracting(Hole::from, Hole::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(minuteAgo(35), minuteAgo(20)),
                        org.assertj.core.groups.Tuple.tuple(minuteAgo(5), MINUTE),
                        org.assertj.core.groups.Tuple.tuple(minuteAgo(1_025), minuteAgo(966)));
    }

    @Test
    void the_first_hole_of_every_market_comes_before_the_second_of_any() {
        int sol = Undone.call(room, FEED, SOL, ago(10), NOW);
        Undone.call(room, FEED, SOL, ago(500), ago(490));
        int btc = Undone.call(room, FEED, BTC, ago(1_000), ago(990));
        assertThat(holes().holes()).extracting(Hole::market).containsExactly(sol, btc, sol);
        Holes two = await(needs.holes(room.pool, FEED, NOW, Duration.ZERO, 2));
        assertThat(two.holes()).extracting(Hole::market).containsExactly(sol, btc);
        assertThat(two.behind()).isEqualTo(holes().behind());
    }

    @Test
    void a_hole_that_has_just_begun_is_left_to_the_live_line() {
        int sol = Undone.call(room, FEED, SOL, ago(1), NOW);
        add(sol, minuteAgo(26), MINUTE.minusSeconds(120));
        Duration grace = Duration.ofMinutes(2);
        assertThat(await(needs.holes(room.pool, FEED, NOW, grace, 9)).holes()).isEmpty();
        assertThat(await(needs.holes(room.pool, FEED, NOW.plusSeconds(60), grace, 9))
                        .holes())
                .hasSize(1);
    }

    @Test
    void a_market_that_the_feed_lacks_is_asked_for_again_after_a_day() {
        int sol = Undone.call(room, FEED, SOL, ago(1), NOW);
        await(store.checked(room.pool, sol, false, ago(23)));
        assertThat(holes().holes()).isEmpty();
        await(store.checked(room.pool, sol, false, ago(25)));
        assertThat(holes().holes()).extracting(Hole::listed).containsExactly(false);
        await(store.checked(room.pool, sol, true, NOW));
        assertThat(holes().holes()).extracting(Hole::listed).containsExactly(true);
    }

    @Test
    void markets_are_live_while_a_call_of_theirs_needs_prices_from_now_on() {
        int sol = Undone.call(room, FEED, SOL, ago(100), ago(23));
        Undone.call(room, FEED, BTC, ago(100), ago(25));
        await(store.ids(room.pool, FEED, List.of(Market.of("IDLE", null))));
        assertThat(await(needs.markets(room.pool, FEED, NOW, 9))).isEqualTo(new Markets(Map.of(SOL, sol), 2, 0));
        await(store.checked(room.pool, sol, false, NOW));
        assertThat(await(needs.markets(room.pool, FEED, NOW, 9))).isEqualTo(new Markets(Map.of(), 2, 1));
    }

    @Test
    void markets_that_the_feed_lacks_do_not_crowd_out_those_it_has() {
        int sol = Undone.call(room, FEED, SOL, ago(100), ago(20));
        int btc = Undone.call(room, FEED, BTC, ago(100), ago(10));
        List<Market> launched = IntStream.range(0, 2_000)
                .mapToObj(i -> Market.of("LAUNCH" + i, null))
                .toList();
        Undone.calls(room, FEED, launched, ago(1), NOW.plusSeconds(3_600));
        await(room.pool
                .query("UPDATE market SET listed = false, checked_at = '" + NOW + "' WHERE base LIKE 'LAUNCH%'")
                .execute());
        assertThat(await(needs.markets(room.pool, FEED, NOW, 2)))
                .isEqualTo(new Markets(Map.of(SOL, sol, BTC, btc), 2_002, 2_000));
        assertThat(await(needs.markets(room.pool, FEED, NOW, 1)).live()).containsExactly(Map.entry(BTC, btc));
        assertThat(await(needs.holes(room.pool, FEED, NOW, Duration.ZERO, 2)).holes())
                .extracting(Hole::market)
                .containsExactlyInAnyOrder(btc, sol);
    }

    @Test
    void what_is_held_is_left_out_for_its_time_and_still_behind() {
        int sol = Undone.call(room, FEED, SOL, ago(1_000), ago(990));
        Undone.call(room, FEED, SOL, ago(10), NOW);
        int btc = Undone.call(room, FEED, BTC, ago(100), ago(90));
        Holes all = holes();
        note(Note.unknown(sol, minuteAgo(35), NOW.plusSeconds(600)), Note.refused(btc, NOW.plusSeconds(60)));
        assertThat(holes().holes()).containsExactly(new Hole(sol, SOL, true, minuteAgo(1_025), minuteAgo(966)));
        assertThat(holes().behind()).isEqualTo(all.behind());

        add(sol, minuteAgo(1_025), minuteAgo(966));
        assertThat(holes()).isEqualTo(new Holes(List.of(), all.behind() - 59 * 60));
        assertThat(await(needs.holes(room.pool, FEED, NOW.plusSeconds(60), Duration.ZERO, 9))
                        .holes())
                .extracting(Hole::market)
                .containsExactly(btc);
        assertThat(await(needs.holes(room.pool, FEED, NOW.plusSeconds(600), Duration.ZERO, 9))
                        .holes())
                .extracting(Hole::market)
                .containsExactly(sol, btc);
    }

    @Test
    void a_note_says_what_the_feed_said_and_no_more() {
        int sol = Undone.call(room, FEED, SOL, ago(1), NOW);
        int btc = Undone.call(room, FEED, BTC, ago(1), NOW);
        note(Note.lacking(sol), Note.lacking(btc));
        assertThat(holes().holes()).isEmpty();
        note(Note.refused(sol, NOW), Note.unknown(btc, minuteAgo(26), NOW));
        assertThat(holes().holes()).containsExactly(new Hole(btc, BTC, true, minuteAgo(26), MINUTE));
    }

    private void note(Note... notes) {
        await(room.pool.withTransaction(tx -> new MarketNotes().note(tx, List.of(notes), NOW)));
    }
}
