package io.signalroom.market.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.outcome.Outcome.Miss;
import io.signalroom.market.outcome.Outcome.State;
import io.signalroom.market.outcome.Outcome.Trade;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BitcoinHoldTest {
    private static final long MINUTE = 60_000;

    /** Ends of minutes 0 to 3: 100, 110, 99, 105. */
    private static final CandleSeries BITCOIN = new CandleSeries.Builder(4)
            .add(0, MINUTE, 101, 101, 100, 100)
            .add(MINUTE, 2 * MINUTE, 100, 120, 100, 110)
            .add(2 * MINUTE, 3 * MINUTE, 110, 110, 90, 99)
            .add(3 * MINUTE, 4 * MINUTE, 99, 105, 99, 105)
            .build();

    private static Outcome held(State state, long from, long... exits) {
        List<Trade> sold =
                Arrays.stream(exits).mapToObj(at -> new Trade(at, 1, 0.5)).toList();
        return new Outcome(
                state, null, List.of(new Trade(from, 1, 0.5), new Trade(from + MINUTE, 1, 0.5)), sold, 1.0, 1.0, false);
    }

    @Test
    void it_is_the_change_from_the_first_fill_to_the_last_exit_by_the_prices_known_then() {
        assertThat(BitcoinHold.percent(BITCOIN, held(State.ALL_TARGETS, MINUTE, 2 * MINUTE, 3 * MINUTE)))
                .hasValueCloseTo(-1.0, Offset.offset(1e-9));
        assertThat(BitcoinHold.percent(BITCOIN, held(State.STOPPED, MINUTE, 2 * MINUTE)))
                .hasValueCloseTo(10.0, Offset.offset(1e-9));
        assertThat(BitcoinHold.percent(BITCOIN, held(State.EXPIRED, 2 * MINUTE, 4 * MINUTE)))
                .hasValueCloseTo(100 * (105.0 / 110 - 1), Offset.offset(1e-9));
        assertThat(BitcoinHold.percent(BITCOIN, held(State.STOPPED, MINUTE, MINUTE)))
                .hasValue(0);
    }

    @Test
    void there_is_none_without_a_fill_an_end_or_prices_of_both() {
        assertThat(BitcoinHold.percent(BITCOIN, held(State.OPEN, MINUTE, 2 * MINUTE)))
                .isEmpty();
        assertThat(BitcoinHold.percent(
                        BITCOIN, new Outcome(State.UNFILLED, Miss.EXPIRY, List.of(), List.of(), null, null, false)))
                .isEmpty();
        assertThat(BitcoinHold.percent(BITCOIN, held(State.STOPPED, 0, 2 * MINUTE)))
                .as("no price before the fill")
                .isEmpty();
        assertThat(BitcoinHold.percent(BITCOIN, held(State.STOPPED, MINUTE, 5 * MINUTE)))
                .as("no price up to the exit")
                .isEmpty();
        assertThat(BitcoinHold.percent(CandleSeries.EMPTY, held(State.STOPPED, MINUTE, 2 * MINUTE)))
                .isEmpty();
    }
}
