package io.signalroom.market;

import static io.signalroom.market.MarketRig.SOL;
import static io.signalroom.market.MarketRig.SOON;
import static io.signalroom.market.MarketRig.START;
import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CandlesAsked;
import io.signalroom.bus.message.CandlesFound;
import io.signalroom.db.Db;
import io.signalroom.market.candle.Undone;
import io.signalroom.testing.Servers;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes, one exchange. */
@ExtendWith(Servers.class)
class OneFollowerTest {
    private final MarketRig rig = new MarketRig();
    private final Vertx otherNode = Vertx.vertx();
    private final Pool otherPool =
            Db.pool(otherNode, rig.room.url, "other", new Db.Limits(4, Duration.ofSeconds(2), Duration.ofSeconds(10)));
    private final Bus otherBus = Bus.open(otherNode);
    private String first;
    private int sol;

    @BeforeEach
    void first_follows() {
        sol = rig.call(SOL, 30);
        first = rig.run(otherNode, otherPool, otherBus, true);
        rig.run();
        rig.awaitCandles(sol, 26 * 60);
    }

    @AfterEach
    void close() {
        await(otherNode.close());
        rig.close();
    }

    @Test
    void the_second_stands_by_and_still_draws_charts() {
        CandlesAsked hour =
                new CandlesAsked("SOL", "USDT", Optional.empty(), 3_600, START.minusSeconds(7_200), START, 9);
        for (Bus bus : new Bus[] {rig.room.bus, otherBus}) {
            CandlesFound found = await(bus.request(Addresses.CANDLES_GET, hour, Duration.ofSeconds(5)));
            assertThat(found.body().getJsonArray("data")).hasSize(2);
            assertThat(found.body().getString("feed")).isEqualTo("binance");
        }
        assertThat(rig.exchange.feeds).hasSize(1);
        assertThat(rig.status).isEmpty();
    }

    @Test
    void after_an_orderly_stop_the_second_goes_on_with_a_feed_of_its_own() {
        await(otherNode.undeploy(first));
        rig.awaitState("following");
        rig.room.eventually(SOON, () -> rig.exchange.only().followed.contains(SOL));
        rig.exchange.only().say(SOL, Undone.minutes(START, START.plusSeconds(60)));
        rig.awaitCandles(sol, 26 * 60 + 1);
        assertThat(rig.exchange.feeds).hasSize(2);
    }

    @Test
    void a_first_that_is_cut_from_the_database_is_replaced_and_closes_its_feed() {
        ListFeed cut = rig.exchange.only();
        await(otherPool.close());
        rig.awaitState("following");
        assertThat(rig.exchange.feeds).hasSize(2);
        rig.room.eventually(SOON, () -> cut.closed);
    }
}
