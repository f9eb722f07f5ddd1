package io.signalroom.parse.vocab;

/**
 * A known coin, commodity or currency.
 *
 * @param ticker in capitals
 * @param homograph true if the ticker is also an everyday word ({@code NEAR}), so that it counts only when tagged
 * @param byName true if it was recognised by its name instead of its ticker
 */
public record Asset(String ticker, boolean homograph, boolean byName) {}
