package io.signalroom.market.feed.binance;

import static io.signalroom.market.feed.binance.BinanceRig.BTC;
import static io.signalroom.market.feed.binance.BinanceRig.SOL;
import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.market.candle.Market;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What comes over the live line, and how it heals. */
@Execution(ExecutionMode.CONCURRENT)
class BinanceStreamTest {
    private static final long T = 1_772_355_600_000L;
    private final BinanceRig rig = new BinanceRig();
    private final FakeStreams streams = rig.fake.streams;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void only_closed_candles_of_followed_markets_arrive_exact_and_in_order() {
        rig.followed(SOL, BTC);
        streams.send("SOLUSDT", T, false);
        streams.send("SOLUSDT", T, true);
        streams.say(FakeKlines.message("ETHUSDT", T, true).encode());
        streams.send("BTCUSDT", T, true);
        streams.send("SOLUSDT", T + FakeKlines.MINUTE, true);
        rig.eventually(() -> rig.heard.size() == 3);

        assertThat(rig.heard)
                .containsExactly(
                        new BinanceRig.Heard(SOL, FakeKlines.candle("SOLUSDT", T)),
                        new BinanceRig.Heard(BTC, FakeKlines.candle("BTCUSDT", T)),
                        new BinanceRig.Heard(SOL, FakeKlines.candle("SOLUSDT", T + FakeKlines.MINUTE)));
        assertThat(rig.counts().live().candles()).isEqualTo(3);
    }

    @Test
    void a_new_set_sends_the_difference_only_and_what_left_it_comes_no_more() {
        Market eth = new Market("ETH", "USDT");
        rig.followed(SOL, BTC);
        rig.followed(SOL, eth);
        streams.say(FakeKlines.message("BTCUSDT", T, true).encode());
        streams.send("ETHUSDT", T, true);
        rig.eventually(() -> !rig.heard.isEmpty());

        assertThat(rig.heard).extracting(BinanceRig.Heard::market).containsExactly(eth);
        assertThat(streams.messages.subList(1, streams.messages.size()))
                .extracting(
                        m -> m.getString("method") + m.getJsonArray("params").encode())
                .containsExactly("UNSUBSCRIBE[\"btcusdt@kline_1m\"]", "SUBSCRIBE[\"ethusdt@kline_1m\"]");
        assertThat(streams.connections).hasValue(1);
    }

    @Test
    void the_same_set_again_sends_nothing() {
        rig.followed(SOL);
        rig.follow(Set.of(SOL));
        rig.followed(SOL, BTC);

        assertThat(streams.messages)
                .extracting(m -> m.getJsonArray("params"))
                .containsExactly(new JsonArray().add("solusdt@kline_1m"), new JsonArray().add("btcusdt@kline_1m"));
    }

    @Test
    void a_connection_that_is_closed_or_cut_is_made_again_and_subscribed_again() {
        rig.followed(SOL, BTC);
        streams.closeAll();
        rig.eventually(() -> streams.connections.get() == 2);
        rig.awaitSubscribed(Set.of(SOL, BTC));
        streams.send("SOLUSDT", T, true);

        rig.eventually(() -> rig.heard.size() == 1);
        assertThat(rig.counts().live().connections()).isEqualTo(2);
    }

    @Test
    void a_connection_that_says_nothing_is_dead_but_pings_keep_it_and_are_answered() {
        rig.followed(SOL);
        Duration step = BinanceRig.SILENCE.dividedBy(3);
        for (int i = 0; i < 6; i++) {
            await(rig.vertx.timer(step.toMillis()));
            streams.ping();
        }
        rig.eventually(() -> streams.pongs.get() == 6);
        assertThat(streams.connections).hasValue(1);

        rig.eventually(() -> streams.connections.get() == 2);
        rig.awaitSubscribed(Set.of(SOL));
    }

    @Test
    void a_subscription_without_an_answer_is_tried_on_a_new_connection() {
        streams.mute = true;
        rig.follow(Set.of(SOL));
        rig.eventually(() -> streams.messages.size() == 1);
        streams.mute = false;
        rig.awaitSubscribed(Set.of(SOL));

        assertThat(streams.connections).hasValue(2);
    }

