package io.signalroom.market.outcome;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.CandlesStored;
import io.signalroom.config.AppConfig;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.market.candle.Market;
import io.signalroom.market.outcome.ReferenceOutcome.Bar;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import io.signalroom.testing.Servers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From stored posts and candles to outcomes, on a real PostgreSQL. */
@ExtendWith(Servers.class)
class OutcomeVerticleTest {
    private final OutcomeRig rig = new OutcomeRig();

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Minutes at one price, then up by one a minute. */
    private static List<Bar> rising(int quiet, int minutes) {
        List<Bar> all = new ArrayList<>();
        for (int i = -25 * 60; i < minutes; i++) {
            double first = 100 + Math.max(0, i - quiet);
            double last = 100 + Math.max(0, i + 1 - quiet);
            all.add(new Bar(
                    OutcomeRig.NOON + i * OutcomeRig.MINUTE,
                    OutcomeRig.NOON + (i + 1) * OutcomeRig.MINUTE,
                    first,
                    last,
                    first,
                    last));
        }
        return all;
    }

    private static SignalFields buy(String coin) {
        return SignalFields.builder()
                .symbol(coin)
                .side(Side.LONG)
                .entryMarket(true)
                .targets(List.of(BigDecimal.valueOf(103), BigDecimal.valueOf(106)))
                .stopLoss(BigDecimal.valueOf(95))
                .build();
    }

    private void at(String coin, int minute) {
        rig.clock.set(Instant.ofEpochMilli(OutcomeRig.NOON + minute * OutcomeRig.MINUTE));
        rig.know(coin, OutcomeRig.NOON + minute * OutcomeRig.MINUTE);
    }

    private String events() {
        return String.valueOf(rig.room.value("SELECT string_agg(type, ' ' ORDER BY seq) FROM signal_event"));
    }

