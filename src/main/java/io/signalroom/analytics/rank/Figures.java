package io.signalroom.analytics.rank;

/**
 * Figures of results in one unit: R multiples of calls with a stop, percent of calls without one. The two never mix, for a call
 * without a stop hides what it risks.
 *
 * @param wins results above 0, costs included, of all
 * @param expectancy mean result of a call
 * @param lowerBound what the expectancy is at least, as {@link TrackRecord#lowerBound} says; null where nothing tells
 * @param profitFactor gains over losses; null without a loss
 * @param median result
 * @param maxDrawdown deepest fall of the running sum, 0 or more
 * @param systemQuality as {@link TrackRecord#systemQuality} says; null where there is no spread
 * @param ranked whether there is enough evidence for a place in a ranking: {@value TrackRecord#ENOUGH} results of at least two
 *     days
 */
public record Figures(
        Share wins,
        double expectancy,
        Double lowerBound,
        Double profitFactor,
        double median,
        double maxDrawdown,
        Double systemQuality,
        boolean ranked) {
    /** The figures of a record; null of an empty one. */
    static Figures of(TrackRecord record) {
        if (record.size() == 0) {
            return null;
        }
        Double lowerBound = record.lowerBound();
        return new Figures(
                Share.of(record.wins(), record.size()),
                record.expectancy(),
                lowerBound,
                record.profitFactor(),
                record.median(),
                record.maxDrawdown(),
                record.systemQuality(),
                record.size() >= TrackRecord.ENOUGH && lowerBound != null);
    }

    /** How many results there are, 1 or more. */
    public int results() {
        return wins.of();
    }

    /**
     * What a ranking is sorted by, the highest first: the lower bound of the expectancy, drawn towards {@code all} the more the
     * fewer results there are; null unless {@link #ranked}.
     *
     * @param all mean result of all channels in the same unit and of the same origin
     */
    public Double sortKey(double all) {
        return ranked ? TrackRecord.shrunk(lowerBound, results(), all) : null;
    }
}