    @Test
    void a_refused_subscription_is_tried_again_less_and_less_often() {
        streams.refusing = true;
        long begin = System.nanoTime();
        rig.follow(Set.of(SOL));
        rig.eventually(() -> streams.connections.get() == 3);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(3));
        streams.refusing = false;
        rig.awaitSubscribed(Set.of(SOL));
    }

    @Test
    void a_handshake_without_an_end_is_given_up() {
        streams.hanging = true;
        rig.follow(Set.of(SOL));
        rig.eventually(() -> streams.connections.get() == 1);
        streams.hanging = false;

        rig.awaitSubscribed(Set.of(SOL));
        rig.eventually(() -> rig.fake.open.size() == 1);
    }

    @Test
    void a_refused_handshake_is_tried_again() {
        streams.rejecting = true;
        rig.follow(Set.of(SOL));
        rig.eventually(() -> streams.connections.get() == 2);
        streams.rejecting = false;

        rig.awaitSubscribed(Set.of(SOL));
        assertThat(rig.counts().live().connections()).isEqualTo(1);
    }

    @Test
    void many_markets_are_subscribed_in_pieces_no_faster_than_binance_takes_them() {
        Set<Market> many = IntStream.range(0, 1_100)
                .mapToObj(i -> new Market("COIN" + i, "USDT"))
                .collect(Collectors.toSet());
        rig.follow(many);
        rig.eventually(() -> streams.subscriptions().stream().anyMatch(s -> s.size() == BinanceFeed.MOST_LIVE));

        assertThat(streams.messages)
                .hasSize(11)
                .allMatch(m -> m.getJsonArray("params").size() <= Subscriptions.PIECE)
                .allMatch(m -> m.encode().length() < 4_096);
        assertThat(streams.tooFast).hasValue(0);
        assertThat(rig.counts().beyondLive()).isEqualTo(76);
    }

    @Test
    void who_is_followed_stays_when_more_come_than_fit() {
        rig.followed(SOL);
        Set<Market> many = IntStream.range(0, 1_100)
                .mapToObj(i -> new Market("COIN" + i, "USDT"))
                .collect(Collectors.toSet());
        many.add(SOL);
        rig.follow(many);
        rig.eventually(() -> streams.subscriptions().stream().anyMatch(s -> s.size() == BinanceFeed.MOST_LIVE));

        assertThat(streams.subscriptions().get(0)).contains("solusdt@kline_1m");
        assertThat(streams.messages).noneMatch(m -> m.getString("method").equals("UNSUBSCRIBE"));
    }

    @Test
    void messages_that_are_none_are_counted_and_the_line_goes_on() {
        rig.followed(SOL);
        JsonObject spoiled = FakeKlines.message("SOLUSDT", T, true);
        spoiled.getJsonObject("data").getJsonObject("k").put("h", "1e999999999");
        JsonObject broken = FakeKlines.message("SOLUSDT", T, true);
        broken.getJsonObject("data").getJsonObject("k").put("h", "0.00000001");
        for (String text : List.of("<html>", "[1]", "{}", "{\"stream\":1,\"data\":[]}", spoiled.encode())) {
            streams.say(text);
        }
        streams.say(broken.encode());
        streams.send("SOLUSDT", T, true);
        rig.eventually(() -> rig.heard.size() == 1);

        assertThat(rig.counts().live().unreadable()).isEqualTo(5);
        assertThat(rig.counts().brokenKlines()).isEqualTo(1);
        assertThat(streams.connections).hasValue(1);
    }

    @Test
    void a_message_over_the_bound_ends_the_connection() {
        rig.followed(SOL);
        streams.say("x".repeat(70_000));

        rig.eventually(() -> streams.connections.get() == 2);
        rig.awaitSubscribed(Set.of(SOL));
    }

    @Test
    void two_markets_of_one_symbol_get_its_candles_both() {
        Market odd = new Market("SOLU", "SDT");
        rig.follow(Set.of(SOL, odd));
        rig.awaitSubscribed(Set.of(SOL));
        streams.send("SOLUSDT", T, true);
        rig.eventually(() -> rig.heard.size() == 2);

        assertThat(rig.heard).extracting(BinanceRig.Heard::market).containsExactlyInAnyOrder(SOL, odd);
    }

    @Test
    void nothing_to_follow_needs_no_connection() {
        rig.follow(Set.of(new Market("币安", "USDT")));
        assertThat(streams.connections).hasValue(0);

        rig.followed(SOL);
        rig.follow(Set.of());
        rig.eventually(() -> rig.fake.open.isEmpty());
        int made = streams.connections.get();
        await(rig.vertx.timer(BinanceRig.SILENCE.toMillis()));
        assertThat(streams.connections).hasValue(made);

        rig.followed(BTC);
        assertThat(streams.connections).hasValueGreaterThan(made);
    }
}
