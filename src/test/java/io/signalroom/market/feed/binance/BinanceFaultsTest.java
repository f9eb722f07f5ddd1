package io.signalroom.market.feed.binance;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.market.feed.FeedException;
import io.signalroom.market.feed.PriceFeed.History;
import io.signalroom.telegram.BotFaults;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Binance and the net can do to one who asks for the past, and how Binance is left alone then. */
class BinanceFaultsTest {
    private static final String NOW = "2026-03-01T12:00:10Z";
    private final BinanceRig rig = new BinanceRig();

    @AfterEach
    void close() {
        rig.close();
    }

    static Stream<Named<Consumer<HttpServerRequest>>> faults() {
        return Stream.of(
                Named.of("502 with HTML", BotFaults.answer(502, "<html>" + "x".repeat(100_000) + "</html>")),
                Named.of("500", BotFaults.answer(500, "{\"code\":-1000,\"msg\":\"unknown\"}")),
                Named.of("redirect", BotFaults.redirect("http://127.0.0.1:1/")),
                Named.of("cut before the answer", BotFaults.cut()),
                Named.of("cut inside the answer", BotFaults.cutInside()),
                Named.of("no answer at all", BotFaults.hang()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_is_told_without_addresses_and_keeps_calls_away(Consumer<HttpServerRequest> fault) {
        rig.freeze(NOW);
        rig.fake.faults.add(fault);
        FeedException first = rig.fault();
        FeedException second = rig.fault();

        assertThat(first.isOfOneMarket()).isFalse();
        assertThat(first.patience()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_250));
        assertThat(first.getMessage()).contains("Binance", "BINANCE_URL").doesNotContain("127.0.0.1", "http://");
        assertThat(second.getMessage()).isEqualTo(first.getMessage());
        assertThat(rig.fake.calls).hasSize(1);
        rig.freeze("2026-03-01T12:00:12Z");
        assertThat(ask().candles()).hasSize(10);
    }

    @Test
    void faults_in_a_row_are_waited_for_longer_and_a_success_ends_the_row() {
        rig.freeze(NOW);
        Instant now = Instant.parse(NOW);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rig.fake.faults.add(BotFaults.cut());
            Duration wait = rig.fault().patience();
            waits.add(wait.toSeconds());
            now = now.plus(wait);
            rig.freeze(now.toString());
        }
        assertThat(waits.get(0)).isEqualTo(1);
        assertThat(waits.get(1)).isEqualTo(2);
        assertThat(waits.get(2)).isBetween(4L, 5L);
        assertThat(waits.get(3)).isBetween(6L, 7L);

        ask();
        rig.fake.faults.add(BotFaults.cut());
        assertThat(rig.fault().patience().toSeconds()).isEqualTo(1);
    }

    @Test
    void calls_that_fail_together_are_one_fault() {
        rig.freeze(NOW);
        IntStream.range(0, 4).forEach(i -> rig.fake.faults.add(BotFaults.answer(503, "")));
        // begun in one step of the event loop: none has failed before the last goes out
        Future<Long> failed = rig.start(() -> {
            List<Future<History>> together =
                    IntStream.range(0, 4).mapToObj(i -> asking()).toList();
            return Future.join(together)
                    .transform(x -> Future.succeededFuture(
                            together.stream().filter(Future::failed).count()));
        });
        rig.eventually(failed::isComplete);
        assertThat(failed.result()).isEqualTo(4);

        assertThat(rig.fault().patience()).isLessThan(Duration.ofMillis(1_251));
        assertThat(rig.counts().past().failures()).isEqualTo(4);
    }

    @Test
    void nothing_is_asked_before_the_time_that_429_and_418_name() {
        rig.freeze(NOW);
        rig.fake.faults.add(tooMany(429, "37"));
        assertThat(rig.fault().patience()).isEqualTo(Duration.ofSeconds(38));
        rig.freeze("2026-03-01T12:00:47Z");
        assertThat(rig.fault().patience()).isEqualTo(Duration.ofSeconds(1));
        assertThat(rig.fake.calls).hasSize(1);

        rig.freeze("2026-03-01T12:00:48Z");
        rig.fake.faults.add(tooMany(418, "7200"));
        assertThat(rig.fault()).hasMessageContaining("418");
        rig.freeze("2026-03-01T14:00:48Z");
        assertThat(rig.fault().patience()).isEqualTo(Duration.ofSeconds(1));
        assertThat(rig.fake.calls).hasSize(2);
        rig.freeze("2026-03-01T14:00:49Z");
        assertThat(ask().candles()).hasSize(10);
    }

    @Test
    void a_ban_without_a_time_is_taken_for_the_shortest() {
        rig.freeze(NOW);
        rig.fake.faults.add(BotFaults.answer(418, ""));
        assertThat(rig.fault().patience()).isEqualTo(Duration.ofSeconds(121));
    }

    @Test
    void the_share_of_the_weight_is_kept_whoever_used_it() {
        rig.freeze(NOW);
        rig.fake.useWeight(RateGate.SHARE - 4);
        ask();
        ask();
        FeedException fault = rig.fault();

        assertThat(fault.patience()).isEqualTo(Duration.ofSeconds(50));
        assertThat(rig.fake.calls).hasSize(2);
        assertThat(rig.counts().past().refused()).isEqualTo(1);
        rig.freeze("2026-03-01T12:01:00Z");
        assertThat(ask().candles()).hasSize(10);
    }

    @Test
    void a_limit_that_others_have_used_up_is_waited_for_also_after_a_restart() {
        rig.freeze(NOW);
        ask();
        rig.fake.useWeight(6_000);
        FeedException fault = rig.fault();
        assertThat(fault).hasMessageContaining("429");
        assertThat(fault.patience()).isEqualTo(Duration.ofSeconds(51));

        BinanceFeed restarted = rig.another(rig.fake.url(), rig.fake.streamUrl());
        assertThat(faultOf(restarted)).hasMessageContaining("418");
        assertThat(faultOf(restarted).patience()).isEqualTo(Duration.ofSeconds(51));
        assertThat(rig.fake.calls).hasSize(3);
        rig.freeze("2026-03-01T12:01:01Z");
        assertThat(ask().candles()).hasSize(10);
        rig.on(restarted::close);
    }

    @Test
    void nothing_is_there() {
        BinanceFeed feed = rig.another(URI.create("http://127.0.0.1:" + free()), rig.fake.streamUrl());

        assertThat(faultOf(feed)).hasMessageContaining("nothing answers there");
        rig.on(feed::close);
    }

    @Test
    void a_question_that_binance_refuses_does_not_stop_the_others() {
        rig.freeze(NOW);
        rig.fake.faults.add(r -> FakeBinance.error(r, 400, -1102, "Mandatory parameter 'symbol' was not sent."));

        FeedException refused = rig.fault();
        assertThat(refused).hasMessageContaining("-1102");
        assertThat(refused.isOfOneMarket()).isTrue();
        assertThat(ask().candles()).hasSize(10);
    }

    @Test
    void a_place_that_is_not_served_is_told_with_its_cure() {
        rig.fake.faults.add(BotFaults.answer(451, "{\"code\":0,\"msg\":\"restricted location\"}"));

        assertThat(rig.fault()).hasMessageContaining("MARKET_FEED");
    }

    @Test
    void not_more_than_the_bound_is_asked_at_once() {
        IntStream.range(0, 4).forEach(i -> rig.fake.faults.add(BotFaults.hang()));
        List<Future<History>> all = IntStream.range(0, KlineClient.MOST_CALLS)
                .mapToObj(i -> rig.start(this::asking))
                .toList();
        assertThat(rig.fault()).hasMessageContaining("at once");
        rig.eventually(() -> all.stream().allMatch(Future::isComplete));

        rig.clock = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(2));
        assertThat(ask().candles()).hasSize(10);
    }

    private FeedException faultOf(BinanceFeed feed) {
        return Assertions.catchThrowableOfType(FeedException.class, () -> rig.on(() -> asking(feed)));
    }

    /** A port where nobody listens. */
    private int free() {
        HttpServer server =
                await(rig.vertx.createHttpServer().requestHandler(r -> {}).listen(0, "127.0.0.1"));
        int port = server.actualPort();
        await(server.close());
        return port;
    }

    private Future<History> asking() {
        return asking(rig.feed);
    }

    private static Future<History> asking(BinanceFeed feed) {
        return feed.history(
                BinanceRig.SOL, Instant.parse("2026-03-01T09:00:00Z"), Instant.parse("2026-03-01T09:10:00Z"));
    }

    private History ask() {
        return rig.on(this::asking);
    }

    private static Consumer<HttpServerRequest> tooMany(int status, String seconds) {
        return request -> {
            request.response().putHeader("Retry-After", seconds);
            FakeBinance.error(request, status, -1003, "Too much request weight used.");
        };
    }
}
