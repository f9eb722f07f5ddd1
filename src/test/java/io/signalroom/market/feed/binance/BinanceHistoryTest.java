package io.signalroom.market.feed.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.FeedException;
import io.signalroom.market.feed.PriceFeed.History;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the past yields. */
class BinanceHistoryTest {
    private static final Instant FROM = Instant.parse("2026-03-01T09:00:00Z");
    private final BinanceRig rig = new BinanceRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void a_long_stretch_comes_page_by_page_exact_and_with_binances_own_gaps() {
        Instant to = FROM.plus(Duration.ofMinutes(2_500));
        LongStream.range(700, 730).forEach(i -> rig.fake.gaps.add(at(i)));
        rig.fake.gaps.add(at(2_499));
        List<Candle> candles = new ArrayList<>();
        List<Instant> ends = new ArrayList<>();
        for (Instant next = FROM; next.isBefore(to); ) {
            Instant begin = next;
            History history = rig.on(() -> rig.feed.history(BinanceRig.SOL, begin, to));
            candles.addAll(history.candles());
            ends.add(history.upTo());
            next = history.upTo();
        }

        assertThat(candles)
                .isEqualTo(LongStream.range(0, 2_500)
                        .map(BinanceHistoryTest::at)
                        .filter(t -> !rig.fake.gaps.contains(t))
                        .mapToObj(t -> FakeKlines.candle("SOLUSDT", t))
                        .toList());
        assertThat(ends).containsExactly(minute(1_030), minute(2_030), to);
        assertThat(rig.fake.calls).hasSize(3);
        assertThat(rig.counts().past().weight()).isEqualTo(6);
    }

    @Test
    void a_stretch_without_a_single_kline_is_answered_all_the_same() {
        LongStream.range(0, 5).forEach(i -> rig.fake.gaps.add(at(i)));
        History history = rig.history(BinanceRig.SOL, "2026-03-01T09:00:00Z", "2026-03-01T09:05:00Z");

        assertThat(history).isEqualTo(new History(true, List.of(), minute(5)));
    }

    @Test
    void a_market_that_binance_lacks_is_an_answer_and_no_failure() {
        History history = rig.history(new Market("NOPE", "USDT"), "2026-03-01T09:00:00Z", "2026-03-01T09:05:00Z");

        assertThat(history).isEqualTo(History.lacking(FROM));
        assertThat(rig.counts().past().failures()).isZero();
        assertThat(rig.history(BinanceRig.SOL, "2026-03-01T09:00:00Z", "2026-03-01T09:05:00Z")
                        .candles())
                .hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "'',USDT",
        "SOL,''",
        "币安,USDT",
        "SO L,USDT",
        "sol,USDT",
        "SOL&limit=1,USDT",
        "ТОН,USDT",
        "ABCDEFGHIJKLMNOPQ,USDT"
    })
    void a_name_that_cannot_be_binances_is_not_asked_for(String base, String quote) {
        History history = rig.on(() -> rig.feed.history(new Market(base, quote), FROM, minute(5)));

        assertThat(history).isEqualTo(History.lacking(FROM));
        assertThat(rig.fake.calls).isEmpty();
    }

    @Test
    void the_candle_that_is_not_over_is_never_returned() {
        rig.freeze("2026-03-01T09:03:30Z");
        History history = rig.history(BinanceRig.SOL, "2026-03-01T09:00:00Z", "2026-03-01T09:03:30Z");

        assertThat(history.candles()).hasSize(3);
        assertThat(history.upTo()).isEqualTo(minute(3));
    }

    @Test
    void where_no_minute_is_over_the_wait_until_one_is_told_without_a_call() {
        rig.freeze("2026-03-01T09:00:30Z");
        FeedException fault = faultOf("2026-03-01T09:00:00Z", "2026-03-01T09:00:30Z");

        assertThat(fault.patience()).isEqualTo(Duration.ofSeconds(32));
        assertThat(rig.fake.calls).isEmpty();
        assertThat(rig.counts().past().failures()).isZero();
    }

    @Test
    void a_minute_that_has_just_ended_is_given_time_to_settle() {
        rig.freeze("2026-03-01T09:05:01Z");
        assertThat(rig.history(BinanceRig.SOL, "2026-03-01T09:00:00Z", "2026-03-01T09:05:00Z")
                        .upTo())
                .isEqualTo(minute(4));

        rig.freeze("2026-03-01T09:05:02Z");
        assertThat(rig.history(BinanceRig.SOL, "2026-03-01T09:00:00Z", "2026-03-01T09:05:00Z")
                        .upTo())
                .isEqualTo(minute(5));
    }

    @Test
    void a_clock_that_is_ahead_of_binances_lets_no_open_candle_in() {
        rig.freeze("2026-03-01T09:03:30Z");
        rig.clock = InstantSource.fixed(Instant.parse("2026-03-01T09:04:10Z"));
        History history = rig.history(BinanceRig.SOL, "2026-03-01T09:00:00Z", "2026-03-01T09:04:00Z");

        assertThat(history.candles()).hasSize(3);
        assertThat(history.upTo()).isEqualTo(minute(3));
        assertThat(faultOf("2026-03-01T09:03:00Z", "2026-03-01T09:04:00Z")).hasMessageContaining("clock");
    }

    @Test
    void a_single_broken_kline_is_skipped_and_counted() {
        rig.fake.spoil = rows -> {
            rows.getJsonArray(2).set(2, "0.00000001");
            return rows;
        };
        History history = rig.history(BinanceRig.SOL, "2026-03-01T09:00:00Z", "2026-03-01T09:05:00Z");

        assertThat(history.candles())
                .extracting(Candle::opensAt)
                .containsExactly(minute(0), minute(1), minute(3), minute(4));
        assertThat(history.upTo()).isEqualTo(minute(5));
        assertThat(rig.counts().brokenKlines()).isEqualTo(1);
    }

    @Test
    void klines_of_another_time_than_asked_for_are_no_answer() {
        rig.fake.spoil = rows -> new JsonArray().add(FakeKlines.row("SOLUSDT", at(7)));

        assertThat(faultOf("2026-03-01T09:00:00Z", "2026-03-01T09:05:00Z")).hasMessageContaining("asked for");
    }

    @Test
    void a_stretch_that_is_none_is_the_callers_mistake() {
        assertThatThrownBy(() -> rig.history(BinanceRig.SOL, "2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private FeedException faultOf(String from, String to) {
        return Assertions.catchThrowableOfType(FeedException.class, () -> rig.history(BinanceRig.SOL, from, to));
    }

    private static long at(long minute) {
        return minute(minute).toEpochMilli();
    }

    private static Instant minute(long minute) {
        return FROM.plus(Duration.ofMinutes(minute));
    }
}
