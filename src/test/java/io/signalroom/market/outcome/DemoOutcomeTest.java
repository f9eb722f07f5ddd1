package io.signalroom.market.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.demo.DemoEvent;
import io.signalroom.demo.DemoPost;
import io.signalroom.demo.DemoWriter;
import io.signalroom.market.candle.CandleReader.Stretch;
import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.MockFeed;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.PostKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Demo calls, followed by the mock feed's candles: what channels know about prices shows in how their calls turn out. */
class DemoOutcomeTest {
    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-20T12:00:00Z");
    private static final Assumptions ASSUMED = Assumptions.DEFAULT;

    /** Right more often than not: skill of 0.63 and more in the demo's list of channels. */
    private static final Set<String> SKILLED = Set.of(
            "demo_pelican_desk", "demo_night_heron", "demo_slow_badger", "demo_copper_otter", "demo_quiet_candle");

    /** Wrong more often than not: skill of 0.44 and less. */
    private static final Set<String> UNSKILLED = Set.of(
            "demo_moonberry_vip", "demo_rocket_radish", "demo_hollow_drum", "demo_velvet_bull", "demo_kometa_signals");

    private static final Map<String, List<Outcome>> OUTCOMES = new HashMap<>();
    private static Vertx vertx;
    private static MockFeed feed;

    @BeforeAll
    static void follow() throws Exception {
        vertx = Vertx.vertx();
        feed = new MockFeed(vertx, Clock.fixed(LATER, ZoneOffset.UTC));
        DemoWriter writer = new DemoWriter(33, END, 12_000);
        Map<Long, String> names =
                writer.channels().stream().collect(Collectors.toMap(ChannelInfo::id, ChannelInfo::username));
        for (Iterator<DemoEvent> events = writer.events(); events.hasNext(); ) {
            if (events.next() instanceof DemoPost post && call(post)) {
                String channel = names.get(post.post().channelId());
                if (SKILLED.contains(channel) || UNSKILLED.contains(channel)) {
                    OUTCOMES.computeIfAbsent(channel, name -> new ArrayList<>()).add(outcome(post));
                }
            }
        }
    }

    @AfterAll
    static void close() throws Exception {
        await(feed.close());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static boolean call(DemoPost post) {
        return !post.edit() && post.written() == PostKind.TRADE_SIGNAL;
    }

    private static Outcome outcome(DemoPost post) throws Exception {
        Instant begins = post.at().plus(ASSUMED.latency());
        Instant expires = begins.plus(ASSUMED.expiryOf(post.truth()));
        Market market = Market.of(post.truth()).orElseThrow();
        CandleSeries candles = await(feed.read(List.of(new Stretch(market, begins, expires.plusSeconds(120)))))
                .get(market);
        Position position =
                new Position(TradePlan.of(post.truth()), ASSUMED, begins.toEpochMilli(), expires.toEpochMilli());
        position.follow(candles);
        return position.outcome();
    }

    private static double meanR(Set<String> channels) {
        return channels.stream()
                .flatMap(channel -> OUTCOMES.get(channel).stream())
                .filter(outcome -> outcome.r() != null)
                .mapToDouble(Outcome::r)
                .average()
                .orElseThrow();
    }

    @Test
    void calls_of_skilled_channels_gain_and_those_of_unskilled_ones_lose() {
        assertThat(meanR(SKILLED)).isPositive();
        assertThat(meanR(UNSKILLED)).isNegative();
        assertThat(meanR(SKILLED) - meanR(UNSKILLED)).isGreaterThan(0.15);
    }

    @Test
    void every_skilled_channel_does_better_than_every_unskilled_one() {
        double worst = SKILLED.stream().mapToDouble(c -> meanR(Set.of(c))).min().orElseThrow();
        double best =
                UNSKILLED.stream().mapToDouble(c -> meanR(Set.of(c))).max().orElseThrow();
        assertThat(worst).isGreaterThan(best);
    }

    @Test
    void every_call_of_the_past_is_settled_and_most_are_bought() {
        List<Outcome> all = OUTCOMES.values().stream().flatMap(List::stream).toList();
        assertThat(all)
                .hasSizeGreaterThan(500)
                .allMatch(outcome -> outcome.state().settled());
        long bought = all.stream().filter(outcome -> !outcome.fills().isEmpty()).count();
        assertThat(bought / (double) all.size()).isGreaterThan(0.7);
    }
}
