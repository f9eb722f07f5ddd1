package io.signalroom.market;

import static io.signalroom.market.MarketRig.BTC;
import static io.signalroom.market.MarketRig.FEED;
import static io.signalroom.market.MarketRig.SOL;
import static io.signalroom.market.MarketRig.SOON;
import static io.signalroom.market.MarketRig.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.market.candle.Market;
import io.signalroom.market.candle.Undone;
import io.signalroom.market.feed.FeedException;
import io.signalroom.testing.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Markets whose prices do not come leave the others alone. */
@ExtendWith(Servers.class)
class HeldMarketsTest {
    private static final int DAY = 26 * 60;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final MarketRig rig = new MarketRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static List<Market> coins(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Market.of(name + i, null))
                .toList();
    }

    private void later(Duration time) {
        rig.clock.set(rig.clock.instant().plus(time));
    }

    @Test
    void one_markets_refusal_holds_that_market_for_its_patience_and_no_other() {
        int sol = rig.call(SOL, 30);
        int btc = rig.call(BTC, 30);
        rig.exchange.faults.put(SOL, FeedException.ofOneMarket("SOL is odd. Report it.", PATIENCE));
        rig.run();
        rig.awaitCandles(btc, DAY);
        rig.awaitState("waiting");
        assertThat(rig.last().getString("detail")).isEqualTo("SOL is odd. Report it.");
        assertThat(rig.last().getLong("behind")).isEqualTo(DAY);
        assertThat(rig.exchange.about(SOL)).hasSize(1);
        assertThat(rig.meters.counter(Refusals.COUNTER).count()).isEqualTo(1);

        rig.exchange.faults.clear();
        later(PATIENCE);
        rig.room.eventually(SOON, () -> rig.candles(sol) >= DAY);
        rig.awaitState("following");
    }

    @Test
    void a_feed_that_breaks_its_promise_for_one_market_keeps_it_for_the_others() {
        rig.call(SOL, 30);
        int btc = rig.call(BTC, 30);
        rig.exchange.faults.put(SOL, new IllegalStateException("planted"));
        rig.run();
        rig.awaitCandles(btc, DAY);
    }

    @Test
    void a_feed_that_refuses_one_market_after_the_other_is_left_alone() {
        List<Market> odd = coins("ODD", 3 * Backfill.MOST_REFUSED);
        Undone.calls(rig.room, FEED, odd, START.minusSeconds(60), START.plusSeconds(60));
        odd.forEach(coin -> rig.exchange.faults.put(coin, FeedException.ofOneMarket("This is no exchange.", PATIENCE)));
        rig.run();
        rig.awaitState("waiting");
        assertThat(rig.last().getString("detail")).isEqualTo("This is no exchange.");
        assertThat(rig.exchange.questions).hasSize(Backfill.MOST_REFUSED);
    }

    @Test
    void prices_that_are_not_there_yet_are_asked_for_again_later_and_older_calls_do_not_wait_for_them() {
        int sol = rig.call(SOL, 3_000);
        Undone.call(rig.room, FEED, SOL, START.minus(Duration.ofDays(50)), START.minus(Duration.ofDays(49)));
        Undone.call(rig.room, FEED, SOL, START.minus(Duration.ofDays(90)), START.minus(Duration.ofDays(89)));
        rig.exchange.known.put(SOL, START.minus(Duration.ofDays(20)));
        int old = 2 * (25 + 24 + 24) * 60;
        rig.run();
        rig.awaitCandles(sol, old);
        rig.awaitState("waiting");
        assertThat(rig.last().getString("detail")).contains("no prices yet", "KLINES_DIR");
        assertThat(rig.last().getLong("behind")).isEqualTo(DAY);
        assertThat(rig.last().getInteger("missing")).isZero();
        assertThat(rig.status).noneMatch(s -> s.getString("state").equals("following"));

        rig.exchange.known.clear();
        int asked = rig.exchange.questions.size();
        later(Backfill.NOT_YET.minusSeconds(1));
        int btc = rig.call(BTC, 30);
        rig.room.eventually(SOON, () -> rig.candles(btc) >= DAY);
        assertThat(rig.exchange.about(SOL)).hasSize(asked);
        later(Duration.ofSeconds(1));
        rig.room.eventually(SOON, () -> rig.candles(sol) >= old + DAY);
        rig.awaitState("following");
    }

    @Test
    void two_thousand_markets_that_the_feed_lacks_cost_a_few_hints_and_crowd_nobody_out() {
        int sol = rig.call(SOL, 30);
        Undone.calls(rig.room, FEED, coins("LAUNCH", 2_000), START, START.plus(Duration.ofDays(9)));
        rig.run();
        rig.room.eventually(SOON, () -> rig.last().getInteger("missing", 0) == 2_000);
        rig.awaitState("following");
        assertThat(rig.candles(sol)).isEqualTo(DAY);
        assertThat(rig.exchange.only().followed).isEqualTo(Set.of(SOL));
        assertThat(rig.last().getInteger("markets")).isEqualTo(2_001);
        assertThat(rig.last().getLong("behind")).isZero();
        assertThat(rig.exchange.questions).hasSize(2_004);
        assertThat(rig.hints.get()).isLessThan(30);
    }
}
