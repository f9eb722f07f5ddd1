package io.signalroom.parse.vocab;

/**
 * A known phrase found in a text.
 *
 * @param end where it ends, exclusive
 * @param term its meaning, or null
 * @param asset the coin it names, or null
 */
public record Match(int end, Term term, Asset asset) {}
