package io.signalroom.analytics.rank;

import io.signalroom.signal.Origin;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * A call as it was measured: what scorecards are made of.
 *
 * @param source who said it, of what, and when
 * @param course how far it has come
 * @param result what it gave
 * @param claims what the channel said of it, beside prices
 */
public record MeasuredCall(Source source, Course course, Result result, Claims claims) {
    /**
     * Where a call comes from.
     *
     * @param channelId of its channel
     * @param token in capitals, such as {@code SOL}
     * @param origin how it came to be known; figures of one are never mixed with those of another
     * @param postedAt when it was posted
     * @param edited whether its post was edited later
     * @param deleted whether its post was deleted; it keeps counting
     */
    public record Source(
            long channelId, String token, Origin origin, Instant postedAt, boolean edited, boolean deleted) {
        /** The day it was posted, in UTC. */
        public LocalDate day() {
            return LocalDate.ofInstant(postedAt, ZoneOffset.UTC);
        }
    }

    /**
     * How far a call has come.
     *
     * @param state see {@link State}
     * @param hasStop whether its plan has a stop, and so a result in R multiples
     * @param settledAt when nothing was held or ordered any more; null before
     */
    public record Course(State state, boolean hasStop, Instant settledAt) {}

    /**
     * What a call gave, costs included.
     *
     * @param r in R multiples; null unless resolved and with a stop
     * @param percent of the money put in; null unless resolved
     * @param benchmarkR mean R of the same plan entered at random times; null if unknown
     * @param runUpHour percent that the price ran in the call's direction in the hour before the post; null if unknown
     * @param runUpDay the same of the day before
     */
    public record Result(Double r, Double percent, Double benchmarkR, Double runUpHour, Double runUpDay) {}

    /**
     * What the channel claimed of a call and prices could be held against.
     *
     * @param measured how many claims, 0 or more
     * @param hold how many of them hold
     */
    public record Claims(int measured, int hold) {}

    /** How far a call has come, as the table {@code outcome} says. */
    public enum State {
        /** No price is known. */
        NO_DATA,
        /** Nothing is filled yet. */
        WAITING,
        /** Filled, and not all closed. */
        OPEN,
        /** Over before anything was filled. */
        UNFILLED,
        /** All targets were reached. */
        ALL_TARGETS,
        /** The stop closed what was left. */
        STOPPED,
        /** The expiry closed what was left. */
        EXPIRED;

        /**
         * The state of this name in SQL and JSON.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static State ofWire(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }

        /** True if it was filled and is over. */
        public boolean resolved() {
            return this == ALL_TARGETS || this == STOPPED || this == EXPIRED;
        }
    }

    /** True if it was filled and is over. */
    boolean resolved() {
        return course.state().resolved();
    }
}
