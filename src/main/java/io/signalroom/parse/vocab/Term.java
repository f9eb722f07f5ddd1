package io.signalroom.parse.vocab;

/**
 * The meaning of a known word or phrase.
 *
 * @param role what it does
 * @param value which one, in capitals ({@code LONG}, {@code BINANCE}), or empty
 */
public record Term(Role role, String value) {}
