package io.signalroom.market;

import static io.signalroom.market.MarketRig.BTC;
import static io.signalroom.market.MarketRig.FEED;
import static io.signalroom.market.MarketRig.SOL;
import static io.signalroom.market.MarketRig.SOON;
import static io.signalroom.market.MarketRig.START;
import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.Market;
import io.signalroom.market.candle.Undone;
import io.signalroom.testing.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class MarketVerticleTest {
    /** From 25 hours before a call that is an hour old. */
    private static final int DAY = 26 * 60;

    private final MarketRig rig = new MarketRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static List<Candle> after(int from, int to) {
        return Undone.minutes(START.plusSeconds(60L * from), START.plusSeconds(60L * to));
    }

    @Test
    void what_calls_need_is_asked_for_piece_by_piece_and_all_markets_get_on_at_the_same_pace() {
        int sol = rig.call(SOL, 30);
        int btc = rig.call(BTC, 30);
        rig.run();
        rig.awaitState("following");

        assertThat(rig.candles(sol)).isEqualTo(DAY);
        assertThat(rig.candles(btc)).isEqualTo(DAY);
        assertThat(rig.exchange.questions).hasSize(8);
        List<Market> asked =
                rig.exchange.questions.stream().map(ListFeed.Question::market).toList();
        for (int i = 0; i < 8; i += 2) {
            assertThat(asked.subList(i, i + 2)).containsExactlyInAnyOrder(SOL, BTC);
        }
        assertThat(rig.exchange.about(SOL))
                .extracting(ListFeed.Question::from)
                .isSorted()
                .first()
                .isEqualTo(START.minus(Duration.ofHours(26)));
        assertThat(rig.status).anyMatch(s -> s.getString("state").equals("filling") && s.getLong("behind") == 2 * DAY);
        assertThat(rig.last().getLong("behind")).isZero();
        assertThat(rig.last().getInteger("markets")).isEqualTo(2);
        assertThat(rig.hints.get()).isGreaterThanOrEqualTo(8);
        assertThat(rig.counted("history")).isEqualTo(2.0 * DAY);
    }

    @Test
    void a_closed_candle_that_the_feed_tells_is_stored_at_once_and_not_asked_for() {
        int sol = rig.call(SOL, 30);
        rig.run();
        rig.awaitState("following");
        rig.room.eventually(SOON, () -> rig.exchange.only().followed.equals(Set.of(SOL)));
        int asked = rig.exchange.questions.size();

        rig.clock.set(rig.clock.instant().plusSeconds(60));
        rig.exchange.only().say(SOL, after(0, 1));
        rig.awaitCandles(sol, DAY + 1);

        assertThat(rig.counted("live")).isEqualTo(1);
        assertThat(rig.exchange.questions).hasSize(asked);
        assertThat(rig.room.value("SELECT upper(covered) = '2026-03-10T12:01:00Z' FROM market"))
                .isEqualTo(true);
    }

    @Test
    void what_the_live_line_lost_is_asked_for() {
        int sol = rig.call(SOL, 30);
        rig.run();
        rig.awaitState("following");
        rig.clock.set(rig.clock.instant().plusSeconds(300));
        rig.exchange.only().say(SOL, after(4, 5));
        rig.awaitCandles(sol, DAY + 5);
        assertThat(rig.room.value(
                        "SELECT covered::text = (SELECT range_merge(covered)::tstzmultirange::text) FROM market"))
                .isEqualTo(true);
    }

    @Test
    void a_market_whose_calls_need_no_more_prices_is_not_followed() {
        rig.call(SOL, 30);
        Undone.call(rig.room, FEED, BTC, START.minusSeconds(400_000), START.minusSeconds(300_000));
        rig.exchange.markets.put(BTC, Undone.minutes(START.minusSeconds(600_000), START.minusSeconds(200_000)));
        rig.run();
        rig.awaitState("following");
        assertThat(rig.exchange.only().followed).containsExactly(SOL);
        assertThat(rig.last().getInteger("markets")).isEqualTo(2);
    }

    @Test
    void more_than_the_buffer_holds_is_dropped_counted_and_filled_from_history() {
        int sol = rig.call(SOL, 30);
        rig.exchange.most = 100_000;
        rig.exchange.markets.put(SOL, Undone.minutes(START.minus(Duration.ofHours(30)), START.plusSeconds(700_000)));
        Undone.call(rig.room, FEED, SOL, START, START.plusSeconds(700_000));
        rig.run();
        rig.awaitState("following");

        int many = LiveCandles.MOST + 50;
        rig.exchange.only().say(SOL, after(0, many));
        rig.room.eventually(SOON, () -> rig.counted("dropped") == 50);
        rig.awaitCandles(sol, DAY + LiveCandles.MOST);

        rig.clock.set(START.plusSeconds(60L * many));
        rig.awaitCandles(sol, DAY + many);
        assertThat(rig.counted("dropped")).isEqualTo(50);
    }

    @Test
    void a_candle_of_a_market_that_nobody_asked_for_is_not_stored() {
        int sol = rig.call(SOL, 30);
        rig.run();
        rig.awaitState("following");
        rig.exchange.only().say(BTC, after(0, 1));
        rig.exchange.only().say(SOL, after(0, 1));
        rig.awaitCandles(sol, DAY + 1);
        assertThat(rig.room.value("SELECT count(*) FROM candle")).isEqualTo(DAY + 1L);
        assertThat(rig.counted("dropped")).isEqualTo(1);
    }

    @Test
    void a_market_that_the_feed_lacks_is_noted_told_and_left_alone_for_a_day() {
        int btc = rig.call(BTC, 30);
        int nope = Undone.call(rig.room, FEED, Market.of("NOPE", null), START.minusSeconds(60), START.plusSeconds(60));
        rig.run();
        rig.awaitState("following");
        rig.room.eventually(
                SOON,
                () -> rig.last().getInteger("missing") == 1
                        && rig.last().getString("detail").contains("lacks some markets"));

        assertThat(rig.candles(btc)).isEqualTo(DAY);
        assertThat(rig.exchange.about(Market.of("NOPE", null))).hasSize(1);
        assertThat(rig.room.value("SELECT listed FROM market WHERE id = " + nope))
                .isEqualTo(false);
        assertThat(rig.exchange.only().followed).containsExactly(BTC);

        rig.exchange.markets.put(Market.of("NOPE", null), List.of());
        rig.clock.set(rig.clock.instant().plus(Duration.ofHours(25)));
        rig.room.eventually(
                SOON,
                () -> rig.room
                        .value("SELECT listed FROM market WHERE id = " + nope)
                        .equals(true));
    }

    @Test
    void a_feed_that_cannot_be_asked_is_left_alone_for_its_patience() {
        int sol = rig.call(SOL, 30);
        rig.exchange.fault = ListFeed.fault("The exchange is closed. Wait.", 2_500);
        rig.run();
        rig.awaitState("waiting");
        assertThat(rig.last().getString("detail")).isEqualTo("The exchange is closed. Wait.");
        rig.room.eventually(SOON, () -> rig.exchange.questions.size() == 2);
        List<ListFeed.Question> asked = List.copyOf(rig.exchange.questions);
        assertThat(asked.get(1).nanos() - asked.get(0).nanos()).isGreaterThanOrEqualTo(2_500_000_000L);

        rig.exchange.fault = null;
        rig.awaitState("following");
        assertThat(rig.candles(sol)).isEqualTo(DAY);
    }

    @Test
    void a_feed_that_breaks_its_promise_stores_nothing() {
        rig.call(SOL, 30);
        rig.exchange.fault = new IllegalStateException("planted, a secret");
        rig.run();
        rig.awaitState("waiting");
        assertThat(rig.last().getString("detail")).doesNotContain("secret").contains("the log says more");
        assertThat(rig.room.value("SELECT count(*) FROM candle")).isEqualTo(0L);
    }

    @Test
    void while_nothing_can_be_stored_the_status_says_so_and_then_it_goes_on() {
        int sol = rig.call(SOL, 30);
        await(rig.room.pool.query("ALTER TABLE candle RENAME TO away").execute());
        rig.run();
        rig.awaitState("waiting");
        assertThat(rig.last().getString("detail")).contains("see to the database");

        await(rig.room.pool.query("ALTER TABLE away RENAME TO candle").execute());
        rig.awaitState("following");
        assertThat(rig.candles(sol)).isEqualTo(DAY);
    }

    @Test
    void without_a_feed_the_state_is_off() {
        rig.call(SOL, 30);
        rig.run(rig.room.vertx, rig.room.pool, rig.room.bus, false);
        rig.awaitState("off");
        assertThat(rig.last().getString("feed")).isEqualTo("none");
        assertThat(rig.last().getString("detail")).contains("MARKET_FEED");
    }

    @Test
    void what_was_heard_is_stored_before_the_lease_is_given_back() {
        int sol = rig.call(SOL, 30);
        String verticle = rig.run();
        rig.awaitState("following");
        ListFeed feed = rig.exchange.only();
        Instant begun = Instant.now();
        feed.say(SOL, after(0, 3));
        await(rig.room.vertx.undeploy(verticle));
        assertThat(feed.closed).isTrue();
        assertThat(rig.candles(sol)).isEqualTo(DAY + 3);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
}
