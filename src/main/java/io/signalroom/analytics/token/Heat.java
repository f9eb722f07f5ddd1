package io.signalroom.analytics.token;

import io.vertx.sqlclient.Row;

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
    static final int HALF_LIFE_HOURS = 6;
    static final int HOURS = 24;

    /**
     * Of a row with these columns.
     *
     * @param aDay signals of a usual day
     */
    static Heat of(Row row, double aDay) {
        return new Heat(
                row.getString("symbol"),
                row.getDouble("attention"),
                evenly(aDay),
                row.getInteger("signals"),
                row.getInteger("bullish"),
                row.getInteger("bearish"),
                row.getInteger("channels"));
    }

    /** The attention that so many signals a day give, evenly spread. */
    static double evenly(double aDay) {
        double attention = 0;
        for (int hoursAgo = 0; hoursAgo < HOURS; hoursAgo++) {
            attention += aDay / HOURS * Math.pow(0.5, (double) hoursAgo / HALF_LIFE_HOURS);
        }
        return attention;
    }

    double score() {
        return Math.log1p(attention) * Math.log1p(channels) * Math.log1p((attention + 1) / (usual + 1));
    }
}