    @Test
    void every_change_of_an_outcome_is_an_event_in_the_log() {
        rig.market("AAA", rising(5, 30));
        rig.deploy();
        rig.room.post(OutcomeRig.imported(1, OutcomeRig.NOON, OutcomeRig.text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        rig.room.hint();
        rig.room.eventually(OutcomeRig.SOON, () -> rig.state(1).equals("no_data"));
        assertThat(rig.room.value("SELECT count(*) FROM rollup_due"))
                .as("that a call waits is no event, but is counted")
                .isEqualTo(1L);
        at("AAA", 3);
        rig.room.eventually(OutcomeRig.SOON, () -> rig.state(1).equals("open"));
        at("AAA", 8);
        rig.room.eventually(
                OutcomeRig.SOON,
                () -> rig.one("SELECT cardinality(hits) FROM outcome").equals(1));
        at("AAA", 12);
        rig.room.eventually(OutcomeRig.SOON, () -> rig.state(1).equals("all_targets"));
        assertThat(events()).isEqualTo("signal.created signal.outcome signal.outcome signal.outcome");
        assertThat(rig.room.value("SELECT run_up_1h || ' ' || run_up_24h || ' ' || followed FROM outcome"))
                .isEqualTo("0 0 true");
    }

    @Test
    void a_call_at_a_hole_keeps_no_other_call_waiting() {
        rig.market("AAA", rising(5, 3_000));
        long hole = OutcomeRig.NOON + 20 * OutcomeRig.MINUTE;
        rig.stored.know(new Market("AAA", "USDT"), Long.MIN_VALUE, hole);
        rig.stored.know(new Market("AAA", "USDT"), hole + OutcomeRig.MINUTE, Long.MAX_VALUE);
        rig.deploy();
        SignalFields far = SignalFields.builder()
                .symbol("AAA")
                .side(Side.LONG)
                .entryMarket(true)
                .targets(List.of(BigDecimal.valueOf(2_000)))
                .build();
        SignalFields near = SignalFields.builder()
                .symbol("AAA")
                .side(Side.LONG)
                .entryMarket(true)
                .targets(List.of(BigDecimal.valueOf(1_700)))
                .build();
        rig.room.post(OutcomeRig.imported(1, OutcomeRig.NOON, OutcomeRig.text(PostKind.TRADE_SIGNAL, far)));
        rig.room.post(OutcomeRig.imported(
                2, OutcomeRig.NOON + 1_560 * OutcomeRig.MINUTE, OutcomeRig.text(PostKind.TRADE_SIGNAL, near)));
        rig.room.hint();
        rig.clock.set(Instant.ofEpochMilli(OutcomeRig.NOON + 1_600 * OutcomeRig.MINUTE));
        rig.room.eventually(
                OutcomeRig.SOON,
                () -> rig.state(1).equals("open") && rig.state(2).equals("open"));
        rig.clock.set(Instant.ofEpochMilli(OutcomeRig.NOON + 1_610 * OutcomeRig.MINUTE));
        rig.room.eventually(OutcomeRig.SOON, () -> rig.state(2).equals("all_targets"));
        assertThat(rig.state(1)).isEqualTo("open");
        rig.stored.know(new Market("AAA", "USDT"), hole, hole + OutcomeRig.MINUTE);
        rig.room.bus.publish(Addresses.CANDLES_STORED, new CandlesStored("file"));
        rig.room.eventually(OutcomeRig.SOON, () -> rig.state(1).equals("expired"));
    }

    @Test
    void a_call_in_a_market_that_is_traded_no_more_expires_at_its_last_price() {
        rig.market("AAA", rising(100, 10));
        rig.deploy();
        rig.room.post(OutcomeRig.imported(1, OutcomeRig.NOON, OutcomeRig.text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        rig.room.post(OutcomeRig.imported(
                2, OutcomeRig.NOON + 15 * OutcomeRig.MINUTE, OutcomeRig.text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        rig.room.hint();
        at("AAA", 50);
        rig.room.eventually(OutcomeRig.SOON, () -> rig.state(1).equals("open"));
        at("AAA", 62);
        rig.room.eventually(OutcomeRig.SOON, () -> rig.state(1).equals("expired"));
        assertThat(rig.room.value("SELECT percent < 0 AND percent > -1 FROM outcome WHERE state = 'expired'"))
                .isEqualTo(true);
        at("AAA", 90);
        rig.room.eventually(
                OutcomeRig.SOON,
                () -> rig.one("SELECT state || followed FROM outcome WHERE posted_at > '2026-03-01T12:10Z'")
                        .equals("no_datatrue"));
    }

    @Test
    void a_settled_call_is_compared_with_random_entries_once_a_day_more_is_known() {
        List<Bar> bars = rising(5, 3_000);
        rig.market("AAA", bars);
        rig.deploy();
        rig.room.post(OutcomeRig.imported(1, OutcomeRig.NOON, OutcomeRig.text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        rig.room.hint();
        at("AAA", 1_400);
        rig.room.eventually(OutcomeRig.SOON, () -> rig.state(1).equals("all_targets"));
        assertThat(rig.room.value("SELECT done FROM outcome")).isEqualTo(false);
        at("AAA", 2_900);
        rig.room.eventually(
                OutcomeRig.SOON, () -> rig.one("SELECT done FROM outcome").equals(true));
        RandomEntry random = new RandomEntry(OutcomeRig.ASSUMED, PositionPropertyTest.series(bars));
        StoredSignal call = rig.signals().get(0);
        double mean = random.of(call.id(), TradePlan.of(call.fields()), OutcomeRig.NOON, OutcomeRig.EXPIRY)
                .orElseThrow()
                .r();
        assertThat((Double) rig.room.value("SELECT benchmark_r FROM outcome")).isCloseTo(mean, within(1e-9));
    }

    @Test
    void a_second_node_takes_over_where_the_first_ended() {
        rig.market("AAA", rising(5, 30));
        rig.deploy();
        String second = await(rig.room.vertx.deployVerticle(new OutcomeVerticle(
                rig.room.pool,
                rig.room.bus,
                OutcomeRig.SETTINGS,
                new OutcomeVerticle.Prices(rig.mock, "file", rig.stored),
                rig.clock)));
        rig.room.post(OutcomeRig.imported(1, OutcomeRig.NOON, OutcomeRig.text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        rig.room.hint();
        at("AAA", 3);
        rig.room.eventually(OutcomeRig.SOON, () -> rig.state(1).equals("open"));
        await(rig.room.vertx.undeploy(rig.deployed));
        at("AAA", 12);
        rig.room.eventually(OutcomeRig.SOON, () -> rig.state(1).equals("all_targets"));
        assertThat(events()).isEqualTo("signal.created signal.outcome signal.outcome");
        await(rig.room.vertx.undeploy(second));
    }

    @Test
    void the_demo_follows_invented_prices_and_nothing_else_does() {
        rig.stored.put(new Market("AAA", "USDT"), rising(5, 30));
        rig.mock.put(new Market("AAA", "USDT"), rising(200, 30));
        rig.deploy();
        rig.room.post(OutcomeRig.imported(1, OutcomeRig.NOON, OutcomeRig.text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        rig.room.post(new Post(
                8,
                2,
                Instant.ofEpochMilli(OutcomeRig.NOON),
                null,
                OutcomeRig.text(PostKind.TRADE_SIGNAL, buy("AAA")),
                null,
                Origin.DEMO));
        rig.room.hint();
        at("AAA", 20);
        rig.room.eventually(
                OutcomeRig.SOON,
                () -> rig.state(1).equals("all_targets") && rig.state(2).equals("open"));
        assertThat(rig.room.value("SELECT string_agg(feed || origin, ' ' ORDER BY feed) FROM outcome o "
                        + "JOIN market m ON m.id = o.market_id"))
                .isEqualTo("fileimported mockdemo");
    }

    @Test
    void a_launch_is_held_and_measured_at_fixed_times() {
        rig.market("AAA", rising(0, 10 * 24 * 60));
        rig.deploy();
        SignalFields launch = SignalFields.builder().symbol("AAA").build();
        rig.room.post(OutcomeRig.imported(1, OutcomeRig.NOON, OutcomeRig.text(PostKind.TOKEN_LAUNCH, launch)));
        rig.room.hint();
        at("AAA", 90);
        String twice =
                "SELECT (horizons->>'5m') || ' ' || (horizons->>'1h') || ' ' || (horizons->>'24h' IS NULL) FROM outcome";
        rig.room.eventually(OutcomeRig.SOON, () -> "3.9604 58.4158 true".equals(rig.one(twice)));
        at("AAA", 8 * 24 * 60);
        rig.room.eventually(
                OutcomeRig.SOON, () -> rig.one("SELECT followed FROM outcome").equals(true));
        assertThat(rig.room.value("SELECT state || ' ' || (r IS NULL) || ' ' || (horizons->>'24h') FROM outcome"))
                .isEqualTo("expired true 1424.7525");
    }

    @Test
    void what_is_no_call_has_no_outcome_and_what_is_withdrawn_has_none_any_more() {
        rig.market("AAA", rising(5, 30));
        rig.deploy();
        rig.room.post(OutcomeRig.imported(1, OutcomeRig.NOON, OutcomeRig.text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        rig.room.post(OutcomeRig.imported(
                2,
                OutcomeRig.NOON,
                OutcomeRig.text(
                        PostKind.LISTING, SignalFields.builder().symbol("AAA").build())));
        rig.room.post(OutcomeRig.imported(
                3,
                OutcomeRig.NOON,
                OutcomeRig.text(
                        PostKind.TRADE_SIGNAL,
                        SignalFields.builder().symbol("AAA").build())));
        rig.room.hint();
        rig.room.eventually(
                OutcomeRig.SOON,
                () -> rig.room.value("SELECT count(*) FROM signal").equals(3L) && rig.upToDate());
        assertThat(rig.room.value("SELECT count(*) FROM outcome")).isEqualTo(1L);
        rig.signals()
                .forEach(signal -> await(rig.room.pool.withTransaction(
                        tx -> new SignalStore().withdraw(tx, new EventLog(), signal.id()))));
        rig.room.eventually(
                OutcomeRig.SOON,
                () -> rig.room.value("SELECT count(*) FROM outcome").equals(0L));
    }

    @Test
    void under_other_assumptions_every_call_is_measured_anew_and_readers_load_again() {
        rig.market("AAA", rising(5, 30));
        rig.deploy();
        rig.room.post(OutcomeRig.imported(1, OutcomeRig.NOON, OutcomeRig.text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        rig.room.hint();
        at("AAA", 20);
        rig.room.eventually(OutcomeRig.SOON, () -> rig.state(1).equals("all_targets"));
        Object before = rig.room.value("SELECT percent FROM outcome");
        Object epoch = rig.room.value("SELECT epoch FROM event_head");
        await(rig.room.vertx.undeploy(rig.deployed));
        AppConfig.Outcomes dear =
                new AppConfig.Outcomes(Duration.ofSeconds(30), OutcomeRig.EXPIRY, OutcomeRig.EXPIRY, 2, 0.05);
        await(rig.room.vertx.deployVerticle(new OutcomeVerticle(
                rig.room.pool,
                rig.room.bus,
                dear,
                new OutcomeVerticle.Prices(rig.mock, "file", rig.stored),
                rig.clock)));
        rig.room.eventually(
                OutcomeRig.SOON,
                () -> !rig.room.value("SELECT epoch FROM event_head").equals(epoch));
        assertThat((double) rig.room.value("SELECT percent FROM outcome")).isLessThan((double) before - 3);
    }
}
