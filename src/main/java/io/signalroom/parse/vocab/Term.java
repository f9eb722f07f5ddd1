package io.signalroom.parse.vocab;

/**
 * The meaning of a known word or phrase.
 *
 * @param role what it does
 * @param value which one, in capitals ({@code LONG}, {@code BINANCE}), or empty
 * @param comma true for a word of a language that writes decimals with a comma
 */
public record Term(Role role, String value, boolean comma) {
    /** A meaning that belongs to no language. */
    public Term(Role role, String value) {
        this(role, value, false);
    }
}
