package io.signalroom.parse.grammar;

/**
 * The coin a post is about.
 *
 * @param symbol base asset in capitals
 * @param quote currency, or null if not written
 * @param at index of its token
 * @param start first character in the normalised text
 * @param end after the last character
 * @param score how sure, 0 to 1
 */
public record Subject(String symbol, String quote, int at, int start, int end, double score) {
    Subject withQuote(String newQuote) {
        return new Subject(symbol, newQuote, at, start, end, score);
    }
}
