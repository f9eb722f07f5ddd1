package io.signalroom.parse.vocab;

/**
 * A known phrase found in a text.
 *
 * @param end where it ends, exclusive
 * @param term its meaning, or null
 * @param asset the coin it names, or null
 */
public record Match(int end, Term term, Asset asset) {
    /** The longer of both; of equal length, both. Null if neither was found. */
    static Match of(Term term, int termEnd, Asset asset, int assetEnd) {
        if (term == null && asset == null) {
            return null;
        }
        int end = Math.max(term == null ? 0 : termEnd, asset == null ? 0 : assetEnd);
        return new Match(
                end, term != null && termEnd == end ? term : null, asset != null && assetEnd == end ? asset : null);
    }
}
