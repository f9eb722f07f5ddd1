package io.signalroom.analytics.token;

import io.vertx.sqlclient.Row;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much a token is called now: of the last 24 hours, the newest weigh most.
 *
 * <p>score = ln(1 + attention) · ln(1 + channels) · ln(1 + (attention + 1) / (usual + 1)): how much it is called, by how
 * many, and how unusual that is, each with diminishing returns. Attention is the sum of signals, each worth half as much
 * every {@value #HALF_LIFE_HOURS} hours; usual is what attention would be if the token's 28 days before were evenly spread.
 *
 * @param attention 0 or more
 * @param usual 0 or more
 * @param signals of the last 24 hours
 * @param bullish of these
 * @param bearish of these
 * @param channels who called it in the last 24 hours
 */
record Heat(String symbol, double attention, double usual, int signals, int bullish, int bearish, int channels) {
    static final int HOURS = 24;

    private static final int HALF_LIFE_HOURS = 6;
    /** What a signal of this hour weighs, in whole numbers that add up the same in any order. */
    private static final double NEWEST = 1L << 40;

    /**
     * Of a row with these columns.
     *
     * @param aDay signals of a usual day
     */
    static Heat of(Row row, double aDay) {
        return new Heat(
                row.getString("symbol"),
                row.getLong("weight") / NEWEST,
                evenly(aDay),
                row.getInteger("signals"),
                row.getInteger("bullish"),
                row.getInteger("bearish"),
                row.getInteger("channels"));
    }

    /** What a signal weighs, of this hour and of each before it. */
    static Long[] weights() {
        return IntStream.range(0, HOURS)
                .mapToObj(hoursAgo -> Math.round(NEWEST * Math.pow(0.5, (double) hoursAgo / HALF_LIFE_HOURS)))
                .toArray(Long[]::new);
    }

    /** The attention that so many signals a day give, evenly spread. */
    static double evenly(double aDay) {
        return aDay / HOURS * Stream.of(weights()).mapToLong(weight -> weight).sum() / NEWEST;
    }

    double score() {
        return Math.log1p(attention) * Math.log1p(channels) * Math.log1p((attention + 1) / (usual + 1));
    }
}
