package io.signalroom.market.outcome;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.StoredCall;
import io.signalroom.market.candle.Market;
import io.signalroom.market.outcome.Outcome.State;
import io.signalroom.market.outcome.ReferenceOutcome.Bar;
import io.signalroom.signal.Origin;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls led along a past that is known in parts. */
class SweepTest {
    private static final Market MARKET = new Market("SOL", "USDT");
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MINUTE = 60_000;

    private final Vertx vertx = Vertx.vertx();
    private final WorkerExecutor worker = vertx.createSharedWorkerExecutor("sweep", 2);
    private final KnownCandles candles = new KnownCandles();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    /** One price for ever, with no candle in some days. */
    private void price(int days, int gapFrom, int gapTo) {
        List<Bar> bars = new ArrayList<>();
        for (long at = START; at < START + days * DAY; at += 10 * MINUTE) {
            long day = (at - START) / DAY;
            if (day < gapFrom || day >= gapTo) {
                bars.add(new Bar(at, at + 10 * MINUTE, 100, 100, 100, 100));
            }
        }
        candles.put(MARKET, bars);
    }

    private static Tracker call(int day) {
        SignalFields buy = SignalFields.builder()
                .symbol("SOL")
                .side(Side.LONG)
                .targets(List.of(BigDecimal.valueOf(200)))
                .stopLoss(BigDecimal.valueOf(50))
                .build();
        SignalId id = SignalId.of(Instant.ofEpochMilli(START + day * DAY), 7, day, 0);
        StoredCall stored = new StoredCall(id, 7, Origin.IMPORTED, PostKind.TRADE_SIGNAL, id.postedAt(), buy);
        return Tracker.of(List.of(stored), Assumptions.DEFAULT).get(0);
    }

    private void lead(int untilDay, Tracker... calls) {
        await(new Sweep(candles, worker, START + untilDay * DAY).lead(List.of(calls)));
    }

    private static State state(Tracker tracker) {
        return tracker.outcome().state();
    }

    @Test
    void a_call_whose_past_is_not_known_holds_up_no_later_one() {
        price(60, 0, 0);
        candles.know(MARKET, START + 13 * DAY, START + 60 * DAY);
        Tracker unknown = call(5);
        Tracker sameWindow = call(15);
        Tracker later = call(40);
        lead(60, unknown, sameWindow, later);
        assertThat(state(unknown)).isEqualTo(State.NO_DATA);
        assertThat(state(sameWindow)).isEqualTo(State.EXPIRED);
        assertThat(state(later)).isEqualTo(State.EXPIRED);
    }

    @Test
    void a_call_stops_at_a_hole_and_goes_on_when_it_is_filled() {
        price(60, 0, 0);
        candles.know(MARKET, START, START + 12 * DAY);
        candles.know(MARKET, START + 13 * DAY, START + 60 * DAY);
        Tracker call = call(10);
        lead(60, call);
        assertThat(state(call)).isEqualTo(State.OPEN);
        candles.know(MARKET, START + 12 * DAY, START + 13 * DAY);
        lead(60, call);
        assertThat(state(call)).isEqualTo(State.EXPIRED);
    }

    @Test
    void a_gap_of_the_feed_itself_longer_than_a_window_is_passed() {
        price(120, 12, 80);
        candles.know(MARKET, START, START + 120 * DAY);
        Tracker call = call(10);
        lead(120, call);
        assertThat(state(call)).isEqualTo(State.EXPIRED);
    }
}
