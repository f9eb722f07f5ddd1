package io.signalroom.market.outcome;

import java.util.List;
import java.util.Locale;

/**
 * How a call turned out by prices.
 *
 * @param state see {@link State}
 * @param missedBy why nothing was bought; null unless {@link State#UNFILLED}
 * @param fills entries that were filled, in order
 * @param exits parts that were closed, in order
 * @param r result in units of the risk taken, costs included; null while open, unfilled, or without a stop
 *     further from the price paid than one round trip costs (2 x fee + slippage)
 * @param percent result in percent of the money put in, never multiplied by leverage, costs included; null while open or
 *     unfilled
 * @param liquidation true if the leverage of the call would have closed the position before its stop; false without a stop
 */
public record Outcome(
        State state,
        Miss missedBy,
        List<Trade> fills,
        List<Trade> exits,
        Double r,
        Double percent,
        boolean liquidation) {
    /** How far a call has come. */
    public enum State {
        /** No candle behind the first order yet. */
        NO_DATA,
        /** Nothing bought yet. */
        WAITING,
        /** Bought, and not all closed. */
        OPEN,
        /** Target, stop or expiry came before any fill. */
        UNFILLED,
        /** All targets were reached. */
        ALL_TARGETS,
        /** The stop closed what was left. */
        STOPPED,
        /** The expiry closed what was left, at the market. */
        EXPIRED;

        /** True if nothing can change it any more. */
        public boolean settled() {
            return this != NO_DATA && this != WAITING && this != OPEN;
        }

        /** The name in JSON and SQL, for example {@code all_targets}. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What came before any fill. */
    public enum Miss {
        /** The price reached the first target without anybody in. */
        TARGET_FIRST,
        /** The price passed the stop. */
        STOP_FIRST,
        /** Nothing happened until the end. */
        EXPIRY;

        /** The name in JSON and SQL, for example {@code stop_first}. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A fill or an exit.
     *
     * @param at the beginning of the candle in which it happened, in milliseconds since 1970
     * @param price paid or received, slippage included
     * @param part share of the whole position, above 0 and at most 1; of a fill, share of the ladder
     */
    public record Trade(long at, double price, double part) {}

    public Outcome {
        fills = List.copyOf(fills);
        exits = List.copyOf(exits);
    }

    /** How many targets were reached, from 0. */
    public int targetsHit() {
        return state == State.STOPPED || state == State.EXPIRED ? exits.size() - 1 : exits.size();
    }
}
